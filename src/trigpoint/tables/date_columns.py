"""A column of dates judged as a whole: is the day first, or the month?

One date whose second number is above 12 tells that the month comes first in it and in the others, as a column comes
from one program. Where no number is above 12, the same figures are two days, and nobody but the sender can tell which.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from trigpoint.tables.dates import DateOrder, in_figures

_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class DateColumn:
    """What the dates of a column say of their order; numbers are indices in the column, from 0.

    `figures` are dates in figures alone, `day_first` and `month_first` those that can be read in one way only.
    """

    order: DateOrder
    is_settled: bool
    figures: tuple[int, ...]
    day_first: tuple[int, ...]
    month_first: tuple[int, ...]

    @property
    def against(self) -> tuple[int, ...]:
        """The dates that cannot be read in the order of the column."""
        return self.month_first if self.order is DateOrder.DAY_FIRST else self.day_first


def judged(cells: Sequence[str], answered: DateOrder | None = None) -> DateColumn:
    """Judge a column by its cells. `answered` is what the sender said of it."""
    pairs = [(index, pair) for index, cell in enumerate(cells) if (pair := in_figures(cell))]
    day_first = tuple(index for index, (first, second) in pairs if first > _MONTHS >= second)
    month_first = tuple(index for index, (first, second) in pairs if second > _MONTHS >= first)
    # The same number twice is one day in either order.
    two_readings = any(first != second and max(first, second) <= _MONTHS for _, (first, second) in pairs)
    # Some dates that tell and others that tell the opposite tell nothing of the rest.
    disagree = bool(day_first and month_first)
    is_open = (two_readings and (disagree or not day_first)) or bool(month_first and not day_first)
    return DateColumn(
        order=answered or DateOrder.DAY_FIRST,
        is_settled=bool(answered) or not is_open,
        figures=tuple(index for index, _ in pairs),
        day_first=day_first,
        month_first=month_first,
    )
