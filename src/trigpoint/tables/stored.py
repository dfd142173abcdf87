"""Tables and the sheets of a file as plain values, to be stored and read back."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from trigpoint.tables.lines import NO_KINDS, CellKind, Visibility
from trigpoint.tables.sheets_read import SheetRead, SheetsRead
from trigpoint.tables.table import FileKind, Row, Table

# What is stored was written here, so a part that is not there is one that older versions did not write.
_VERSION: Final = 1


def table_json(table: Table) -> dict[str, object]:
    """Return a table as plain values."""
    return {
        "headings": list(table.headings),
        "rows": [_row_json(row) for row in table.rows],
        "kind": table.kind.value,
        "line": table.line,
        "sheet": table.sheet,
        "left_out": list(table.left_out),
        "title_lines": list(table.title_lines),
        "hidden_columns": list(table.hidden_columns),
        "goes_on": table.goes_on,
    }


def table_from_json(stored: Mapping[str, Any]) -> Table:
    """Return the table that was stored."""
    return Table(
        tuple(stored["headings"]),
        tuple(_row(row) for row in stored["rows"]),
        FileKind(stored["kind"]),
        stored.get("line", 1),
        stored.get("sheet", ""),
        tuple(stored.get("left_out", ())),
        tuple(stored.get("title_lines", ())),
        tuple(stored.get("hidden_columns", ())),
        stored.get("goes_on", ""),
    )


def sheets_json(sheets: SheetsRead) -> dict[str, object]:
    """Return the sheets of a file as plain values."""
    return {
        "version": _VERSION,
        "kind": sheets.kind.value,
        "sheets": [
            {
                "name": sheet.name,
                "visibility": sheet.visibility.value,
                "is_list": sheet.is_list,
                "number_of_rows": sheet.number_of_rows,
                "table": table_json(sheet.table) if sheet.table else None,
            }
            for sheet in sheets.sheets
        ],
    }


def sheets_from_json(stored: Mapping[str, Any]) -> SheetsRead:
    """Return the sheets that were stored."""
    return SheetsRead(
        FileKind(stored["kind"]),
        tuple(
            SheetRead(
                sheet["name"],
                Visibility(sheet["visibility"]),
                sheet["is_list"],
                sheet["number_of_rows"],
                table_from_json(sheet["table"]) if sheet["table"] else None,
            )
            for sheet in stored["sheets"]
        ),
    )


def _row_json(row: Row) -> list[object]:
    """A row is its line and its cells; whatever is unusual about it stands behind them."""
    more: dict[str, object] = {}
    if row.kinds:
        more["kinds"] = {str(index): kind.value for index, kind in row.kinds.items()}
    if row.hidden:
        more["hidden"] = True
    if row.sheet:
        more["sheet"] = row.sheet
    return [row.line, list(row.cells), *([more] if more else [])]


def _row(stored: Sequence[Any]) -> Row:
    line, cells, *more = stored
    if not more:
        return Row(line, tuple(cells))
    kinds = {int(index): CellKind(kind) for index, kind in more[0].get("kinds", {}).items()}
    return Row(line, tuple(cells), kinds or NO_KINDS, more[0].get("hidden", False), more[0].get("sheet", ""))
