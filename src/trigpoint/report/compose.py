"""One rated inspection → one Document, in the order of the published reports."""

from collections.abc import Iterator

from trigpoint.bundle.rated import RatedBundle
from trigpoint.report.document import Block, Contents, Document, Facts, Heading, Words, plain
from trigpoint.report.sections.annexe import annexe
from trigpoint.report.sections.certainty import certainty
from trigpoint.report.sections.context import context
from trigpoint.report.sections.domains import domains
from trigpoint.report.sections.front import background, imprint, introduction, overall_facts, ratings, recommendations
from trigpoint.report.sections.notes import NoteBook
from trigpoint.report.sections.statistics import statistics
from trigpoint.report.words import Writer, writer

LANGUAGE = "en-GB"


def compose(report: RatedBundle) -> Document:
    """Return the whole report of one inspection."""
    inspection, notes = report.bundle.inspection, NoteBook()
    blocks = tuple(_blocks(report, writer(report), notes))
    return Document(
        title=inspection.title,
        subtitle=inspection.service.name,
        kicker=inspection.inspectorate,
        description=f"The ratings of {inspection.service.name}, with every step that led to them.",
        language=LANGUAGE,
        facts=Facts(_title_facts(report)),
        notice=report.bundle.notice,
        blocks=blocks,
        notes=tuple(notes.notes),
        annexe_of_folds="Annexe 4: How each rating was reached",
    )


def _title_facts(report: RatedBundle) -> tuple[tuple[str, Words], ...]:
    inspection = report.bundle.inspection
    dates = (("Fieldwork", inspection.fieldwork), ("Published", inspection.published))
    return (*overall_facts(report), *((name, plain(date)) for name, date in dates if date))


def _blocks(report: RatedBundle, texts: Writer, notes: NoteBook) -> Iterator[Block]:
    yield Heading(1, "Contents", "contents", in_contents=False)
    yield Contents()
    yield from imprint(report)
    yield from introduction(report, texts)
    yield from ratings(report, texts)
    yield from recommendations(report, texts)
    yield from background(report, texts)
    yield from context(report, notes)
    yield from domains(report, texts, notes)
    yield from annexe(report)
    yield from certainty(report)
    yield from statistics(report)
