"""Every text of a Bundle that may refer to figures, with its place in the file."""

from collections.abc import Iterator, Sequence

from trigpoint.bundle.model import Bundle
from trigpoint.bundle.problems import Place


def texts_of(bundle: Bundle) -> Iterator[tuple[Place, str]]:
    """Yield each text with its place, in the order of the report."""
    yield from _each(("texts", "introduction"), bundle.texts.introduction)
    for number, recommendation in enumerate(bundle.recommendations):
        yield ("recommendations", number, "text"), recommendation.text
    yield from _each(("texts", "background"), bundle.texts.background)
    for domain, findings in bundle.findings.domains.items():
        at: Place = ("findings", "domains", domain)
        yield from _each((*at, "opening"), findings.opening)
        yield from _each((*at, "strengths"), findings.strengths)
        yield from _each((*at, "areas_for_improvement"), findings.areas_for_improvement)
    for standard, words in bundle.findings.standards.items():
        at = ("findings", "standards", standard)
        yield from _each((*at, "summary"), words.summary)
        for question, paragraphs in words.key_questions.items():
            yield from _each((*at, "key_questions", question), paragraphs)
        yield from _each((*at, "closing"), words.closing)
    for standard, judgement in bundle.judgements.items():
        yield ("judgements", standard, "reason"), judgement.reason
    for standard, decision in bundle.panel_decisions.items():
        yield ("panel_decisions", standard, "reason"), decision.reason


def _each(at: Place, paragraphs: Sequence[str]) -> Iterator[tuple[Place, str]]:
    for number, text in enumerate(paragraphs):
        yield (*at, number), text
