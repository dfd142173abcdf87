"""How many cases of a sample have been read: a report of a half-read inspection must not count the others."""

from collections.abc import Collection
from dataclasses import dataclass

from trigpoint.bundle.model import Bundle
from trigpoint.english import count_of


@dataclass(frozen=True, slots=True)
class CasesRead:
    """Cases of one type: those about which something was answered, and those in the sample."""

    read: int
    in_sample: int

    @property
    def caption(self) -> str:
        """What a table of counts is of: 'Of the 8 cases inspected'."""
        if not self.in_sample:
            return "Of the cases inspected"
        if self.read == self.in_sample:
            return f"Of the {count_of(self.read, 'case')} inspected"
        in_sample = count_of(self.in_sample, "case")
        if not self.read:
            return f"None of the {in_sample} in the sample has been read so far"
        return f"Of the {count_of(self.read, 'case')} read so far, out of {self.in_sample} in the sample"


def cases_read(bundle: Bundle, case_type: str, questions: Collection[str] | None = None) -> CasesRead:
    """Return how many cases of a type have an answer to any of these questions, or to any question at all.

    Where a Bundle holds counts and no cases, all cases that it counts were read.
    """
    cases = [case for case in bundle.cases if case.case_type == case_type]
    if not cases:
        counted = next((sample.read for sample in bundle.sample if sample.case_type == case_type), 0)
        return CasesRead(counted, counted)
    read = sum(any(questions is None or question in questions for question in case.answers) for case in cases)
    return CasesRead(read, len(cases))
