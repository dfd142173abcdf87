"""Texts against the counts that they speak of."""

from collections.abc import Iterator, Mapping

from trigpoint.bundle import messages
from trigpoint.bundle.checks.observations import Checked, Observation
from trigpoint.bundle.conformance.surroundings import nameable
from trigpoint.bundle.references import Nameable, parts
from trigpoint.bundle.texts import texts_of
from trigpoint.rules.answers import AnyTally, Tally
from trigpoint.rules.framework import Graded
from trigpoint.rules.quantities import stated_shares
from trigpoint.rules.rating import RatedInspection
from trigpoint.rules.tally import question_ids
from trigpoint.rules.wording import Mention, Piece, Verdict, contradictions

_OF_YES = ("", "share", "yes", "percent")
_OF_NOT_YES = ("not", "not yes")
_OTHER = "…"
"""Stands for a reference that words are not checked against."""


def words_agree_with_counts(checked: Checked) -> Iterator[Observation]:
    """'Most', 'half' or '4 of 8' beside a question is true of its counts. Questions without counts are left out."""
    may_be_named = nameable(checked.bundle, checked.framework)
    counts = _counts(checked.rated)
    for at, text in texts_of(checked.bundle):
        for claim in contradictions(_pieces(text, may_be_named, counts), checked.framework.method):
            missing = claim.verdict is Verdict.NO_FIGURE
            message = messages.no_figure(claim) if missing else messages.contradicted(claim)
            yield Observation(at, message, messages.claim_figure(claim))


def _counts(rated: RatedInspection) -> dict[str, Tally | None]:
    """Return the count of each question and prompt that is answered yes or no; None while it is not whole.

    Of a graded question no words say how many, so none are checked against its grades.
    """
    tallies: dict[str, AnyTally | None] = {}
    for result in rated.standards:
        if result.standard.reads_cases:
            tallies.update(dict.fromkeys(question_ids(result.standard)))
        for question in result.counted:
            if not question.gaps:
                tallies[question.question.id] = question.tally
                tallies.update((prompt.prompt.id, prompt.tally) for prompt in question.prompts)
    graded = {question.id for question in rated.framework.questions() if isinstance(question.answers, Graded)}
    return {
        question: tally if isinstance(tally, Tally) else None
        for question, tally in tallies.items()
        if question not in graded
    }


def _pieces(text: str, nameable: Nameable, counts: Mapping[str, Tally | None]) -> list[Piece]:
    """References to anything but the answers to a counted question say nothing that words could contradict."""
    pieces: list[Piece] = []
    for part in parts(text, nameable):
        if isinstance(part, str):
            pieces.append(part)
        elif part.kind == "question" and part.about in counts and part.figure in _OF_YES + _OF_NOT_YES:
            pieces.append(Mention(part.about, counts[part.about], negated=part.figure in _OF_NOT_YES))
        else:
            pieces.append(_OTHER)
    return pieces


def percentages_in_texts_are_right(checked: Checked) -> Iterator[Observation]:
    """'34 of 61 (56 per cent)' is so."""
    may_be_named = nameable(checked.bundle, checked.framework)
    for at, text in texts_of(checked.bundle):
        words = "".join(part if isinstance(part, str) else _OTHER for part in parts(text, may_be_named))
        for stated in stated_shares(words, checked.framework.method):
            if not stated.agrees(checked.framework.method.rounding):
                right = messages.per_cent(stated.share, stated.percent.decimals)
                yield Observation(at, messages.wrong_per_cent(stated.count_words, stated.percent_words, right), right)
