"""From the ratings of the standards to the overall rating, where the framework has one.

A rule is given the standards' ratings by id and returns the overall rating with its working.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias, assert_never

from trigpoint.rules.answers import Judgement
from trigpoint.rules.bands import band_at
from trigpoint.rules.caps import Capped, applies, under_caps
from trigpoint.rules.framework import Framework
from trigpoint.rules.method import JudgedOverall, OverallJudge, Rating, SumOfScores


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of the scores of the counted standards, out of the highest that could be, with its rating.

    `scores` are those that were added up (standard id → score); two totals are equal whatever they were made of.
    `capped` is what a cap took away, if one did; `rating` is what is left.
    """

    score: int
    out_of: int
    rating: Rating
    capped: Capped | None = None
    scores: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class JudgedWhole:
    """An overall rating that was judged and not added up, with the reason that was given for it."""

    judge: OverallJudge
    reason: str
    rating: Rating
    capped: Capped | None = None


Overall: TypeAlias = Total | JudgedWhole


def sum_of_scores(ratings: Mapping[str, Rating], framework: Framework, rule: SumOfScores) -> Total:
    """Add up the scores of the standards that count and place the sum in its band.

    No weights: every standard that counts adds its score. Source: Annexe 1, 'Overall provider rating'.
    Raises KeyError where a standard that counts has no rating.
    """
    scores = {standard.id: ratings[standard.id].score for standard in framework.standards if standard.in_overall}
    score = sum(scores.values())
    return Total(score, framework.highest_score, band_at(score, rule.bands).rating, scores=scores)


def judged_whole(judgement: Judgement, framework: Framework, rule: JudgedOverall) -> JudgedWhole | None:
    """Take the judgement on the whole as it is; None where it was decided to give no overall rating."""
    if judgement.rating is None:
        return None
    return JudgedWhole(rule.judge, judgement.reason, framework.method.rating(judgement.rating))


def overall_rating(ratings: Mapping[str, Rating], framework: Framework, judgement: Judgement | None) -> Overall | None:
    """Return the overall rating that the method gives for the standards (id → rating), under its caps.

    None where the framework has no overall rating, and where the judgement that it needs is missing. Raises KeyError
    where a standard that it rests on (`bearing_on_overall`) has no rating.
    """
    overall: Overall | None
    match framework.method.overall:
        case SumOfScores() as rule:
            overall = sum_of_scores(ratings, framework, rule)
        case JudgedOverall() as rule:
            overall = judged_whole(judgement, framework, rule) if judgement else None
        case None:
            return None
        case _:
            assert_never(framework.method.overall)
    if overall is None or framework.method.caps is None:
        return overall
    applying = [cap for cap in framework.method.caps.overall if applies(cap, ratings[cap.standard])]
    rating, capped = under_caps(overall.rating, applying)
    return replace(overall, rating=rating, capped=capped)


def bearing_on_overall(framework: Framework) -> tuple[str, ...]:
    """Return the ids of the standards without whose ratings there is no overall rating, in printed order."""
    watched = {cap.standard for cap in framework.method.caps.overall} if framework.method.caps else set()
    match framework.method.overall:
        case SumOfScores():
            return tuple(s.id for s in framework.standards if s.in_overall or s.id in watched)
        case JudgedOverall():
            return tuple(s.id for s in framework.standards if s.id in watched)
        case None:
            return ()
        case _:
            assert_never(framework.method.overall)
