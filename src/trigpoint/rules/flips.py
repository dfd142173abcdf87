"""What if one case had been judged the other way: for each key question, one case better and one case worse.

One case is changed in one key question at a time: from no to yes or back, or by one grade where it is graded. A panel
decision was made on the counts as they were: where it would not stand on the changed ones (the rules give another
rating, or no ground holds any more), what the rules give then counts as final in the flip. The answer that is changed
may have been 'no' or 'not evidenced'; the changed count does not say which.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from trigpoint.rules.answers import AnyTally
from trigpoint.rules.bands import Banded, banded
from trigpoint.rules.discretion import grounds, objection, one_case_changed, with_banded
from trigpoint.rules.framework import KeyQuestion
from trigpoint.rules.key_questions import KeyQuestionResult, rating_of
from trigpoint.rules.method import Method, Rating
from trigpoint.rules.overall_rules import Overall, overall_rating
from trigpoint.rules.rating import RatedInspection, StandardResult

Way: TypeAlias = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Flip:
    """One case judged the other way in one key question, and what would follow.

    `overall_rules` and `overall_final` are None where there is no such rating yet, or the framework gives none.
    """

    question: KeyQuestion
    way: Way
    before: AnyTally
    after: Banded
    standard_before: Rating
    standard_after: Rating
    overall_rules: Overall | None
    overall_final: Overall | None

    @property
    def changes_standard(self) -> bool:
        """Whether the rules would give the standard another rating."""
        return self.standard_after != self.standard_before


def flips(rated: RatedInspection) -> tuple[Flip, ...]:
    """Return every flip that can be made, for the key questions of every standard that the rules rated from counts."""
    return tuple(
        flip
        for result in rated.standards
        if result.rules is not None
        for question in result.key_questions
        for flip in _flips_of(rated, result, question)
    )


def _flips_of(rated: RatedInspection, result: StandardResult, question: KeyQuestionResult) -> Iterator[Flip]:
    ways: tuple[tuple[Way, int], ...] = (("up", 1), ("down", -1))
    for way, step in ways:
        changed = one_case_changed(question.banded.tally, step) if question.banded else None
        if changed is not None:
            yield _flip(rated, result, question, way, changed)


def _flip(
    rated: RatedInspection, result: StandardResult, question: KeyQuestionResult, way: Way, changed: AnyTally
) -> Flip:
    method = rated.framework.method.of(result.standard.id)
    changed_band = banded(changed, method)
    results = with_banded(result.key_questions, question.question, changed_band)
    standard = rating_of(results, method)
    if standard is None or result.rules is None or question.tally is None:
        raise LookupError(f"{question.question.id} has a count but no rating.")  # flips() asks only rated standards
    after = standard.rating
    final = _final(result, after, results, method)
    return Flip(
        question.question,
        way,
        question.tally,
        changed_band,
        result.rules,
        after,
        rated.rules if after == result.rules else _overall_with(rated, lambda r: r.rules, result.standard.id, after),
        rated.final if final == result.final else _overall_with(rated, lambda r: r.final, result.standard.id, final),
    )


def _final(
    result: StandardResult, after: Rating, results: Sequence[KeyQuestionResult], method: Method
) -> Rating | None:
    """Return what the panel's decision makes of the changed rating.

    Where it falls by the flip, the changed rating; where it did not stand before and does not now, nothing is final.
    """
    decision = result.decision
    if decision is not None and objection(decision, after, grounds(results, after, method)):
        return after if result.final else None
    return after if decision is None or decision.to_rating is None else method.rating(decision.to_rating)


def _overall_with(
    rated: RatedInspection,
    rating_of_standard: Callable[[StandardResult], Rating | None],
    standard_id: str,
    changed: Rating | None,
) -> Overall | None:
    """Rate the whole with one standard changed, from one of the two ratings that each standard has."""
    ratings = {result.standard.id: rating_of_standard(result) for result in rated.standards} | {standard_id: changed}
    complete = {rated_id: rating for rated_id, rating in ratings.items() if rating is not None}
    try:
        return overall_rating(complete, rated.framework, rated.judgement)
    except KeyError:  # a standard that the whole rests on is not rated
        return None
