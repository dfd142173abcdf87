"""Rows and columns so small that nobody sees what is in them: by hand, or by a program that never hides any.

Of a row, less than four points: the smallest print that people read has five or six, and the usual row fifteen. Of a
column, less than one figure of the usual letters, which are eleven points high and not quite six wide.
"""

import re
from decimal import Decimal
from typing import Final

from trigpoint.tables.number_formats import number_in

_LOWEST_ROW: Final = 4
_NARROWEST_COLUMN: Final = 6
_ONE_FIGURE: Final = 1
_POINTS: Final = {
    "pt": Decimal(1),
    "pc": Decimal(12),
    "px": Decimal("0.75"),
    "in": Decimal(72),
    "cm": Decimal(72) / Decimal("2.54"),
    "mm": Decimal(72) / Decimal("25.4"),
}
_LENGTH: Final = re.compile(r"([0-9]*\.?[0-9]+)([a-z]*)")


def is_low(points: str | None) -> bool:
    """Whether a row of so many points, as a workbook says it, is too low to be read."""
    return _is_less(points, _LOWEST_ROW)


def is_narrow(figures: str | None) -> bool:
    """Whether a column of the width of so many figures is too narrow to be read."""
    return _is_less(figures, _ONE_FIGURE)


def is_low_length(length: str) -> bool:
    """Whether a row with a height such as '0.26mm' is too low to be read."""
    return _is_less(_in_points(length), _LOWEST_ROW)


def is_narrow_length(length: str) -> bool:
    """Whether a column with a width such as '0.01in' is too narrow to be read."""
    return _is_less(_in_points(length), _NARROWEST_COLUMN)


def _is_less(size: str | None, than: int) -> bool:
    number = number_in(size) if size is not None else None
    return number is not None and number < than


def _in_points(length: str) -> str | None:
    """A length in points; None for what is none, or in a unit that is not known unless it is nothing."""
    written = _LENGTH.fullmatch(length.strip())
    if written is None:
        return None
    number, unit = Decimal(written[1]), written[2]
    if unit not in _POINTS:
        return None if number else "0"
    return str(number * _POINTS[unit])
