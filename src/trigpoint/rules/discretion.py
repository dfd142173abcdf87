"""Professional discretion: on which grounds a ratings panel may consider it, and whether its decision stands.

A ground that is about a share or a sample is tested on the key question that gives the rating: on the lowest, or on
each where several are level; where the majority gives it, on each, as any may turn it. One case judged differently is
tested by trying it: in one key question of the standard, in several or in all that the case stands in. Which boundary,
and which way one case must go, is not published: any boundary and both ways count here (inferred).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from trigpoint.rules.answers import AnyTally, Case, Decision
from trigpoint.rules.differing import CaseExists, DifferingJudgement, differing_judgements
from trigpoint.rules.framework import KeyQuestion
from trigpoint.rules.gaps import GapKind
from trigpoint.rules.key_questions import KeyQuestionResult, lowest_key_questions
from trigpoint.rules.method import Method, Rating, StandardRule, Trigger, TriggerRule


@dataclass(frozen=True, slots=True)
class NearBoundary:
    """A key question beside the nearest boundary between two bands, in per cent."""

    question: KeyQuestion
    tally: AnyTally
    boundary: int


@dataclass(frozen=True, slots=True)
class SmallSample:
    """A key question beside the number of cases that it rests on."""

    question: KeyQuestion
    tally: AnyTally


@dataclass(frozen=True, slots=True)
class OneCase:
    """One case judged differently so that the standard's rating changes; None where no such judgement does."""

    judgement: DifferingJudgement | None


GroundWorking: TypeAlias = NearBoundary | SmallSample | OneCase


@dataclass(frozen=True, slots=True)
class Ground:
    """One trigger that was tested, with what was compared.

    `may_hold` is True where counts alone are known and do not tell whether it holds.
    """

    trigger: Trigger
    holds: bool
    working: GroundWorking
    may_hold: bool = False

    @property
    def can_hold(self) -> bool:
        """Whether it holds, or may hold as far as the counts tell."""
        return self.holds or self.may_hold

    @property
    def questions(self) -> tuple[KeyQuestion, ...]:
        """The key questions that it is about; none where no one case would change the rating."""
        match self.working:
            case NearBoundary() | SmallSample():
                return (self.working.question,)
            case OneCase(judgement):
                return tuple(change.question for change in judgement.changes) if judgement else ()
            case _:
                assert_never(self.working)


def grounds(
    results: Sequence[KeyQuestionResult], rating: Rating, method: Method, cases: Sequence[Case] | None
) -> tuple[Ground, ...]:
    """Return every trigger of the method, tested on what it is about, whether it holds or not.

    `rating` is what the rules make of the results; `cases` are those that were counted, None where only the counts
    are known. Empty where the method has no discretion.
    Source: Annexe 1, 'An element of professional discretion may be applied'.
    """
    if method.discretion is None:
        return ()
    return tuple(
        ground
        for trigger in method.discretion.triggers
        for ground in _grounds_of(trigger, results, rating, method, cases)
    )


def _grounds_of(
    trigger: Trigger,
    results: Sequence[KeyQuestionResult],
    rating: Rating,
    method: Method,
    cases: Sequence[Case] | None,
) -> Iterator[Ground]:
    match trigger.rule:
        case TriggerRule.NEAR_BOUNDARY:
            for result in _deciding(results, method.standard_rule):
                yield from _near_boundary(trigger, result, method)
        case TriggerRule.ONE_CASE:
            yield from _one_case(trigger, differing_judgements(results, rating, method, cases))
        case TriggerRule.SMALL_SAMPLE:
            for result in _deciding(results, method.standard_rule):
                yield from _small_sample(trigger, result)
        case _:
            assert_never(trigger.rule)


def _deciding(results: Sequence[KeyQuestionResult], rule: StandardRule) -> tuple[KeyQuestionResult, ...]:
    match rule:
        case StandardRule.LOWEST_KEY_QUESTION:
            return lowest_key_questions(results)
        case StandardRule.MAJORITY_OF_KEY_QUESTIONS:
            return tuple(result for result in results if result.banded)
        case _:
            assert_never(rule)


def _near_boundary(trigger: Trigger, result: KeyQuestionResult, method: Method) -> Iterator[Ground]:
    """Within so many percentage points of a boundary between two bands, by the exact share."""
    if result.banded is None:
        return
    tally = result.banded.tally
    boundaries = (band.first for band in method.bands if band.first > 0)
    nearest = min(boundaries, key=lambda boundary: abs(100 * tally.points - boundary * tally.out_of), default=None)
    if nearest is not None:
        holds = abs(100 * tally.points - nearest * tally.out_of) <= trigger.limit * tally.out_of
        yield Ground(trigger, holds, NearBoundary(result.question, tally, nearest))


def _one_case(trigger: Trigger, judgements: Sequence[DifferingJudgement]) -> Iterator[Ground]:
    """One case judged differently would change the rating of the standard; each such judgement, or that none would."""
    if not judgements:
        yield Ground(trigger, holds=False, working=OneCase(None))
    for judgement in judgements:
        holds, may_hold = judgement.exists is CaseExists.YES, judgement.exists is CaseExists.NOT_SHOWN
        yield Ground(trigger, holds, OneCase(judgement), may_hold)


def _small_sample(trigger: Trigger, result: KeyQuestionResult) -> Iterator[Ground]:
    """The rating rests on a sample or sub-sample of so many cases or fewer."""
    if result.banded is not None:
        tally = result.banded.tally
        yield Ground(trigger, tally.relevant <= trigger.limit, SmallSample(result.question, tally))


def objection(decision: Decision, rules: Rating, tested: Sequence[Ground]) -> GapKind | None:
    """Say why a panel decision does not stand: it was about another rating, or no ground held. None where it stands.

    Where counts do not tell whether a ground holds, the decision stands: the panel had the cases, and the counts do
    not speak against it. Inferred: the annexe says when discretion may be considered, not what becomes of a decision
    when answers change.
    """
    if decision.from_rating != rules.name:
        return GapKind.DECISION_ON_ANOTHER_RATING
    if decision.to_rating is not None and not any(ground.can_hold for ground in tested):
        return GapKind.DECISION_WITHOUT_GROUND
    return None
