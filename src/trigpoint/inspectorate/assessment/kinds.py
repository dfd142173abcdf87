"""What can happen to readers and interviews."""

from typing import Final

from trigpoint.record.kinds import Kind

ABOUT: Final = "Interviews"

CASE_ALLOCATED: Final = Kind(
    "assessment.case_allocated", ABOUT, "put the case {after[case]} on {after[reader_id]}, interview on {after[day]}"
)
CASE_MOVED: Final = Kind(
    "assessment.case_moved", ABOUT, "moved the case {before[case]} from {before[reader_id]} to {after[reader_id]}"
)
INTERVIEW_MOVED: Final = Kind(
    "assessment.interview_moved", ABOUT, "moved the interview about {before[case]} to {after[day]} at {after[start]}"
)
COMER_NAMED: Final = Kind("assessment.comer_named", ABOUT, "said who comes to the interview about {before[case]}")
CONFLICT_DECLARED: Final = Kind(
    "assessment.conflict_declared", ABOUT, "declared that {after[person_id]} cannot read the case {after[case]}"
)

KINDS: Final = (CASE_ALLOCATED, CASE_MOVED, INTERVIEW_MOVED, COMER_NAMED, CONFLICT_DECLARED)
