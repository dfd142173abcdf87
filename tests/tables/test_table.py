"""A file → headings and rows, exactly as typed; whatever cannot be read is said in sentences for people."""

from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.case_lists.lists import (
    LAYOUT,
    cell,
    line,
    ods_bytes,
    read_table,
    sheet,
    xlsx_bytes,
    zipped,
)
from trigpoint.tables.table import FileKind, Table
from trigpoint.tables.unreadable import UnreadableListError

NAMES = ("list.csv", "list.xlsx", "list.ods", "list.txt", "list")


def sentence_of(content: bytes, name: str = "list.csv") -> str:
    with pytest.raises(UnreadableListError) as caught:
        read_table(content, name)
    assert all(sentence.endswith((".", ")")) for sentence in caught.value.sentences)
    return caught.value.sentences[0]


def rows(table: Table) -> list[tuple[int, tuple[str, ...]]]:
    return [(row.line, row.cells) for row in table.rows]


# CSV


@pytest.mark.parametrize(
    "content",
    [
        "Case,Naïve\nC1, é \n".encode(),
        "\ufeffCase,Naïve\nC1, é \n".encode(),
        "Case,Naïve\nC1, é \n".encode("utf-16"),
        "Case,Naïve\nC1, é \n".encode("utf-16-le"),
        "Case,Naïve\nC1, é \n".encode("utf-16-be"),
        "Case,Naïve\nC1, é \n".encode("cp1252"),
        "Case;Naïve\r\nC1; é \r\n".encode(),
        "Case\tNaïve\rC1\t é \r".encode(),
        "sep=;\nCase;Naïve\nC1; é ".encode(),
        "Case|Naïve\nC1| é \n".encode(),
    ],
)
def test_a_csv_is_read_in_every_usual_coding_with_every_usual_separator(content: bytes) -> None:
    table = read_table(content, "List.CSV")
    assert table.headings == ("Case", "Naïve")
    assert [row.cells for row in table.rows] == [("C1", " é ")]
    assert table.kind is FileKind.CSV


def test_lines_are_counted_as_a_person_sees_them() -> None:
    content = b'Case,Note\n\nC1,"two\nlines"\n , \nC2,\n'
    assert rows(read_table(content, "list.csv")) == [(3, ("C1", "two\nlines")), (6, ("C2", ""))]


def test_the_line_of_the_separator_is_counted() -> None:
    assert rows(read_table(b"sep=,\na,b\n1,2", "list.csv")) == [(3, ("1", "2"))]


def test_a_separator_inside_quotes_is_none() -> None:
    assert read_table(b'"a;b;c",d\n1,2', "list.csv").headings == ("a;b;c", "d")


def test_a_short_row_is_filled_up_and_a_long_one_refused() -> None:
    assert rows(read_table(b"a,b\n1\n1,2,\n", "list.csv")) == [(2, ("1", "")), (3, ("1", "2"))]
    assert sentence_of(b"a,b\nSmith, John,1\n") == "Line 2 has 3 cells under 2 headings."


@pytest.mark.parametrize(("text", "number"), [('a,b\n1,"2\n3,4\n', 2), ('a,b\n1,2\n"3"x,4\n', 3)])
def test_quotes_that_do_not_match_swallow_nothing(text: str, number: int) -> None:
    assert sentence_of(text.encode()) == f"The quotes in line {number} do not match."


@pytest.mark.parametrize(
    "text", ["Cases of Eastmere\na,b\n1,2", "C1,2026-03-05\nC2,2026-03-06", "a,b,15\n1,2,3"]
)  # fmt: skip
def test_a_title_or_a_case_in_place_of_the_headings_is_told(text: str) -> None:
    assert sentence_of(text.encode()) == "Line 1 is the first with anything in it, and it holds no headings."


def test_a_year_among_headings_that_are_asked_for_is_a_heading() -> None:
    content = b"Case reference,Age at disposal,2025\nC1,15,x\n"
    assert read_table(content, "list.csv", LAYOUT.headings).headings[2] == "2025"
    assert sentence_of(content) == "Line 1 is the first with anything in it, and it holds no headings."


def test_headings_alone_are_a_table_without_rows() -> None:
    assert read_table(b"a,b\n", "list.csv").rows == ()


# Limits


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "There is nothing in the file."),
        (b"\n \n,,\n", "There is nothing in the file."),
        (b"a" * 5_000_001, "The file is larger than 5 MB."),
        (b"a,b\n" + b"1,2\n" * 20_001, "The list has more than 20,000 rows."),
        (b"a\n" + b"\n" * 250_000, "The list has more than 20,000 rows."),
        (b",".join([b"a"] * 61), "The list has more than 60 columns."),
        (b"a,b\n1," + b"x" * 501, "A cell in line 2 has more than 500 characters."),
        (b"a,b\n1," + b"x" * 140_000, "A cell in line 2 has more than 500 characters."),
        (b"a,b\n1,\x07", "Line 2 holds characters that cannot be printed."),
        (b"\x89PNG\0\0", "The file is neither a workbook nor text."),
        (b"\xff\xfea", "The file is neither a workbook nor text."),
    ],
)
def test_what_goes_beyond_a_limit_is_said(content: bytes, sentence: str) -> None:
    assert sentence_of(content) == sentence


