"""The annotated copy is the list as it was sent, with remarks before each row and nothing that a spreadsheet would run."""

import io
from datetime import date
from typing import Any, Final

import pytest
from openpyxl import load_workbook

from tests.case_lists.lists import (
    GOOD,
    HEADINGS,
    LAYOUT,
    cell,
    line,
    ods_bytes,
    read_table,
    row,
    sheet,
    table,
    xlsx_bytes,
)
from trigpoint.case_lists.annotated import annotate
from trigpoint.case_lists.checking import check_list
from trigpoint.tables.mapping import suggest_plan
from trigpoint.tables.table import Table


def copy(sent: Table) -> bytes:
    result = check_list(
        sent, suggest_plan(sent, LAYOUT), LAYOUT, case_type="court", drawn_up=date(2026, 10, 20), window=None
    )
    return annotate(sent, result)


def rows(content: bytes) -> list[list[Any]]:
    book: Any = load_workbook(io.BytesIO(content))
    return [list(cells) for cells in book["Case list"].iter_rows()]


def texts(content: bytes) -> list[list[str]]:
    return [[cell.value or "" for cell in cells] for cells in rows(content)]


def test_the_rows_keep_their_order_with_two_columns_before_them() -> None:
    sent = table(row(sex=""), GOOD)
    first, second, third = texts(copy(sent))
    assert first == ["To correct", "Notes", *HEADINGS]
    assert second[2:] == list(row(sex=""))
    assert second[0].startswith("'Sex' is missing. Fill it in. The case 'C1' is also in line 3.")
    assert second[1] == "The same child is in line 3. One case a child: the latest in the window is eligible."
    assert third[2:] == list(GOOD)


ODD: Final = row(reference="00123", child="@SUM(A1)", disposed="05/03/2026")


@pytest.mark.parametrize(
    "sent",
    [
        table(ODD),
        read_table(xlsx_bytes([HEADINGS, ODD]), "list.xlsx"),
        read_table(ods_bytes(sheet(line(*map(cell, HEADINGS)), line(*map(cell, ODD)))), "list.ods"),
    ],
    ids=["csv", "xlsx", "ods"],
)
def test_every_cell_is_text_whatever_the_list_came_in(sent: Table) -> None:
    cells = rows(copy(sent))[1]
    assert [cell.value for cell in cells[2:5]] == ["00123", "@SUM(A1)", "05/03/2026"]
    assert {(cell.data_type, cell.number_format) for cell in cells[2:]} == {("s", "@")}


def test_what_a_spreadsheet_would_run_stays_text() -> None:
    harmful = ("=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(A1)", "https://example.org", " =1", "\n=1")
    assert [(cell.value, cell.data_type) for cell in rows(copy(table(harmful)))[1][2:]] == [(h, "s") for h in harmful]


def test_what_is_typed_into_the_copy_below_its_last_row_stays_text() -> None:
    book: Any = load_workbook(io.BytesIO(copy(table(GOOD))))
    columns = book["Case list"].column_dimensions
    # One entry stands for a range of columns that are alike: A to B, and C to J, the last of the eight.
    assert [(one.min, one.max, one.number_format) for one in columns.values()] == [(1, 2, "@"), (3, 10, "@")]


def test_a_copy_that_was_corrected_and_sent_again_gets_its_remarks_anew() -> None:
    once = copy(table(row(sex="")))
    again = copy(read_table(once, "copy.xlsx"))
    assert texts(again) == texts(once)


def test_what_stands_beside_the_list_comes_along() -> None:
    sent = read_table(xlsx_bytes([HEADINGS, [*GOOD[:-1], "@x"], [*row(reference="C2"), 7]]), "list.xlsx")
    written = texts(copy(sent))
    assert written[0] == ["To correct", "Notes", *HEADINGS, ""]
    assert written[1][-2] == "@x"
    assert written[2][-1] == "7"
