"""Invented case lists, as the files that services send. No case, child or service in them is real."""

import csv
import io
import zipfile
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.factories.loaded import YOUTH_FOLDER
from trigpoint.case_lists.layout import CaseListLayout, load_layout
from trigpoint.tables.sheets_read import read_sheets
from trigpoint.tables.table import Table

_LOADED = load_layout(YOUTH_FOLDER)
assert _LOADED is not None
LAYOUT: CaseListLayout = _LOADED

# As a supplier writes them.
HEADINGS = ("Case Ref", "Child ID", "Disposal Date", "Age", "Gender", "Outcome", "ROSH", "SAWB")
# Those of the template.
OUR_HEADINGS = (
    "Case reference",
    "Child reference",
    "Date of disposal",
    "Age at disposal",
    "Sex",
    "Disposal",
    "Risk of serious harm",
    "Safety and wellbeing",
)
GOOD = ("C1", "K1", "2026-03-05", "15", "M", "YRO", "Low", "High")

_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
ODS_KIND = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_KIND}"/>'
    "{more}</manifest:manifest>"
)


def row(**cells: str) -> tuple[str, ...]:
    """The good row with other cells, by the column's place in HEADINGS: reference, child, disposed, age and so on."""
    names = [column.id for column in LAYOUT.columns]
    assert set(cells) <= set(names)
    return tuple(cells.get(name, cell) for name, cell in zip(names, GOOD, strict=True))


def csv_bytes(*rows: Sequence[str], headings: Sequence[str] = HEADINGS) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows((headings, *rows))
    return written.getvalue().encode()


def read_table(content: bytes, name: str, headings: Collection[str] = ()) -> Table:
    """The first sheet that may be the list, with every row that a person sees."""
    first = read_sheets(content, name, headings).possible[0].table
    assert first is not None
    return replace(first, rows=tuple(row for row in first.rows if not row.hidden))


def table(*rows: Sequence[str], headings: Sequence[str] = HEADINGS) -> Table:
    return read_table(csv_bytes(*rows, headings=headings), "list.csv")


def xlsx_bytes(*sheets: Iterable[Sequence[Any]]) -> bytes:
    """A workbook with a sheet for each list of rows."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"Sheet {number}")
        for cells in rows:
            sheet.append(list(cells))
    return saved(book)


def workbook_of(**sheets: Sequence[Sequence[Any]]) -> tuple[Workbook, list[Worksheet]]:
    """A workbook with its sheets, each by its name with '_' for a space."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for cells in rows:
            sheet.append(list(cells))
    return book, list(book.worksheets)


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def ods_bytes(body: str, more: str = "") -> bytes:
    """An ODS of tables written by hand; `more` goes into its manifest."""
    content = (
        f"<office:document-content {_NAMES}><office:body><office:spreadsheet>{body}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {"mimetype": ODS_KIND, "content.xml": content, "META-INF/manifest.xml": _MANIFEST.replace("{more}", more)}
    )


def zipped(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def sheet(*rows: str) -> str:
    return f'<table:table table:name="List">{"".join(rows)}</table:table>'


def line(*cells: str, repeated: str = "1") -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'


def cell(text: str, repeated: str = "1") -> str:
    return (
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{repeated}">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )
