"""Workbooks made to unpack without end are stopped while they are measured, before a library lays them out."""

import io
import zipfile
from contextlib import suppress
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font

from tests.case_lists.lists import cell, line, ods_bytes, read_table, saved, sheet, xlsx_bytes, zipped
from trigpoint.tables.unreadable import UnreadableListError

ROWS, COLUMNS = "The list has more than 20,000 rows.", "The list has more than 60 columns."
LONG, LARGE = (
    "A cell of the workbook has more than 500 characters.",
    "Unpacked, the workbook is larger than 60 MB or has millions of cells.",
)
BROKEN, LOCKED = "The workbook is broken: it cannot be opened.", "The workbook is locked with a password."


def sentence_of(content: bytes) -> str:
    with pytest.raises(UnreadableListError) as caught:
        read_table(content, "list.xlsx")
    return caught.value.sentences[0]


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_sheet(rows: str) -> bytes:
    """A workbook whose only sheet has these rows, written by hand."""
    changed = parts(xlsx_bytes([["Case"]]))
    names = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    changed["xl/worksheets/sheet1.xml"] = f"<worksheet {names}><sheetData>{rows}</sheetData></worksheet>".encode()
    return zipped(dict(changed))


def test_a_part_that_unpacks_beyond_the_limit_is_stopped() -> None:
    bomb = zipped({"xl/workbook.xml": b"0" * 61_000_000})
    assert len(bomb) < 100_000
    assert sentence_of(bomb) == LARGE


def test_parts_that_unpack_beyond_the_limit_together_are_stopped() -> None:
    assert sentence_of(zipped({f"part{n}": b"0" * 9_000_000 for n in range(7)})) == LARGE


@pytest.mark.proof
def test_cells_without_end_are_stopped_although_they_are_empty() -> None:
    assert sentence_of(with_sheet(f"<row>{'<c/>' * 3_000_000}</row>")) == LARGE


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', ROWS),
        ('<row r="1"><c r="XFD1"><v>1</v></c></row>', COLUMNS),
        ('<row r="1"><c r="BI1"><v>1</v></c></row>', COLUMNS),
        ('<row r="1"><c r="A0000000000000099999"><v>1</v></c></row>', ROWS),
        (f'<row r="1">{"<c><v>1</v></c>" * 61}</row>', COLUMNS),
        (f'<row r="20999"><c><v>1</v></c></row>{"<row><c><v>1</v></c></row>" * 2}', ROWS),
        (f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"x" * 501}</t></is></c></row>', LONG),
    ],
)
def test_an_xlsx_reaches_no_further_than_a_list(rows: str, sentence: str) -> None:
    assert sentence_of(with_sheet(rows)) == sentence


def test_cells_without_a_value_may_stand_anywhere() -> None:
    """A whole column or row in bold is an ordinary thing."""
    book = Workbook()
    first = book.worksheets[0]
    first["A1"], first["A2"] = "Case", "C1"
    first.cell(30_000, 100).font = Font(bold=True)
    assert [row.cells for row in read_table(saved(book), "list.xlsx").rows] == [("C1",)]


def test_the_sixtieth_column_and_a_long_formula_are_read() -> None:
    formula = (
        f'<row r="1"><c r="A1" t="str"><f>{"1+" * 400}1</f><v>Case</v></c><c r="BH1" t="str"><v>Last</v></c></row>'
    )
    assert read_table(with_sheet(formula), "list.xlsx").headings[59] == "Last"


@pytest.mark.proof
def test_one_long_text_that_many_cells_share_is_counted_for_each() -> None:
    """400 characters in 3 sheets of 20,000 rows with 4 cells are 96 million."""
    changed = parts(xlsx_bytes([["1"]], [["2"]], [["3"]]))
    changed["xl/sharedStrings.xml"] = f"<sst><si><t>{'x' * 400}</t></si></sst>".encode()
    rows = ("<row>" + '<c t="s"><v>0</v></c>' * 4 + "</row>") * 20_000
    for number in (1, 2, 3):
        changed[f"xl/worksheets/sheet{number}.xml"] = f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode()
    assert sentence_of(zipped(dict(changed))) == LARGE


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (sheet(line(cell("Case", repeated="61"))), COLUMNS),
        (sheet(line(cell("Case", repeated="99999999999999999999"))), COLUMNS),
        (sheet(line("<table:table-cell table:number-columns-repeated='60'/>", cell("Case"))), COLUMNS),
        (sheet(line(cell("Case"), repeated="1048576")), ROWS),
        (sheet(line(cell("Case"), repeated="+0001048576")), ROWS),
        (sheet(line("<table:table-cell/>", repeated="30000"), line(cell("Case"))), ROWS),
        (sheet(line("<table:table-cell><text:p>x</text:p></table:table-cell>", repeated="30000")), ROWS),
        (sheet(line(cell("Case<text:s text:c='9999999999'/>"))), LONG),
        (sheet(line(cell("x" * 501))), LONG),
        # 20,000 · 60 · 60 characters are 72 million.
        (sheet(line(cell("x" * 60, repeated="60"), repeated="20000")), LARGE),
    ],
)
def test_an_ods_repeats_no_further_than_a_list(body: str, sentence: str) -> None:
    assert sentence_of(ods_bytes(body)) == sentence


