"""The cases of one type: those that were read, among all that were eligible."""

from dataclasses import dataclass

from trigpoint.rules.answers import Case
from trigpoint.rules.framework import CaseType
from trigpoint.rules.rating import RatedInspection


@dataclass(frozen=True, slots=True)
class Population:
    """How many cases of one type were read, and how many were eligible, the ones read among them."""

    case_type: CaseType
    read: int
    eligible: int


def cases_read(rated: RatedInspection, case_type: str) -> list[Case]:
    """Return the cases of a type by reference, so that the order of a file decides nothing."""
    return sorted((case for case in rated.cases if case.case_type == case_type), key=lambda case: case.reference)
