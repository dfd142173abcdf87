"""The template of a case list: the headings alone, as a row of hints would be read as a case."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from trigpoint.case_lists.layout import CaseListLayout
from trigpoint.tables.columns import Column
from trigpoint.tables.sheets import workbook
from trigpoint.tables.unreadable import MOST_ROWS

LIST_SHEET: Final = "Case list"
CODES_SHEET: Final = "Code lists"
_CODE_HEADINGS: Final = ("Column", "What it holds", "Value", "Also taken for it")
_CODE_WIDTHS: Final = (24, 48, 36, 60)
_VALUE_COLUMN: Final = "C"


def template_csv(layout: CaseListLayout) -> bytes:
    """Return the template as CSV. It is the same for every case type, as it holds no codes."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow([column.label for column in layout.columns])
    return written.getvalue().encode()


def template_xlsx(layout: CaseListLayout, case_type: str) -> bytes:
    """Return the template of one case type as a workbook, with its codes to choose from and on a sheet of their own."""
    buffer = io.BytesIO()
    lines = list(_code_lines(layout, case_type))
    with workbook(buffer) as book:
        _write_list(book, layout, lines)
        _write_codes(book, lines)
    return buffer.getvalue()


@dataclass(frozen=True, slots=True)
class _CodeLine:
    """One line of the sheet of codes: a column, and one of its values where it has any."""

    column: Column
    value: str
    also: str


def _code_lines(layout: CaseListLayout, case_type: str) -> Iterator[_CodeLine]:
    coded = {attribute.id: attribute for attribute in layout.attribute_layouts}
    for column in layout.columns:
        if column.id not in coded:
            yield _CodeLine(column, "", "")
            continue
        for value in coded[column.id].values:
            if value.case_type in (None, case_type):
                yield _CodeLine(column, value.label, ", ".join(value.also))


def _write_list(book: Workbook, layout: CaseListLayout, lines: list[_CodeLine]) -> None:
    sheet = book.add_worksheet(LIST_SHEET)
    bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for index, column in enumerate(layout.columns):
        # References as text, so that a spreadsheet keeps their leading zeros.
        form = day if column is layout.disposed else text if column in (layout.reference, layout.child) else None
        sheet.set_column(index, index, max(16, len(column.label) + 2), form)
        sheet.write_string(0, index, column.label, bold)
        _offer_codes(sheet, index, [n for n, line in enumerate(lines, start=2) if line.column == column and line.value])
    sheet.freeze_panes(1, 0)


def _offer_codes(sheet: Worksheet, index: int, rows: list[int]) -> None:
    """Offer the values of a column from the sheet of codes; other words are warned of and let through, as they map."""
    if rows:
        source = f"='{CODES_SHEET}'!${_VALUE_COLUMN}${rows[0]}:${_VALUE_COLUMN}${rows[-1]}"
        offer = {
            "validate": "list",
            "source": source,
            "error_type": "warning",
            "error_title": "Not one of the values",
            "error_message": f"The sheet '{CODES_SHEET}' has the values that are known.",
        }
        sheet.data_validation(1, index, MOST_ROWS, index, offer)


def _write_codes(book: Workbook, lines: list[_CodeLine]) -> None:
    sheet = book.add_worksheet(CODES_SHEET)
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for index, (heading, width) in enumerate(zip(_CODE_HEADINGS, _CODE_WIDTHS, strict=True)):
        sheet.set_column(index, index, width, wrapped)
        sheet.write_string(0, index, heading, bold)
    for row, line in enumerate(lines, start=1):
        for index, cell in enumerate((line.column.label, line.column.hint, line.value, line.also)):
            sheet.write_string(row, index, cell, wrapped)
    sheet.freeze_panes(1, 0)
