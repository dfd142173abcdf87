"""One thing that does not conform, and the framework's names that everything is checked against."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from trigpoint.bundle.problems import Place
from trigpoint.english import did_you_mean, one_of, quoted
from trigpoint.rules.framework import AnswerScale, Framework, StandardBasis
from trigpoint.rules.tally import question_ids


@dataclass(frozen=True, slots=True)
class Nonconformity:
    """One thing in a Bundle that its framework does not have, or that contradicts another part of the Bundle."""

    place: Place
    actual: str
    expected: str
    fix: str = ""


@dataclass(slots=True)
class Names:
    """The framework's ids as the Bundle needs them, gathered once."""

    framework: Framework
    ratings: list[str] = field(init=False)
    standards: list[str] = field(init=False)
    counted: dict[str, str] = field(init=False)
    """Question or prompt id → its standard's case type."""
    answers: dict[str, AnswerScale] = field(init=False)
    """Question or prompt id → how it is answered, for those that are asked of cases."""

    def __post_init__(self) -> None:
        self.ratings = [rating.name for rating in self.framework.method.ratings]
        self.standards = [standard.id for standard in self.framework.standards]
        self.counted = {
            question: standard.case_type
            for standard in self.framework.standards
            if standard.reads_cases
            for question in question_ids(standard)
        }
        self.answers = {question.id: question.answers for question in self.framework.questions()}

    def ratings_of(self, standard_id: str) -> list[str]:
        """Return the names of the ratings that a standard may have."""
        return [rating.name for rating in self.framework.method.of(standard_id).ratings]

    def standards_that_are(self, basis: StandardBasis) -> list[str]:
        """Return the ids of the standards that are rated so."""
        return [standard.id for standard in self.framework.standards if standard.basis is basis]


def unknown(at: Place, word: str, what: str, expected: Iterable[str]) -> Nonconformity:
    """Return the nonconformity of a word that is none of the expected ones."""
    names = list(expected)
    return Nonconformity(
        at,
        f"{what} {quoted(word)}",
        one_of(names) or "none: the framework has no such thing",
        did_you_mean(word, names),
    )
