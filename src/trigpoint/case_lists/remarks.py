"""What is to be said of a case list that was checked: of each row and of the whole."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from trigpoint.case_lists.row_reading import LeftOutWord, RowsRead
from trigpoint.rules.case_list import ListedCase

# The two columns that an annotated copy has before those of the list.
REMARKS: Final = ("To correct", "Notes")


class Severity(StrEnum):
    """`ERROR` blocks the list until it is corrected; `NOTE` blocks nothing."""

    ERROR = "error"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to say: by which rule, in which of our columns (None where in no single one), and what to do.

    `of_many` says it without what is particular to a row, where it does: the remarks of many rows that are alike are
    told once, each with its `cell`. `question` is the id of the question that asks about the same, where one does.
    """

    rule: str
    column: str | None
    severity: Severity
    message: str
    of_many: str = ""
    cell: str = ""
    question: str = ""


@dataclass(frozen=True, slots=True)
class LeftOutByRule:
    """How many cases are left out because of a word that is none of the values of a column (its label)."""

    column: str
    word: str
    cases: int


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """One row. `raw` are its cells as typed by our column's id; `case` and `age` are None where they cannot be read.

    A row that is left out by rule has no case and no fault. `sheet` is named where several sheets are read together.
    """

    line: int
    raw: Mapping[str, str]
    case: ListedCase | None
    age: int | None
    remarks: tuple[Remark, ...]
    left_out: LeftOutWord | None = None
    sheet: str = ""

    def of(self, severity: Severity) -> tuple[Remark, ...]:
        """Return the remarks of one severity."""
        return tuple(remark for remark in self.remarks if remark.severity is severity)


@dataclass(frozen=True, slots=True)
class CheckedList:
    """A whole list after it was checked: `read` are its rows as they were, `remarks` those about it as a whole."""

    case_type: str
    read: RowsRead
    rows: tuple[CheckedRow, ...]
    remarks: tuple[Remark, ...]

    @property
    def is_good(self) -> bool:
        """Whether nothing has to be corrected, so that the list may be taken in as a whole."""
        whole = any(remark.severity is Severity.ERROR for remark in self.remarks)
        return not whole and not self.number_of_rows_with(Severity.ERROR)

    @property
    def cases(self) -> tuple[ListedCase, ...]:
        """The cases of a good list, in its order; of another, none: nothing is half-loaded."""
        return tuple(row.case for row in self.rows if row.case) if self.is_good else ()

    @property
    def left_out(self) -> tuple[LeftOutByRule, ...]:
        """What was left out by rule, in the order of the list."""
        counted = Counter(row.left_out for row in self.rows if row.left_out)
        return tuple(LeftOutByRule(word.column, word.word, cases) for word, cases in counted.items())

    def number_of_rows_with(self, severity: Severity) -> int:
        """How many rows have a remark of this severity."""
        return sum(bool(row.of(severity)) for row in self.rows)
