"""Whether what stands in SQLite's tables is letter by letter what Django writes.

SQLite keeps anything in any column, and Python reads much of it alike: '' as no time, 2 as no, '20261205' as a day. So
Python would find what the record says, while a condition in SQL sees something else. PostgreSQL's columns take nothing
but what they are for, and give it back in one form: there nothing is to be asked.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from django.db import connection
from django.db.models import Field, Model

from trigpoint.record.personal import Personal
from trigpoint.record.printable import printable
from trigpoint.record.readable import column_of, kind_of

_IS_AS_DUMPED: Final = "trigpoint_is_as_dumped"
_BYTES: Final = "length(CAST({c} AS BLOB))"
_TIME: Final = (
    f"typeof({{c}}) = 'text' AND datetime(substr({{c}}, 1, 19)) IS substr({{c}}, 1, 19) AND ({_BYTES} = 19 OR "
    f"({_BYTES} = 26 AND substr({{c}}, 20) GLOB '.{'[0-9]' * 6}' AND substr({{c}}, 21) <> '000000'))"
)
_WORDS: Final = ("typeof({c}) = 'text'", "words")
_NUMBER: Final = ("typeof({c}) = 'integer'", "a whole number")
# Kind of column → the condition on its value in SQL, and in words. Lengths are of bytes: others end at the first zero.
_FORMS: Final = {
    "BooleanField": ("typeof({c}) = 'integer' AND {c} IN (0, 1)", "1 or 0"),
    "DateField": (f"typeof({{c}}) = 'text' AND {_BYTES} = 10 AND date({{c}}) IS {{c}}", "a day as in 2027-03-01"),
    "DateTimeField": (_TIME, "a time as in 2027-03-01 09:30:00"),
    "UUIDField": (
        f"typeof({{c}}) = 'text' AND {_BYTES} = 32 AND {{c}} NOT GLOB '*[^0-9a-f]*'",
        "an id of 32 digits, a to f in small letters",
    ),
    "BinaryField": ("typeof({c}) = 'blob'", "bytes"),
    "JSONField": (f"typeof({{c}}) = 'text' AND {_IS_AS_DUMPED}(CAST({{c}} AS BLOB))", "JSON as Python writes it"),
    "AutoField": _NUMBER,
    "BigAutoField": _NUMBER,
    "IntegerField": _NUMBER,
    "PositiveIntegerField": _NUMBER,
    "PositiveBigIntegerField": _NUMBER,
    "CharField": _WORDS,
    "SlugField": _WORDS,
    "TextField": _WORDS,
}
_MOST_SHOWN: Final = 20
_NOT_PRINTED: Final = frozenset({Personal.YES, Personal.SECRET})


@dataclass(frozen=True, slots=True)
class Misshapen:
    """A row in which some columns hold what Django would never write: `key` as stored, the columns, and sentences."""

    key: str
    columns: tuple[str, ...]
    sentences: tuple[str, ...]


def misshapen(model: type[Model], column: str = "", values: Sequence[str] = ()) -> Iterator[Misshapen]:
    """Yield the rows of a table with columns that hold what Django would never write; on PostgreSQL there are none.

    With `column`, only of rows in which that column has one of `values`, as the database keeps them.
    """
    if connection.vendor != "sqlite":
        return
    _teach_sqlite()
    with connection.cursor() as cursor:
        cursor.execute(_query(model, column, len(values)), list(values))
        while rows := cursor.fetchmany(500):
            for key, *cells in rows:
                yield _described(model, bytes.fromhex(key).decode(errors="replace"), cells)


def misshapen_sentences(model: type[Model], column: str = "", values: Sequence[str] = ()) -> Iterator[str]:
    """Yield what is wrong with the rows that `misshapen` yields, in sentences; of very many, how many more."""
    sentences = (what for row in misshapen(model, column, values) for what in row.sentences)
    yield from islice(sentences, _MOST_SHOWN)
    more = sum(1 for _ in sentences)
    if more:
        yield f"And {more} more values in {model._meta.db_table} are none that Trigpoint writes."


def _teach_sqlite() -> None:
    """Let SQL ask `_is_as_dumped`. Once a connection: while something is being read, no function can be made anew."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pragma_function_list WHERE name = %s", [_IS_AS_DUMPED])
        if cursor.fetchone() is None:
            connection.connection.create_function(_IS_AS_DUMPED, 1, _is_as_dumped, deterministic=True)


def _query(model: type[Model], column: str, number: int) -> str:
    """The SQL that asks for the rows, by their key in hex, and of each column: nothing, or what it holds, in hex."""
    quoted = connection.ops.quote_name
    forms = {quoted(column_of(field)): _condition(field) for field in model._meta.concrete_fields}
    cells = (
        f"CASE WHEN NOT ({form}) THEN typeof({name}) || ' ' || hex(substr(CAST({name} AS BLOB), 1, 60)) END"
        for name, form in forms.items()
    )
    key, table = quoted(column_of(model._meta.pk)), quoted(model._meta.db_table)
    among = f"{quoted(column)} IN ({', '.join(['%s'] * number)}) AND " if column else ""
    # Names of our own tables and columns, and as many marks as there are values.
    return (
        f"SELECT hex(CAST({key} AS BLOB)), {', '.join(cells)} "  # noqa: S608  # nosec B608
        f"FROM {table} WHERE {among}NOT ({' AND '.join(forms.values())})"
    )


def _condition(field: "Field[object, object]") -> str:
    name = connection.ops.quote_name(column_of(field))
    form, _ = _FORMS[kind_of(field)]
    return f"CASE WHEN {name} IS NULL THEN {int(field.null)} ELSE {form.replace('{c}', name)} END"


def _is_as_dumped(stored: bytes) -> bool:
    """Whether JSON is as it was written: read and written again, it is the same. Of two equal keys Python reads one."""
    try:
        # What is nothing is written as SQL's own nothing.
        return stored != b"null" and json.dumps(json.loads(stored)).encode() == stored
    except (ValueError, RecursionError):
        return False


def _described(model: type[Model], key: str, cells: Sequence[str | None]) -> Misshapen:
    wrong = {field: what for field, what in zip(model._meta.concrete_fields, cells, strict=True) if what is not None}
    sentences = tuple(_sentence(model, key, field, what) for field, what in wrong.items())
    return Misshapen(key, tuple(field.attname for field in wrong), sentences)


def _sentence(model: type[Model], key: str, field: "Field[object, object]", what: str) -> str:
    kind, _, digits = what.partition(" ")
    _, expected = _FORMS[kind_of(field)]
    nothing = " or nothing" if field.null else ""
    return (
        f"In the table {model._meta.db_table} the row {printable(key)} holds {_shown(model, field, kind, digits)} in "
        f"the column {column_of(field)}, which is none that Trigpoint writes. Expected: {expected}{nothing}."
    )


def _shown(model: type[Model], field: "Field[object, object]", kind: str, digits: str) -> str:
    if kind == "null":
        return "nothing"
    if kind == "blob":
        return "bytes"
    # What may name somebody is not printed.
    if getattr(model, "PERSONAL", {}).get(field.name) in _NOT_PRINTED:
        return "a value"
    return f"'{printable(bytes.fromhex(digits).decode(errors='replace'))}'"
