"""Tables of the Word draft: heads that return on every page, rows that stay whole, boxes for callouts."""

from collections.abc import Sequence

from trigpoint.report.document import Row, Table, plain
from trigpoint.report.word.draft import Draft
from trigpoint.report.word.xml import Xml, element, paragraph, run

WIDTH = 9070  # the text's width in twentieths of a point: A4 (210 mm) less two margins of 25 mm
PADDING = 400  # what a box takes of its width, in the same unit
BOX_GROUND = "F8F8F8"
GROUP_GROUND = "F3F3F3"
RULE = "B1B4B6"


def table(block: Table, draft: Draft, width: int) -> list[Xml]:
    """Return the caption, the table (width in twentieths of a point), and a gap that keeps the next one apart."""
    caption = paragraph("Caption", [*draft.place(block.anchor), run(block.caption)])
    shares = [column.share for column in block.columns]
    widths = [width * share // sum(shares) for share in shares]
    rows = [_head(block, draft, widths), *(_row(row, block, draft, widths) for row in block.rows)]
    return [caption, _table(widths, rows, "ReportTable"), gap()]


def box(title: str, inner: Sequence[Xml], width: int) -> list[Xml]:
    """Return a box with a bar at its left: its title is the head of a table with one cell."""
    head = element("w:tr", _row_properties(head=True), _boxed([paragraph("BoxTitle", [run(title)])], width))
    body = element("w:tr", _boxed(inner, width))
    return [_table([width], [head, body], "TableNormal"), gap()]


def gap() -> Xml:
    """Return the small empty paragraph that Word needs between two tables and at the end of a cell."""
    return paragraph("Gap", [])


def _head(block: Table, draft: Draft, widths: Sequence[int]) -> Xml:
    cells = [
        _cell(draft.words(plain(column.heading)), width, numeric=column.numeric)
        for column, width in zip(block.columns, widths, strict=True)
    ]
    return element("w:tr", _row_properties(head=True), *cells)


def _row(row: Row, block: Table, draft: Draft, widths: Sequence[int]) -> Xml:
    contents = [draft.words(words) for words in row.cells]
    contents[0][:0] = draft.place(row.anchor)
    if row.group:
        across = (element("w:gridSpan", val=len(widths)), _ground(GROUP_GROUND))
        cells = [_cell(contents[0], sum(widths), *across)]
    else:
        cells = [
            _cell(content, width, numeric=column.numeric)
            for content, width, column in zip(contents, widths, block.columns, strict=True)
        ]
    return element("w:tr", _row_properties(head=False), *cells)


def _cell(content: Sequence[Xml], width: int, *properties: Xml, numeric: bool = False) -> Xml:
    right = [element("w:jc", val="right")] if numeric else []
    sized = element("w:tcPr", element("w:tcW", w=width, type="dxa"), *properties)
    return element("w:tc", sized, paragraph("Cell", content, *right))


def _boxed(inner: Sequence[Xml], width: int) -> Xml:
    bar = element("w:tcBorders", element("w:left", val="single", sz=36, space=0, color=RULE))
    sized = element("w:tcPr", element("w:tcW", w=width, type="dxa"), bar, _ground(BOX_GROUND))
    return element("w:tc", sized, *inner)


def _ground(colour: str) -> Xml:
    return element("w:shd", val="clear", color="auto", fill=colour)


def _row_properties(*, head: bool) -> Xml:
    return element("w:trPr", element("w:cantSplit"), *[element("w:tblHeader")] * head)


def _table(widths: Sequence[int], rows: Sequence[Xml], style: str) -> Xml:
    properties = element(
        "w:tblPr",
        element("w:tblStyle", val=style),
        element("w:tblW", w=sum(widths), type="dxa"),
        element("w:tblLayout", type="fixed"),
        element("w:tblLook", val="04A0", firstRow=1, lastRow=0, firstColumn=1, lastColumn=0, noHBand=1, noVBand=1),
    )
    grid = element("w:tblGrid", *[element("w:gridCol", w=width) for width in widths])
    return element("w:tbl", properties, grid, *rows)
