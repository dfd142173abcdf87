"""A workbook (XLSX, ODS) → the lines of its sheets."""

import io
from datetime import date, datetime, time, timedelta
from typing import Final, TypeAlias

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum

from trigpoint.tables.archive import rebuild_workbook
from trigpoint.tables.lines import Line, Sheet
from trigpoint.tables.unreadable import broken

Cell: TypeAlias = "int | float | str | bool | date | datetime | time | timedelta"

_MIDNIGHT: Final = time(0, 0)


def workbook_sheets(content: bytes) -> list[Sheet]:
    """Return the sheets of a workbook with their lines, in their order. Raises UnreadableListError."""
    safe = rebuild_workbook(content)
    try:
        return _sheets(safe)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:  # noqa: BLE001 - a panic inside the library is no Exception
        raise broken() from None


def _sheets(content: bytes) -> list[Sheet]:
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        return [
            Sheet(about.name, _lines(book.get_sheet_by_index(number)))
            for number, about in enumerate(book.sheets_metadata)
            if about.typ is SheetTypeEnum.WorkSheet
        ]


def _lines(sheet: CalamineSheet) -> list[Line]:
    rows = sheet.to_python(skip_empty_area=False)
    lines = (Line(number, [_text(cell) for cell in row]) for number, row in enumerate(rows, start=1))
    return [line for line in lines if any(line.cells)]


def _text(cell: Cell) -> str:
    """A cell as text: a date in ISO form, a whole number without '.0'."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == _MIDNIGHT else cell.isoformat(" ", "seconds")
    return str(cell)
