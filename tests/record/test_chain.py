"""The chain of events: what it binds, and how a break is found."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from tests.locks import lock_record, unlock_record
from tests.record.writers import ADA, NOTED, begin, note
from trigpoint.record.chain import FIRST, Broken, Whole, event_hash, plain, verify, verify_begun
from trigpoint.record.checkpoints import sign
from trigpoint.record.heads import take_head
from trigpoint.record.models import Chain, Checkpoint, Event, HeadDelivery, Leaf, TreeHead
from trigpoint.record.triggers import TABLES
from trigpoint.record.writing import NotInTransactionError, write


@pytest.mark.django_db
def test_a_chain_of_events_is_whole_and_each_event_names_the_one_before() -> None:
    first, second, third = note("a"), note("b"), note("c")
    assert [first.number, second.number, third.number] == [1, 2, 3]
    assert first.previous_hash == FIRST
    assert (second.previous_hash, third.previous_hash) == (first.hash, second.hash)
    assert verify("inspection:one") == Whole(3, third.hash)


@pytest.mark.django_db
def test_a_chain_without_events_is_whole_and_empty() -> None:
    assert verify("inspection:none") == Whole(0, FIRST)


@pytest.mark.django_db
def test_each_inspection_has_a_chain_of_its_own() -> None:
    note("a", "inspection:one")
    assert note("b", "inspection:two").number == 1


@pytest.mark.usefixtures("committed")
def test_nothing_is_recorded_outside_a_transaction() -> None:
    with pytest.raises(NotInTransactionError):
        write(chain="inspection:one", by=ADA, kind=NOTED, thing="thing:1")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "what",
    [
        "Zoë’s note — 50 %",
        "��".encode("utf-16", "surrogatepass").decode("utf-16"),
        "two\nlines",
        7,
        True,
        None,
        ["a", 1],
        {"deep": {"er": [None]}},
    ],
)
def test_what_was_recorded_comes_back_from_the_database_with_the_same_hash(what: object) -> None:
    written = note(what, reason="Because — “so”")
    read = Event.objects.get(pk=written.pk)
    assert read.after == {"what": what}
    assert read.at == written.at
    assert event_hash(read) == read.hash == written.hash


def test_a_time_is_the_same_time_in_every_zone() -> None:
    event = Event(chain_id="c", number=1, at=datetime(2027, 3, 1, 12, tzinfo=UTC), previous_hash=FIRST)
    hash_in_utc = event_hash(event)
    event.at = datetime(2027, 3, 1, 14, tzinfo=timezone(timedelta(hours=2)))
    assert event_hash(event) == hash_in_utc


def test_what_a_database_might_give_back_otherwise_is_refused() -> None:
    with pytest.raises(TypeError, match="no plain form"):
        plain({"share": 0.1})


def test_dates_and_ids_are_recorded_as_text() -> None:
    someone = UUID("5ba4c1f0-5a3b-4a6c-9a55-0f4b0c8f2a10")
    assert plain({"day": datetime(2027, 3, 1, tzinfo=UTC).date(), "who": someone}) == {
        "day": "2027-03-01",
        "who": "5ba4c1f0-5a3b-4a6c-9a55-0f4b0c8f2a10",
    }


CHANGES = ["UPDATE {} SET {} = {}", "DELETE FROM {}"]
ONLY_HERE = {"sqlite": "INSERT OR REPLACE INTO {} SELECT * FROM {}", "postgresql": "TRUNCATE {} CASCADE"}


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("change", [*CHANGES, ONLY_HERE[connection.vendor]])
def test_the_database_itself_refuses_to_change_or_remove_what_is_recorded(
    table: str, change: str, tmp_path: Path
) -> None:
    begin()
    sign(chain="inspection:one", folder=tmp_path, name="tests/record", by=ADA)
    head = take_head(folder=tmp_path, name="tests/record", by=ADA)
    assert head is not None
    HeadDelivery.objects.create(head=head, way="folder", at=datetime(2027, 3, 1, tzinfo=UTC))
    connection.check_constraints()  # as PostgreSQL truncates nothing while something is still to be checked
    column = {"record_chain": "key", "record_treehead": "at", "record_headdelivery": "way"}.get(table, "number")
    names = [table, table] if "REPLACE" in change else [table, column, column]
    refused = "only ever added to|permission denied"
    with pytest.raises(DatabaseError, match=refused), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format(*names))
    assert verify("inspection:one") == Whole(2, Event.objects.get(number=2).hash)
    # The inspection's chain and that of the keys; an entry each for the key, the beginning and the checkpoint.
    assert (Chain.objects.count(), Checkpoint.objects.count()) == (2, 1)
    assert (Leaf.objects.count(), TreeHead.objects.count(), HeadDelivery.objects.count()) == (3, 1, 1)


TAMPERED = {
    "number": (4, "Entry 2 is missing: entry 3 follows on entry 1."),
    "at": (datetime(2020, 1, 1, tzinfo=UTC), "Entry 2 is not what it was when it was written."),
    "who": ("operator", "Entry 2 is not what it was when it was written."),
    "kind": ("tests.other", "Entry 2 is not what it was when it was written."),
    "thing": ("thing:2", "Entry 2 is not what it was when it was written."),
    "bound": ({"thing:1": {"what": "0"}}, "Entry 2 is not what it was when it was written."),
    "before": ({"what": "x"}, "Entry 2 is not what it was when it was written."),
    "after": ({"what": "x"}, "Entry 2 is not what it was when it was written."),
    "reason": ("Another", "Entry 2 is not what it was when it was written."),
    "previous_hash": ("f" * 64, "Entry 2 does not follow on the entry before it."),
    "hash": ("f" * 64, "Entry 2 is not what it was when it was written."),
}


@pytest.mark.django_db
@pytest.mark.parametrize("field", TAMPERED)
def test_whatever_is_changed_behind_our_back_the_first_broken_link_is_named(field: str) -> None:
    for what in "abc":
        note(what)
    value, says = TAMPERED[field]
    unlock_record()
    Event.objects.filter(number=2).update(**{field: value})
    lock_record()
    assert verify("inspection:one") == Broken(2, says)


@pytest.mark.django_db
def test_every_field_of_an_event_is_bound_by_its_hash() -> None:
    assert {field.name for field in Event._meta.fields} == {*TAMPERED, "id", "chain"}
    note("a")
    unlock_record()
    Chain.objects.create(key="inspection:other")
    Event.objects.update(chain="inspection:other")
    lock_record()
    assert verify("inspection:other") == Broken(1, "Entry 1 is not what it was when it was written.")


@pytest.mark.django_db
def test_an_entry_that_was_taken_out_is_named() -> None:
    for what in "abc":
        note(what)
    unlock_record()
    Event.objects.filter(number=2).delete()
    lock_record()
    assert verify("inspection:one") == Broken(2, "Entry 2 is missing: entry 3 follows on entry 1.")


@pytest.mark.django_db
def test_the_chain_of_something_that_exists_is_never_empty() -> None:
    assert verify_begun("inspection:one") == Broken(1, "Entry 1 is missing: the record is empty.")
    first = begin()
    assert verify_begun("inspection:one") == Whole(1, first.hash)


@pytest.mark.django_db
def test_a_chain_that_was_emptied_is_broken_whatever_was_written_since() -> None:
    begin()
    unlock_record()
    Event.objects.all().delete()
    lock_record()
    note("somebody viewed a case")
    says = "Entry 1 does not tell of the beginning: an older record was removed."
    assert verify_begun("inspection:one") == Broken(1, says)


@pytest.mark.django_db
def test_the_beginning_of_one_is_not_that_of_another() -> None:
    with transaction.atomic():
        write(chain="inspection:one", by=ADA, kind=NOTED, thing="thing:1", after={"reference": "other"})
    assert isinstance(verify_begun("inspection:one"), Broken)


# What each database lets into a column, and nobody can read as an entry.
UNREADABLE: dict[str, list[tuple[str, str | bytes]]] = {
    "sqlite": [("at", "junk"), ("reason", b"\xff\xfe")],
    "postgresql": [("at", "infinity")],
}


@pytest.mark.django_db
@pytest.mark.parametrize(("column", "value"), UNREADABLE[connection.vendor])
def test_an_entry_that_cannot_be_read_is_where_the_chain_breaks(column: str, value: str | bytes) -> None:
    note("a")
    note("b")
    unlock_record()
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE record_event SET {column} = %s WHERE number = 2", [value])  # noqa: S608
    lock_record()
    verified = verify("inspection:one")
    assert isinstance(verified, Broken)
    assert verified.number == 2


@pytest.mark.django_db
def test_a_thousand_brackets_break_the_chain_where_they_stand() -> None:
    note("a")
    note("b")
    _spoil("UPDATE record_event SET after = %s WHERE number = 2", "[" * 990 + "]" * 990)
    verified = verify("inspection:one")
    assert isinstance(verified, Broken)
    assert verified.number == 2


@pytest.mark.django_db
@pytest.mark.sqlite
def test_words_that_are_no_words_break_the_chain_where_they_stand() -> None:
    for what in "abc":
        note(what)
    _spoil("UPDATE record_event SET reason = CAST(%s AS TEXT) WHERE number = 2", b"\xff\xfe")
    assert verify("inspection:one") == Broken(2, "Entry 2 cannot be read.")


@pytest.mark.django_db
@pytest.mark.sqlite
def test_a_signed_time_that_is_none_does_not_stop_the_verifying() -> None:
    hash_ = note("a").hash
    at = datetime(2027, 3, 1, tzinfo=UTC)
    Checkpoint.objects.create(chain_id="inspection:one", number=1, hash=hash_, at=at, public_key="", signature="")
    _spoil("UPDATE record_checkpoint SET at = %s", "2027-13-45 00:00:00")
    assert verify("inspection:one") == Whole(1, hash_)


def _spoil(statement: str, value: str | bytes) -> None:
    unlock_record()
    with connection.cursor() as cursor:
        cursor.execute(statement, [value])
    lock_record()
