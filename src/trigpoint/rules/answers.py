"""What was recorded of an inspection, as the rules take it: cases, tallies, judgements, panel decisions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from trigpoint.rules.framework import KeyQuestion


class AnswerWord(StrEnum):
    """An inspector's answer to one question about one case.

    'not evidenced' is work that may have been done and was not recorded. It counts as a relevant case without a
    yes, as 'no' does, and is kept and counted apart from it.
    """

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not applicable"
    NOT_EVIDENCED = "not evidenced"


@dataclass(frozen=True, slots=True)
class Case:
    """One case as read: its facts (fact id → value id) and its answers (question or prompt id → answer)."""

    reference: str
    case_type: str
    facts: Mapping[str, str]
    answers: Mapping[str, AnswerWord]

    def relevant_to(self, question: KeyQuestion) -> bool:
        """Say whether the case counts for this key question. Raises KeyError where a needed fact is not recorded."""
        return all(self.facts[condition.fact] in condition.values for condition in question.relevant_when)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of the relevant cases were answered yes; `not_evidenced` is None where it is not known.

    Raises ValueError where the counts cannot be: yes ≤ relevant, and none below nought.
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


@dataclass(frozen=True, slots=True)
class Judgement:
    """The one judgement on a judged standard. `rating` is None where it was decided not to rate it."""

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
    """All that was recorded of one inspection and bears on its ratings. Mappings are by question or standard id."""

    cases: tuple[Case, ...] = ()
    tallies: Mapping[str, Tally] = field(default_factory=dict)
    judgements: Mapping[str, Judgement] = field(default_factory=dict)
    printed: Mapping[str, str] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
