"""What a list is: its columns, and by what it can be narrowed down. Each list of the site is one such value."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")
CellValue = str | int | date | datetime | None


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column. `order` is the path to what it is sorted by, such as 'service__name'; '' where it is not sorted.

    `is_reference`: the text is a reference, which no spreadsheet may read as a number or as a date. `is_name`: it is a
    name of which the database has no key to sort by.
    """

    key: str
    title: str
    value: Callable[[Row], CellValue]
    order: str = ""
    is_reference: bool = False
    is_name: bool = False


class FilterKind(Enum):
    """How a filter is asked for."""

    CHOICE = "one of some values"
    NAME = "words that are part of a name, however either is typed; in the database its path is to an organisation"
    DAY = "a day"


@dataclass(frozen=True, slots=True)
class Filter:
    """By what a list can be narrowed down. `path` is the path to what is compared; '' where the view compares itself.

    `options` are the values of a choice with their labels; `every` is the label of choosing none.
    """

    key: str
    title: str
    path: str = ""
    kind: FilterKind = FilterKind.CHOICE
    options: tuple[tuple[str, str], ...] = ()
    every: str = "All"


def options_of(values: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The options of a choice whose values are words for people already, in the order given."""
    return tuple((value, value) for value in values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Generic[Row]):
    """A list: its columns, its filters, and the column by which it is sorted at first ('-' in front: from the end).

    Where `sort` is '', the rows are as the view has them, and `as_it_comes` says how that is.
    `show` turns rows as they are sorted into rows as the columns read them, many at once, so that what belongs to them
    is asked of the database once.
    """

    caption: str
    file_name: str
    columns: tuple[Column[Row], ...]
    filters: tuple[Filter, ...] = ()
    sort: str = ""
    as_it_comes: str = ""
    show: Callable[[Iterable[Any]], Sequence[Row]] = tuple

    @property
    def sorts(self) -> dict[str, str]:
        """How the list can be sorted: what stands in the address → the path."""
        sorted_by = [column for column in self.columns if column.order]
        return {column.key: column.order for column in sorted_by} | {
            f"-{column.key}": f"-{column.order}" for column in sorted_by
        }

    def is_by_name(self, sort: str) -> bool:
        """Whether a way to sort is by a name of which the database has no key."""
        return any(column.is_name for column in self.columns if column.key == sort.removeprefix("-"))
