"""Rows narrowed down and sorted, whether the database holds them or a page has worked them out."""

import re
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any, TypeVar

from django.db.models import F, QuerySet

from trigpoint.sameness import name_key
from trigpoint.web.lists.columns import Filter, FilterKind

# Rows of the database, or values of ours with the same paths to what they hold.
Rows = TypeVar("Rows", QuerySet[Any], Sequence[Any])


def narrowed(rows: Rows, by: Filter, asked: str) -> Rows:
    """Return the rows that a filter leaves."""
    if isinstance(rows, QuerySet):
        if by.kind is FilterKind.NAME:
            return rows.filter(**{f"{by.path}__contains": name_key(asked)})
        return rows.filter(**{f"{by.path}__icontains" if by.kind is FilterKind.WORDS else by.path: asked})
    read = _reader(by.path)
    if by.kind is FilterKind.NAME:
        return [row for row in rows if name_key(asked) in name_key(str(read(row)))]
    if by.kind is FilterKind.WORDS:
        return [row for row in rows if asked.casefold() in str(read(row)).casefold()]
    return [row for row in rows if str(read(row)) == asked]


def in_order(rows: Rows, path: str) -> Rows:
    """Return the rows sorted by a path, from the end where a '-' is in front of it; what is not there comes last."""
    backwards, path = path.startswith("-"), path.removeprefix("-")
    if isinstance(rows, QuerySet):
        field = F(path)
        first = field.desc(nulls_last=True) if backwards else field.asc(nulls_last=True)
        # The key decides between equals, so that no row is on two pages and none on no page.
        return rows.order_by(first, "pk")
    return _sorted(rows, path, backwards=backwards)


def _sorted(rows: Sequence[Any], path: str, *, backwards: bool) -> list[Any]:
    read = _reader(path)
    present = [row for row in rows if read(row) not in (None, "")]
    absent = [row for row in rows if read(row) in (None, "")]
    return [*sorted(present, key=lambda row: _key(read(row)), reverse=backwards), *absent]


def _reader(path: str) -> Callable[[Any], Any]:
    return attrgetter(path.replace("__", "."))


def _key(value: object) -> Any:  # noqa: ANN401 - whatever a column is sorted by, all of it of one type
    return as_people_count(value) if isinstance(value, str) else value


def as_people_count(text: str) -> tuple[tuple[int, int | str], ...]:
    """What texts are sorted by, so that 'C2' is before 'C10'."""
    parts = re.split(r"([0-9]+)", text.casefold())
    return tuple((0, int(part)) if number % 2 else (1, part) for number, part in enumerate(parts) if part)
