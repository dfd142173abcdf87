"""Tables of the Word draft: heads that return on every page, rows that stay whole, and none alone on a page."""

from collections.abc import Sequence

from trigpoint.report.columns import widths
from trigpoint.report.document import Row, Table, plain
from trigpoint.report.word.draft import Draft
from trigpoint.report.word.xml import Xml, element, paragraph, run

WIDTH = 9070  # the text's width in twentieths of a point: A4 (210 mm) less two margins of 25 mm
GROUP_GROUND = "F3F3F3"
TWENTIETHS = 20  # of a point
SHORT = 4  # rows: a table that is kept on one page


def table(block: Table, draft: Draft) -> list[Xml]:
    """Return the caption, the table, and a gap that keeps the next one apart."""
    caption = paragraph("Caption", [*draft.place(block.anchor), run(block.caption)])
    sizes = [points * TWENTIETHS for points in widths(block, WIDTH // TWENTIETHS)]
    ties = _tied_to_next(block.rows)
    rows = [
        _head(block, draft, sizes),
        *(_row(row, block, draft, sizes, tied=tied) for row, tied in zip(block.rows, ties, strict=True)),
    ]
    return [caption, _table(sizes, rows, "ReportTable"), gap()]


def _tied_to_next(rows: Sequence[Row]) -> list[bool]:
    """Say for each row whether it is kept on one page with the next: groups, and rows that would be alone on one."""
    last = len(rows) - 1
    return [
        number < last and (row.group or number in {0, last - 1} or len(rows) <= SHORT)
        for number, row in enumerate(rows)
    ]


def gap() -> Xml:
    """Return the small empty paragraph that Word needs between two tables and at the end of a cell."""
    return paragraph("Gap", [])


def _head(block: Table, draft: Draft, sizes: Sequence[int]) -> Xml:
    cells = [
        _cell(draft.words(plain(column.heading)), width, numeric=column.numeric, tied=True)
        for column, width in zip(block.columns, sizes, strict=True)
    ]
    return element("w:tr", _row_properties(head=True), *cells)


def _row(row: Row, block: Table, draft: Draft, sizes: Sequence[int], *, tied: bool) -> Xml:
    contents = [draft.words(words) for words in row.cells]
    contents[0][:0] = draft.place(row.anchor)
    if row.group:
        across = (element("w:gridSpan", val=len(sizes)), _ground(GROUP_GROUND))
        cells = [_cell(contents[0], sum(sizes), *across, tied=tied)]
    else:
        cells = [
            _cell(content, width, numeric=column.numeric, tied=tied)
            for content, width, column in zip(contents, sizes, block.columns, strict=True)
        ]
    return element("w:tr", _row_properties(head=False), *cells)


def _cell(content: Sequence[Xml], width: int, *properties: Xml, numeric: bool = False, tied: bool = False) -> Xml:
    keep, right = [element("w:keepNext")] * tied, [element("w:jc", val="right")] * numeric
    sized = element("w:tcPr", element("w:tcW", w=width, type="dxa"), *properties)
    return element("w:tc", sized, paragraph("Cell", content, *keep, *right))


def _ground(colour: str) -> Xml:
    return element("w:shd", val="clear", color="auto", fill=colour)


def _row_properties(*, head: bool) -> Xml:
    return element("w:trPr", element("w:cantSplit"), *[element("w:tblHeader")] * head)


def _table(sizes: Sequence[int], rows: Sequence[Xml], style: str) -> Xml:
    properties = element(
        "w:tblPr",
        element("w:tblStyle", val=style),
        element("w:tblW", w=sum(sizes), type="dxa"),
        element("w:tblLayout", type="fixed"),
        element("w:tblLook", val="04A0", firstRow=1, lastRow=0, firstColumn=1, lastColumn=0, noHBand=1, noVBand=1),
    )
    grid = element("w:tblGrid", *[element("w:gridCol", w=width) for width in sizes])
    return element("w:tbl", properties, grid, *rows)
