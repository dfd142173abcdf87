"""Every number of the method, each in a named field, with its source."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Literal, TypeAlias

Tone: TypeAlias = Literal["red", "yellow", "turquoise", "green", "grey"]
SourceBasis: TypeAlias = Literal["published", "inferred", "unverified"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number comes from, and whether it was printed there or worked out by us."""

    text: str
    basis: SourceBasis


@dataclass(frozen=True, slots=True)
class Rating:
    """One step of the rating scale. `score` is what a standard with this rating adds to the total."""

    name: str
    score: int
    tone: Tone


@dataclass(frozen=True, slots=True)
class Band:
    """A range that earns a rating, both ends included: whole per cents, or points of the overall score."""

    rating: Rating
    first: int
    last: int
    words: str = ""


class Rounding(StrEnum):
    """How an exact share becomes a whole per cent before it is placed in a band."""

    HALF_UP = "half_up"
    DOWN = "down"


class StandardRule(StrEnum):
    """How key questions make the rating of a standard."""

    LOWEST_KEY_QUESTION = "lowest_key_question"


class OverallRule(StrEnum):
    """How standards make the overall rating."""

    SUM_OF_SCORES = "sum_of_scores"


class TriggerRule(StrEnum):
    """What opens a standard to professional discretion."""

    NEAR_BOUNDARY = "near_boundary"
    ONE_CASE = "one_case"
    SMALL_SAMPLE = "small_sample"


@dataclass(frozen=True, slots=True)
class Trigger:
    """One ground for discretion; `limit` is in percentage points or in cases, as the rule needs, else 0."""

    rule: TriggerRule
    limit: int


@dataclass(frozen=True, slots=True)
class Discretion:
    """The grounds on which a panel may consider discretion (any one is enough), and what it weighs."""

    triggers: tuple[Trigger, ...]
    weighs: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class CaseWindow:
    """Which cases of a type may be drawn (months since the disposal) and their share of the whole sample."""

    case_type: str
    from_months: int
    to_months: int
    share_percent: int


@dataclass(frozen=True, slots=True)
class SampleSettings:
    """How large the sample is and what it is matched on."""

    confidence_percent: int
    margin_points: int
    windows: tuple[CaseWindow, ...]
    matched: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class StabilitySettings:
    """How many full reads are imagined, and the seed that makes them repeatable."""

    draws: int
    seed: int
    source: Source


@dataclass(frozen=True, slots=True)
class WordRange:
    """The shares of relevant cases that some words may describe; an end that is None is open.

    `share` is the one that the words name ('half', 'two-thirds'), if any: 'more than' before them is more than that.
    `near` is how far from it 'almost', 'about' and 'just over' reach.
    """

    words: tuple[str, ...]
    at_least: Fraction | None = None
    more_than: Fraction | None = None
    at_most: Fraction | None = None
    less_than: Fraction | None = None
    share: Fraction | None = None
    near: Fraction | None = None

    @property
    def can_hold(self) -> bool:
        """Whether any share from 0 to 1 lies in the range."""
        ends = [end for end in (self.at_least, self.more_than, self.at_most, self.less_than) if end is not None]
        tried = sorted({Fraction(0), Fraction(1), *ends})
        between = [(low + high) / 2 for low, high in pairwise(tried)]
        return any(self.holds(share) for share in (*tried, *between))

    def holds(self, share: Fraction) -> bool:
        """Say whether the words may be used of this share (0 to 1)."""
        return not (
            (self.at_least is not None and share < self.at_least)
            or (self.more_than is not None and share <= self.more_than)
            or (self.at_most is not None and share > self.at_most)
            or (self.less_than is not None and share >= self.less_than)
        )


@dataclass(frozen=True, slots=True)
class Method:
    """The whole method of one framework. `ratings` run from worst to best."""

    ratings: tuple[Rating, ...]
    ratings_source: Source
    bands: tuple[Band, ...]
    bands_source: Source
    rounding: Rounding
    rounding_source: Source
    standard_rule: StandardRule
    standard_source: Source
    standard_rationale: str
    overall_rule: OverallRule
    overall_bands: tuple[Band, ...]
    overall_source: Source
    overall_rationale: str
    discretion: Discretion | None
    sample: SampleSettings | None
    stability: StabilitySettings
    wording: tuple[WordRange, ...]
    wording_source: Source
    percent_total_tolerance: int
    context_source: Source

    def rating(self, name: str) -> Rating:
        """Return the rating of this name. Raises KeyError where the scale has none."""
        for rating in self.ratings:
            if rating.name == name:
                return rating
        raise KeyError(name)
