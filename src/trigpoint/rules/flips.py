"""What if one case had been judged the other way: for each key question, one yes more and one yes less.

One case is changed in one key question at a time. A panel decision was made on the ratings as they were: where the
flip changes what the rules give for a standard, its decision no longer stands and the flipped rating counts as final.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from trigpoint.rules.answers import Tally
from trigpoint.rules.bands import Banded, banded
from trigpoint.rules.discretion import one_case_changed, rating_with
from trigpoint.rules.framework import KeyQuestion
from trigpoint.rules.method import Rating
from trigpoint.rules.overall import Total, total
from trigpoint.rules.rating import RatedInspection, StandardResult
from trigpoint.rules.standards import KeyQuestionResult

Way: TypeAlias = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Flip:
    """One case judged the other way in one key question, and what would follow.

    `overall_rules` and `overall_final` are None where the inspection has no such total yet.
    """

    question: KeyQuestion
    way: Way
    before: Tally
    after: Banded
    standard_before: Rating
    standard_after: Rating
    overall_rules: Total | None
    overall_final: Total | None

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
    rated: RatedInspection, result: StandardResult, question: KeyQuestionResult, way: Way, changed: Tally
) -> Flip:
    method = rated.framework.method
    after = rating_with(result.key_questions, question.question, changed, method)
    if after is None or result.rules is None or question.tally is None:
        raise LookupError(f"{question.question.id} has a count but no rating.")  # flips() asks only rated standards
    final_after = result.final if after == result.rules else after
    return Flip(
        question.question,
        way,
        question.tally,
        banded(changed, method),
        result.rules,
        after,
        _total_with(rated, {r.standard.id: r.rules for r in rated.standards}, result.standard.id, after),
        _total_with(rated, {r.standard.id: r.final for r in rated.standards}, result.standard.id, final_after),
    )


def _total_with(
    rated: RatedInspection, ratings: dict[str, Rating | None], standard_id: str, changed: Rating | None
) -> Total | None:
    known = {one: rating for one, rating in {**ratings, standard_id: changed}.items() if rating is not None}
    if any(standard.in_overall and standard.id not in known for standard in rated.framework.standards):
        return None
    return total(known, rated.framework)
