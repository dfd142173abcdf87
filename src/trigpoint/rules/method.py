"""Every number of the method, each in a named field, with its source."""

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Literal, TypeAlias

from trigpoint.rules.sample_settings import SampleSettings
from trigpoint.rules.source import Source

Tone: TypeAlias = Literal["red", "yellow", "turquoise", "green", "grey"]


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
    MAJORITY_OF_KEY_QUESTIONS = "majority_of_key_questions"


class OverallRule(StrEnum):
    """How a framework comes to an overall rating, where it has one."""

    SUM_OF_SCORES = "sum_of_scores"
    JUDGED = "judged"


class OverallJudge(StrEnum):
    """Who judges the whole."""

    LEAD_INSPECTOR = "lead_inspector"
    RATINGS_PANEL = "ratings_panel"


@dataclass(frozen=True, slots=True)
class SumOfScores:
    """The scores of the standards that count are added up, and the sum is placed in a band."""

    bands: tuple[Band, ...]
    rationale: str
    source: Source


@dataclass(frozen=True, slots=True)
class JudgedOverall:
    """The whole is judged from all the ratings and evidence; nothing is added up."""

    judge: OverallJudge
    rationale: str
    source: Source


OverallMethod: TypeAlias = SumOfScores | JudgedOverall


@dataclass(frozen=True, slots=True)
class StandardCap:
    """A named limit on a standard: where its key question is banded `at_most`, its rating is no better than `to`."""

    name: str
    words: str
    key_question: str
    at_most: Rating
    to: Rating


@dataclass(frozen=True, slots=True)
class OverallCap:
    """A named limit on the overall rating: where the standard is rated `at_most`, the whole is no better than `to`."""

    name: str
    words: str
    standard: str
    at_most: Rating
    to: Rating


Cap: TypeAlias = StandardCap | OverallCap


@dataclass(frozen=True, slots=True)
class Caps:
    """The caps of a method. A cap never lifts a rating."""

    standards: tuple[StandardCap, ...]
    overall: tuple[OverallCap, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class OwnScale:
    """The rating scale of some standards (by id), worst to best, where it is not the framework's."""

    standards: tuple[str, ...]
    ratings: tuple[Rating, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class OwnBands:
    """The bands of some standards (by id) where they are not the framework's."""

    standards: tuple[str, ...]
    bands: tuple[Band, ...]
    source: Source


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
class StabilitySettings:
    """How many full reads are imagined, and the seed that makes them repeatable."""

    draws: int
    seed: int
    source: Source


@dataclass(frozen=True, slots=True)
class WordRange:
    """The shares of relevant cases that some words may describe; an end that is None is open.

    `share` is the one that the words name ('half', 'two-thirds'), if any: 'more than' before them is more than that.
    `near` is how far from it 'almost', 'about' and 'just over' reach. `band` are the whole per cents, both ends
    included, where they are the words of a band.
    """

    words: tuple[str, ...]
    at_least: Fraction | None = None
    more_than: Fraction | None = None
    at_most: Fraction | None = None
    less_than: Fraction | None = None
    share: Fraction | None = None
    near: Fraction | None = None
    band: tuple[int, int] | None = None

    def __hash__(self) -> int:
        # By the words alone: a method's hundred ranges are looked up for each sentence, and fractions are slow to hash.
        return hash(self.words)

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
class Publication:
    """What may leave the inspectorate: no group of children of fewer cases than `smallest_group`."""

    smallest_group: int
    source: Source


SMALLEST_GROUP = 5
_OURS = "Ours, where a framework sets none: smaller groups are not printed, as in official statistics about children."
PUBLICATION = Publication(SMALLEST_GROUP, Source(_OURS, "inferred"))
"""For a framework that says nothing of it. A setting that came later must not change an older framework's digest."""


@dataclass(frozen=True, slots=True)
class Method:
    """The whole method of one framework. `ratings` run from worst to best.

    `overall` is None where the framework gives no overall rating, and `caps` where nothing is capped.
    """

    ratings: tuple[Rating, ...]
    ratings_source: Source
    bands: tuple[Band, ...]
    bands_source: Source
    rounding: Rounding
    rounding_source: Source
    standard_rule: StandardRule
    standard_source: Source
    standard_rationale: str
    overall: OverallMethod | None
    discretion: Discretion | None
    sample: SampleSettings | None
    stability: StabilitySettings
    wording: tuple[WordRange, ...]
    wording_source: Source
    percent_total_tolerance: int
    context_source: Source
    caps: Caps | None = None
    own_scales: tuple[OwnScale, ...] = ()
    own_bands: tuple[OwnBands, ...] = ()
    publication: Publication = PUBLICATION

    def of(self, standard_id: str) -> "Method":
        """Return the method as it is for one standard: with its own scale and bands, where it has them."""
        if not self.own_scales and not self.own_bands:  # asked for every standard of every inspection
            return self
        scale = next((own for own in self.own_scales if standard_id in own.standards), None)
        bands = next((own for own in self.own_bands if standard_id in own.standards), None)
        return replace(
            self,
            ratings=scale.ratings if scale else self.ratings,
            bands=bands.bands if bands else self.bands,
        )

    @property
    def all_ratings(self) -> tuple[Rating, ...]:
        """Every rating that a standard may have: the framework's scale, then the scales of single standards."""
        return (*self.ratings, *(rating for own in self.own_scales for rating in own.ratings))

    def rating(self, name: str) -> Rating:
        """Return the rating of this name. Raises KeyError where the scale has none."""
        for rating in self.ratings:
            if rating.name == name:
                return rating
        raise KeyError(name)
