"""Texts against the figures and ratings that they speak of."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from trigpoint.bundle import messages
from trigpoint.bundle.checks.observations import Checked, Observation
from trigpoint.bundle.printed_texts import printed_texts
from trigpoint.bundle.typeface import unprintable
from trigpoint.bundle.usage import with_usage
from trigpoint.rules.figures_stated import figure_contradictions
from trigpoint.rules.quantities import stated_shares
from trigpoint.rules.ratings_named import rating_contradictions
from trigpoint.rules.wording import Verdict, contradictions

_OTHER = "…"
"""Stands for a reference between words that are read without it."""


def words_agree_with_counts(checked: Checked) -> Iterator[Observation]:
    """'Most', 'half' or '4 of 8' beside a question is true of its counts. Questions without counts are left out."""
    return _unwaived(_of_counts(checked), checked)


def ratings_agree_with_what_was_rated(checked: Checked) -> Iterator[Observation]:
    """'Good' beside a standard, the whole or a question is its rating: the final one, or the rules' if it says so."""
    return _unwaived(_of_ratings(checked), checked)


def numbers_agree_with_figures(checked: Checked) -> Iterator[Observation]:
    """'300,000 people' beside a context figure, and '25 of 36' beside the score, is what the reference prints."""
    return _unwaived(_of_figures(checked), checked)


def waivers_are_needed(checked: Checked) -> Iterator[Observation]:
    """What is waived is still so: a waiver without a finding would hide the next one."""
    waivers = checked.bundle.texts.waived
    if not waivers:
        return
    findings = {finding.about for finding in chain(_of_counts(checked), _of_ratings(checked), _of_figures(checked))}
    for number, waiver in enumerate(waivers):
        if _about(waiver.words, waiver.beside) not in findings:
            yield Observation(("texts", "waived", number), messages.waives_nothing(waiver.words, waiver.beside))


@dataclass(frozen=True)
class _Finding:
    """What was found, and what a waiver names it by."""

    about: tuple[str, str]
    observation: Observation


def _about(words: str, beside: str) -> tuple[str, str]:
    return " ".join(words.split()).casefold(), beside


def _unwaived(findings: Iterator[_Finding], checked: Checked) -> Iterator[Observation]:
    waived = {_about(waiver.words, waiver.beside) for waiver in checked.bundle.texts.waived}
    return (finding.observation for finding in findings if finding.about not in waived)


def _of_counts(checked: Checked) -> Iterator[_Finding]:
    method = with_usage(checked.framework.method)
    for at, pieces in checked.texts:
        for claim in contradictions(pieces, method):
            missing = claim.verdict is Verdict.NO_FIGURE
            message = messages.no_figure(claim) if missing else messages.contradicted(claim)
            figure, mend = messages.claim_figure(claim), messages.mend_words(claim)
            yield _Finding(
                _about(claim.words, claim.mention.name), Observation(at, message, figure, claim.passage, mend)
            )


def _of_ratings(checked: Checked) -> Iterator[_Finding]:
    names = [rating.name for rating in checked.framework.method.all_ratings]
    for at, pieces in checked.texts:
        for claim in rating_contradictions(pieces, names):
            message, mend = messages.other_rating(claim), messages.mend_rating(claim)
            yield _Finding(
                _about(claim.words, claim.mention.name), Observation(at, message, claim.expected, claim.passage, mend)
            )


def _of_figures(checked: Checked) -> Iterator[_Finding]:
    method = with_usage(checked.framework.method)
    for at, pieces in checked.texts:
        for claim in figure_contradictions(pieces, method):
            figure, mend = messages.printed_figure(claim.mention), messages.mend_figure(claim.mention)
            yield _Finding(
                _about(claim.words, claim.mention.name),
                Observation(at, messages.other_figure(claim), figure, claim.passage, mend),
            )


def percentages_in_texts_are_right(checked: Checked) -> Iterator[Observation]:
    """'34 of 61 (56 per cent)' is so."""
    method = with_usage(checked.framework.method)
    for at, pieces in checked.texts:
        words = "".join(piece if isinstance(piece, str) else _OTHER for piece in pieces)
        for stated in stated_shares(words, method):
            if not stated.agrees(method.rounding):
                right = messages.per_cent(stated.share, stated.percent.decimals)
                yield Observation(at, messages.wrong_per_cent(stated.count_words, stated.percent_words, right), right)


def characters_can_be_printed(checked: Checked) -> Iterator[Observation]:
    """Every character of what the report prints is in its typeface: else the PDF is refused when it is wanted."""
    for at, text in printed_texts(checked.bundle):
        if characters := unprintable(text):
            yield Observation(at, messages.not_in_typeface(characters), mend=messages.MEND_CHARACTERS)
