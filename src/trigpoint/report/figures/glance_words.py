"""Ratings at a glance in words, for whoever does not see the picture."""

from collections import Counter
from typing import assert_never

from trigpoint.english import list_of
from trigpoint.report.overall_in_words import NO_OVERALL, total_in_words
from trigpoint.rules.framework import Standard
from trigpoint.rules.method import Rating
from trigpoint.rules.overall_rules import JudgedWhole, Overall, Total
from trigpoint.rules.rating import RatedInspection, StandardResult

_NOT_RATED = "not rated"
_NOT_YET_RATED = "not yet rated"


def moved_standards(rated: RatedInspection) -> list[StandardResult]:
    """Return the standards whose final rating is not what the rules give."""
    return [result for result in rated.standards if result.rules and result.rules != result.final]


def glance_in_words(rated: RatedInspection) -> str:
    """Return the description of the picture: the overall rating, and how many standards have each rating."""
    overall = NO_OVERALL if rated.framework.method.overall is None else _overall_sentence(rated.rules, rated.final)
    return f"{overall} {_standards_sentence(rated)}"


def _overall_sentence(rules: Overall | None, final: Overall | None) -> str:
    match final:
        case None:
            return "There is no overall rating yet."
        case Total():
            sentence = f"The overall rating is {final.rating.name}, with {total_in_words(final)}"
        case JudgedWhole():
            sentence = f"The overall rating is {final.rating.name}, {total_in_words(final)}"
        case _:
            assert_never(final)
    if final.capped:
        sentence += f" ({final.capped.before.name} before the cap)"
    if rules is None or rules == final:
        return f"{sentence}."
    score = f", with {rules.score}" if isinstance(rules, Total) else ""
    return f"{sentence}; the rules alone give {rules.rating.name}{score}."


def _standards_sentence(rated: RatedInspection) -> str:
    number = Counter(final_in_words(result) for result in rated.standards)
    scale = [rating.name for rating in reversed(rated.framework.method.all_ratings)]
    counts = list_of([f"{number[name]} {name}" for name in [*scale, _NOT_RATED, _NOT_YET_RATED] if number[name]])
    moved = list_of(
        [
            _move(result.standard, result.rules, result.final)
            for result in moved_standards(rated)
            if result.rules and result.final
        ]
    )
    sentence = f"The final ratings of the {len(rated.standards)} standards are {counts}"
    return f"{sentence}; the ratings panel moved {moved}." if moved else f"{sentence}."


def final_in_words(result: StandardResult) -> str:
    """Return the final rating, or that there is none."""
    if result.final:
        return result.final.name
    return _NOT_RATED if result.not_rated else _NOT_YET_RATED


def _move(standard: Standard, rules: Rating, final: Rating) -> str:
    return f"{standard.id} {standard.name} from {rules.name} to {final.name}"
