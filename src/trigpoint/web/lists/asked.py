"""A list as somebody asked for it in an address: which rows, in which order, which page of them, or all as a file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Generic

from django.core.paginator import Page, Paginator
from django.http import HttpResponse, QueryDict
from django.utils.http import urlencode

from trigpoint.web.edge.files import file_to_keep
from trigpoint.web.lists.columns import Column, Filter, FilterKind, Listing, Row
from trigpoint.web.lists.files import as_csv
from trigpoint.web.lists.rows import AnyRows, Rows, in_order, narrowed

A_PAGE: Final = 50
# As many rows at once, so that a file of many thousand asks for what belongs to them in few goes.
_AT_ONCE: Final = 1_000


@dataclass(frozen=True, slots=True)
class Asked(Generic[Row]):
    """What an address asks of a list. `values` are filter → what it is to be, '' for no matter what."""

    listing: Listing[Row]
    values: Mapping[str, str]
    sort: str
    is_file: bool
    page: str

    def query(self, **changed: str) -> str:
        """The query of the address of this list with something changed; '' takes a part of it out."""
        sort = "" if self.sort == self.listing.sort else self.sort
        parts = {**self.values, "sort": sort} | changed
        return urlencode({name: value for name, value in parts.items() if value})


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: the query that sorts by it, '' for none, and how it is sorted now, as `aria-sort` says."""

    title: str
    query: str
    sorted: str


@dataclass(frozen=True, slots=True)
class Listed(Generic[Row]):
    """A list as its page shows it: one page of the rows that were asked for."""

    asked: Asked[Row]
    page: Page[Any]
    rows: tuple[Row, ...]

    @property
    def number(self) -> int:
        """How many rows there are on all pages."""
        return self.page.paginator.count

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter leaves rows out."""
        return any(self.asked.values.values())

    @property
    def heads(self) -> Iterator[Head]:
        """The heads of the columns, each with the way to sort by it, or to turn the order round."""
        now = self.asked.sort
        for column in self.asked.listing.columns:
            other = f"-{column.key}" if now == column.key else column.key
            how = {column.key: "ascending", f"-{column.key}": "descending"}.get(now, "")
            yield Head(column.title, self.asked.query(sort=other) if column.order else "", how)

    @property
    def sorts(self) -> Iterator[tuple[str, str]]:
        """How the list can be sorted, for a phone, where no heads are shown."""
        if self.asked.listing.as_it_comes:
            yield "", self.asked.listing.as_it_comes
        for column in self.asked.listing.columns:
            if column.order:
                yield column.key, column.title
                yield f"-{column.key}", f"{column.title}, from the end"


def ask(query: QueryDict, listing: Listing[Row]) -> Asked[Row]:
    """Read what an address asks of a list. What it cannot mean is passed over, as if it had not been asked."""
    sort = query.get("sort", "")
    return Asked(
        listing,
        {by.key: _value(by, query.get(by.key, "")) for by in listing.filters},
        sort if sort in listing.sorts else listing.sort,
        query.get("as") == "csv",
        query.get("page", ""),
    )


def _value(by: Filter, typed: str) -> str:
    typed = typed.replace("\x00", "").strip()
    if by.kind is FilterKind.CHOICE:
        return typed if typed in dict(by.options) else ""
    return typed if by.kind is FilterKind.NAME or _is_day(typed) else ""


def _is_day(typed: str) -> bool:
    try:
        date.fromisoformat(typed)
    except ValueError:
        return False
    return True


def listed(asked: Asked[Row], rows: Rows) -> Listed[Row]:
    """Return the page of a list that was asked for."""
    page = Paginator(_asked_rows(asked, rows), A_PAGE).get_page(asked.page)
    return Listed(asked, page, tuple(asked.listing.show(page.object_list)))


def file_of(asked: Asked[Row], rows: Rows) -> HttpResponse:
    """Return all rows that were asked for, of all pages, as a CSV file."""
    all_rows = _asked_rows(asked, rows)
    show, columns = asked.listing.show, asked.listing.columns
    parts = (all_rows[start : start + _AT_ONCE] for start in range(0, len(all_rows), _AT_ONCE))
    content = as_csv(_readable(columns), (row for part in parts for row in show(part)))
    return file_to_keep(content, "text/csv; charset=utf-8", f"{asked.listing.file_name}.csv")


def _readable(columns: tuple[Column[Row], ...]) -> tuple[Column[Row], ...]:
    """The columns that say something: one without a head is a column of links."""
    return tuple(column for column in columns if column.title)


def _asked_rows(asked: Asked[Row], rows: Rows) -> AnyRows:
    for by in asked.listing.filters:
        if by.path and asked.values[by.key]:
            rows = narrowed(rows, by, asked.values[by.key])
    if not asked.sort:
        return rows
    return in_order(rows, asked.listing.sorts[asked.sort], is_name=asked.listing.is_by_name(asked.sort))
