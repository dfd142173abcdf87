"""A workbook of either kind is read as a person sees it: sheets, rows and columns that are hidden are marked."""

import io
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from tests.case_lists.lists import cell, line, ods_bytes, saved, zipped
from tests.tables.test_archive import parts, with_sheet
from trigpoint.tables.lines import CellKind, Sheet, Visibility
from trigpoint.tables.too_small import is_low_length, is_narrow_length
from trigpoint.tables.workbook import workbook_sheets

STYLES = (
    '<office:automatic-styles xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">'
    '<style:style style:name="gone"><style:table-properties table:display="false"/></style:style>'
    '<style:style style:name="flat"><style:table-row-properties style:row-height="0.026cm"/></style:style>'
    '<style:style style:name="thin"><style:table-column-properties style:column-width="0.0104in"/></style:style>'
    "</office:automatic-styles>"
)


def ods_sheets_of(body: str) -> list[Sheet]:
    changed = parts(ods_bytes(body))
    changed["content.xml"] = changed["content.xml"].replace(b"<office:body>", STYLES.encode() + b"<office:body>")
    return workbook_sheets(zipped(dict(changed)))


def hidden_numbers(sheet: Sheet) -> list[int]:
    return [line.number for line in sheet.lines if line.hidden]


# Hidden


def test_rows_of_an_xlsx_are_hidden_by_a_mark_or_by_having_no_height() -> None:
    rows = "".join(
        f'<row r="{number}" {how}><c><v>1</v></c></row>'
        for number, how in enumerate(
            ("", 'hidden="1"', 'hidden="true"', 'ht="0" customHeight="1"', 'ht="15"', 'hidden="0"', 'hidden="false"'), 1
        )
    )
    (sheet,) = workbook_sheets(with_sheet(rows))
    assert hidden_numbers(sheet) == [2, 3, 4]


def test_where_rows_have_no_height_unless_they_say_so_those_that_do_not_are_hidden() -> None:
    changed = parts(with_sheet('<row r="1" ht="15"><c><v>1</v></c></row><row r="2"><c><v>2</v></c></row>'))
    part = changed["xl/worksheets/sheet1.xml"]
    changed["xl/worksheets/sheet1.xml"] = part.replace(
        b"<sheetData>", b'<sheetFormatPr defaultRowHeight="0"/><sheetData>'
    )
    (sheet,) = workbook_sheets(zipped(dict(changed)))
    assert hidden_numbers(sheet) == [2]


@pytest.mark.parametrize(("points", "is_seen"), [("0.75", False), ("3.99", False), ("4", True), ("6.5", True)])
def test_a_row_too_low_to_be_read_is_hidden_whatever_it_says_itself(points: str, is_seen: bool) -> None:
    (sheet,) = workbook_sheets(with_sheet(f'<row r="7" ht="{points}" customHeight="1"><c><v>1</v></c></row>'))
    assert hidden_numbers(sheet) == ([] if is_seen else [7])
    changed = parts(with_sheet('<row r="1"><c><v>1</v></c></row>'))
    name = "xl/worksheets/sheet1.xml"
    sizes = f'<sheetFormatPr defaultRowHeight="{points}"/><sheetData>'.encode()
    changed[name] = changed[name].replace(b"<sheetData>", sizes)
    (sheet,) = workbook_sheets(zipped(dict(changed)))
    assert hidden_numbers(sheet) == ([] if is_seen else [1])


def test_columns_narrower_than_one_figure_are_hidden() -> None:
    changed = parts(with_sheet('<row r="1"><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c><c><v>4</v></c></row>'))
    name = "xl/worksheets/sheet1.xml"
    sizes = (
        b'<sheetFormatPr defaultColWidth="0.5" defaultRowHeight="15"/><cols><col min="1" max="1" width="0.08"/>'
        b'<col min="2" max="2" width="1"/><col min="3" max="3" width="9" hidden="1"/></cols><sheetData>'
    )
    changed[name] = changed[name].replace(b"<sheetData>", sizes)
    (sheet,) = workbook_sheets(zipped(dict(changed)))
    # The fourth says nothing of itself, so it is as narrow as all.
    assert {column for column in sheet.hidden_columns if column < 4} == {0, 2, 3}


