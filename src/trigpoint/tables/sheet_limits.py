"""The XML parts of a workbook, measured: how far its cells reach and how much text they hold.

Parts are read with expat as a stream. Definitions are refused, as they could expand without end,
which is what the warning about expat is of.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final
from xml.parsers import expat  # nosec B407

from trigpoint.tables.unreadable import (
    MOST_CHARACTERS,
    MOST_COLUMNS,
    MOST_ROWS,
    too_large_unpacked,
    too_long_a_cell,
    too_many_columns,
    too_many_rows,
)

# Empty rows between others are not counted as rows, but laid out.
_LAST_ROW: Final = MOST_ROWS + 1_000
# The largest list allowed has 20,000 · 60 cells, each with its value. More would keep a process busy for long.
_MOST_ELEMENTS: Final = 3_000_000
_ALPHABET: Final = 26
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class NotXmlError(Exception):
    """A part is no XML, or not of a kind that is safe to read."""


@dataclass(slots=True)
class Measured:
    """What was measured in all parts of one workbook."""

    is_locked: bool = False
    elements: int = 0
    longest_shared: int = 0
    shared_cells: int = 0
    repeated_characters: int = 0

    @property
    def expanded(self) -> int:
        """The characters of all cells at most, once shared and repeated texts are written out."""
        return self.longest_shared * self.shared_cells + self.repeated_characters

    def measure(self, part: bytes) -> None:
        """Measure one part. Raises NotXmlError, and UnreadableListError where it goes beyond the limits."""
        parser = expat.ParserCreate()
        reader = _Reader(self)
        parser.StartElementHandler = reader.start
        parser.EndElementHandler = reader.end
        parser.CharacterDataHandler = reader.text
        parser.StartDoctypeDeclHandler = _refuse_definitions
        try:
            parser.Parse(part, True)  # noqa: FBT003 - expat's own: this is the whole of it
        except (expat.ExpatError, ValueError, LookupError):
            raise NotXmlError from None


def _refuse_definitions(_: str, __: str | None, ___: str | None, has_definitions: int) -> None:
    """Older manifests name a document type, which is harmless; one that defines something is not."""
    if has_definitions:
        raise NotXmlError


@dataclass(slots=True)
class _Reader:
    """Where in one part we are. Rows and columns are counted from 1."""

    measured: Measured
    row: int = 0
    row_repeats: int = 1
    column: int = 0
    column_repeats: int = 1
    characters: int = 0
    in_cell: bool = False
    attributes: dict[str, str] = field(default_factory=dict)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.measured.elements += 1
        if self.measured.elements > _MOST_ELEMENTS:
            raise too_large_unpacked()
        handle = _STARTS.get(_local(name))
        if handle:
            is_plain = ":" not in "".join(attributes)
            self.attributes = attributes if is_plain else {_local(key): value for key, value in attributes.items()}
            handle(self)

    def end(self, name: str) -> None:
        handle = _ENDS.get(_local(name))
        if handle:
            handle(self)

    def text(self, data: str) -> None:
        self.characters += len(data)

    # XLSX

    def start_row(self) -> None:
        self.row = _number(self.attributes.get("r"), self.row + 1)
        self.column = 0

    def start_cell(self) -> None:
        letters, row = _reference(self.attributes.get("r", ""))
        self.column = letters or self.column + 1
        self.row = max(self.row, row)
        self.characters = 0
        self.measured.shared_cells += self.attributes.get("t") == "s"

    def start_value(self) -> None:
        self.reaches(self.row, self.column)
        # A formula before its value is not text of the cell.
        self.characters = 0

    def start_shared(self) -> None:
        self.characters = 0

    def end_shared(self) -> None:
        self.long_enough()
        self.measured.longest_shared = max(self.measured.longest_shared, self.characters)

    # ODS

    def start_table_row(self) -> None:
        self.row += self.row_repeats if self.row else 1
        self.row_repeats = _number(self.attributes.get("number-rows-repeated"), 1)
        self.column, self.column_repeats = 0, 1

    def start_table_cell(self) -> None:
        self.column += self.column_repeats if self.column else 1
        self.column_repeats = _number(self.attributes.get("number-columns-repeated"), 1)
        self.characters = len(self.attributes.get("string-value", ""))
        self.in_cell = True
        if "value-type" in self.attributes or "formula" in self.attributes:
            self.start_repeated()

    def start_repeated(self) -> None:
        if self.in_cell:
            self.reaches(self.row + self.row_repeats - 1, self.column + self.column_repeats - 1)

    def start_spaces(self) -> None:
        self.characters += _number(self.attributes.get("c"), 1)
        if self.in_cell:
            self.long_enough()

    def end_table_cell(self) -> None:
        self.in_cell = False
        if self.characters:
            self.long_enough()
            self.measured.repeated_characters += self.characters * self.column_repeats * self.row_repeats

    def start_table(self) -> None:
        self.row, self.row_repeats = 0, 1

    def start_locked(self) -> None:
        self.measured.is_locked = True

    def reaches(self, row: int, column: int) -> None:
        if row > _LAST_ROW:
            raise too_many_rows()
        if column > MOST_COLUMNS:
            raise too_many_columns()

    def long_enough(self) -> None:
        if self.characters > MOST_CHARACTERS:
            raise too_long_a_cell(None)


_STARTS: Final = {
    "row": _Reader.start_row,
    "c": _Reader.start_cell,
    "v": _Reader.start_value,
    "f": _Reader.start_value,
    "is": _Reader.start_value,
    "si": _Reader.start_shared,
    "table": _Reader.start_table,
    "table-row": _Reader.start_table_row,
    "table-cell": _Reader.start_table_cell,
    "covered-table-cell": _Reader.start_table_cell,
    "p": _Reader.start_repeated,
    "s": _Reader.start_spaces,
    "encryption-data": _Reader.start_locked,
}
_ENDS: Final = {
    "si": _Reader.end_shared,
    "c": lambda reader: reader.long_enough(),
    "table-cell": _Reader.end_table_cell,
    "covered-table-cell": _Reader.end_table_cell,
}


@lru_cache(maxsize=1024)
def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _number(text: str | None, otherwise: int) -> int:
    """A number as written, if it is one; a number too long to be one is beyond every limit."""
    digits = (text or "").removeprefix("+")
    if not digits.isascii() or not digits.isdigit():
        return otherwise
    return int(digits.lstrip("0")[:12] or "0")


def _reference(text: str) -> tuple[int, int]:
    """Return column and row of 'AB12', 0 for what is not said."""
    letters = text.rstrip("0123456789")
    return _column(letters), _number(text[len(letters) :], 0)


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    column = 0
    for letter in letters.upper()[:8]:
        column = column * _ALPHABET + _LETTERS.find(letter) + 1
    return column
