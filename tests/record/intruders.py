"""What somebody does who has the database and knows how the record is made: it leaves no link of a chain broken."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection

from tests.locks import lock_record, unlock_record
from tests.record.writers import BEGUN
from trigpoint.record.chain import FIRST, Broken, event_hash, verify
from trigpoint.record.models import Checkpoint, Event, HeadDelivery, Leaf, TreeHead


@contextmanager
def intruder() -> Iterator[None]:
    """With the record's locks open, as for whoever owns the database."""
    unlock_record()
    yield
    lock_record()


def hash_anew(chain: str) -> None:
    """Make every hash of a chain fit what its entries say now."""
    previous = FIRST
    for event in Event.objects.filter(chain_id=chain).order_by("number"):
        event.previous_hash = previous
        event.hash = event_hash(event)
        Event.objects.filter(pk=event.pk).update(previous_hash=event.previous_hash, hash=event.hash)
        previous = event.hash
    assert not isinstance(verify(chain), Broken)


def edit(chain: str, number: int, **values: object) -> None:
    """Change an entry, and every hash after it."""
    with intruder():
        Event.objects.filter(chain_id=chain, number=number).update(**values)
        hash_anew(chain)


def swap(chain: str, number: int) -> None:
    """Let an entry and the next one change places, all hashes anew."""
    with intruder():
        first, second = Event.objects.filter(chain_id=chain, number__gte=number).order_by("number")[:2]
        for event, place in ((first, 1_000_000), (second, first.number), (first, second.number)):
            Event.objects.filter(pk=event.pk).update(number=place)
        hash_anew(chain)


def cut(chain: str, entries: int) -> None:
    """Take the last entries of a chain away."""
    with intruder():
        numbers = Event.objects.filter(chain_id=chain).order_by("-number").values_list("number", flat=True)[:entries]
        Event.objects.filter(chain_id=chain, number__in=list(numbers)).delete()


def insert_backdated(chain: str, days: int) -> Event:
    """Append an entry in another's name by a plain INSERT, its locks closed, dated days before its neighbour."""
    last = Event.objects.filter(chain_id=chain).order_by("-number")[0]
    event = Event(
        chain_id=chain,
        number=last.number + 1,
        at=last.at - timedelta(days=days),
        who="somebody-else",
        kind=BEGUN.key,
        thing=last.thing,
        after={"reference": "x"},
        previous_hash=last.hash,
    )
    event.hash = event_hash(event)
    event.save(force_insert=True)
    return event


def forget_what_was_signed() -> None:
    """Remove every head, leaf, checkpoint and key from the database: the beginning of a swap of keys."""
    with intruder(), connection.cursor() as cursor:
        for model in (HeadDelivery, TreeHead, Leaf, Checkpoint):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608 - the project's own tables
        cursor.execute("DELETE FROM record_event WHERE chain_id = 'installation:keys'")


def unseal() -> None:
    """Remove the database's own tree and heads, so that the next head is taken of whatever the entries say now."""
    with intruder():
        HeadDelivery.objects.all().delete()
        TreeHead.objects.all().delete()
        Leaf.objects.all().delete()
