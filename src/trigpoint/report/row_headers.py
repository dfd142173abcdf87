"""The header cells of the tables of a tagged PDF: which words name a row, and which headers each cell has.

Typst tags the cells of a table's head only, and leaves it to a feature its Python package cannot switch on to say
that a first cell names its row. Our template ends rows with cells that keep rows on one page (`keeper` in blocks.typ)
and say nothing: they are taken out here, so that a reader is told of the columns alone.

Source of the attributes: ISO 32000-1, 14.8.5.7 (Scope, Headers).
"""

from collections.abc import Iterator
from io import BytesIO

from pikepdf import Array, Dictionary, Name, NameTree, Object, ObjectStreamMode, Pdf, String


def with_row_headers(pdf: bytes) -> bytes:
    """Return the PDF with the first cell of each row tagged as the row's header, in every table.

    A cell then has as its headers those of its column, of its group of rows and of its row.
    """
    with Pdf.open(BytesIO(pdf)) as file:
        identifiers = _identifiers(file)
        tables = [item for item in file.objects if isinstance(item, Dictionary) and item.get("/S") == Name.Table]
        for number, table in enumerate(tables):
            _name_cells(table, f"table{number}", identifiers)
        out = BytesIO()
        file.save(out, deterministic_id=True, fix_metadata_version=False, object_stream_mode=ObjectStreamMode.generate)
        return out.getvalue()


def _identifiers(file: Pdf) -> NameTree:
    root = file.Root.StructTreeRoot
    if "/IDTree" not in root:
        root.IDTree = NameTree.new(file).obj
    return NameTree(root.IDTree)


def _name_cells(table: Object, prefix: str, identifiers: NameTree) -> None:
    columns: list[Object] = []
    group: list[Object] = []
    _take_out_keepers(table)
    for number, cells in enumerate(_rows(table)):
        row = String(f"{prefix}row{number}")
        if not columns and cells[0].S == Name.TH:
            columns = [cell.ID for cell in cells]
        elif len(cells) < len(columns):
            _make_header(cells[0], row, Name.Column, [], identifiers)
            group = [row]
        else:
            _make_header(cells[0], row, Name.Row, [*columns[:1], *group], identifiers)
            for column, cell in enumerate(cells[1:], start=1):
                _attributes(cell).Headers = Array([*columns[column : column + 1], *group, row])


def _take_out_keepers(table: Object) -> None:
    """Take out the last cell of each row that is wider than the head says, where the head's own last cell is empty."""
    rows = [row for row in _table_rows(table) if len(row.K)]
    head = list(rows[0].K) if rows else []
    if not head or head[-1].S != Name.TH or ("/K" in head[-1] and len(_kids(head[-1]))):
        return
    columns = len(head) - 1
    for row in rows:
        cells = list(row.K)
        if sum(int(_attributes(cell).get("/ColSpan", 1)) for cell in cells) > columns:
            row.K = Array(cells[:-1])


def _kids(cell: Object) -> list[Object]:
    return list(cell.K) if isinstance(cell.K, Array) else [cell.K]


def _make_header(cell: Object, identifier: String, scope: Name, headers: list[Object], identifiers: NameTree) -> None:
    cell.S, cell.ID = Name.TH, identifier
    identifiers[str(identifier)] = cell
    attributes = _attributes(cell)
    attributes.Scope, attributes.Headers = scope, Array(headers)


def _attributes(cell: Object) -> Object:
    return next(part for part in cell.A if part.get("/O") == Name.Table)


def _rows(table: Object) -> Iterator[list[Object]]:
    for row in _table_rows(table):
        yield list(row.K)


def _table_rows(part: Object) -> Iterator[Object]:
    for inner in part.K:
        if inner.S == Name.TR:
            yield inner
        elif inner.S in {Name.THead, Name.TBody}:
            yield from _table_rows(inner)