@pytest.mark.parametrize(
    ("length", "low", "narrow"),
    [
        # In points: 0.74, 3.97, 4.25, 3.6, 6.0, 5.95, 6.24; a length in no known unit is no length.
        ("0.26mm", True, True),
        ("1.4mm", True, True),
        ("1.5mm", False, True),
        ("0.05in", True, True),
        ("0.5pc", False, False),
        ("0.21cm", False, True),
        ("0.22cm", False, False),
        ("5px", True, True),
        ("0", True, True),
        ("0em", True, True),
        ("1em", False, False),
        ("", False, False),
    ],
)
def test_a_length_is_too_small_below_four_points_of_a_row_and_six_of_a_column(
    length: str, low: bool, narrow: bool
) -> None:
    assert (is_low_length(length), is_narrow_length(length)) == (low, narrow)


def test_hidden_and_very_hidden_sheets_and_hidden_columns_of_an_xlsx_are_marked() -> None:
    book = Workbook()
    first, second = book.worksheets[0], book.create_sheet("Old")
    third = book.create_sheet("Older")
    for sheet in (first, second, third):
        sheet.append(["a", "b", "c"])
    second.sheet_state, third.sheet_state = "hidden", "veryHidden"
    first.column_dimensions["B"].hidden = True
    sheets = workbook_sheets(saved(book))
    assert [sheet.visibility for sheet in sheets] == [Visibility.VISIBLE, Visibility.HIDDEN, Visibility.VERY_HIDDEN]
    assert sheets[0].hidden_columns == {1}


def test_rows_sheets_and_columns_of_an_ods_are_hidden_by_marks_styles_and_folded_groups() -> None:
    rows = "".join(
        (
            line(cell("1")),
            line(cell("2")).replace("<table:table-row ", '<table:table-row table:visibility="collapse" '),
            line(cell("3"), repeated="2").replace("<table:table-row ", '<table:table-row table:visibility="filter" '),
            line(cell("5")).replace("<table:table-row ", '<table:table-row table:style-name="flat" '),
            '<table:table-row-group table:display="false">' + line(cell("6")) + "</table:table-row-group>",
            "<table:table-row-group>" + line(cell("7")) + "</table:table-row-group>",
        )
    )
    columns = (
        '<table:table-column/><table:table-column table:style-name="thin" table:number-columns-repeated="2"/>'
        '<table:table-column-group table:display="false"><table:table-column/></table:table-column-group>'
        "<table:table-column-group><table:table-column/></table:table-column-group>"
    )
    body = (
        f'<table:table table:name="Seen">{columns}{rows}</table:table>'
        f'<table:table table:name="Gone" table:style-name="gone">{line(cell("8"))}</table:table>'
    )
    seen, gone = ods_sheets_of(body)
    assert (hidden_numbers(seen), [line.number for line in seen.lines]) == ([2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6, 7])
    assert (seen.hidden_columns, seen.visibility, gone.visibility) == (
        frozenset({1, 2, 3}),
        Visibility.VISIBLE,
        Visibility.HIDDEN,
    )


# Cells


def cells_of(rows: str) -> tuple[list[str], dict[int, CellKind]]:
    (sheet,) = workbook_sheets(with_sheet(rows))
    return sheet.lines[0].cells, dict(sheet.lines[0].kinds)


def test_errors_and_formulas_without_a_value_are_marked_and_a_formula_whose_text_is_empty_is_not() -> None:
    cells, kinds = cells_of(
        '<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B1"><f>A2</f></c><c r="C1"><f>A2</f><v/></c>'
        '<c r="D1" t="str"><f>A2</f><v></v></c><c r="E1" t="str"><f>A2</f><v>x</v></c><c r="F1"><f>A2</f><v>7</v></c></row>'
    )
    assert cells == ["#DIV/0!", "", "", "", "x", "7"]
    assert kinds == {0: CellKind.ERROR, 1: CellKind.NO_VALUE, 2: CellKind.NO_VALUE}


def test_a_number_with_more_figures_than_a_spreadsheet_keeps_is_marked() -> None:
    cells, kinds = cells_of('<row r="1"><c><v>1.2345678901234601E+16</v></c><c><v>123456789012345</v></c></row>')
    assert (cells[1], kinds) == ("123456789012345", {0: CellKind.ROUNDED})


