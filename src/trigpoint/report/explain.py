"""Working → sentences: why a rating is what it is, in the words of the method.

Every sentence is made from values that the rules kept; nothing is worked out here.
"""

from collections.abc import Iterator
from enum import StrEnum

from trigpoint.bundle.references import escaped
from trigpoint.english import count_of
from trigpoint.rules.answers import Decision, Tally
from trigpoint.rules.bands import Banded
from trigpoint.rules.discretion import Ground
from trigpoint.rules.framework import KeyQuestion
from trigpoint.rules.gaps import GapKind
from trigpoint.rules.method import Method, Rating, TriggerRule
from trigpoint.rules.rating import Level, StandardResult
from trigpoint.rules.standards import KeyQuestionResult


def count(tally: Tally) -> str:
    """Return '3 of 8'."""
    return f"{tally.yes} of {tally.relevant}"


def exact_percent(tally: Tally) -> str:
    """Return the share of yes in per cent, to at most two decimals, without the words: '37.5', '42.86'."""
    hundredths = (20_000 * tally.yes + tally.relevant) // (2 * tally.relevant)
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
    yield from (escaped(key_question_step(question)) for question in result.key_questions)
    yield from _rules_steps(result)
    yield from (escaped(ground_step(ground)) for ground in result.grounds if ground.holds)
    if result.grounds and not result.open_to_discretion:
        yield "None of the grounds for professional discretion holds."
    yield from _panel_steps(result, method)


def _rules_steps(result: StandardResult) -> Iterator[str]:
    if result.not_rated:
        yield f"Not rated: {result.not_rated}"
    elif result.level is Level.JUDGED and result.rules:
        yield escaped(f"One judgement on all the evidence, with no percentage: {result.rules.name}.")
        if result.judgement:
            yield f"Its reason: {result.judgement.reason}"
        yield "Professional discretion is not open to judged standards."
    elif result.level is Level.PRINTED and result.final:
        yield escaped(f"Only the printed rating is known: {result.final.name}. The counts behind it are not.")
    elif result.rules:
        yield escaped(_lowest_step(result, result.rules))


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
    return f"{name}: {percent_in_words(result.banded)} {_place(result.banded)}"


def percent_in_words(place: Banded) -> str:
    """Return '3 of 8, which is 37.5 per cent' with the whole per cent where it differs."""
    exact = exact_percent(place.tally)
    rounded = "" if exact == str(place.percent) else f", {place.percent} as a whole per cent"
    return f"{count(place.tally)}, which is {exact} per cent{rounded}."


def _place(place: Banded) -> str:
    words = f"That is in the band {place.band.first} to {place.band.last}: {place.band.rating.name}."
    return words + (" Rounding decided the band." if place.by_rounding else "")


def _lowest_step(result: StandardResult, rules: Rating) -> str:
    names = " and ".join(named(question.question) for question in result.lowest)
    lowest = "key questions are" if len(result.lowest) > 1 else "key question is"
    return f"The lowest {lowest} {names}, so the rules give {rules.name}."


def ground_step(ground: Ground) -> str:
    """Return one ground for discretion, and whether it holds."""
    return _GROUNDS[ground.trigger.rule](ground)


def _near_boundary(ground: Ground) -> str:
    name, exact = named(ground.question), exact_percent(ground.tally)
    within = "within" if ground.holds else "not within"
    return (
        f"{name}, at {exact} per cent, is {within} {ground.trigger.limit} percentage points of a boundary "
        f"(the nearest is {ground.limit})."
    )


def _one_case(ground: Ground) -> str:
    changed = ground.changed or ground.tally
    more = "yes" if changed.yes > ground.tally.yes else "no"
    what = f"With one more {more}, {named(ground.question)} would be {count(changed)} and the standard"
    return f"{what} {'would be' if ground.holds else 'would stay'} {ground.to_rating.name if ground.to_rating else ''}."


def _small_sample(ground: Ground) -> str:
    size, limit = count_of(ground.tally.relevant, "case"), count_of(ground.trigger.limit, "case")
    relation = f"{limit} or fewer" if ground.holds else f"more than {limit}"
    return f"{named(ground.question)} rests on {size}: {relation}."


_GROUNDS = {
    TriggerRule.NEAR_BOUNDARY: _near_boundary,
    TriggerRule.ONE_CASE: _one_case,
    TriggerRule.SMALL_SAMPLE: _small_sample,
}


def _decision_step(decision: Decision) -> str:
    if decision.to_rating is None:
        return (
            f"The panel considered professional discretion on {escaped(decision.from_rating)} and did not use it. "
            f"Its reason: {decision.reason}"
        )
    moved = escaped(f"from {decision.from_rating} to {decision.to_rating}")
    return f"The panel used professional discretion: {moved}. Its reason: {decision.reason}"


def _standing(result: StandardResult) -> Iterator[str]:
    """Say what has become of a panel decision, unless it simply stands."""
    state = decision_state(result)
    if state is DecisionState.NOT_KNOWN:
        yield "Whether that decision stands is not known yet: the standard cannot be rated by the rules."
    elif state is DecisionState.DOES_NOT_STAND and result.rules:
        yield escaped(
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
