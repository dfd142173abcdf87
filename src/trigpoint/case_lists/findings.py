"""What can be found in a case list, and what becomes of a row and of the whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from trigpoint.rules.case_list import ListedCase

# The two columns that an annotated copy has before those of the list.
REMARKS: Final = ("To mend", "Notes")


class Severity(StrEnum):
    """`MEND` blocks the list until it is mended; `NOTE` is said and blocks nothing."""

    MEND = "mend"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: by which rule, in which of our columns (None where in no single one), and what to do."""

    rule: str
    column: str | None
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """One row. `raw` are its cells as typed by our column's id; `case` and `age` are None where they cannot be read."""

    line: int
    raw: Mapping[str, str]
    case: ListedCase | None
    age: int | None
    findings: tuple[Finding, ...]

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """Return the findings of one severity."""
        return tuple(one for one in self.findings if one.severity is severity)


@dataclass(frozen=True, slots=True)
class CheckedList:
    """A whole list after it was checked. `findings` are those about the list as a whole."""

    case_type: str
    rows: tuple[CheckedRow, ...]
    findings: tuple[Finding, ...]

    @property
    def is_good(self) -> bool:
        """Whether nothing has to be mended, so that the list may be taken in as a whole."""
        whole = any(one.severity is Severity.MEND for one in self.findings)
        return not whole and not self.number_of_rows_with(Severity.MEND)

    @property
    def cases(self) -> tuple[ListedCase, ...]:
        """The cases of a good list, in its order; of another, none: nothing is half-loaded."""
        return tuple(row.case for row in self.rows if row.case) if self.is_good else ()

    def number_of_rows_with(self, severity: Severity) -> int:
        """How many rows have a finding of this severity."""
        return sum(bool(row.of(severity)) for row in self.rows)
