"""A service's file → every sheet of it as a person sees it, and which of them hold headings that are asked for.

Which sheet is the list, and whether hidden rows belong to it, is a question for a person: all that may be the list is
kept so that the answer can change, and of all else the name and the number of rows alone.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Final

from trigpoint.english import quoted
from trigpoint.tables.delimited import delimited_lines
from trigpoint.tables.headings import check_are_headings, find_headings, rows_going_on, table_below, width_of
from trigpoint.tables.lines import Sheet, Visibility
from trigpoint.tables.table import FileKind, Table
from trigpoint.tables.unreadable import (
    MOST_BYTES,
    UnreadableListError,
    locked,
    not_a_list,
    nothing_in_it,
    too_large,
)
from trigpoint.tables.workbook import workbook_sheets

_ARCHIVE: Final = b"PK\x03\x04"
# The container of .xls, and of a workbook that is locked with a password.
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_NAMES: Final = ("", ".csv", ".tsv", ".txt")
_WORKBOOK_NAMES: Final = (".xlsx", ".ods")


@dataclass(frozen=True, slots=True)
class SheetRead:
    """One sheet; `is_list` where it has headings that are asked for, or goes on with the rows of a sheet that has.

    Its `table` is None where it cannot be the list. `number_of_rows` leaves out headings and what stands above them.
    """

    name: str
    visibility: Visibility
    is_list: bool
    number_of_rows: int
    table: Table | None

    @property
    def is_visible(self) -> bool:
        """Whether a person sees it."""
        return self.visibility is Visibility.VISIBLE


@dataclass(frozen=True, slots=True)
class SheetsRead:
    """The sheets of a file that have anything in them, in their order; a text has one, without a name."""

    kind: FileKind
    sheets: tuple[SheetRead, ...]

    @property
    def possible(self) -> tuple[SheetRead, ...]:
        """The sheets that can be the list, those that a person sees first. At least one."""
        able = [sheet for sheet in self.sheets if sheet.table is not None]
        return tuple(sorted(able, key=lambda sheet: not sheet.is_visible))


def read_sheets(content: bytes, name: str, headings: Collection[str] = ()) -> SheetsRead:
    """Read a file's bytes under its name. Raises UnreadableListError, and nothing else.

    `headings` are those that are asked for, in the form in which they are compared.
    """
    if len(content) > MOST_BYTES:
        raise too_large()
    if not content.strip():
        raise nothing_in_it()
    kind = _kind(content, PurePath(name).suffix.lower())
    sheets = [Sheet("", delimited_lines(content, headings))] if kind is FileKind.CSV else workbook_sheets(content)
    filled = [replace(sheet, lines=[line for line in sheet.lines if width_of(line)]) for sheet in sheets]
    filled = [sheet for sheet in filled if sheet.lines]
    if not filled:
        raise nothing_in_it()
    lists = [_sheet_read(sheet, kind, headings) for sheet in filled]
    if any(sheet.is_list and sheet.is_visible for sheet in lists):
        return SheetsRead(kind, tuple(_with_rows_that_go_on(filled, lists)))
    # No sheet that a person sees has headings that we know: any of them may be a list under headings of its own.
    others = [_under_other_headings(sheet, kind, read) for sheet, read in zip(filled, lists, strict=True)]
    if not any(sheet.table for sheet in others):
        first = next((sheet for sheet in filled if sheet.visibility is Visibility.VISIBLE), filled[0])
        check_are_headings(first.lines[0], max(width_of(line) for line in first.lines), first.name)
        raise nothing_in_it()
    return SheetsRead(kind, tuple(_with_rows_that_go_on(filled, others)))


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


def _sheet_read(sheet: Sheet, kind: FileKind, headings: Collection[str]) -> SheetRead:
    headings_at = find_headings(sheet.lines, headings)
    if not headings_at.are_known:
        return SheetRead(sheet.name, sheet.visibility, is_list=False, number_of_rows=len(sheet.lines), table=None)
    table = table_below(sheet, headings_at, kind)
    return SheetRead(sheet.name, sheet.visibility, is_list=True, number_of_rows=len(table.rows), table=table)


def _with_rows_that_go_on(sheets: Sequence[Sheet], lists: Sequence[SheetRead]) -> Iterator[SheetRead]:
    """The sheets, with the rows of those that have no headings and go on with the list before them, or the first."""
    before = next((read for read in lists if read.table and read.is_visible), None)
    for sheet, read in zip(sheets, lists, strict=True):
        if read.table and read.is_visible:
            before = read
        if before and before.table and read.is_visible and not read.table:
            more = rows_going_on(sheet, before.table)
            yield replace(before, name=sheet.name, number_of_rows=len(more.rows), table=more) if more else read
        else:
            yield read


def _under_other_headings(sheet: Sheet, kind: FileKind, read: SheetRead) -> SheetRead:
    """A visible sheet under headings that are not known, where its first line can be headings at all."""
    if read.is_list or not read.is_visible:
        return read
    try:
        table = table_below(sheet, find_headings(sheet.lines, ()), kind)
    except UnreadableListError:
        if kind is FileKind.CSV:
            raise
        return read
    return replace(read, number_of_rows=len(table.rows), table=table)
