"""Working → sentences: why a rating is what it is, in the words of the method.

Every sentence is made from values that the rules kept; nothing is worked out here.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Final, assert_never

from trigpoint.bundle.references import escape
from trigpoint.english import count_of, list_of
from trigpoint.report.overall_in_words import cap_steps
from trigpoint.rules.answers import AnyTally, Decision, GradeTally, Tally
from trigpoint.rules.bands import Banded
from trigpoint.rules.differing import CaseExists, DifferingJudgement, QuestionChange
from trigpoint.rules.discretion import Ground, NearBoundary, OneCase, SmallSample
from trigpoint.rules.framework import KeyQuestion
from trigpoint.rules.gaps import GapKind
from trigpoint.rules.key_questions import KeyQuestionResult
from trigpoint.rules.method import Method
from trigpoint.rules.rating import Level, StandardResult
from trigpoint.rules.standard_rules import LowestQuestion, MajorityOfQuestions, StandardWorking

MOST_NAMED: Final = 10
"""Cases that one sentence names."""


def count(tally: AnyTally) -> str:
    """Return '3 of 8', or '23 of 32 points' where the question is graded."""
    match tally:
        case Tally():
            return f"{tally.yes} of {tally.relevant}"
        case GradeTally():
            return f"{tally.points} of {tally.out_of} points"
        case _:
            assert_never(tally)


def exact_percent(tally: AnyTally) -> str:
    """Return the share in per cent, to at most two decimals, without the words: '37.5', '42.86'."""
    hundredths = (20_000 * tally.points + tally.out_of) // (2 * tally.out_of)
    return f"{hundredths // 100}.{hundredths % 100:02}".rstrip("0").rstrip(".")


def named(question: KeyQuestion) -> str:
    """Return '2.1.2 (safety of the child)'."""
    return f"{question.id} ({question.label})" if question.label else question.id


def why(result: StandardResult, method: Method) -> tuple[str, ...]:
    """Return the steps that led to the rating of one standard, in the order in which the method takes them.

    They are texts as a Bundle has them: a reason may hold references, all other words are escaped.
    """
    return tuple(_steps(result, method))


def _steps(result: StandardResult, method: Method) -> Iterator[str]:
    yield from (escape(key_question_step(question)) for question in result.key_questions)
    yield from (escape(evidence_step(question)) for question in result.evidence)
    yield from _rules_steps(result)
    yield from (escape(ground_step(ground)) for ground in result.grounds if ground.can_hold)
    if result.grounds and not any(ground.can_hold for ground in result.grounds):
        yield "None of the grounds for professional discretion holds."
    yield from _panel_steps(result, method)


def _rules_steps(result: StandardResult) -> Iterator[str]:
    if result.not_rated:
        yield f"Not rated: {result.not_rated}"
    elif result.level is Level.JUDGED and result.rules:
        yield escape(f"One judgement on all the evidence, with no percentage: {result.rules.name}.")
        if result.judgement:
            yield f"Its reason: {result.judgement.reason}"
    elif result.level is Level.PRINTED and result.final:
        yield escape(f"Only the printed rating is known: {result.final.name}. The counts behind it are not.")
    elif result.working:
        yield escape(_working_step(result, result.working.working))
        yield from cap_steps(result.working.capped, result.working.rating.name)


def _panel_steps(result: StandardResult, method: Method) -> Iterator[str]:
    if result.decision:
        yield _decision_step(result.decision)
        yield from _standing(result)
    elif result.open_to_discretion and result.rules and method.discretion:
        yield "No panel decision is recorded: the rating by the rules is final."


def key_question_step(result: KeyQuestionResult) -> str:
    """Return how one key question came to its band."""
    name = named(result.question)
    if result.no_relevant_cases:
        return f"{name}: no case is relevant, so it does not count towards the standard."
    if result.banded is None:
        so_far = f" So far {count(result.tally)}." if result.tally and result.tally.relevant else ""
        return f"{name}: not yet rated, because answers are missing.{so_far}"
    return f"{name}: {percent_in_words(result.banded)} {_band(result.banded)}"


def evidence_step(result: KeyQuestionResult) -> str:
    """Return what cases say about one key question of a judged standard; it has no band."""
    name = named(result.question)
    if result.no_relevant_cases or result.tally is None:
        return f"{name}: no case is relevant."
    so_far = " so far, as answers are missing" if result.gaps else ""
    return f"{name}: {count(result.tally)}{so_far}. It informs the judgement and gives no rating by itself."


def percent_in_words(banded: Banded) -> str:
    """Return '3 of 8, which is 37.5 per cent' with the whole per cent where it differs."""
    exact = exact_percent(banded.tally)
    rounded = "" if exact == str(banded.percent) else f", {banded.percent} as a whole per cent"
    return f"{count(banded.tally)}, which is {exact} per cent{rounded}."


def _band(banded: Banded) -> str:
    words = f"That is in the band {banded.band.first} to {banded.band.last}: {banded.band.rating.name}."
    return words + (" Rounding decided the band." if banded.by_rounding else "")


def _working_step(result: StandardResult, working: StandardWorking) -> str:
    """Return how the key questions made the rating, before any cap."""
    names = " and ".join(
        named(question.question) for question in result.key_questions if question.question.id in working.questions
    )
    match working:
        case LowestQuestion():
            lowest = "key questions are" if len(working.questions) > 1 else "key question is"
            return f"The lowest {lowest} {names}, so the rules give {working.rating.name}."
        case MajorityOfQuestions():
            numbers = list_of([f"{number} {rating.name}" for rating, number in working.numbers])
            part = "As many differ, and the worst decides" if working.level else "The majority decides"
            return f"Of the key questions, {numbers}. {part}: {names}, so the rules give {working.rating.name}."
        case _:
            assert_never(working)


def ground_step(ground: Ground) -> str:
    """Return one ground for discretion, and whether it holds. No case is named."""
    match ground.working:
        case NearBoundary() as near:
            return _near_boundary(ground, near)
        case OneCase() as differing:
            return one_case_step(differing.judgement)
        case SmallSample() as sample:
            return _small_sample(ground, sample)
        case _:
            assert_never(ground.working)


def _near_boundary(ground: Ground, near: NearBoundary) -> str:
    within = "within" if ground.holds else "not within"
    return (
        f"{named(near.question)}, at {exact_percent(near.tally)} per cent, is {within} {ground.trigger.limit} "
        f"percentage points of a boundary (the nearest is {near.boundary})."
    )


def _small_sample(ground: Ground, sample: SmallSample) -> str:
    size, limit = count_of(sample.tally.relevant, "case"), count_of(ground.trigger.limit, "case")
    relation = f"{limit} or fewer" if ground.holds else f"more than {limit}"
    return f"{named(sample.question)} rests on {size}: {relation}."


def one_case_step(judgement: DifferingJudgement | None) -> str:
    """Return what one case judged differently would change, and whether there is such a case. No case is named."""
    if judgement is None:
        return "No one case, judged differently in one key question or in several, would change the standard's rating."
    if len(judgement.changes) == 1:
        (change,) = judgement.changes
        question, after = named(change.question), count(change.after.tally)
        return f"With {_more(change)}, {question} would be {after} and the standard would be {judgement.rating.name}."
    counts = list_of([f"{named(change.question)} {count(change.after.tally)}" for change in judgement.changes])
    number = {2: "two", 3: "three"}.get(len(judgement.changes), str(len(judgement.changes)))
    return (
        f"With one case judged differently in {number} key questions, so that they are {counts}, the standard would be "
        f"{judgement.rating.name}. {_existence(judgement)}"
    )


def cases_step(ground: Ground) -> str:
    """Return which cases a ground may be about: for the inspectorate alone, never for a publication. '' for none."""
    judgement = ground.working.judgement if isinstance(ground.working, OneCase) else None
    if judgement is None or not judgement.cases:
        return ""
    more = len(judgement.cases) - MOST_NAMED
    names = list_of([*judgement.cases[:MOST_NAMED], *([f"{more} more"] if more > 0 else [])])
    return f"It may be one of {names}." if len(judgement.cases) > 1 else f"It is {names}."


def _more(change: QuestionChange) -> str:
    match change.before:
        case Tally():
            return f"one more {'yes' if change.way == 'up' else 'no'}"
        case GradeTally():
            return f"one case a grade {'higher' if change.way == 'up' else 'lower'}"
        case _:
            assert_never(change.before)


def _existence(judgement: DifferingJudgement) -> str:
    match judgement.exists:
        case CaseExists.YES if judgement.cases:
            return "There is such a case."
        case CaseExists.YES:
            return "By the counts there is such a case."
        case CaseExists.NO:
            return "No case stands so in all of them."
        case CaseExists.NOT_SHOWN:
            return "Whether there is such a case cannot be told from the counts."
        case _:
            assert_never(judgement.exists)


def _decision_step(decision: Decision) -> str:
    if decision.to_rating is None:
        return (
            f"The panel considered professional discretion on {escape(decision.from_rating)} and did not use it. "
            f"Its reason: {decision.reason}"
        )
    moved = escape(f"from {decision.from_rating} to {decision.to_rating}")
    return f"The panel used professional discretion: {moved}. Its reason: {decision.reason}"


def _standing(result: StandardResult) -> Iterator[str]:
    """Say what has become of a panel decision, unless it simply stands."""
    state = decision_state(result)
    if state is DecisionState.NOT_KNOWN:
        yield "Whether that decision stands is not known yet: the standard cannot be rated by the rules."
    elif state is DecisionState.DOES_NOT_STAND and result.rules:
        yield escape(
            f"That decision does not stand: the rules now give {result.rules.name}, "
            f"with {'a' if result.open_to_discretion else 'no'} ground for discretion. The panel needs to decide again."
        )
    elif state is DecisionState.DOES_NOT_STAND:
        yield "That decision does not fit the rating that was printed."


class DecisionState(StrEnum):
    """What has become of a panel decision."""

    STANDS = "yes"
    DOES_NOT_STAND = "no"
    NOT_KNOWN = "not known yet"


_OBJECTIONS = frozenset({GapKind.DECISION_ON_ANOTHER_RATING, GapKind.DECISION_WITHOUT_GROUND})


def decision_state(result: StandardResult) -> DecisionState | None:
    """Say whether the panel's decision on a standard stands; None where there is none."""
    if result.decision is None:
        return None
    if any(gap.kind in _OBJECTIONS for gap in result.gaps):
        return DecisionState.DOES_NOT_STAND
    return DecisionState.NOT_KNOWN if result.final is None else DecisionState.STANDS
