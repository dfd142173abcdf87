"""Cells that hold an error, or nothing, in the place of what a person meant to write there."""

import re
from typing import Final

from trigpoint.tables.lines import CellKind
from trigpoint.tables.table import Row

# The errors of spreadsheet programs. Saved as CSV, they are nothing but such a text.
_ERROR: Final = re.compile(
    r"#(?:N/A|DIV/0!|REF!|NAME\?|NULL!|NUM!|VALUE!|SPILL!|CALC!|FIELD!|BLOCKED!|UNKNOWN!|CONNECT!|BUSY!|PYTHON!"
    r"|GETTING_DATA)|Err:[0-9]{3}",
    re.IGNORECASE,
)
# What stands in a cell whose column is too narrow for its number, and in a CSV that was saved from it.
_TOO_NARROW: Final = re.compile("#{3,}")
_FIRST_SIGNS: Final = frozenset("#Ee")
_IN_THE_PLACE_OF_A_VALUE: Final = (CellKind.ERROR, CellKind.NO_VALUE)


def fault_of(row: Row, index: int) -> CellKind | None:
    """Return what is wrong with a cell itself, whatever column it is in; None where nothing is."""
    if row.kinds and (kind := row.kinds.get(index)) in _IN_THE_PLACE_OF_A_VALUE:
        return kind
    text = row.cells[index].lstrip()
    # Nearly every cell: nothing else is looked at.
    if text[:1] not in _FIRST_SIGNS:
        return None
    text = text.rstrip()
    if _ERROR.fullmatch(text):
        return CellKind.ERROR
    return CellKind.TOO_NARROW if _TOO_NARROW.fullmatch(text) else None
