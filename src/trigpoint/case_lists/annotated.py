"""The annotated copy: the list as it was sent, with what has to be corrected and what is noted before each row.

A case list comes from another house. Its cells are written as text and never as formulas, so that a copy that
somebody opens runs nothing.
"""

import csv
import io
from typing import Final

from trigpoint.case_lists.remarks import REMARKS, CheckedList, CheckedRow, Severity
from trigpoint.tables.sheets import workbook
from trigpoint.tables.table import FileKind, Table

_BECOMES_A_FORMULA: Final = ("=", "+", "-", "@")


def annotate(table: Table, checked: CheckedList) -> bytes:
    """Return the copy: a CSV for a CSV, and a workbook (XLSX) for a workbook of either kind."""
    lines = _lines(table, checked)
    return _as_csv(lines) if table.kind is FileKind.CSV else _as_workbook(lines)


def suffix(table: Table) -> str:
    """The ending of the copy's name."""
    return ".csv" if table.kind is FileKind.CSV else ".xlsx"


def _lines(table: Table, checked: CheckedList) -> list[tuple[str, ...]]:
    # A copy that was corrected and sent again has the two columns already: they are written anew.
    first = len(REMARKS) if table.headings[: len(REMARKS)] == REMARKS else 0
    by_line = {row.line: row for row in checked.rows}
    rows = ((*_remarks(by_line[row.line]), *row.cells[first:]) for row in table.rows)
    return [(*REMARKS, *table.headings[first:]), *rows]


def _remarks(row: CheckedRow) -> tuple[str, str]:
    to_correct, notes = (
        " ".join(remark.message for remark in row.of(severity)) for severity in (Severity.ERROR, Severity.NOTE)
    )
    return to_correct, notes


def _as_csv(lines: list[tuple[str, ...]]) -> bytes:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerows([_harmless(cell) for cell in line] for line in lines)
    # With its mark, as a spreadsheet program would misread any letter that is not English.
    return written.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    # Spreadsheet programs pass over blanks and line breaks before a formula; a tab or a break alone may move cells.
    harmful = cell.lstrip().startswith(_BECOMES_A_FORMULA) or cell.startswith(("\t", "\r", "\n"))
    return f"'{cell}" if harmful else cell


def _as_workbook(lines: list[tuple[str, ...]]) -> bytes:
    buffer = io.BytesIO()
    with workbook(buffer) as book:
        sheet = book.add_worksheet("Case list")
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        sheet.set_column(0, len(REMARKS) - 1, 50)
        for row, line in enumerate(lines):
            for column, cell in enumerate(line):
                form = bold if row == 0 else wrapped if column < len(REMARKS) else None
                sheet.write_string(row, column, cell, form)
        sheet.freeze_panes(1, 0)
    return buffer.getvalue()
