"""Text with a separator (CSV) → lines of cells."""

import csv
import io
import re
from collections.abc import Collection, Iterator
from itertools import islice
from typing import Final

from trigpoint.tables.headings import MOST_ABOVE, known_headings
from trigpoint.tables.lines import Line
from trigpoint.tables.unreadable import (
    MOST_ROWS,
    UnreadableListError,
    not_a_list,
    too_long_a_cell,
    too_many_rows,
)

_SEPARATORS: Final = (",", ";", "\t", "|")
_MARKS: Final = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
# Some programs name the separator in a first line of their own.
_NAMED_SEPARATOR: Final = re.compile("sep=([,;\t|])\r?\n")

_AS_TEXT: Final = re.compile(r'\s*="(.*)"\s*', re.DOTALL)


def delimited_lines(content: bytes, headings: Collection[str] = ()) -> list[Line]:
    """Return the lines of a CSV. Raises UnreadableListError.

    `headings` are those that are asked for: they tell which separator cuts the line of the headings.
    """
    text = _decode(content)
    named = _NAMED_SEPARATOR.match(text)
    first, separator = (1, named[1]) if named else (0, _separator(text, headings))
    return [Line(line.number + first, line.cells) for line in _lines(text[named.end() if named else 0 :], separator)]


def _decode(content: bytes) -> str:
    """The text: by its mark if it has one, else UTF-8, else what Excel writes in Britain."""
    marked = next((encoding for mark, encoding in _MARKS.items() if content.startswith(mark)), None)
    # Without a mark, two bytes a character are told by the first letter: one of them is nothing.
    if marked is None and b"\0" in content[:2]:
        marked = "utf-16-be" if content.startswith(b"\0") else "utf-16-le"
    # Windows-1252 decodes nearly any bytes, so it comes last, and a NUL shows what is no text at all.
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise not_a_list("The file is neither a workbook nor text")


def _separator(text: str, headings: Collection[str]) -> str:
    """The separator that cuts out most headings that are asked for, else the first line into most cells; or a comma."""
    filled = (line for line in text.splitlines() if line.strip())
    lines = list(islice(filled, MOST_ABOVE)) or [""]

    def fits(separator: str) -> tuple[int, int]:
        cells = [_cells(line, separator) for line in lines]
        return max(known_headings(row, headings) for row in cells), len(cells[0])

    return max(_SEPARATORS, key=fits)


def _cells(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator))
    except csv.Error:
        return []


def _lines(text: str, separator: str) -> Iterator[Line]:
    # Strict: a quote that is never closed would otherwise swallow the rest of the list without a word.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        # A cell may go over several lines; a person counts from the first of them.
        number = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise _wrong(error, number) from None
        if cells is None:
            return
        # Blank lines come apart; with a margin, as they are not counted yet.
        if number > MOST_ROWS * 10:
            raise too_many_rows()
        yield Line(number, [_as_shown(cell) for cell in cells])


def _as_shown(cell: str) -> str:
    """A cell as a spreadsheet shows it: a system writes ="00417" so that the noughts stay."""
    as_text = _AS_TEXT.fullmatch(cell) if cell.startswith("=") else None
    return as_text[1].replace('""', '"') if as_text else cell


def _wrong(error: csv.Error, number: int) -> UnreadableListError:
    if "field limit" in str(error):
        return too_long_a_cell(number)
    return UnreadableListError(
        f"The quotes in line {number} do not match.",
        "Put a whole cell into double quotes and write a quote inside it twice, or send the list as XLSX.",
    )
