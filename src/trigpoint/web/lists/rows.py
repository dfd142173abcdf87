"""Rows narrowed down and sorted, whether the database holds them or a page has worked them out."""

import re
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any, TypeVar

from django.db.models import F, QuerySet

from trigpoint.people.models import Organisation
from trigpoint.people.queries import with_name_like
from trigpoint.sameness import name_key
from trigpoint.web.lists.columns import Filter, FilterKind

# Rows of the database, or values of ours with the same paths to what they hold.
Rows = TypeVar("Rows", QuerySet[Any], Sequence[Any])
AnyRows = QuerySet[Any] | Sequence[Any]


def narrowed(rows: Rows, by: Filter, asked: str) -> Rows:
    """Return the rows that a filter leaves."""
    if isinstance(rows, QuerySet):
        if by.kind is FilterKind.NAME:
            return rows.filter(**{f"{by.path}__in": with_name_like(Organisation.objects.all(), asked)})
        return rows.filter(**{by.path: asked})
    read = _reader(by.path)
    if by.kind is FilterKind.NAME:
        return [row for row in rows if name_key(asked) in name_key(str(read(row)))]
    return [row for row in rows if str(read(row)) == asked]


def in_order(rows: AnyRows, path: str, *, is_name: bool = False) -> AnyRows:
    """Return the rows sorted by a path, from the end where a '-' is in front of it; what is not there comes last.

    The database has its own order of letters, with É after Z: what is a name (`is_name`) is sorted here.
    """
    backwards, path = path.startswith("-"), path.removeprefix("-")
    if is_name or not isinstance(rows, QuerySet):
        return _sorted(rows, path, backwards=backwards)
    field = F(path)
    first = field.desc(nulls_last=True) if backwards else field.asc(nulls_last=True)
    # The key decides between equals, so that no row is on two pages and none on no page.
    return rows.order_by(first, "pk")


def _sorted(rows: Iterable[Any], path: str, *, backwards: bool) -> list[Any]:
    rows, read = list(rows), _reader(path)
    present = [row for row in rows if read(row) not in (None, "")]
    absent = [row for row in rows if read(row) in (None, "")]
    return [*sorted(present, key=lambda row: _key(read(row)), reverse=backwards), *absent]


def _reader(path: str) -> Callable[[Any], Any]:
    return attrgetter(path.replace("__", "."))


def _key(value: object) -> Any:  # noqa: ANN401 - whatever a column is sorted by, all of it of one type
    return as_people_count(value) if isinstance(value, str) else value


def as_people_count(text: str) -> tuple[tuple[int, int | str], ...]:
    """What texts are sorted by: by the key of names, in which an É is an e, and so that 'C2' is before 'C10'."""
    parts = re.split(r"([0-9]+)", name_key(text))
    return tuple((0, int(part)) if number % 2 else (1, part) for number, part in enumerate(parts) if part)
