"""A service's file → a table of text: the headings, and each row with the number that a person sees beside it.

Nothing is judged here. Dates of a workbook become ISO text and whole numbers lose their '.0'; all else stays as typed.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import Final

from trigpoint.english import quoted
from trigpoint.sameness import heading_key
from trigpoint.tables.delimited import delimited_lines
from trigpoint.tables.lines import Line, Sheet
from trigpoint.tables.unreadable import (
    MOST_BYTES,
    MOST_CHARACTERS,
    MOST_COLUMNS,
    MOST_ROWS,
    UnreadableListError,
    locked,
    not_a_list,
    nothing_in_it,
    too_large,
    too_long_a_cell,
    too_many_columns,
    too_many_rows,
)
from trigpoint.tables.workbook import workbook_sheets


class FileKind(StrEnum):
    """What kind of file a list came in."""

    CSV = "csv"
    WORKBOOK = "workbook"


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `line` is its number in the file as a person sees it. It has a cell for each heading."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The list as it was sent. A column without a heading has an empty one.

    The headings are in `line`, of `sheet` where the file is a workbook. `left_out` are the headings of columns that
    are not asked for and whose cells were not kept.
    """

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    kind: FileKind = FileKind.CSV
    line: int = 1
    sheet: str = ""
    left_out: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """Where the headings were read: 'line 1' or 'line 1 of the sheet 'Cases''."""
        return where(self.line, self.sheet)


_ARCHIVE: Final = b"PK\x03\x04"
# The container of .xls, and of a workbook that is locked with a password.
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_NAMES: Final = ("", ".csv", ".tsv", ".txt")
_WORKBOOK_NAMES: Final = (".xlsx", ".ods")
# Numbers and dates: what a row of cases holds and a row of headings does not.
_FIGURES: Final = re.compile(r"(?=\D*\d)[\d\s./:-]+")
_ENOUGH_KNOWN: Final = 2
# A page, a workbook or a terminal cannot hold them, or obeys them.
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def read_table(content: bytes, name: str, headings: Collection[str] = ()) -> Table:
    """Read a list from a file's bytes and its name. Raises UnreadableListError, and nothing else.

    `headings` are those that are asked for, in the form in which they are compared: of a workbook the first sheet in
    which such headings are found is read, as a cover often comes before it.
    """
    if len(content) > MOST_BYTES:
        raise too_large()
    if not content.strip():
        raise nothing_in_it()
    kind = _kind(content, PurePath(name).suffix.lower())
    sheets = [Sheet("", delimited_lines(content))] if kind is FileKind.CSV else workbook_sheets(content)
    filled = [Sheet(sheet.name, [line for line in sheet.lines if _width(line)]) for sheet in sheets]
    filled = [sheet for sheet in filled if sheet.lines]
    if not filled:
        raise nothing_in_it()
    return _table(
        next((sheet for sheet in filled if _has_headings(sheet.lines[0], headings)), filled[0]), kind, headings
    )


def _kind(content: bytes, suffix: str) -> FileKind:
    """What the file is by its content; a name that promises something else is reported."""
    if content.startswith(_OLD_OFFICE):
        raise locked() if suffix in _WORKBOOK_NAMES else not_a_list("The file is an old Office file (.xls)")
    if suffix not in (*_TEXT_NAMES, *_WORKBOOK_NAMES):
        raise not_a_list(f"Files of the kind {quoted(suffix, 20)} cannot be read")
    if content.startswith(_ARCHIVE):
        return FileKind.WORKBOOK
    if suffix in _WORKBOOK_NAMES:
        raise not_a_list(f"The file is named '{suffix}' and is no workbook")
    return FileKind.CSV


def where(line: int, sheet: str) -> str:
    """Name a line of a list, and its sheet where it has one."""
    return f"line {line} of the sheet {quoted(sheet, 40)}" if sheet else f"line {line}"


def _has_headings(line: Line, headings: Collection[str]) -> bool:
    """Whether a line holds headings that are asked for. One alone may be on a cover as well."""
    return len({heading_key(cell) for cell in line.cells} & set(headings)) >= _ENOUGH_KNOWN


def _table(sheet: Sheet, kind: FileKind, headings: Collection[str]) -> Table:
    lines = sheet.lines
    _check_size(lines)
    _check_characters(lines)
    width = max(_width(line) for line in lines)
    # Known headings may look like figures, such as '2019'; others that do are taken for a case.
    if not _has_headings(lines[0], headings):
        _check_are_headings(lines[0], width, sheet.name)
    # A workbook cannot slip: its cells are where they are, and notes beside the list are common.
    if kind is FileKind.CSV:
        _check_no_row_is_longer(lines)
    rows = tuple(Row(line.number, _pad(line, width)) for line in lines[1:])
    return Table(_pad(lines[0], width), rows, kind, lines[0].number, sheet.name)


def _check_size(lines: Sequence[Line]) -> None:
    if len(lines) - 1 > MOST_ROWS:
        raise too_many_rows()
    for line in lines:
        if _width(line) > MOST_COLUMNS:
            raise too_many_columns()
        if any(len(cell) > MOST_CHARACTERS for cell in line.cells):
            raise too_long_a_cell(line.number)


def _check_characters(lines: Sequence[Line]) -> None:
    for line in lines:
        if any(_UNPRINTABLE.search(cell) for cell in line.cells):
            raise UnreadableListError(
                f"Line {line.number} holds characters that cannot be printed.",
                "Save the list again as CSV in UTF-8, or as XLSX.",
            )


def _check_are_headings(first: Line, width: int, sheet: str) -> None:
    """The first row with anything in it must hold headings: a title or a case there is reported, not guessed at."""
    headings = _pad(first, width)
    alone = sum(bool(heading.strip()) for heading in headings) == 1 and width > 1
    if alone or any(_FIGURES.fullmatch(heading) for heading in headings):
        line_named = where(first.number, sheet)
        raise UnreadableListError(
            f"{line_named[:1].upper()}{line_named[1:]} is the first with anything in it, and it holds no headings.",
            "Put the headings of the columns in the first row, and nothing above them; a number or a date is none.",
        )


def _check_no_row_is_longer(lines: Sequence[Line]) -> None:
    """A comma inside a cell moves the cells after it under the wrong headings: in a CSV that must not pass."""
    width = _width(lines[0])
    longer = next((line for line in lines if _width(line) > width), None)
    if longer is not None:
        raise UnreadableListError(
            f"Line {longer.number} has {_width(longer)} cells under {width} headings.",
            "Put a cell that holds the separator into double quotes, or send the list as XLSX.",
        )


def _width(line: Line) -> int:
    """How many cells the row has up to the last that is not empty."""
    return max((number for number, cell in enumerate(line.cells, start=1) if cell.strip()), default=0)


def _pad(line: Line, width: int) -> tuple[str, ...]:
    return (*line.cells[:width], *("",) * (width - len(line.cells)))
