"""What can happen to programmes and inspections."""

from typing import Final

from trigpoint.record.kinds import Kind

PROGRAMME_PLANNED: Final = Kind("programme.programme_planned", "Programme", "planned the programme '{after[name]}'")
INSPECTION_PLANNED: Final = Kind(
    "programme.inspection_planned", "Inspection", "planned the inspection, by the framework '{after[framework]:name}'"
)
INSPECTION_CANCELLED: Final = Kind("programme.inspection_cancelled", "Inspection", "cancelled the inspection")
SITE_DATE_SET: Final = Kind("programme.site_date_set", "Timetable", "set the site date to {after[site_date]:day}")
DATE_ADJUSTED: Final = Kind(
    "programme.date_adjusted", "Timetable", "set the date of '{after[stage]:name}' to {after[date]:day} by hand"
)
ADJUSTMENT_ENDED: Final = Kind(
    "programme.adjustment_ended", "Timetable", "took back the date of '{before[stage]:name}' that was set by hand"
)
PERSON_ASKED: Final = Kind(
    "programme.person_asked", "Team", "asked {after[person_id]:name} to join the team as {after[role]:name}"
)
PERSON_JOINED: Final = Kind(
    "programme.person_joined", "Team", "declared no interest in the service and joined the team"
)
PERSON_BARRED: Final = Kind("programme.person_barred", "Team", "did not join the team")
PERSON_LEFT: Final = Kind(
    "programme.person_left",
    "Team",
    "ended the place of {before[person_id]:name} on the team as {before[role]:name}: its last day is {after[ends]:day}",
)
STAGE_MOVED: Final = Kind(
    "programme.stage_moved", "Stage", "moved the inspection from '{before[stage]:name}' to '{after[stage]:name}'"
)
STAGE_TAKEN_BACK: Final = Kind(
    "programme.stage_taken_back",
    "Stage",
    "took the inspection back from '{before[stage]:name}' to '{after[stage]:name}'",
)
CASE_VIEWED: Final = Kind("programme.case_viewed", "Cases viewed", "viewed the case {after[case]}")
LIST_DOWNLOADED: Final = Kind("programme.list_downloaded", "Cases viewed", "downloaded {after[what]}")
BUNDLE_DOWNLOADED: Final = Kind(
    "programme.bundle_taken_out",
    "Inspection",
    "downloaded version {after[contents_version]} of the inspection as a file",
)

KINDS: Final = (
    PROGRAMME_PLANNED,
    INSPECTION_PLANNED,
    INSPECTION_CANCELLED,
    SITE_DATE_SET,
    DATE_ADJUSTED,
    ADJUSTMENT_ENDED,
    PERSON_ASKED,
    PERSON_JOINED,
    PERSON_BARRED,
    PERSON_LEFT,
    STAGE_MOVED,
    STAGE_TAKEN_BACK,
    CASE_VIEWED,
    LIST_DOWNLOADED,
    BUNDLE_DOWNLOADED,
)
