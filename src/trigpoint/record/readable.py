"""Rows read one by one where the database holds what nobody can read: those that can be are, the others are seen."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from itertools import islice
from typing import Final, TypeVar
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DataError, OperationalError, connection
from django.db.models import CharField, Field, Func, Model, QuerySet

Row = TypeVar("Row", bound=Model)

# What reading raises that we did not write: a time that is none, bytes in the place of words, a thousand brackets.
UNREADABLE: Final = (
    AttributeError,
    KeyError,
    TypeError,
    ValueError,
    OverflowError,
    RecursionError,
    DataError,
    ValidationError,
)
# Words that are no UTF-8 are an OperationalError of SQLite, as a lost database is; but a lost one does not answer when
# it is asked for the rows one by one either, and that is raised.
_NOT_ALL_AT_ONCE: Final = (*UNREADABLE, OperationalError)
_INTEGER: Final = (int,)
# What a column's value is in Python; of JSON it may be anything.
_TYPES: Final[dict[str, tuple[type, ...]]] = {
    "BooleanField": (bool,),
    "DateField": (date,),
    "DateTimeField": (datetime,),
    "UUIDField": (UUID,),
    "BinaryField": (bytes, memoryview),
    "AutoField": _INTEGER,
    "BigAutoField": _INTEGER,
    "IntegerField": _INTEGER,
    "PositiveIntegerField": _INTEGER,
    "PositiveBigIntegerField": _INTEGER,
    "CharField": (str,),
    "SlugField": (str,),
    "TextField": (str,),
}


def each(rows: "QuerySet[Row]") -> Iterator[Row | None]:
    """Yield each row, in an order that must be of something unique; None in the place of one that cannot be read.

    Nor is one read that holds what its column is not for, such as words in the place of a number. Constant memory.
    """
    read = 0
    try:
        for row in rows.iterator(chunk_size=500):
            yield row if fits(row) else None
            read += 1
    except _NOT_ALL_AT_ONCE:
        for key in islice(keys_of(rows), read, None):
            yield _by_key(rows, key)


def readable(rows: "QuerySet[Row]") -> Iterator[Row]:
    """Yield the rows that can be read: one that somebody spoilt is named elsewhere."""
    yield from (row for row in each(rows if rows.ordered else rows.order_by("pk")) if row is not None)


def keys_of(rows: "QuerySet[Row]") -> Iterator[str]:
    """Yield the key of each row in words, in the order of the rows; one that is no key as it stands in the database."""
    key = rows.model._meta.pk
    if connection.vendor != "sqlite":
        yield from (str(pk) for pk in rows.values_list("pk", flat=True).iterator(chunk_size=2000))
        return
    # In hex, as SQLite keeps anything in any column, and nothing else can be read of it for certain.
    spelt = rows.annotate(spelt=Func("pk", function="HEX", output_field=CharField())).values_list("spelt", flat=True)
    for digits in spelt.iterator(chunk_size=2000):
        stored = bytes.fromhex(digits).decode(errors="replace")
        yield _as_words(key, stored)


def fits(row: Model) -> bool:
    """Whether each column that was read of a row holds what it is for."""
    values = row.__dict__
    for column, types, may_be_nothing in _columns(type(row)):
        # A column that was not read is not there.
        value = values.get(column, values)
        if value is None:
            if not may_be_nothing:
                return False
        elif value is not values and not isinstance(value, types):
            return False
    return True


@cache
def _columns(model: type[Model]) -> tuple[tuple[str, tuple[type, ...], bool], ...]:
    fields = model._meta.concrete_fields
    return tuple((field.attname, _TYPES.get(kind_of(field), (object,)), field.null) for field in fields)


def kind_of(field: "Field[object, object]") -> str:
    """Return the kind of a column, such as 'DateField'; of one that names a row elsewhere, that of the row's key."""
    while field.remote_field is not None:
        field = field.target_field  # type: ignore[attr-defined]
    return field.get_internal_type()


def column_of(field: "Field[object, object]") -> str:
    """Return the name of a field's column in the database."""
    return str(field.get_attname_column()[1])


def _by_key(rows: "QuerySet[Row]", key: str) -> Row | None:
    try:
        row = rows.get(pk=rows.model._meta.pk.to_python(key))
    except (*_NOT_ALL_AT_ONCE, ObjectDoesNotExist):
        return None
    return row if fits(row) else None


def _as_words(key: "Field[object, object]", stored: str) -> str:
    try:
        value = key.to_python(stored)
    except ValidationError:
        return stored
    return str(value) if str(key.get_db_prep_value(value, connection)) == stored else stored
