"""What can happen to the contents of an inspection."""

from typing import Final

from trigpoint.record.kinds import Kind

FILLED: Final = Kind("contents.filled", "Contents", "put version {after[version]} of the contents into the inspection")
LOADED: Final = Kind(
    "contents.loaded", "Inspection", "loaded the inspection from a published file, at the stage '{after[stage]:name}'"
)

KINDS: Final = (FILLED, LOADED)
