"""What can happen to the parts of an inspection."""

from typing import Final

from trigpoint.record.kinds import Kind

ABOUT: Final = "Contents"

PART_WRITTEN: Final = Kind("parts.written", ABOUT, "changed {after[title]}: version {after[version]}")
# Written before each part had versions of its own. The record keeps such entries for ever.
FILLED: Final = Kind("contents.filled", ABOUT, "put version {after[version]} of the contents into the inspection")

KINDS: Final = (PART_WRITTEN, FILLED)
