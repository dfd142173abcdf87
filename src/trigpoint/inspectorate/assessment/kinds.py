"""What can happen to readers and interviews."""

from typing import Final

from trigpoint.record.kinds import Kind

ABOUT: Final = "Interviews"

CASE_ALLOCATED: Final = Kind(
    "assessment.case_allocated",
    ABOUT,
    "allocated the case {after[case]} to {after[reader_id]:name}, interview on {after[day]:day}",
)
CASE_MOVED: Final = Kind(
    "assessment.case_moved",
    ABOUT,
    "moved the case {before[case]} from {before[reader_id]:name} to {after[reader_id]:name}",
)
INTERVIEW_MOVED: Final = Kind(
    "assessment.interview_moved",
    ABOUT,
    "moved the interview about {before[case]} to {after[day]:day} at {after[start]}",
)
COMER_NAMED: Final = Kind("assessment.comer_named", ABOUT, "said who comes to the interview about {before[case]}")
CONFLICT_DECLARED: Final = Kind(
    "assessment.conflict_declared", ABOUT, "declared that {after[person_id]:name} cannot read the case {after[case]}"
)
CONFLICT_WITHDRAWN: Final = Kind(
    "assessment.conflict_withdrawn",
    ABOUT,
    "withdrew the declaration that {before[person_id]:name} cannot read the case {before[case]}",
)
INTERVIEW_PLANNED_AGAIN: Final = Kind(
    "assessment.interview_planned_again",
    ABOUT,
    "planned the interview about {before[case]} again: {after[day]:day} at {after[start]}, {before[day]:day} before",
)
INTERVIEW_WITHOUT_SLOT: Final = Kind(
    "assessment.interview_without_slot",
    ABOUT,
    "took the interview about {before[case]} off {before[day]:day}, outside the case week; no slot was free",
)
INTERVIEW_DROPPED: Final = Kind(
    "assessment.interview_dropped",
    ABOUT,
    "dropped the interview about {before[case]} on {before[day]:day}: the case has left the sample",
)

INTERVIEWS_COUNTED: Final = Kind(
    "assessment.interviews_counted",
    ABOUT,
    "entered how many interviews were held about cases of {after[case_type]}: {after[number]}",
)

KINDS: Final = (
    INTERVIEWS_COUNTED,
    CASE_ALLOCATED,
    CASE_MOVED,
    INTERVIEW_MOVED,
    INTERVIEW_PLANNED_AGAIN,
    INTERVIEW_WITHOUT_SLOT,
    INTERVIEW_DROPPED,
    COMER_NAMED,
    CONFLICT_DECLARED,
    CONFLICT_WITHDRAWN,
)
