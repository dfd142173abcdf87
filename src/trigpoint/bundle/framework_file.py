"""The shape of `framework.yaml`: which keys it may have and what each may be. It holds words and no number.

What the values mean for one another (a rule that names a declared fact) is checked in `framework_values` and in
`rules.lint`. The shape of `method.yaml` is in `method_file`.
"""

from pydantic import Field

from trigpoint.bundle.shape import Count, Shape, Switch, Words
from trigpoint.rules.framework import MayNotApply, StandardBasis


class GradeShape(Shape):
    """One grade of an answer scale."""

    grade: Count
    label: Words


class AnswerScaleShape(Shape):
    """A scale of grades, the lowest first, that questions may be answered on instead of yes or no."""

    id: Words
    grades: tuple[GradeShape, ...] = Field(min_length=2)


class PromptShape(Shape):
    """One prompt. `answers` names an answer scale; without it the prompt is answered yes or no."""

    id: Words
    text: Words
    may_not_apply: MayNotApply | None = None
    answers: Words | None = None


class ConditionShape(Shape):
    """One condition of a key question's relevance: `fact` is one of the values `is`."""

    fact: Words
    values: tuple[Words, ...] = Field(alias="is", min_length=1)


class KeyQuestionShape(Shape):
    """One key question. Label, table phrase and prompts are needed where it is asked of cases.

    `answers` names an answer scale; without it the question is answered yes or no.
    """

    id: Words
    text: Words
    label: Words | None = None
    table_phrase: Words | None = None
    table_title: Words | None = None
    note: Words | None = None
    relevant_when: tuple[ConditionShape, ...] = ()
    prompts: tuple[PromptShape, ...] = ()
    answers: Words | None = None


class StandardShape(Shape):
    """One standard."""

    id: Words
    name: Words
    statement: Words
    basis: StandardBasis
    case_type: Words | None = None
    note: Words | None = None
    in_overall: Switch = True
    may_be_not_rated: Switch = False
    key_questions: tuple[KeyQuestionShape, ...] = Field(min_length=1)


class DomainShape(Shape):
    """One domain."""

    id: Words
    name: Words
    introduction: Words
    standards: tuple[StandardShape, ...] = Field(min_length=1)


class CaseTypeShape(Shape):
    """One kind of case."""

    id: Words
    name: Words


class FactValueShape(Shape):
    """One value that a fact may have; `labels` is the plural, where one is needed."""

    id: Words
    label: Words
    labels: Words | None = None
    case_type: Words | None = None


class FactShape(Shape):
    """One fact that is recorded of a case."""

    id: Words
    label: Words
    values: tuple[FactValueShape, ...] = Field(min_length=1)
    case_type: Words | None = None


class FrameworkShape(Shape):
    """The whole of `framework.yaml`."""

    id: Words
    title: Words
    publisher: Words
    source: Words
    licence: Words
    case_types: tuple[CaseTypeShape, ...] = ()
    facts: tuple[FactShape, ...] = ()
    answer_scales: tuple[AnswerScaleShape, ...] = ()
    domains: tuple[DomainShape, ...] = Field(min_length=1)
