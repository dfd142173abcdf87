"""What if one case had been judged the other way: for each key question, one case better and one case worse.

One case is changed in one key question at a time: from no to yes or back, or by one grade where it is graded. What one
case in several key questions would change is among the grounds for discretion (see `differing`). A panel decision was
made on the counts as they were: where it would not stand on the changed ones (the rules give another rating, or no
ground can hold any more), what the rules give then counts as final in the flip. A changed count does not say which case
it was, nor whether its answer had been 'no' or 'not evidenced', so a flip goes by counts alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from trigpoint.rules.answers import AnyTally
from trigpoint.rules.bands import Banded
from trigpoint.rules.differing import QuestionChange, Way, question_changes, with_changes
from trigpoint.rules.discretion import grounds, objection
from trigpoint.rules.framework import KeyQuestion
from trigpoint.rules.key_questions import KeyQuestionResult, rating_of
from trigpoint.rules.method import Method, Rating
from trigpoint.rules.overall_rules import Overall, overall_rating
from trigpoint.rules.rating import RatedInspection, StandardResult


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
        _flip(rated, result, change)
        for result in rated.standards
        if result.rules is not None
        for question in result.key_questions
        for change in question_changes(question, rated.framework.method.of(result.standard.id))
    )


def _flip(rated: RatedInspection, result: StandardResult, change: QuestionChange) -> Flip:
    method = rated.framework.method.of(result.standard.id)
    results = with_changes(result.key_questions, (change,))
    standard = rating_of(results, method)
    if standard is None or result.rules is None:
        raise LookupError(f"{change.question.id} has a count but no rating.")  # flips() asks only rated standards
    after = standard.rating
    final = _final(result, after, results, method)
    return Flip(
        change.question,
        change.way,
        change.before,
        change.after,
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
    if decision is not None and objection(decision, after, grounds(results, after, method, cases=None)):
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
