"""Everything is verified at once: every column of every table of ours is changed once, and each change is found.

A new table that no entry binds fails here, and so does a new column of one that is bound.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, models, transaction

from tests.factories.world import World
from tests.inspectorate.altering import NOT_FOUND, OURS, faults
from trigpoint.record.bound import Bound
from trigpoint.record.models import Event

# A table of few columns; the proof does all of them, with one of each way of being bound.
QUICKLY: Final = ("record.Checkpoint",)


def test_a_world_that_nobody_touched_is_whole(everything: World) -> None:
    assert faults() == []
    assert all(model._default_manager.exists() for model in OURS)


@pytest.mark.parametrize(
    "model", [model for model in OURS if model._meta.label in QUICKLY], ids=lambda m: m._meta.label
)
def test_of_some_tables_each_column_that_was_changed_is_found(model: type[models.Model], everything: World) -> None:
    check_every_column(model)


@pytest.mark.proof
@pytest.mark.on_postgresql
@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_each_column_that_was_changed_is_found_and_so_is_a_row_that_is_gone_or_was_put_in(
    model: type[models.Model], everything: World
) -> None:
    check_every_column(model)


def check_every_column(model: type[models.Model]) -> None:
    """Change each column of some row, delete a row, put in a copy: each by itself, undone afterwards."""
    rows = _rows_of(model)
    unseen = [field.name for field in model._meta.concrete_fields if not _is_found_when_changed(rows, field)]
    assert [f"{model._meta.label}.{name}" for name in unseen] == [
        name for name in NOT_FOUND if name.startswith(f"{model._meta.label}.")
    ]
    assert _is_found_after(lambda: model._default_manager.filter(pk=rows[0].pk)._raw_delete("default"))
    assert _is_found_after(lambda: _put_in_copy(rows[0]))


def _rows_of(model: type[models.Model]) -> list[Any]:
    """Rows of the table; of entries one that others follow on, as an end that was cut off shows only to a witness."""
    rows = model._default_manager.order_by("pk")
    return list(rows.filter(chain__key__startswith="inspection:", number=3)[:1] if model is Event else rows)


def _is_found_when_changed(rows: list[Any], field: "models.Field[Any, Any]") -> bool:
    """Whether another value in a column is found, in the first row in which the database takes one."""
    for row in rows:
        for value in _others(row, field):
            changed = partial(type(row)._default_manager.filter(pk=row.pk).update, **{field.attname: value})
            with suppress(IntegrityError):
                return _is_found_after(changed)
    raise AssertionError(f"No other value could be written into {field}.")


def _others(row: Any, field: "models.Field[Any, Any]") -> Iterator[Any]:
    """Other values that somebody might write there; the database refuses some of them."""
    value = getattr(row, field.attname)
    if isinstance(field, models.ForeignKey):
        related = field.related_model._default_manager.exclude(pk=value).order_by("pk")
        yield from related.values_list("pk", flat=True)[:5]
        yield uuid4()
    elif field.choices:
        yield from (key for key, _ in field.choices if key != value)
    else:
        yield from _plain_others(value, field)


def _plain_others(value: Any, field: "models.Field[Any, Any]") -> tuple[Any, ...]:
    if value is None:
        return tuple(some for kind, some in _IN_PLACE_OF_NOTHING.items() if isinstance(field, kind))[:1]
    return next(others(value) for kind, others in _OTHERS.items() if isinstance(value, kind))


_IN_PLACE_OF_NOTHING: Final[dict[type["models.Field[Any, Any]"], Any]] = {
    models.DateTimeField: datetime(2027, 3, 1, 12, tzinfo=UTC),
    models.DateField: date(2027, 3, 1),
    models.IntegerField: 7,
    models.JSONField: {"x": 1},
}
# A yes is a number in Python, and a time a day: the narrower kind comes first.
_OTHERS: Final[dict[type, Callable[[Any], tuple[Any, ...]]]] = {
    bool: lambda value: (not value,),
    int: lambda value: (value + 1000,),
    datetime: lambda value: (value - timedelta(days=1),),
    date: lambda value: (value + timedelta(days=1), value - timedelta(days=1)),
    UUID: lambda _: (uuid4(),),
    str: lambda value: (f"{value[:-1]}{'y' if value.endswith('x') else 'x'}",),
    bytes: lambda value: (value + b" ",),
    memoryview: lambda value: (bytes(value) + b" ",),
    dict: lambda value: ({**value, "": "0" * 32},),
    list: lambda value: ([*value, "x"],),
}


def _is_found_after(change: Callable[[], object]) -> bool:
    """Whether something is found once this was done; it is undone again. Raises IntegrityError where it is refused."""
    with transaction.atomic():
        change()
        found = bool(faults())
        transaction.set_rollback(True)
    return found


def _put_in_copy(row: Any) -> None:
    """Another row with the same in it, but for one column where the database takes nothing twice."""
    for copy in _copies(row):
        with suppress(IntegrityError), transaction.atomic():
            copy.save(force_insert=True)
            return
    raise AssertionError(f"No copy of a row could be put into {row._meta.label}.")


def _copies(row: Any) -> Iterator[Any]:
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    for field in fields:
        for value in _others(row, field):
            copy = deepcopy(row)
            copy.pk = None if isinstance(row._meta.pk, models.AutoField) else next(_others(row, row._meta.pk))
            for unique in fields:
                if unique.unique:
                    setattr(copy, unique.attname, next(_others(row, unique)))
            setattr(copy, field.attname, value)
            yield copy
    yield type(row)(pk=next(_others(row, row._meta.pk)))


def test_what_models_leave_unbound_stands_in_the_list_of_what_is_not_found() -> None:
    unbound = {
        f"{model._meta.label}.{column}": why
        for model in OURS
        if issubclass(model, Bound)
        for column, why in model.UNBOUND.items()
    }
    assert unbound == {name: why for name, why in NOT_FOUND.items() if not name.startswith("record.")}
