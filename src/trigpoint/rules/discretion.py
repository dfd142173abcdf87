"""Professional discretion: on which grounds a ratings panel may consider it, and whether its decision stands.

A ground is tested on the key question with the lowest share; where several are level, on each of them. Which
boundary, and which way one case must go, is not published: any boundary and both ways count here (inferred).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from trigpoint.rules.answers import Decision, Tally
from trigpoint.rules.bands import banded
from trigpoint.rules.framework import KeyQuestion
from trigpoint.rules.gaps import GapKind
from trigpoint.rules.method import Method, Rating, Trigger, TriggerRule
from trigpoint.rules.standards import KeyQuestionResult, lowest_key_questions, standard_rating


@dataclass(frozen=True, slots=True)
class Ground:
    """One trigger held against one lowest key question, with what was compared.

    `limit` is the boundary (per cent) that is near, or the number of cases; `changed` is the count after one case
    went the other way and `to_rating` the rating of the standard that it would give.
    """

    trigger: Trigger
    question: KeyQuestion
    tally: Tally
    holds: bool
    limit: int | None = None
    changed: Tally | None = None
    to_rating: Rating | None = None


def grounds(results: Sequence[KeyQuestionResult], method: Method) -> tuple[Ground, ...]:
    """Return every trigger of the method, tested on the lowest key questions, whether it holds or not.

    Source: Annexe 1, 'An element of professional discretion may be applied'. Empty where the method has no discretion.
    """
    if method.discretion is None:
        return ()
    return tuple(
        ground
        for trigger in method.discretion.triggers
        for lowest in lowest_key_questions(results)
        if lowest.banded
        for ground in _TESTS[trigger.rule](_Tested(trigger, lowest.question, lowest.banded.tally, results, method))
    )


@dataclass(frozen=True, slots=True)
class _Tested:
    """One trigger and the lowest key question that it is held against, beside the others of the standard."""

    trigger: Trigger
    question: KeyQuestion
    tally: Tally
    results: Sequence[KeyQuestionResult]
    method: Method


def _near_boundary(tested: _Tested) -> Iterator[Ground]:
    """Within so many percentage points of a boundary between two bands, by the exact share."""
    yes, relevant = tested.tally.yes, tested.tally.relevant
    boundaries = (band.first for band in tested.method.bands if band.first > 0)
    nearest = min(boundaries, key=lambda boundary: abs(100 * yes - boundary * relevant), default=None)
    if nearest is not None:
        holds = abs(100 * yes - nearest * relevant) <= tested.trigger.limit * relevant
        yield Ground(tested.trigger, tested.question, tested.tally, holds, limit=nearest)


def _one_case(tested: _Tested) -> Iterator[Ground]:
    """One case judged the other way would change the rating of the standard; each way that can be tried."""
    before = rating_of(tested.results, tested.method)
    for step in (1, -1):
        changed = one_case_changed(tested.tally, step)
        if changed is not None:
            after = rating_of(with_count(tested.results, tested.question, changed, tested.method), tested.method)
            holds = after != before
            yield Ground(tested.trigger, tested.question, tested.tally, holds, changed=changed, to_rating=after)


def _small_sample(tested: _Tested) -> Iterator[Ground]:
    """The rating rests on a sample or sub-sample of so many cases or fewer."""
    limit = tested.trigger.limit
    yield Ground(tested.trigger, tested.question, tested.tally, tested.tally.relevant <= limit, limit=limit)


_TESTS: dict[TriggerRule, Callable[[_Tested], Iterator[Ground]]] = {
    TriggerRule.NEAR_BOUNDARY: _near_boundary,
    TriggerRule.ONE_CASE: _one_case,
    TriggerRule.SMALL_SAMPLE: _small_sample,
}


def one_case_changed(tally: Tally, step: int) -> Tally | None:
    """Return the count with one yes more (step 1) or less (step -1); None where no case could be judged so."""
    yes = tally.yes + step
    return Tally(yes, tally.relevant) if 0 <= yes <= tally.relevant else None


def with_count(
    results: Sequence[KeyQuestionResult], question: KeyQuestion, changed: Tally, method: Method
) -> tuple[KeyQuestionResult, ...]:
    """Return the key questions of a standard as they would be if one of them had this count instead."""
    return tuple(
        replace(one, tally=changed, banded=banded(changed, method)) if one.question.id == question.id else one
        for one in results
    )


def rating_of(results: Sequence[KeyQuestionResult], method: Method) -> Rating | None:
    """Return what the rules make of these key questions; None where none of them has a relevant case."""
    return standard_rating([one.banded for one in results if one.banded], method)


def objection(decision: Decision, rules: Rating, found: Sequence[Ground]) -> GapKind | None:
    """Say why a panel decision does not stand: it was about another rating, or no ground held. None where it stands.

    Inferred: the annexe says when discretion may be considered, not what becomes of a decision when answers change.
    """
    if decision.from_rating != rules.name:
        return GapKind.DECISION_ON_ANOTHER_RATING
    if decision.to_rating is not None and not any(ground.holds for ground in found):
        return GapKind.DECISION_WITHOUT_GROUND
    return None
