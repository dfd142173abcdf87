"""The shape of a framework's two files: which keys they may have and what may stand there.

`framework.yaml` holds the words, `method.yaml` every number. What the values mean for one another (a band that
names a rating of the scale, a rule that names a declared fact) is checked in `frameworks` and in `rules.lint`.
"""

import re
from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from trigpoint.bundle.shape import Count, Shape, Switch, Words
from trigpoint.rules.framework import MayNotApply, StandardBasis
from trigpoint.rules.method import OverallRule, Rounding, SourceBasis, StandardRule, Tone, TriggerRule


def _fraction(value: object) -> Fraction:
    if re.fullmatch("[0-9]{1,6}(/[1-9][0-9]{0,5})?", str(value)) and 0 <= Fraction(str(value)) <= 1:
        return Fraction(str(value))
    raise ValueError("a fraction from 0 to 1, such as 2/3")


Part = Annotated[Fraction, BeforeValidator(_fraction)]


class PromptShape(Shape):
    """One prompt."""

    id: Words
    text: Words
    may_not_apply: MayNotApply | None = None


class ConditionShape(Shape):
    """One condition of a key question's relevance: `fact` is one of the values `is`."""

    fact: Words
    values: tuple[Words, ...] = Field(alias="is", min_length=1)


class KeyQuestionShape(Shape):
    """One key question. Label, table phrase and prompts are needed where its standard is case-based."""

    id: Words
    text: Words
    label: Words | None = None
    table_phrase: Words | None = None
    table_title: Words | None = None
    note: Words | None = None
    relevant_when: tuple[ConditionShape, ...] = ()
    prompts: tuple[PromptShape, ...] = ()


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
    domains: tuple[DomainShape, ...] = Field(min_length=1)


class Sourced(Shape):
    """A part of the method with the place that it comes from."""

    source: Words
    basis: SourceBasis


class RatingShape(Shape):
    """One step of the rating scale."""

    name: Words
    score: Count
    tone: Tone


class RatingsShape(Sourced):
    """The rating scale, worst first."""

    scale: tuple[RatingShape, ...] = Field(min_length=2)


class BandShape(Shape):
    """One band, both ends included."""

    rating: Words
    first: Count = Field(alias="from")
    last: Count = Field(alias="to")
    words: Words | None = None


class BandsShape(Sourced):
    """The bands of a key question, in whole per cent."""

    table: tuple[BandShape, ...] = Field(min_length=1)


class RoundingShape(Sourced):
    """The rule of rounding."""

    rule: Rounding


class StandardRuleShape(Sourced):
    """The rule that makes a standard's rating."""

    rule: StandardRule
    rationale: Words


class OverallShape(Sourced):
    """The rule that makes the overall rating, and its bands in points."""

    rule: OverallRule
    rationale: Words
    bands: tuple[BandShape, ...] = Field(min_length=1)


class TriggerShape(Shape):
    """One trigger of discretion with the number that its rule needs."""

    rule: TriggerRule
    points: Count | None = None
    cases: Count | None = None

    @model_validator(mode="after")
    def _number_fits_rule(self) -> "TriggerShape":
        needed = {TriggerRule.NEAR_BOUNDARY: "points", TriggerRule.SMALL_SAMPLE: "cases"}.get(self.rule)
        given = {name for name in ("points", "cases") if getattr(self, name) is not None}
        if given != ({needed} if needed else set()):
            raise ValueError(f"with {self.rule}, {f'the number of {needed}' if needed else 'no number'} and no other")
        return self


class DiscretionShape(Sourced):
    """Professional discretion."""

    triggers: tuple[TriggerShape, ...] = Field(min_length=1)
    weighs: tuple[Words, ...] = ()


class CaseWindowShape(Shape):
    """The window of one case type and its share of the sample."""

    case_type: Words
    from_months: Count
    to_months: Count
    share_percent: Annotated[Count, Field(ge=1, le=100)]


class SampleShape(Sourced):
    """How the sample is set."""

    confidence_percent: Annotated[Count, Field(ge=1, le=99)]
    margin_points: Annotated[Count, Field(ge=1, le=50)]
    case_types: tuple[CaseWindowShape, ...] = Field(min_length=1)
    matched: tuple[Words, ...] = ()


class StabilityShape(Sourced):
    """How stability is worked out."""

    draws: Annotated[Count, Field(ge=100, le=100_000)]
    seed: Count


class WordRangeShape(Shape):
    """Some words and the shares that they may describe.

    `share` is the one that they name, such as 2/3, and `near` how far from it 'almost' and 'about' reach.
    """

    words: tuple[Words, ...] = Field(min_length=1)
    at_least: Part | None = None
    more_than: Part | None = None
    at_most: Part | None = None
    less_than: Part | None = None
    share: Part | None = None
    near: Part | None = None


class WordingShape(Sourced):
    """What words may mean."""

    ranges: tuple[WordRangeShape, ...]


class ContextShape(Sourced):
    """How closely percentages must add up, in points either side of 100."""

    percent_total_tolerance: Count


class MethodShape(Shape):
    """The whole of `method.yaml`. A framework without discretion or without case samples leaves those out."""

    ratings: RatingsShape
    bands: BandsShape
    rounding: RoundingShape
    standard: StandardRuleShape
    overall: OverallShape
    discretion: DiscretionShape | None = None
    sample: SampleShape | None = None
    stability: StabilityShape
    wording: WordingShape
    context: ContextShape
