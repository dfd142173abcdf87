"""What surrounds the ratings: context figures with source and year, and the recommendations."""

from trigpoint.bundle.context import SUPPRESSED, Breakdown, ContextFigure, Value
from trigpoint.bundle.model import Bundle
from trigpoint.report.document import text_of
from trigpoint.report.tables.table import Cell, DataTable, Field, Refers
from trigpoint.report.words import Writer

_GROUP = Field("group", "Group", "string", "The heading that the figure stands under.")
_UNIT = Field("unit", "Unit", "string", "'number' or 'percent'.")
_YEAR = Field("year", "Year", "string", "The time that the figure is about.")
_SOURCE = Field("source", "Source", "string", "Where the figure was taken from.")
_VALUE = (
    Field("value", "Value", "decimal", "The figure. Empty where the source suppresses it.", "confidential"),
    Field(
        "suppressed", "Suppressed", "boolean", "Whether the source suppresses the figure: it is there, and not shown."
    ),
)


def context(bundle: Bundle) -> DataTable:
    """Return the single context figures."""
    return DataTable(
        "context",
        "Context figures",
        "Figures about the area and its children, as published elsewhere.",
        (
            Field("figure", "Figure", "string", "The name of the figure in this inspection."),
            _GROUP,
            Field("label", "Label", "string", "What the figure says."),
            *_VALUE,
            _UNIT,
            _YEAR,
            _SOURCE,
            Field("part", "Part", "string", "The figure that is the part in this percentage.", "not applicable"),
            Field("whole", "Whole", "string", "The figure that this one is a part of.", "not applicable"),
        ),
        tuple(_figure_row(group.title, figure) for group in bundle.context for figure in group.figures),
        key=("figure",),
        refers=(Refers("part", "context", "figure"), Refers("whole", "context", "figure")),
    )


def breakdowns(bundle: Bundle) -> DataTable:
    """Return the context figures that split a group, one row for each cell of a breakdown."""
    return DataTable(
        "breakdowns",
        "Context figures by group",
        "Groups that are split into parts which leave nothing out, such as ages.",
        (
            Field("breakdown", "Breakdown", "string", "The name of the breakdown in this inspection."),
            _GROUP,
            Field("title", "Title", "string", "What is split."),
            Field("row", "Row", "string", "Whom the figure is about."),
            Field("part", "Part", "string", "The part of them."),
            *_VALUE,
            Field("row_total", "Total of the row", "decimal", "The total, where the source shows one.", "not known"),
            _UNIT,
            _YEAR,
            _SOURCE,
        ),
        tuple(
            row for group in bundle.context for breakdown in group.breakdowns for row in _rows(group.title, breakdown)
        ),
        key=("breakdown", "row", "part"),
    )


def _figure_row(group: str, figure: ContextFigure) -> tuple[Cell, ...]:
    origin = (figure.unit, figure.year, figure.source)
    return (figure.id, group, figure.label, *_value(figure.value), *origin, figure.part, figure.whole)


def _rows(group: str, breakdown: Breakdown) -> list[tuple[Cell, ...]]:
    origin = (breakdown.unit, breakdown.year, breakdown.source)
    return [
        (breakdown.id, group, breakdown.title, row.name, part, *_value(value), total, *origin)
        for row in breakdown.rows
        for total, _ in [_value(row.total)]
        for part, value in zip(breakdown.columns, row.values, strict=True)
    ]


def _value(value: Value | None) -> tuple[Cell, Cell]:
    """Return the cells of a figure: empty and true where its source suppresses it."""
    return (None, True) if value == SUPPRESSED else (value, False)


def recommendations(bundle: Bundle, texts: Writer) -> DataTable:
    """Return the recommendations in their printed order."""
    return DataTable(
        "recommendations",
        "Recommendations",
        "What should be done, and by whom.",
        (
            Field("number", "Number", "integer", "The number of the recommendation."),
            Field("addressee", "Addressee", "string", "Who should act on it."),
            Field("text", "Text", "string", "The recommendation."),
        ),
        tuple(
            (number, advice.addressee, text_of(texts.words_of(advice.text)))
            for number, advice in enumerate(bundle.recommendations, start=1)
        ),
        key=("number",),
    )
