"""From the standards' ratings to the overall score and rating."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from trigpoint.rules.bands import band_at
from trigpoint.rules.framework import Framework
from trigpoint.rules.method import OverallRule, Rating


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of the scores of the counted standards, out of the highest that could be, with its rating."""

    score: int
    out_of: int
    rating: Rating


def sum_of_scores(ratings: Mapping[str, Rating], framework: Framework) -> Total:
    """Add up the scores of the standards that count (standard id → rating) and place the sum in its band.

    No weights and no caps: one low standard does not limit the whole. Source: Annexe 1, 'Overall provider rating'.
    Raises KeyError where a standard that counts has no rating.
    """
    score = sum(ratings[standard.id].score for standard in framework.standards if standard.in_overall)
    return Total(score, framework.highest_score, band_at(score, framework.method.overall_bands).rating)


_RULES: dict[OverallRule, Callable[[Mapping[str, Rating], Framework], Total]] = {
    OverallRule.SUM_OF_SCORES: sum_of_scores
}


def total(ratings: Mapping[str, Rating], framework: Framework) -> Total:
    """Return the total that the method's rule makes of the standards (standard id → rating).

    Raises KeyError where a standard that counts has no rating.
    """
    return _RULES[framework.method.overall_rule](ratings, framework)
