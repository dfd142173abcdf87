"""The annotated copy is the list as it was sent, with remarks before each row and nothing that a spreadsheet would run."""

import csv
import io
from datetime import date
from typing import Any

from openpyxl import load_workbook

from tests.case_lists.lists import GOOD, HEADINGS, LAYOUT, cell, line, ods_bytes, row, sheet, table, xlsx_bytes
from trigpoint.case_lists.annotated import annotate, suffix
from trigpoint.case_lists.checking import check_list
from trigpoint.tables.mapping import suggest_plan
from trigpoint.tables.sheets_read import read_table
from trigpoint.tables.table import Table


def copy(sent: Table) -> bytes:
    result = check_list(
        sent, suggest_plan(sent, LAYOUT), LAYOUT, case_type="court", drawn_up=date(2026, 10, 20), window=None
    )
    return annotate(sent, result)


def cells(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_csv_keeps_its_rows_and_their_order_with_two_columns_before_them() -> None:
    sent = table(row(sex=""), GOOD)
    first, second, third = cells(copy(sent))
    assert first == ["To correct", "Notes", *HEADINGS]
    assert second[2:] == list(row(sex=""))
    assert second[0].startswith("'Sex' is missing. Fill it in. The case 'C1' is also in line 3.")
    assert second[1] == "The same child is in line 3. One case a child: the latest in the window is eligible."
    assert third[2:] == list(GOOD)
    assert suffix(sent) == ".csv"


def test_a_csv_cell_that_a_spreadsheet_would_run_is_written_with_an_apostrophe() -> None:
    harmful = ("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "x=1", "a-b", "\n=1", " \n@x", "a\n=1")
    written = cells(copy(table(harmful, headings=[*HEADINGS, "a", "b", "c"])))[1][2:]
    assert written[:8] == ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\tx", "'\rx", "x=1", "a-b"]
    assert written[8:] == ["'\n=1", "' \n@x", "a\n=1"]


def test_a_copy_that_was_corrected_and_sent_again_gets_its_remarks_anew() -> None:
    once = copy(table(row(sex="")))
    again = copy(read_table(once, "copy.csv"))
    assert cells(again) == cells(once)


def test_a_workbook_is_written_as_text_alone() -> None:
    sent = read_table(
        xlsx_bytes([HEADINGS, [*GOOD[:-1], "@x"], [*row(reference="C2", disposal="'=1+1"), 7]]), "list.xlsx"
    )
    book: Any = load_workbook(io.BytesIO(copy(sent)))
    rows = [[cell.value for cell in cells] for cells in book["Case list"].iter_rows()]
    assert rows[0] == ["To correct", "Notes", *HEADINGS, ""]
    assert rows[1][-2] == "@x"
    assert rows[2][7:] == ["'=1+1", "Low", "High", "7"]
    assert {cell.data_type for cells in book["Case list"].iter_rows() for cell in cells if cell.value} == {"s"}
    assert suffix(sent) == ".xlsx"


def test_a_formula_in_a_workbook_stays_text() -> None:
    sent = read_table(ods_bytes(sheet(line(cell("Case"), cell("Age")), line(cell("=1+1"), cell("15")))), "list.ods")
    book: Any = load_workbook(io.BytesIO(copy(sent)))
    last = book["Case list"]["C2"]
    assert (last.value, last.data_type) == ("=1+1", "s") or (last.value, last.quotePrefix) == ("=1+1", True)
