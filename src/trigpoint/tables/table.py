"""A table of text: the headings, and each row with the number that a person sees beside it. Nothing is judged here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from trigpoint.english import quoted
from trigpoint.tables.lines import NO_KINDS, CellKind


class FileKind(StrEnum):
    """What kind of file a list came in."""

    CSV = "csv"
    WORKBOOK = "workbook"


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `line` is its number in the file as a person sees it. It has a cell for each heading.

    `kinds` are what is to be said of cells, by their index; `hidden` rows a person does not see; `sheet` is named where
    rows of several sheets stand together.
    """

    line: int
    cells: tuple[str, ...]
    kinds: Mapping[int, CellKind] = field(default_factory=lambda: NO_KINDS)
    hidden: bool = False
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The list as it was sent. A column without a heading has an empty one.

    The headings are in `line`, of `sheet` where the file is a workbook; `title_lines` hold something above them.
    `left_out` are the headings of columns that are not asked for and whose cells were not kept, `hidden_columns` those
    of columns that a person does not see. A sheet that goes on with the rows of another has the headings of that one,
    which `goes_on` names.
    """

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    kind: FileKind = FileKind.CSV
    line: int = 1
    sheet: str = ""
    left_out: tuple[str, ...] = ()
    title_lines: tuple[int, ...] = ()
    hidden_columns: tuple[str, ...] = ()
    goes_on: str = ""

    @property
    def where(self) -> str:
        """Where the headings were read: 'line 1' or 'line 1 of the sheet 'Cases''."""
        return where(self.line, self.goes_on or self.sheet)


def where(line: int, sheet: str) -> str:
    """Name a line of a list, and its sheet where it has one."""
    return f"line {line} of the sheet {quoted(sheet, 40)}" if sheet else f"line {line}"
