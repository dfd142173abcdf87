"""Which line of a sheet holds the headings, and the table below it."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from trigpoint.sameness import heading_key
from trigpoint.tables.lines import NO_KINDS, CellKind, Line, Sheet
from trigpoint.tables.table import FileKind, Row, Table, where
from trigpoint.tables.unreadable import (
    MOST_CHARACTERS,
    MOST_COLUMNS,
    MOST_ROWS,
    UnreadableListError,
    too_long_a_cell,
    too_many_columns,
    too_many_rows,
)

# Numbers and dates: what a row of cases holds and a row of headings does not.
_FIGURES: Final = re.compile(r"(?=\D*\d)[\d\s./:-]+")
_ENOUGH_KNOWN: Final = 2
# Titles, dates of a report and notes on how to fill it in stand above the headings; no more than a screen of them.
MOST_ABOVE: Final = 30
# A page, a workbook or a terminal cannot hold them, or obeys them.
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Headings:
    """The place of the headings among the lines of a sheet; `are_known`: headings that are asked for are among them."""

    index: int
    are_known: bool


def known_headings(cells: Collection[str], headings: Collection[str]) -> int:
    """How many of the headings that are asked for are among some cells."""
    return len({heading_key(cell) for cell in cells} & set(headings))


def find_headings(lines: Sequence[Line], headings: Collection[str]) -> Headings:
    """Return where the headings are: in the line with most of those that are asked for, else in the first line.

    One alone may be in a title as well.
    """
    numbers = [known_headings(line.cells, headings) for line in lines[:MOST_ABOVE]]
    most = max(numbers, default=0)
    return Headings(numbers.index(most), are_known=True) if most >= _ENOUGH_KNOWN else Headings(0, are_known=False)


def table_below(sheet: Sheet, headings_at: Headings, kind: FileKind) -> Table:
    """Return the table of a sheet's filled lines. Raises UnreadableListError."""
    first, *below = lines = sheet.lines[headings_at.index :]
    _check_size(lines)
    _check_characters(lines)
    width = max(width_of(line) for line in lines)
    # Known headings may look like figures, such as '2019'; others that do are taken for a case.
    if not headings_at.are_known:
        check_are_headings(first, width, sheet.name)
    # A workbook cannot slip: its cells are where they are, and notes beside the list are common.
    if kind is FileKind.CSV:
        _check_no_row_is_longer(lines)
    headings = _pad(first, width)
    return Table(
        headings,
        tuple(_row(line, width) for line in below),
        kind,
        first.number,
        sheet.name,
        title_lines=tuple(line.number for line in sheet.lines[: headings_at.index]),
        hidden_columns=tuple(headings[index] for index in sorted(sheet.hidden_columns) if index < width),
    )


def rows_going_on(sheet: Sheet, table: Table) -> Table | None:
    """Return the lines of a sheet without headings under those of a table, where they look like more of its rows.

    The first of them fills most of its columns, and holds a number or a date, as no row of headings does. A title may
    stand above it. Raises UnreadableListError.
    """
    first = next((at for at, line in enumerate(sheet.lines[:MOST_ABOVE]) if _filled(line.cells) > 1), None)
    if first is None:
        return None
    lines = sheet.lines[first:]
    under = lines[0].cells[: len(table.headings)]
    if _filled(under) * 2 <= _filled(table.headings) or not any(map(_FIGURES.fullmatch, under)):
        return None
    _check_size(lines)
    _check_characters(lines)
    width = max(len(table.headings), *(width_of(line) for line in lines))
    headings = (*table.headings, *("",) * (width - len(table.headings)))
    rows = tuple(_row(line, width) for line in lines)
    hidden = tuple(headings[index] for index in sorted(sheet.hidden_columns) if index < width)
    return Table(headings, rows, table.kind, table.line, sheet.name, hidden_columns=hidden, goes_on=table.sheet)


def _filled(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _row(line: Line, width: int) -> Row:
    return Row(line.number, _pad(line, width), _kinds(line, width), line.hidden)


def check_are_headings(first: Line, width: int, sheet: str) -> None:
    """Where no heading is known, a title or a case in the first row is reported, not guessed at.

    Raises UnreadableListError.
    """
    headings = _pad(first, width)
    alone = sum(bool(heading.strip()) for heading in headings) == 1 and width > 1
    if alone or any(_FIGURES.fullmatch(heading) for heading in headings):
        line_named = where(first.number, sheet)
        raise UnreadableListError(
            f"{line_named[:1].upper()}{line_named[1:]} is the first with anything in it, and it holds no headings.",
            "Put the headings of the columns in one row above the cases, written as in the template; a number or a "
            "date is none.",
        )


def width_of(line: Line) -> int:
    """How many cells the row has up to the last that is not empty."""
    width = len(line.cells)
    while width and not line.cells[width - 1].strip():
        width -= 1
    return max(width, max(line.kinds, default=-1) + 1) if line.kinds else width


def _kinds(line: Line, width: int) -> Mapping[int, CellKind]:
    return {index: kind for index, kind in line.kinds.items() if index < width} if line.kinds else NO_KINDS


def _check_size(lines: Sequence[Line]) -> None:
    if len(lines) - 1 > MOST_ROWS:
        raise too_many_rows()
    for line in lines:
        if width_of(line) > MOST_COLUMNS:
            raise too_many_columns()
        if max(map(len, line.cells), default=0) > MOST_CHARACTERS:
            raise too_long_a_cell(line.number)


def _check_characters(lines: Sequence[Line]) -> None:
    for line in lines:
        if _UNPRINTABLE.search("".join(line.cells)):
            raise UnreadableListError(
                f"Line {line.number} holds characters that cannot be printed.",
                "Save the list again as CSV in UTF-8, or as XLSX.",
            )


def _check_no_row_is_longer(lines: Sequence[Line]) -> None:
    """A comma inside a cell moves the cells after it under the wrong headings: in a CSV that must not pass."""
    width = width_of(lines[0])
    longer = next((line for line in lines if width_of(line) > width), None)
    if longer is not None:
        raise UnreadableListError(
            f"Line {longer.number} has {width_of(longer)} cells under {width} headings.",
            "Put a cell that holds the separator into double quotes, or send the list as XLSX.",
        )


def _pad(line: Line, width: int) -> tuple[str, ...]:
    return (*line.cells[:width], *("",) * (width - len(line.cells)))
