"""A domain: what was looked at, strengths, areas for improvement, then its standards."""

from collections.abc import Iterator

from trigpoint.bundle.findings import DomainFindings
from trigpoint.bundle.rated import RatedBundle
from trigpoint.report.document import Block, Bullets, Heading, Paragraph, plain
from trigpoint.report.sections.notes import NoteBook
from trigpoint.report.sections.standards import standard
from trigpoint.report.words import Writer
from trigpoint.rules.framework import Domain


def domains(report: RatedBundle, writer: Writer, notes: NoteBook) -> Iterator[Block]:
    """Every domain of the framework, in printed order."""
    for domain in report.framework.domains:
        yield from _domain(domain, report, writer, notes)


def _domain(domain: Domain, report: RatedBundle, writer: Writer, notes: NoteBook) -> Iterator[Block]:
    findings = report.bundle.findings.domains.get(domain.id, DomainFindings())
    yield Heading(1, f"{domain.id}. {domain.name}", f"d-{domain.id}")
    yield from (Paragraph(writer.words_of(text)) for text in findings.opening)
    for title, name, texts in (
        ("Strengths", "strengths", findings.strengths),
        ("Areas for improvement", "areas", findings.areas_for_improvement),
    ):
        if texts:
            yield Heading(2, title, f"d-{domain.id}-{name}", in_contents=False)
            yield Bullets(tuple(writer.words_of(text) for text in texts))
    yield Paragraph(plain(domain.introduction))
    for rated in domain.standards:
        yield from standard(report.rated.standard(rated.id), report, writer, notes)
