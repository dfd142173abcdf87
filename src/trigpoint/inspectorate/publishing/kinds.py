"""What can happen to editions."""

from typing import Final

from trigpoint.record.kinds import Kind

EDITION_SEALED: Final = Kind(
    "publishing.edition_sealed",
    "Inspection",
    "sealed edition {after[number]} for publication; its SHA-256 begins with {after[digest]}",
)

# The key is older than the activity: the record keeps entries under it.
LOADED: Final = Kind(
    "contents.loaded", "Inspection", "loaded the inspection from a published file, at the stage '{after[stage]}'"
)

DRAFT_SEALED: Final = Kind(
    "publishing.draft_sealed",
    "Inspection",
    "sent draft {after[number]} of the report to the service; its SHA-256 begins with {after[digest]:hash}",
)
REPORT_SIGNED: Final = Kind(
    "publishing.report_signed", "Inspection", "signed the report, to be published on {after[publish_on]:day}"
)

KINDS: Final = (EDITION_SEALED, LOADED, DRAFT_SEALED, REPORT_SIGNED)