@pytest.mark.parametrize(
    ("is_1904", "days", "written"),
    [
        # Known dates: 1 January 1900 is day 1, 1 March 1900 is day 61; 5 March 2026 is day 46086.
        (False, "46086", "2026-03-05"),
        (False, "1", "1900-01-01"),
        (False, "61", "1900-03-01"),
        (False, "46086.604166666664", "2026-03-05 14:30:00"),
        (False, "0.5", "12:00:00"),
        (True, "44624", "2026-03-05"),
        (False, "99999999", "########"),
        (False, "-1", "########"),
    ],
)
def test_days_are_counted_as_spreadsheets_count_them(is_1904: bool, days: str, written: str) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = 1
    sheet["A1"].number_format = "dd/mm/yyyy"
    changed = parts(saved(book))
    name = "xl/worksheets/sheet1.xml"
    changed[name] = changed[name].replace(b"<v>1</v>", f"<v>{days}</v>".encode())
    if is_1904:
        changed["xl/workbook.xml"] = changed["xl/workbook.xml"].replace(b"<workbookPr/>", b'<workbookPr date1904="1"/>')
    (read,) = workbook_sheets(zipped(dict(changed)))
    assert read.lines[0].cells == [written]


def test_a_text_in_several_pieces_is_one_and_how_it_is_pronounced_is_none_of_it() -> None:
    cells, _ = cells_of(
        '<row r="1"><c t="inlineStr"><is><r><t>A</t></r><r><rPr/><t>B1</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c>'
        '<c t="inlineStr"><is><t>a_x000D_b</t></is></c></row>'
    )
    assert cells == ["AB1", "a\rb"]


def test_a_cell_of_an_ods_is_the_text_that_is_shown_without_notes_and_without_what_lies_under_a_merged_one() -> None:
    body = line(
        '<table:table-cell office:value-type="float" office:value="123"><text:p>0000123</text:p></table:table-cell>',
        '<table:table-cell office:value-type="string"><office:annotation><text:p>a note</text:p></office:annotation>'
        "<text:p>C<text:s text:c='2'/>1<text:span>7</text:span></text:p></table:table-cell>",
        "<table:covered-table-cell office:value-type='string'><text:p>under</text:p></table:covered-table-cell>",
        '<table:table-cell office:value-type="percentage" office:value="0.15"><text:p>15%</text:p></table:table-cell>',
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>WAHR</text:p>'
        "</table:table-cell>",
        '<table:table-cell table:formula="of:=A1"/>',
        '<table:table-cell table:formula="of:=1/0"><text:p>Err:502</text:p></table:table-cell>',
    )
    (sheet,) = ods_sheets_of(f'<table:table table:name="A">{body}</table:table>')
    (row,) = sheet.lines
    assert row.cells == ["0000123", "C  17", "", "15%", "TRUE", "", "Err:502"]
    assert row.kinds == {5: CellKind.NO_VALUE, 6: CellKind.ERROR}


# Held against another reader

VALUES = st.one_of(
    st.text("abcXYZ 019&<>'\"äé-", min_size=1, max_size=12).filter(lambda text: text.strip() and text[0] != "="),
    st.integers(-10_000_000, 10_000_000),
    st.decimals(-1000, 1000, places=2).map(float),
    st.booleans(),
    st.dates(date(1905, 1, 1), date(2099, 12, 31)),
    st.none(),
)


@given(st.lists(st.lists(VALUES, min_size=1, max_size=5), min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_values_are_those_that_another_reader_finds(rows: list[list[Any]]) -> None:
    book = Workbook()
    for values in rows:
        book.worksheets[0].append(values)
    content = saved(book)
    (sheet,) = workbook_sheets(content)
    own = {(line.number, place): text for line in sheet.lines for place, text in enumerate(line.cells) if text}
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as other:
        found = other.get_sheet_by_index(0).to_python(skip_empty_area=False)
    texts = {
        (number, place): text
        for number, values in enumerate(found, start=1)
        for place, value in enumerate(values)
        if (text := as_text(value))
    }
    assert own == texts


def as_text(value: object) -> str:
    """A value of the other reader as it is written here."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0, 0) else value.isoformat(" ", "seconds")
    return str(value)
