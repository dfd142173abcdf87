"""The shape of `method.yaml`: which keys it may have and what each may be. It holds every number, with its source.

Optional keys are those that a method may do without; a file that leaves them out means what it always meant, and its
digest does not change. What the values mean for one another (a band that names a rating of the scale) is checked in
`method_values` and in `rules.lint`.
"""

import re
from fractions import Fraction
from typing import Annotated, assert_never

from pydantic import BeforeValidator, Field, model_validator

from trigpoint.bundle.shape import Count, Shape, Words
from trigpoint.rules.method import OverallJudge, OverallRule, Rounding, StandardRule, Tone, TriggerRule
from trigpoint.rules.sample_settings import Sizing
from trigpoint.rules.source import SourceBasis


def _fraction(value: object) -> Fraction:
    if re.fullmatch("[0-9]{1,6}(/[1-9][0-9]{0,5})?", str(value)) and 0 <= Fraction(str(value)) <= 1:
        return Fraction(str(value))
    raise ValueError("a fraction from 0 to 1, such as 2/3")


Part = Annotated[Fraction, BeforeValidator(_fraction)]


class Sourced(Shape):
    """A part of the method with the place that it comes from."""

    source: Words
    basis: SourceBasis


class RatingShape(Shape):
    """One step of the rating scale."""

    name: Words
    score: Count
    tone: Tone


class OwnScaleShape(Sourced):
    """The rating scale of some standards, worst first, where it is not the framework's."""

    standards: tuple[Words, ...] = Field(min_length=1)
    scale: tuple[RatingShape, ...] = Field(min_length=2)


class RatingsShape(Sourced):
    """The rating scale, worst first."""

    scale: tuple[RatingShape, ...] = Field(min_length=2)
    own: tuple[OwnScaleShape, ...] = ()


class BandShape(Shape):
    """One band, both ends included."""

    rating: Words
    first: Count = Field(alias="from")
    last: Count = Field(alias="to")
    words: Words | None = None


class OwnBandsShape(Sourced):
    """The bands of some standards' key questions, in whole per cent, where they are not the framework's."""

    standards: tuple[Words, ...] = Field(min_length=1)
    table: tuple[BandShape, ...] = Field(min_length=1)


class BandsShape(Sourced):
    """The bands of a key question, in whole per cent."""

    table: tuple[BandShape, ...] = Field(min_length=1)
    own: tuple[OwnBandsShape, ...] = ()


class RoundingShape(Sourced):
    """The rule of rounding."""

    rule: Rounding


class StandardRuleShape(Sourced):
    """The rule that makes a standard's rating."""

    rule: StandardRule
    rationale: Words


class OverallShape(Sourced):
    """The rule that makes the overall rating: with its bands in points where scores are added up, else who judges."""

    rule: OverallRule
    rationale: Words
    bands: tuple[BandShape, ...] = ()
    judge: OverallJudge | None = None

    @model_validator(mode="after")
    def _settings_fit_rule(self) -> "OverallShape":
        match self.rule:
            case OverallRule.SUM_OF_SCORES if not self.bands or self.judge:
                raise ValueError(f"with {self.rule}, the table of bands and no judge")
            case OverallRule.JUDGED if self.bands or not self.judge:
                raise ValueError(f"with {self.rule}, a judge ({', '.join(OverallJudge)}) and no bands")
            case OverallRule.SUM_OF_SCORES | OverallRule.JUDGED:
                return self
            case _:
                assert_never(self.rule)


class StandardCapShape(Shape):
    """A cap on a standard: where its key question is banded `at_most`, the standard is rated no better than `to`."""

    name: Words
    words: Words
    key_question: Words
    at_most: Words
    to: Words


class OverallCapShape(Shape):
    """A cap on the whole: where the standard is rated `at_most`, the overall rating is no better than `to`."""

    name: Words
    words: Words
    standard: Words
    at_most: Words
    to: Words


class CapsShape(Sourced):
    """The caps."""

    standards: tuple[StandardCapShape, ...] = ()
    overall: tuple[OverallCapShape, ...] = ()


class TriggerShape(Shape):
    """One trigger of discretion with the number that its rule needs."""

    rule: TriggerRule
    points: Count | None = None
    cases: Count | None = None

    @model_validator(mode="after")
    def _number_fits_rule(self) -> "TriggerShape":
        needed = {TriggerRule.NEAR_BOUNDARY: "points", TriggerRule.SMALL_SAMPLE: "cases"}.get(self.rule)
        numbers = {name for name in ("points", "cases") if getattr(self, name) is not None}
        if numbers != ({needed} if needed else set()):
            raise ValueError(f"with {self.rule}, {f'the number of {needed}' if needed else 'no number'} and no other")
        return self


class DiscretionShape(Sourced):
    """Professional discretion."""

    triggers: tuple[TriggerShape, ...] = Field(min_length=1)
    weighs: tuple[Words, ...] = ()


class CaseWindowShape(Shape):
    """The window of one case type, its share of the sample, and how many of its cases are read at least and at most."""

    case_type: Words
    from_months: Count
    to_months: Count
    share_percent: Annotated[Count, Field(ge=1, le=100)] | None = None
    confidence_percent: Annotated[Count, Field(ge=1, le=99)] | None = None
    minimum: Annotated[Count, Field(ge=1)] | None = None
    maximum: Annotated[Count, Field(ge=1)] | None = None


class SampleShape(Sourced):
    """How the sample is set."""

    confidence_percent: Annotated[Count, Field(ge=1, le=99)]
    margin_points: Annotated[Count, Field(ge=1, le=50)]
    sizes: Sizing = Sizing.FIRST_TYPE
    case_types: tuple[CaseWindowShape, ...] = Field(min_length=1)
    matched: tuple[Words, ...] = ()

    @model_validator(mode="after")
    def _shares_fit_sizes(self) -> "SampleShape":
        shares = [window.share_percent is not None for window in self.case_types]
        if self.sizes is Sizing.FIRST_TYPE and not all(shares):
            raise ValueError(f"with sizes by {self.sizes}, the share_percent of each type")
        if self.sizes is Sizing.EACH_TYPE and any(shares):
            raise ValueError(f"with sizes by {self.sizes}, no share_percent")
        return self


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


class PublicationShape(Sourced):
    """What may leave the inspectorate: groups of children of at least so many cases."""

    smallest_group: Annotated[Count, Field(ge=2, le=100)]


class MethodShape(Shape):
    """The whole of `method.yaml`.

    A framework without an overall rating, caps, discretion or case samples leaves those out, and one that sets no
    smallest group has ours.
    """

    ratings: RatingsShape
    bands: BandsShape
    rounding: RoundingShape
    standard: StandardRuleShape
    overall: OverallShape | None = None
    caps: CapsShape | None = None
    discretion: DiscretionShape | None = None
    sample: SampleShape | None = None
    stability: StabilityShape
    wording: WordingShape
    context: ContextShape
    publication: PublicationShape | None = None
