"""A workbook (XLSX, ODS) → the lines of its sheets."""

from trigpoint.tables.archive import measured_parts
from trigpoint.tables.lines import Sheet
from trigpoint.tables.ods import ods_sheets
from trigpoint.tables.unreadable import UnreadableListError, broken
from trigpoint.tables.xlsx import WORKBOOK, xlsx_sheets


def workbook_sheets(content: bytes) -> list[Sheet]:
    """Return the sheets of a workbook with their lines, in their order. Raises UnreadableListError."""
    parts = measured_parts(content)
    try:
        return xlsx_sheets(parts) if WORKBOOK in parts else ods_sheets(parts)
    except UnreadableListError:
        raise
    # Whatever a producer or an attacker has left out of a part, or put into it, ends in a lookup or a number.
    except (LookupError, ValueError, ArithmeticError, SyntaxError, TypeError, RecursionError):
        raise broken() from None
