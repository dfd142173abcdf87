"""Contextual facts: figures about the area and the service, each with its year and source."""

from collections.abc import Iterator

from trigpoint.bundle.context import IS_SUPPRESSED, SUPPRESSED, Breakdown, ContextFigure, ContextGroup, Unit, Value
from trigpoint.bundle.rated import RatedBundle
from trigpoint.report.document import Block, Column, Heading, NoteMark, Paragraph, Row, Table, Text, Words, plain
from trigpoint.report.sections.notes import NoteBook
from trigpoint.report.words import figure_in_words


def context(report: RatedBundle, notes: NoteBook) -> Iterator[Block]:
    """One section a group; the source of each figure is a note, as printed reports have it."""
    if not report.bundle.context:
        return
    yield Heading(1, "Contextual facts", "context", continues=True)
    for number, group in enumerate(report.bundle.context, start=1):
        yield Heading(2, group.title, f"context-{number}", in_contents=False)
        if group.figures:
            yield _figures(group, notes)
            if any(figure.value == SUPPRESSED for figure in group.figures):
                yield Paragraph(plain(IS_SUPPRESSED))
        for breakdown in group.breakdowns:
            yield _breakdown(breakdown, notes)
            if any(value == SUPPRESSED for row in breakdown.rows for value in row.values):
                yield Paragraph(plain(IS_SUPPRESSED))


def _figures(group: ContextGroup, notes: NoteBook) -> Table:
    columns = (Column("Fact", share=5), Column("Year", share=2), Column("Figure", numeric=True))
    rows = tuple(
        Row(((Text(figure.label), _source(figure, notes)), plain(figure.year), _shown(figure.value, figure.unit)))
        for figure in group.figures
    )
    return Table(f"Figures for {group.title[:1].lower()}{group.title[1:]}", columns, rows)


def _breakdown(breakdown: Breakdown, notes: NoteBook) -> Table:
    columns = (Column("Group", share=2), *(Column(column, numeric=True) for column in breakdown.columns))
    mark = _source(breakdown, notes)
    rows = tuple(
        Row(((Text(row.name), mark), *(_shown(value, breakdown.unit) for value in row.values)))
        for row in breakdown.rows
    )
    return Table(f"{breakdown.title}, {breakdown.year}", columns, rows)


def _source(of: ContextFigure | Breakdown, notes: NoteBook) -> NoteMark:
    words: Words = plain(of.source if of.source.endswith(".") else f"{of.source}.")
    return notes.mark(words)


def _shown(value: Value, unit: Unit) -> Words:
    return plain(figure_in_words(value, "%" if unit == "percent" else ""))
