"""Professional discretion: on which grounds a ratings panel may consider it, and whether its decision stands.

A ground is tested on the key question with the lowest share; where several are level, on each of them. Which
boundary, and which way one case must go, is not published: any boundary and both ways count here (inferred).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from trigpoint.rules.answers import Decision, Tally
from trigpoint.rules.bands import Banded, banded
from trigpoint.rules.framework import KeyQuestion
from trigpoint.rules.gaps import GapKind
from trigpoint.rules.method import Method, Rating, Trigger, TriggerRule
from trigpoint.rules.standards import KeyQuestionResult, lowest_band, lowest_key_questions


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
    """Return every trigger of the method, tested on the lowest key questions, whether it holds or not."""
    if method.discretion is None:
        return ()
    return tuple(
        ground
        for trigger in method.discretion.triggers
        for lowest in lowest_key_questions(results)
        for ground in _TESTS[trigger.rule](trigger, lowest, results, method)
    )


def near_boundary(
    trigger: Trigger, lowest: KeyQuestionResult, _: Sequence[KeyQuestionResult], method: Method
) -> tuple[Ground, ...]:
    """Within so many percentage points of a boundary between two bands, by the exact share."""
    tally = lowest.banded.tally if lowest.banded else Tally(0, 0)
    boundaries = sorted(
        (band.first for band in method.bands if band.first > 0),
        key=lambda boundary: abs(100 * tally.yes - boundary * tally.relevant),
    )
    nearest = boundaries[0] if boundaries else None
    holds = nearest is not None and (abs(100 * tally.yes - nearest * tally.relevant) <= trigger.limit * tally.relevant)
    return (Ground(trigger, lowest.question, tally, holds, limit=nearest),)


def one_case(
    trigger: Trigger, lowest: KeyQuestionResult, results: Sequence[KeyQuestionResult], method: Method
) -> tuple[Ground, ...]:
    """One case judged the other way would change the rating of the standard; each way that can be tried."""
    before = lowest_band([result.banded for result in results if result.banded])
    found = []
    for step in (1, -1):
        changed = one_case_changed(lowest, step)
        if changed is not None:
            after = rating_with(results, lowest.question, changed, method)
            tally = lowest.tally or Tally(0, 0)
            found.append(Ground(trigger, lowest.question, tally, after != before, changed=changed, to_rating=after))
    return tuple(found)


def small_sample(
    trigger: Trigger, lowest: KeyQuestionResult, _: Sequence[KeyQuestionResult], __: Method
) -> tuple[Ground, ...]:
    """The rating rests on a sample or sub-sample of so many cases or fewer."""
    tally = lowest.tally or Tally(0, 0)
    return (Ground(trigger, lowest.question, tally, tally.relevant <= trigger.limit, limit=trigger.limit),)


_Test = Callable[[Trigger, KeyQuestionResult, Sequence[KeyQuestionResult], Method], tuple[Ground, ...]]

_TESTS: dict[TriggerRule, _Test] = {
    TriggerRule.NEAR_BOUNDARY: near_boundary,
    TriggerRule.ONE_CASE: one_case,
    TriggerRule.SMALL_SAMPLE: small_sample,
}


def one_case_changed(result: KeyQuestionResult, step: int) -> Tally | None:
    """Return the count with one yes more (step 1) or less (step -1); None where no case could be judged so."""
    if result.tally is None or not 0 <= result.tally.yes + step <= result.tally.relevant:
        return None
    return Tally(result.tally.yes + step, result.tally.relevant)


def rating_with(
    results: Sequence[KeyQuestionResult], question: KeyQuestion, changed: Tally, method: Method
) -> Rating | None:
    """Return the rating of the standard if this key question had this count instead."""
    places: list[Banded] = []
    for result in results:
        if result.question.id == question.id:
            places.append(banded(changed, method))
        elif result.banded:
            places.append(result.banded)
    return lowest_band(places)


def objection(decision: Decision, rules: Rating, found: Sequence[Ground]) -> GapKind | None:
    """Say why a panel decision does not stand: it was about another rating, or no ground held. None where it stands."""
    if decision.from_rating != rules.name:
        return GapKind.DECISION_ON_ANOTHER_RATING
    if decision.to_rating is not None and not any(ground.holds for ground in found):
        return GapKind.DECISION_WITHOUT_GROUND
    return None
