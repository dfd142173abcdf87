"""The annotated copy: the list as it was sent, with what has to be corrected and what is noted before each row.

It is a workbook whatever the list came in: a spreadsheet program takes the noughts off the front of a reference in a
CSV that it opens, and the list comes back with other references. A case list comes from another house, so its cells
are written as text and never as formulas: a copy that somebody opens runs nothing.
"""

import io
from typing import Final

from trigpoint.case_lists.remarks import REMARKS, CheckedList, CheckedRow, Severity
from trigpoint.tables.sheets import workbook
from trigpoint.tables.table import Table

SUFFIX: Final = ".xlsx"
"""The ending of the copy's name."""

_REMARK_WIDTH: Final = 50
_CELL_WIDTH: Final = 18
# What Excel itself takes for text, also of what is typed into the cell later.
_AS_TEXT: Final = "@"


def annotate(table: Table, checked: CheckedList) -> bytes:
    """Return the copy as a workbook (XLSX) in which every cell is text, and stays text when somebody types into it."""
    lines = _lines(table, checked)
    buffer = io.BytesIO()
    with workbook(buffer) as book:
        sheet = book.add_worksheet("Case list")
        text = book.add_format({"num_format": _AS_TEXT})
        heading = book.add_format({"num_format": _AS_TEXT, "bold": True})
        remark = book.add_format({"num_format": _AS_TEXT, "text_wrap": True, "valign": "top"})
        sheet.set_column(0, len(REMARKS) - 1, _REMARK_WIDTH, remark)
        # The whole column, so that a case added below the last keeps its noughts as well.
        sheet.set_column(len(REMARKS), len(lines[0]) - 1, _CELL_WIDTH, text)
        for row, line in enumerate(lines):
            for column, cell in enumerate(line):
                form = heading if row == 0 else remark if column < len(REMARKS) else text
                sheet.write_string(row, column, cell, form)
        sheet.freeze_panes(1, 0)
    return buffer.getvalue()


def _lines(table: Table, checked: CheckedList) -> list[tuple[str, ...]]:
    # A copy that was corrected and sent again has the two columns already: they are written anew.
    first = len(REMARKS) if table.headings[: len(REMARKS)] == REMARKS else 0
    # By their order and not by their lines: rows of two sheets have the same ones.
    pairs = zip(table.rows, checked.rows, strict=True)
    rows = ((*_remarks(checked_row), *row.cells[first:]) for row, checked_row in pairs)
    return [(*REMARKS, *table.headings[first:]), *rows]


def _remarks(row: CheckedRow) -> tuple[str, str]:
    to_correct, notes = (
        " ".join(remark.message for remark in row.of(severity)) for severity in (Severity.ERROR, Severity.NOTE)
    )
    return to_correct, notes
