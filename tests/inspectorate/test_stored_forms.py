"""SQLite keeps anything in any column. What Python reads alike, and SQL does not, is found all the same."""

from contextlib import suppress
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from tests.factories.world import World
from tests.inspectorate.altering import NOT_FOUND, OURS, faults
from tests.some_quickly import some_quickly
from trigpoint.inspectorate.register.models import ContextFigures
from trigpoint.record.columns import differences
from trigpoint.record.last_words import LastWord, chain_of, with_reference
from trigpoint.record.models import Event, HeadDelivery, TreeHead
from trigpoint.record.readable import column_of
from trigpoint.record.stored_form import misshapen
from trigpoint.record.writing import clock

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def written(statement: str) -> list[str]:
    """What is found once this was done by hand, the database's own conditions ignored; it is undone again."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            try:
                cursor.execute(statement)
            finally:
                cursor.execute("PRAGMA ignore_check_constraints = OFF")
        found = faults()
        transaction.set_rollback(True)
    return found


# Where, what is put there, what was expected of such a column.
ALIKE = [
    ("sampling_seedcommitment.withdrawn_on", "''", "'' in", "a day as in 2027-03-01 or nothing"),
    ("sampling_seedcommitment.withdrawn_on", "'zzz'", "'zzz' in", "a day as in 2027-03-01 or nothing"),
    ("people_declaration.has_interest", "2", "a value in", "1 or 0"),
    ("people_declaration.lifted", "-1", "a value in", "1 or 0"),
    ("sampling_exclusion.stands", "'zzz'", "'zzz' in", "1 or 0"),
    ("sampling_exclusion.stands", "X'31'", "bytes in", "1 or 0"),
    ("people_membership.starts", "'2026-12-5'", "in", "a day as in 2027-03-01"),
    ("people_membership.starts", "replace(starts, '-', '')", "in", "a day as in 2027-03-01"),
    ("people_membership.starts", "starts || ' '", "in", "a day as in 2027-03-01"),
    ("people_membership.person_id", "upper(person_id)", "in", "an id of 32 digits, a to f in small letters"),
    ("sampling_draw.at", "replace(at, ' ', 'T')", "in", "a time as in 2027-03-01 09:30:00"),
    ("sampling_draw.at", "at || '+00:00'", "in", "a time as in 2027-03-01 09:30:00"),
    ("record_event.at", "replace(at, ' ', 'T')", "in", "a time as in 2027-03-01 09:30:00"),
    ("record_event.at", "at || 'Z'", "in", "a time as in 2027-03-01 09:30:00"),
    ("record_event.after", "replace(after, ': ', ':')", "in", "JSON as Python writes it or nothing"),
    # Two equal keys: SQL reads the first, Python the second.
    (
        "record_event.after",
        "replace(after, '{', '{\"reference\": \"x\", ')",
        "in",
        "JSON as Python writes it or nothing",
    ),
    ("record_event.before", "'null'", "'null' in", "JSON as Python writes it or nothing"),
    ("record_event.reason", "CAST(reason AS BLOB)", "bytes in", "words"),
    ("record_leaf.hash", "CAST(hash AS BLOB)", "bytes in", "words"),
    ("record_checkpoint.at", "replace(at, ' ', 'T')", "in", "a time as in 2027-03-01 09:30:00"),
    ("record_treehead.at", "replace(at, ' ', 'T')", "in", "a time as in 2027-03-01 09:30:00"),
]


@pytest.mark.parametrize(
    ("where", "value", "shown", "expected"), some_quickly(ALIKE, each=7), ids=[f"{one[0]}={one[1]}" for one in ALIKE]
)
def test_what_reads_alike_and_is_not_what_django_writes_is_found_with_its_table_row_and_column(
    where: str, value: str, shown: str, expected: str, everything: World
) -> None:
    table, column = where.split(".")
    statement = f"UPDATE {table} SET {column} = {value}"  # noqa: S608 - a test's own words
    found = [what for what in written(statement) if what.startswith("In the table")]
    assert found
    for what in found:
        assert what.startswith(f"In the table {table} the row ")
        assert f"{shown} the column {column}," in what
        assert what.endswith(f"which is none that Trigpoint writes. Expected: {expected}.")


def test_what_may_name_somebody_is_not_printed(everything: World) -> None:
    found = written("UPDATE people_person SET name = CAST('Vera' AS BLOB), email = CAST(email AS BLOB)")
    assert [what for what in found if "column name, which is none" in what]
    assert not [what for what in found if "Vera" in what]


def test_it_is_asked_while_something_else_is_being_read(everything: World) -> None:
    """Of more chains than are read at a time, some wait to be read while their rows are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM record_event")
        cursor.fetchone()
        assert list(misshapen(Event)) == []
        assert list(misshapen(Event)) == []


def test_one_is_not_the_same_as_yes(everything: World) -> None:
    """To Python 1 equals True, and so does what holds one."""
    row = with_reference(ContextFigures)[0]
    assert isinstance(row, ContextFigures)
    row.parts = {"children": [1]}
    told = LastWord(values={"parts": {"children": [True]}})
    found = list(differences(row, told, chain_of(row)))
    assert "The context figures's parts is '{'children': [1]}' in the database; the record's last word is" in found[-1]


# What is put into each column, in the language of SQL. Of tables that are bound alike some will do.
ODD = ("X'FF'", "'zzz'", "''", "2", "'{}'", "'[1]'", "'null'", "-1", "1e300", "CAST(X'FF' AS TEXT)", "'0001-01-01'")
# Where what Trigpoint writes itself is not told from what somebody else does: what went out is asked of the folder.
UNBOUND = {*NOT_FOUND, "record.HeadDelivery.id", "record.HeadDelivery.head", "record.HeadDelivery.way"}


@pytest.mark.proof
@pytest.mark.long
@pytest.mark.parametrize("model", [*OURS, HeadDelivery], ids=lambda model: model._meta.label)
def test_whatever_stands_in_a_column_is_named_and_never_ends_the_verifying(
    model: type[models.Model], everything: World
) -> None:
    HeadDelivery.objects.create(head=TreeHead.objects.get(), way="folder", at=clock())
    odd = ODD if model._meta.app_label == "record" else ODD[:2]
    fields = model._meta.concrete_fields
    unseen = {f"{model._meta.label}.{field.name}" for field in fields for value in odd if not is_found(field, value)}
    assert unseen - UNBOUND == set()


def is_found(field: "models.Field[Any, Any]", value: str) -> bool:
    """Whether something is found once a value stands in a column of one row; so it is where the database refuses it."""
    table, quoted = field.model._meta.db_table, connection.ops.quote_name
    key, name = quoted(column_of(field.model._meta.pk)), quoted(column_of(field))
    row = f"SELECT {key} FROM {table} WHERE {name} IS NOT {value} ORDER BY {key} DESC LIMIT 1"  # noqa: S608
    with suppress(IntegrityError):
        return bool(written(f"UPDATE {table} SET {name} = {value} WHERE {key} = ({row})"))  # noqa: S608
    return True