def test_definitions_that_expand_are_refused() -> None:
    laughs = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    changed = parts(ods_bytes(sheet(line(cell("&b;")))))
    changed["content.xml"] = laughs.encode() + changed["content.xml"]
    assert sentence_of(zipped(dict(changed))) == "The file is an archive and no workbook that can be read."


def test_a_document_type_that_defines_nothing_is_harmless() -> None:
    changed = parts(ods_bytes(sheet(line(cell("Case")))))
    changed["META-INF/manifest.xml"] = (
        b'<!DOCTYPE manifest:manifest PUBLIC "-//X" "M.dtd">' + changed["META-INF/manifest.xml"]
    )
    assert read_table(zipped(dict(changed)), "list.ods").headings == ("Case",)


def test_a_locked_ods_is_said_to_be_locked() -> None:
    more = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    assert sentence_of(ods_bytes(sheet(line(cell("Case"))), more)) == LOCKED


def test_a_locked_archive_is_said_to_be_locked() -> None:
    content = bytearray(zipped({"xl/workbook.xml": "<workbook/>"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert sentence_of(bytes(content)) == LOCKED


def test_another_way_of_packing_and_too_many_parts_are_broken() -> None:
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert sentence_of(changed.getvalue()) == BROKEN
    assert sentence_of(zipped({f"part{n}": b"" for n in range(2_001)})) == BROKEN


ATTRIBUTE = st.text("0123456789+-ABXFD", max_size=14)


@given(ATTRIBUTE, ATTRIBUTE, st.sampled_from(["s", "str", "n", "d", "b", "e", "inlineStr", "x"]), st.text(max_size=20))
def test_any_reference_type_and_value_in_a_sheet_is_a_table_or_unreadable(
    row: str, reference: str, kind: str, value: str
) -> None:
    text = escape("".join(character for character in value if character.isprintable()))
    _never_raises_anything_else(
        with_sheet(f'<row r="{row}"><c r="{reference}" t="{kind}" s="1"><v>{text}</v></c></row>')
    )


@given(ATTRIBUTE, ATTRIBUTE, ATTRIBUTE, st.sampled_from(["float", "date", "time", "boolean", "percentage", "void"]))
def test_any_repetition_and_value_in_an_ods_is_a_table_or_unreadable(
    rows: str, columns: str, value: str, kind: str
) -> None:
    odd_cell = (
        f'<table:table-cell office:value-type="{kind}" office:value="{value}" office:date-value="{value}" '
        f'office:boolean-value="{value}" table:number-columns-repeated="{columns}"><text:p>x</text:p></table:table-cell>'
    )
    _never_raises_anything_else(ods_bytes(sheet(line(odd_cell, repeated=rows))))


def _never_raises_anything_else(content: bytes) -> None:
    with suppress(UnreadableListError):
        read_table(content, "list.ods")


def test_a_row_with_more_cells_than_a_sheet_has_columns_is_stopped_before_it_is_laid_out() -> None:
    assert sentence_of(with_sheet(f"<row>{'<c/>' * 100_001}</row>")) == LARGE


def test_rows_that_are_repeated_on_many_sheets_are_counted_together() -> None:
    """20,000 rows on each of 11 sheets are more than ten lists."""
    number = '<table:table-cell office:value-type="float" office:value="1"/>'
    assert sentence_of(ods_bytes(sheet(line(number, repeated="20000")) * 11)) == ROWS


def test_texts_within_texts_without_end_are_broken() -> None:
    deep = f"{'<text:span>' * 3000}x{'</text:span>' * 3000}"
    assert sentence_of(ods_bytes(sheet(line(cell(deep))))) == BROKEN


def test_a_format_code_that_no_spreadsheet_takes_is_not_applied() -> None:
    book = Workbook()
    sheet_of_book = book.worksheets[0]
    sheet_of_book.append(["Case"])
    sheet_of_book.append([7])
    sheet_of_book["A2"].number_format = "0" * 200_000
    (row,) = read_table(saved(book), "list.xlsx").rows
    assert row.cells == ("7",)
