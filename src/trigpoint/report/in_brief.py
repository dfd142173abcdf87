"""A rating in a sentence or a few words, without links: for a terminal, a list or another program."""

from fractions import Fraction
from typing import assert_never

from trigpoint.bundle.missing import in_brief
from trigpoint.bundle.rated import RatedBundle
from trigpoint.report.document import text_of
from trigpoint.report.explain import count, named, why
from trigpoint.report.words import writer
from trigpoint.rules.bands import whole_percent
from trigpoint.rules.method import Rounding, StandardRule
from trigpoint.rules.rating import Level, StandardResult
from trigpoint.rules.stability import NotShown


def steps(report: RatedBundle, result: StandardResult) -> tuple[str, ...]:
    """Return the steps that led to the rating of one standard, one sentence each."""
    texts = writer(report)
    return tuple(text_of(texts.words_of(step)) for step in why(result, report.framework.method))


def reason(report: RatedBundle, result: StandardResult) -> str:
    """Return why one standard is rated as it is, or not at all, in a few words."""
    if result.not_rated:
        return text_of(writer(report).words_of(result.not_rated))
    if result.level is Level.JUDGED:
        return "judgement on all the evidence"
    if result.level is Level.PRINTED:
        return "as printed; nothing more is known"
    if result.rules is None:
        return in_brief(result.gaps)
    moved = result.decision and result.decision.to_rating
    return f"{_deciding(result)}{_caps(result)}" + ("; the panel used discretion" if moved else "")


def _deciding(result: StandardResult) -> str:
    """Return the key questions that gave the rating, with the part they played."""
    match result.rule:
        case StandardRule.LOWEST_KEY_QUESTION:
            part = "lowest"
        case StandardRule.MAJORITY_OF_KEY_QUESTIONS:
            part = "majority"
        case _:
            assert_never(result.rule)
    ids = result.working.working.questions if result.working else ()
    deciding = (question for question in result.key_questions if question.question.id in ids)
    counts = ", ".join(f"{named(question.question)} {count(question.tally)}" for question in deciding if question.tally)
    return f"{part}: {counts}"


def _caps(result: StandardResult) -> str:
    capped = result.working.capped if result.working else None
    return "".join(f"; capped: {cap.name}" for cap in capped.caps) if capped else ""


def stability_sentence(report: RatedBundle, standard_id: str | None = None) -> str:
    """Return how often each rating came out for one standard, or overall; or why that cannot be said."""
    stability = report.stability
    spread = stability.overall if standard_id is None else stability.standards[standard_id]
    if isinstance(spread, NotShown):
        return f"Not shown: {spread}."
    shares = [
        f"{rating.name} in {_percent(spread.probability(rating))}"
        for rating, draws in spread.draws_with.items()
        if draws
    ]
    assumed = any(sample.eligible_is_assumed for sample in report.bundle.sample)
    note = " The number of eligible cases is assumed." if assumed else ""
    error = error_in_words(max(spread.standard_error(rating) for rating in spread.draws_with))
    return f"By the rules, {', '.join(shares)} of {stability.draws:,} draws (seed {stability.seed}). {error}{note}"


def error_in_words(error: Fraction) -> str:
    """Return what a standard error says of shares that were drawn: 'The draws add a chance error of 0.3 points.'"""
    if not error:
        return "Every draw gave the same."
    tenths = (2 * 1000 * error + 1) // 2
    size = f"{tenths // 10}.{tenths % 10}" if tenths else "under 0.1"
    return f"The draws add a chance error of {size} points at most."


def _percent(share: Fraction) -> str:
    percent = whole_percent(share.numerator, share.denominator, Rounding.HALF_UP)
    return f"{percent}%" if percent else "under 1%"