def test_what_is_just_within_the_limits_is_read() -> None:
    assert len(read_table(b"a,b\n" + b"1,2\n" * 20_000, "list.csv").rows) == 20_000
    assert read_table(b",".join([b"a"] * 60) + b"\n" + b"x" * 500, "list.csv").rows[0].cells[0] == "x" * 500


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "list.xls", "The file is an old Office file (.xls)."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "list.xlsx", "The workbook is locked with a password."),
        (b"a,b", "list.xlsx", "The file is named '.xlsx' and is no workbook."),
        (b"a,b", "list.pdf", "Files of the kind '.pdf' cannot be read."),
        (
            zipped({"word/document.xml": "<a/>"}),
            "list.xlsx",
            "The file is an archive and no workbook that can be read.",
        ),
        (b"PK\x03\x04 and nothing else", "list.xlsx", "The workbook is broken: it cannot be opened."),
        (zipped({"xl/workbook.xml": "<workbook/>"}), "list.xlsx", "The workbook is broken: it cannot be opened."),
    ],
)
def test_files_of_other_kinds_are_refused_by_their_content(content: bytes, name: str, sentence: str) -> None:
    assert sentence_of(content, name) == sentence


# Workbooks


def test_cells_of_a_workbook_are_as_typed_but_for_dates_and_whole_numbers() -> None:
    content = xlsx_bytes(
        [
            ["Case", "b", "c", "d", "e", "f"],
            [" C1 ", date(2026, 3, 5), 15.0, 15.5, True, datetime(2026, 3, 5, 14, 30)],  # noqa: DTZ001 - a cell has no zone
            [],
            ["007", 7, None, "2026-3-5", "=1+1", "-"],
        ]
    )
    table = read_table(content, "list.xlsx")
    assert rows(table) == [
        (2, (" C1 ", "2026-03-05", "15", "15.5", "TRUE", "2026-03-05 14:30:00")),
        # A formula that no program has worked out has no value.
        (4, ("007", "7", "", "2026-3-5", "", "-")),
    ]
    assert table.kind is FileKind.WORKBOOK


def test_the_first_sheet_with_anything_in_it_is_read() -> None:
    content = xlsx_bytes([], [[], [], ["Case", "Age"], ["C1", 15]], [["Other"]])
    table = read_table(content, "list.xlsx")
    assert (table.headings, rows(table)) == (("Case", "Age"), [(4, ("C1", "15"))])


def test_the_first_sheet_with_headings_that_are_asked_for_is_read_and_named() -> None:
    cover = [["Case lists of Eastmere"], ["Age", "any"]]
    content = xlsx_bytes(cover, [[], ["Case reference", "Age"], ["C1", 15]], [["Case reference", "Age"], ["C9", 9]])
    table_read = read_table(content, "list.xlsx", LAYOUT.headings)
    assert (table_read.sheet, table_read.line, table_read.where) == ("Sheet 2", 2, "line 2 of the sheet 'Sheet 2'")
    assert rows(table_read) == [(3, ("C1", "15"))]


def test_a_sheet_whose_first_row_holds_no_headings_is_named() -> None:
    content = xlsx_bytes([["Our cases"], ["a", "b"]])
    sentence = "Line 1 of the sheet 'Sheet 1' is the first with anything in it, and it holds no headings."
    assert sentence_of(content, "list.xlsx") == sentence


def test_a_column_without_a_heading_is_kept() -> None:
    assert read_table(xlsx_bytes([["a", "b"], ["1", "2", "x"]]), "list.xlsx").headings == ("a", "b", "")


def test_a_workbook_with_nothing_in_it_is_said() -> None:
    assert sentence_of(xlsx_bytes([], []), "list.xlsx") == "There is nothing in the file."


def test_an_ods_is_read_with_its_lines_and_dates() -> None:
    empty = "<table:table-cell table:number-columns-repeated='1000'/>"
    day = (
        '<table:table-cell office:value-type="date" office:date-value="2026-03-05"><text:p>05/03/26</text:p>'
        "</table:table-cell>"
    )
    number = '<table:table-cell office:value-type="float" office:value="15"><text:p>15</text:p></table:table-cell>'
    body = sheet() + sheet(
        line(cell("Case"), cell("When"), cell("Age")),
        line(empty, repeated="3"),
        line(cell("C1"), day, number),
        line(empty, repeated="1048000"),
    )
    table = read_table(ods_bytes(body), "list.ods")
    assert (table.headings, rows(table)) == (("Case", "When", "Age"), [(5, ("C1", "2026-03-05", "15"))])


# Any bytes


@given(st.binary(max_size=300), st.sampled_from(NAMES))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_a_table_or_unreadable(content: bytes, name: str) -> None:
    _never_raises_anything_else(content, name)


@given(st.text(max_size=200), st.sampled_from(("utf-8", "utf-16", "utf-8-sig")))
@settings(max_examples=150, deadline=None)
def test_any_text_is_a_table_or_unreadable(text: str, encoding: str) -> None:
    _never_raises_anything_else(text.encode(encoding, "replace"), "list.csv")


XLSX = xlsx_bytes([["Case", "Age"], ["C1", 15], ["C2", date(2026, 3, 5)]])
ODS = ods_bytes(sheet(line(cell("Case"), cell("Age")), line(cell("C1"), cell("15"))))


@given(
    st.sampled_from((XLSX, ODS)),
    st.lists(st.tuples(st.integers(0, 6000), st.integers(0, 255)), max_size=6),
    st.integers(0, 6000),
)
@settings(max_examples=150, deadline=None)
def test_a_damaged_workbook_is_a_table_or_unreadable(whole: bytes, changes: list[tuple[int, int]], cut: int) -> None:
    damaged = bytearray(whole)
    for column, byte in changes:
        damaged[column % len(damaged)] = byte
    _never_raises_anything_else(bytes(damaged[: len(damaged) - cut % 50]), "list.xlsx")


def _never_raises_anything_else(content: bytes, name: str) -> None:
    with suppress(UnreadableListError):
        table = read_table(content, name)
        assert all(len(row.cells) == len(table.headings) for row in table.rows)
