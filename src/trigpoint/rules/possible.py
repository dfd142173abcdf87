"""What an overall rating may still come to while standards, or the judgement on the whole, are missing.

Every standard that is not rated yet may still have any rating of its scale. Exact: each way in which they may come out
is counted, with the caps that watch them, and none that cannot be.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, assert_never

from trigpoint.rules.answers import Judgement
from trigpoint.rules.bands import band_at
from trigpoint.rules.caps import applies
from trigpoint.rules.framework import Framework
from trigpoint.rules.method import JudgedOverall, OverallCap, Rating, SumOfScores
from trigpoint.rules.overall_rules import bearing_on_overall
from trigpoint.rules.rating import RatedInspection, StandardResult

Side: TypeAlias = Literal["rules", "final"]
"""Which of the two results: by the rules alone, or after the ratings panel."""
SIDES: Final[tuple[Side, ...]] = ("rules", "final")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way in which the whole may still come out; `score` is None where scores are not added up."""

    score: int | None
    rating: Rating


@dataclass(frozen=True, slots=True)
class PossibleOverall:
    """Every way in which the whole may still come out, the lowest score first.

    `out_of` is the highest score at all, `scale` are all ratings that there are.
    """

    outcomes: tuple[Outcome, ...]
    out_of: int
    scale: tuple[Rating, ...]

    @property
    def scores(self) -> tuple[int, ...]:
        """The scores that are still possible, rising; none where scores are not added up."""
        return tuple(sorted({outcome.score for outcome in self.outcomes if outcome.score is not None}))

    @property
    def ratings(self) -> tuple[Rating, ...]:
        """The ratings that are still possible, the worst first."""
        return tuple(sorted({outcome.rating for outcome in self.outcomes}, key=lambda rating: rating.score))

    def allows(self, score: int | None, rating: str | None) -> bool:
        """Say whether some way gives this score and this rating; None for what is not said."""
        return any(
            (score is None or outcome.score is None or outcome.score == score)
            and (rating is None or outcome.rating.name == rating)
            for outcome in self.outcomes
        )


def possible_overall(rated: RatedInspection, side: Side) -> PossibleOverall | None:
    """Return what the whole may still come to by the rules, or finally. None where the framework rates no whole."""
    framework = rated.framework
    if framework.method.overall is None:
        return None
    ratings = {result.standard.id: _rating_of(result, side) for result in rated.standards}
    outcomes = sorted(_outcomes(framework, ratings, rated.judgement), key=_order)
    return PossibleOverall(tuple(outcomes), framework.highest_score, framework.method.ratings)


def _rating_of(result: StandardResult, side: Side) -> Rating | None:
    return result.rules if side == "rules" else result.final


def _order(outcome: Outcome) -> tuple[int, int]:
    return (outcome.score or 0, outcome.rating.score)


def _outcomes(framework: Framework, ratings: Mapping[str, Rating | None], judgement: Judgement | None) -> set[Outcome]:
    """Go through the standards one by one, keeping each sum so far once with the lowest cap on the whole so far."""
    ways: set[tuple[int, Rating | None]] = {(0, None)}
    for standard_id in bearing_on_overall(framework):
        rating = ratings[standard_id]
        scale = framework.method.of(standard_id).ratings if rating is None else (rating,)
        counts = framework.standard(standard_id).in_overall
        ways = {
            (score + (possible.score if counts else 0), _lower(cap, _cap_by(framework, standard_id, possible)))
            for score, cap in ways
            for possible in scale
        }
    match framework.method.overall:
        case SumOfScores() as rule:
            return {Outcome(score, _under(band_at(score, rule.bands).rating, cap)) for score, cap in ways}
        case JudgedOverall():
            judged = framework.method.rating(judgement.rating) if judgement and judgement.rating else None
            before = framework.method.ratings if judged is None else (judged,)
            return {Outcome(None, _under(rating, cap)) for rating in before for _, cap in ways}
        case None:
            return set()
        case _:
            assert_never(framework.method.overall)


def _cap_by(framework: Framework, standard_id: str, rating: Rating) -> Rating | None:
    """Return the lowest rating that the caps on the whole limit it to, where this standard has this rating."""
    caps: tuple[OverallCap, ...] = framework.method.caps.overall if framework.method.caps else ()
    limits = [cap.to for cap in caps if cap.standard == standard_id and applies(cap, rating)]
    return min(limits, key=lambda limit: limit.score, default=None)


def _lower(cap: Rating | None, other: Rating | None) -> Rating | None:
    return min((limit for limit in (cap, other) if limit), key=lambda limit: limit.score, default=None)


def _under(rating: Rating, cap: Rating | None) -> Rating:
    return cap if cap and cap.score < rating.score else rating
