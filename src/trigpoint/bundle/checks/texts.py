"""Texts against the counts that they speak of."""

from collections.abc import Iterator, Mapping

from trigpoint.bundle import messages
from trigpoint.bundle.checks.said import Checked, Said
from trigpoint.bundle.conformance.surroundings import known_references
from trigpoint.bundle.references import Known, parts
from trigpoint.bundle.texts import texts_of
from trigpoint.rules.answers import Tally
from trigpoint.rules.framework import StandardBasis
from trigpoint.rules.quantities import stated_shares
from trigpoint.rules.rating import RatedInspection
from trigpoint.rules.tally import question_ids
from trigpoint.rules.wording import Mention, Piece, Verdict, contradictions

_OF_YES = ("", "share", "yes", "percent")
_OF_NOT_YES = ("not", "not yes")
_OTHER = "…"
"""Stands for a reference that words are not held against."""


def words_agree_with_counts(checked: Checked) -> Iterator[Said]:
    """'Most', 'half' or '4 of 8' beside a question is true of its counts. Questions without counts are left out."""
    known = known_references(checked.bundle, checked.framework)
    counts = _counts(checked.rated)
    for place, text in texts_of(checked.bundle):
        for claim in contradictions(_pieces(text, known, counts), checked.framework.method):
            missing = claim.verdict is Verdict.NO_FIGURE
            message = messages.no_figure(claim) if missing else messages.contradicted(claim)
            yield Said(place, message, messages.claim_figure(claim))


def _counts(rated: RatedInspection) -> dict[str, Tally | None]:
    """Return the count of each case-based question and prompt; None while it is not whole."""
    counts: dict[str, Tally | None] = {}
    for result in rated.standards:
        if result.standard.basis is StandardBasis.CASE_BASED:
            counts.update(dict.fromkeys(question_ids(result.standard)))
        for question in result.key_questions:
            if not question.gaps:
                counts[question.question.id] = question.tally
                counts.update((one.prompt.id, one.tally) for one in question.prompts)
    return counts


def _pieces(text: str, known: Known, counts: Mapping[str, Tally | None]) -> list[Piece]:
    """References to anything but the answers to a counted question say nothing that words could contradict."""
    pieces: list[Piece] = []
    for part in parts(text, known):
        if isinstance(part, str):
            pieces.append(part)
        elif part.kind == "question" and part.about in counts and part.figure in _OF_YES + _OF_NOT_YES:
            pieces.append(Mention(part.about, counts[part.about], negated=part.figure in _OF_NOT_YES))
        else:
            pieces.append(_OTHER)
    return pieces


def percentages_in_texts_are_right(checked: Checked) -> Iterator[Said]:
    """'34 of 61 (56 per cent)' is so."""
    known = known_references(checked.bundle, checked.framework)
    for place, text in texts_of(checked.bundle):
        words = "".join(part if isinstance(part, str) else _OTHER for part in parts(text, known))
        for stated in stated_shares(words, checked.framework.method):
            if not stated.agrees(checked.framework.method.rounding):
                right = messages.per_cent(stated.share, stated.percent.decimals)
                yield Said(place, messages.wrong_per_cent(stated.count_words, stated.percent_words, right), right)
