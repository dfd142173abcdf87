"""What was recorded of an inspection, as the rules take it: cases, tallies, judgements, panel decisions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import TypeAlias

from trigpoint.rules.framework import KeyQuestion


class AnswerWord(StrEnum):
    """An inspector's answer, in a word, to one question about one case.

    'not evidenced' is work that may have been done and was not recorded. It counts as a relevant case without a
    yes, as 'no' does (or with the lowest grade, where the question is graded), and is kept and counted apart.
    """

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not applicable"
    NOT_EVIDENCED = "not evidenced"


CaseAnswer: TypeAlias = AnswerWord | int
"""An answer in a word, or a grade. Which of them a question may have is its scale's (`KeyQuestion.answers`)."""


@dataclass(frozen=True, slots=True)
class Case:
    """One case as read: its facts (fact id → value id) and its answers (question or prompt id → answer)."""

    reference: str
    case_type: str
    facts: Mapping[str, str]
    answers: Mapping[str, CaseAnswer]

    def relevant_to(self, question: KeyQuestion) -> bool:
        """Say whether the case counts for this key question. Raises KeyError where a needed fact is not recorded."""
        return all(self.facts[condition.fact] in condition.values for condition in question.relevant_when)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of the relevant cases were answered yes; `not_evidenced` is None where it is not known.

    Raises ValueError where the counts cannot be: yes ≤ relevant, and none below zero.
    """

    yes: int
    relevant: int
    not_evidenced: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.yes <= self.relevant:
            raise ValueError(f"{self.yes} yes of {self.relevant} relevant cases cannot be.")
        if not 0 <= (self.not_evidenced or 0) <= self.relevant - self.yes:
            raise ValueError(f"{self.not_evidenced} not evidenced beside {self.yes} yes of {self.relevant} cannot be.")

    @property
    def not_yes(self) -> int:
        """The relevant cases that were not answered yes."""
        return self.relevant - self.yes

    @property
    def points(self) -> int:
        """What a share is worked out from: one point for each yes."""
        return self.yes

    @property
    def out_of(self) -> int:
        """The points that there would be if every relevant case were answered yes."""
        return self.relevant


@dataclass(frozen=True, slots=True)
class GradeTally:
    """How many of the relevant cases were given each grade: `grades` rise, and `cases` are in the same order.

    Cases that are not evidenced are not among `cases`; each counts as one of the lowest grade.
    Raises ValueError where the grades do not rise, the two differ in length, or a number is below zero.
    """

    grades: tuple[int, ...]
    cases: tuple[int, ...]
    not_evidenced: int = 0

    def __post_init__(self) -> None:
        if len(self.grades) != len(self.cases) or not self.grades or min(self.not_evidenced, *self.cases) < 0:
            raise ValueError(f"{self.cases} cases with the grades {self.grades} cannot be.")
        if any(worse >= better for worse, better in pairwise(self.grades)):
            raise ValueError(f"The grades {self.grades} do not rise.")

    @property
    def relevant(self) -> int:
        """The relevant cases, whether graded or not evidenced."""
        return sum(self.cases) + self.not_evidenced

    @property
    def points(self) -> int:
        """The grades of all relevant cases, added up."""
        graded = sum(grade * cases for grade, cases in zip(self.grades, self.cases, strict=True))
        return graded + self.grades[0] * self.not_evidenced

    @property
    def out_of(self) -> int:
        """The points that there would be if every relevant case had the best grade."""
        return self.grades[-1] * self.relevant


AnyTally: TypeAlias = Tally | GradeTally
"""A share is `points` out of `out_of` whichever it is; only what is said of it differs."""


OVERALL = "overall"
"""Where a standard's id is expected, this means the whole inspection. No standard can be called so."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The one judgement on a judged standard, or on the whole. `rating` is None where it was decided not to rate it."""

    rating: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What the ratings panel decided about discretion on one standard.

    `from_rating` is the rules' result that the panel saw; `to_rating` is None where it was considered and not used.
    """

    from_rating: str
    to_rating: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """All that was recorded of one inspection and bears on its ratings. Mappings are by question or standard id.

    A judgement on the whole is under OVERALL.
    """

    cases: tuple[Case, ...] = ()
    tallies: Mapping[str, Tally] = field(default_factory=dict)
    judgements: Mapping[str, Judgement] = field(default_factory=dict)
    printed: Mapping[str, str] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
