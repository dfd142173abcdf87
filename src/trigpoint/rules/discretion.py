"""Professional discretion: on which grounds a ratings panel may consider it, and whether its decision stands.

Where the lowest key question gives the rating, a ground is tested on it; where several are level, on each of them.
Where the majority gives it, any key question may turn it, so a ground is tested on each. Which boundary, and which
way one case must go, is not published: any boundary and both ways count here (inferred). On a graded question one
case judged differently is one grade higher or lower.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from trigpoint.rules.answers import AnyTally, Decision, GradeTally, Tally
from trigpoint.rules.bands import Banded, banded
from trigpoint.rules.framework import KeyQuestion
from trigpoint.rules.gaps import GapKind
from trigpoint.rules.key_questions import KeyQuestionResult, lowest_key_questions, rating_of
from trigpoint.rules.method import Method, Rating, StandardRule, Trigger, TriggerRule


@dataclass(frozen=True, slots=True)
class Ground:
    """One trigger checked against one key question, with what was compared.

    `limit` is the boundary (per cent) that is near, or the number of cases; `changed` is the count after one case
    went the other way and `to_rating` the rating of the standard that it would give.
    """

    trigger: Trigger
    question: KeyQuestion
    tally: AnyTally
    holds: bool
    limit: int | None = None
    changed: AnyTally | None = None
    to_rating: Rating | None = None


def grounds(results: Sequence[KeyQuestionResult], rating: Rating, method: Method) -> tuple[Ground, ...]:
    """Return every trigger of the method, tested on the key questions that it is about, whether it holds or not.

    `rating` is what the rules make of the results. Empty where the method has no discretion.
    Source: Annexe 1, 'An element of professional discretion may be applied'.
    """
    if method.discretion is None:
        return ()
    open_to_triggers = _open_to_triggers(results, method.standard_rule)
    return tuple(
        ground
        for trigger in method.discretion.triggers
        for result in open_to_triggers
        if result.banded
        for ground in _grounds_of(_Tested(trigger, result.question, result.banded, results, rating, method))
    )


def _open_to_triggers(results: Sequence[KeyQuestionResult], rule: StandardRule) -> tuple[KeyQuestionResult, ...]:
    match rule:
        case StandardRule.LOWEST_KEY_QUESTION:
            return lowest_key_questions(results)
        case StandardRule.MAJORITY_OF_KEY_QUESTIONS:
            return tuple(result for result in results if result.banded)
        case _:
            assert_never(rule)


@dataclass(frozen=True, slots=True)
class _Tested:
    """One trigger and the key question that it is checked against, beside the others of the standard.

    `rating` is what the rules give for the standard.
    """

    trigger: Trigger
    question: KeyQuestion
    banded: Banded
    results: Sequence[KeyQuestionResult]
    rating: Rating
    method: Method

    @property
    def tally(self) -> AnyTally:
        return self.banded.tally


def _grounds_of(tested: _Tested) -> Iterator[Ground]:
    match tested.trigger.rule:
        case TriggerRule.NEAR_BOUNDARY:
            yield from _near_boundary(tested)
        case TriggerRule.ONE_CASE:
            yield from _one_case(tested)
        case TriggerRule.SMALL_SAMPLE:
            yield from _small_sample(tested)
        case _:
            assert_never(tested.trigger.rule)


def _near_boundary(tested: _Tested) -> Iterator[Ground]:
    """Within so many percentage points of a boundary between two bands, by the exact share."""
    points, out_of = tested.tally.points, tested.tally.out_of
    boundaries = (band.first for band in tested.method.bands if band.first > 0)
    nearest = min(boundaries, key=lambda boundary: abs(100 * points - boundary * out_of), default=None)
    if nearest is not None:
        holds = abs(100 * points - nearest * out_of) <= tested.trigger.limit * out_of
        yield Ground(tested.trigger, tested.question, tested.tally, holds, limit=nearest)


def _one_case(tested: _Tested) -> Iterator[Ground]:
    """One case judged the other way would change the rating of the standard; each way that can be tried."""
    for step in (1, -1):
        changed = one_case_changed(tested.tally, step)
        if changed is not None:
            after = _rating_after(tested, changed)
            holds = after != tested.rating
            yield Ground(tested.trigger, tested.question, tested.tally, holds, changed=changed, to_rating=after)


def _rating_after(tested: _Tested, changed: AnyTally) -> Rating | None:
    after = banded(changed, tested.method)
    if after.band == tested.banded.band:
        # A rule looks at bands alone (see `standard_rules`), so there is nothing to ask it.
        return tested.rating
    standard = rating_of(with_banded(tested.results, tested.question, after), tested.method)
    return standard.rating if standard else None


def _small_sample(tested: _Tested) -> Iterator[Ground]:
    """The rating rests on a sample or sub-sample of so many cases or fewer."""
    limit = tested.trigger.limit
    yield Ground(tested.trigger, tested.question, tested.tally, tested.tally.relevant <= limit, limit=limit)


def one_case_changed(tally: AnyTally, step: int) -> AnyTally | None:
    """Return the count with one case judged better (step 1) or worse (step -1); None where no case could be.

    Yes and no turn into each other. A graded case moves by one grade, and it does not matter which case: the points
    change by as much. The one that is moved is the lowest that can rise, or the highest that can fall.
    """
    match tally:
        case Tally():
            yes = tally.yes + step
            return Tally(yes, tally.relevant) if 0 <= yes <= tally.relevant else None
        case GradeTally():
            return _one_grade_changed(tally, step)
        case _:
            assert_never(tally)


def _one_grade_changed(tally: GradeTally, step: int) -> GradeTally | None:
    cases = list(tally.cases)
    cases[0] += tally.not_evidenced  # they count as the lowest grade, and a changed count says no more of them
    positions = range(len(cases)) if step > 0 else reversed(range(len(cases)))
    for position in positions:
        if cases[position] and 0 <= position + step < len(cases):
            cases[position] -= 1
            cases[position + step] += 1
            return GradeTally(tally.grades, tuple(cases))
    return None


def with_banded(
    results: Sequence[KeyQuestionResult], question: KeyQuestion, changed: Banded
) -> tuple[KeyQuestionResult, ...]:
    """Return the key questions of a standard as they would be if one of them had this count and band instead."""
    return tuple(
        replace(result, tally=changed.tally, banded=changed) if result.question.id == question.id else result
        for result in results
    )


def objection(decision: Decision, rules: Rating, tested: Sequence[Ground]) -> GapKind | None:
    """Say why a panel decision does not stand: it was about another rating, or no ground held. None where it stands.

    Inferred: the annexe says when discretion may be considered, not what becomes of a decision when answers change.
    """
    if decision.from_rating != rules.name:
        return GapKind.DECISION_ON_ANOTHER_RATING
    if decision.to_rating is not None and not any(ground.holds for ground in tested):
        return GapKind.DECISION_WITHOUT_GROUND
    return None
