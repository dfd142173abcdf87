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

    @property
    def census(self) -> bool:
        """Whether every eligible case was read, so that nothing is left to chance."""
        return self.read == self.eligible


def cases_read(rated: RatedInspection, case_type: str) -> list[Case]:
    """Return the cases of a type by reference, so that the order of a file decides nothing."""
    return sorted((one for one in rated.cases if one.case_type == case_type), key=lambda one: one.reference)
