"""A framework as values: domains, standards, key questions and prompts, in the published words and order."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, TypeAlias

from trigpoint.rules.method import Method

MayNotApply: TypeAlias = Literal["printed", "inferred"]


class StandardBasis(StrEnum):
    """How a standard is rated: from answers about cases, or by one judgement from all the evidence."""

    CASE_BASED = "case_based"
    JUDGED = "judged"


@dataclass(frozen=True, slots=True)
class CaseType:
    """A kind of case that is sampled on its own, such as court disposals; `name` is in the plural."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class FactValue:
    """A value that a fact may have. Where `case_type` is given, only cases of that type may have it."""

    id: str
    label: str
    labels: str
    case_type: str | None


@dataclass(frozen=True, slots=True)
class Fact:
    """Something recorded of each case (or of each case of one type) that decides which questions apply to it."""

    id: str
    label: str
    values: tuple[FactValue, ...]
    case_type: str | None

    def asked_of(self, case_type: str) -> bool:
        """Say whether cases of this type must have the fact."""
        return self.case_type in (None, case_type)


@dataclass(frozen=True, slots=True)
class Condition:
    """A case is relevant only if this fact has one of these values."""

    fact: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grade:
    """One step of a scale of answers: its number, which is also its points, and the word for it."""

    number: int
    label: str


@dataclass(frozen=True, slots=True)
class YesOrNo:
    """A question is answered yes or no."""


@dataclass(frozen=True, slots=True)
class Graded:
    """A question is answered with a grade. `grades` rise from the lowest."""

    id: str
    grades: tuple[Grade, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the grades, the lowest first."""
        return tuple(grade.number for grade in self.grades)


AnswerScale: TypeAlias = YesOrNo | Graded

YES_OR_NO = YesOrNo()


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question under a key question. `may_not_apply` says on what ground 'not applicable' is an answer to it."""

    id: str
    text: str
    may_not_apply: MayNotApply | None
    answers: AnswerScale = YES_OR_NO


@dataclass(frozen=True, slots=True)
class KeyQuestion:
    """A question whose share is placed in a band. All of `relevant_when` must hold for a case to count."""

    id: str
    text: str
    label: str
    table_phrase: str
    table_title: str
    note: str
    relevant_when: tuple[Condition, ...]
    prompts: tuple[Prompt, ...]
    answers: AnswerScale = YES_OR_NO


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard: the level at which ratings are given.

    `case_type` is the kind of case that its questions are asked of, '' where they are asked of none. A judged
    standard that has one is informed by those cases: their answers are counted and shown, and give no rating.
    """

    id: str
    name: str
    statement: str
    basis: StandardBasis
    case_type: str
    note: str
    in_overall: bool
    may_be_not_rated: bool
    key_questions: tuple[KeyQuestion, ...]

    @property
    def reads_cases(self) -> bool:
        """Whether its questions are asked of cases, be it for its rating or to inform a judgement."""
        return self.case_type != ""


@dataclass(frozen=True, slots=True)
class Domain:
    """A group of standards."""

    id: str
    name: str
    introduction: str
    standards: tuple[Standard, ...]


@dataclass(frozen=True, slots=True)
class Framework:
    """One version of an inspection framework with its method. Equal digests mean equal frameworks."""

    id: str
    title: str
    publisher: str
    source: str
    licence: str
    case_types: tuple[CaseType, ...]
    facts: tuple[Fact, ...]
    domains: tuple[Domain, ...]
    method: Method
    digest: str
    answer_scales: tuple[Graded, ...] = ()
    highest_score: int = field(init=False, repr=False, compare=False)
    """The score of an inspection whose every counted standard has the best rating."""
    _standards: dict[str, Standard] = field(init=False, repr=False, compare=False)
    _key_questions: dict[str, KeyQuestion] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Frozen, so set once here: looked up some thousand times while one inspection is rated.
        standards = {standard.id: standard for domain in self.domains for standard in domain.standards}
        object.__setattr__(self, "_standards", standards)
        questions = {question.id: question for standard in standards.values() for question in standard.key_questions}
        object.__setattr__(self, "_key_questions", questions)
        # Over the list, not the mapping: lint sees frameworks in which two standards have one id.
        scales = (self.method.of(standard.id).ratings for standard in self.standards if standard.in_overall)
        object.__setattr__(self, "highest_score", sum(max(rating.score for rating in scale) for scale in scales))

    @property
    def standards(self) -> tuple[Standard, ...]:
        """Every standard, in printed order."""
        return tuple(standard for domain in self.domains for standard in domain.standards)

    def standard(self, standard_id: str) -> Standard:
        """Return one standard. Raises KeyError where there is none of this id."""
        return self._standards[standard_id]

    def key_question(self, question_id: str) -> KeyQuestion:
        """Return one key question. Raises KeyError where there is none of this id."""
        return self._key_questions[question_id]

    def case_type(self, case_type_id: str) -> CaseType:
        """Return one case type. Raises KeyError where there is none of this id."""
        return {case_type.id: case_type for case_type in self.case_types}[case_type_id]

    def questions(self) -> Iterator[KeyQuestion | Prompt]:
        """Yield every key question and prompt that is asked of cases, in printed order."""
        for standard in self.standards:
            if standard.reads_cases:
                for question in standard.key_questions:
                    yield question
                    yield from question.prompts
