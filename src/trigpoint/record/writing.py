"""Write an event, inside the transaction of the change that it tells of. The only clock below `web`."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from django.apps.registry import Apps
from django.db import models, transaction
from django.utils import timezone

from trigpoint.record.chain import FIRST, event_hash, plain
from trigpoint.record.chains import thing_of
from trigpoint.record.kinds import Kind
from trigpoint.record.locks import lock
from trigpoint.record.models import Chain, Event


def clock() -> datetime:
    """The time now, as the record takes it."""
    return timezone.now()


class Author(Protocol):
    """Whoever does something: `author` is the id that the record keeps."""

    @property
    def author(self) -> str:
        """A person's id, or 'operator'."""
        ...


class NotInTransactionError(RuntimeError):
    """An event was to be written outside a transaction: it could outlive the change that it tells of."""


def write(
    *,
    chain: str,
    by: Author,
    kind: Kind,
    thing: models.Model | str,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    reason: str = "",
) -> Event:
    """Add an event to the end of a chain and return it. Raises NotInTransactionError outside a transaction."""
    if not transaction.get_connection().in_atomic_block:
        raise NotInTransactionError(f"'{kind.key}' was to be recorded outside a transaction.")
    lock(f"chain {chain}")
    Chain.objects.get_or_create(key=chain)
    last = Event.objects.filter(chain_id=chain).order_by("-number").first()
    event = Event(
        chain_id=chain,
        number=last.number + 1 if last else 1,
        at=clock(),
        who=by.author,
        kind=kind.key,
        thing=thing if isinstance(thing, str) else thing_of(thing),
        before=plain(before),
        after=plain(after),
        reason=reason,
        previous_hash=last.hash if last else FIRST,
    )
    event.hash = event_hash(event)
    event.save(force_insert=True)
    return event


def write_in_migration(
    apps: Apps,
    *,
    chain: str,
    kind: str,
    thing: str,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    reason: str = "",
) -> datetime:
    """Add an event to a chain while a migration moves what an installation holds; return when. The operator's, always.

    Works on the models of the migration's time; how an event is hashed never changes.
    """
    events = apps.get_model("record", "Event").objects
    apps.get_model("record", "Chain").objects.get_or_create(key=chain)
    last = events.filter(chain_id=chain).order_by("-number").first()
    event = events.model(
        chain_id=chain,
        number=last.number + 1 if last else 1,
        at=clock(),
        who="operator",
        kind=kind,
        thing=thing,
        before=plain(before),
        after=plain(after),
        reason=reason,
        previous_hash=last.hash if last else FIRST,
    )
    event.hash = event_hash(event)
    event.save(force_insert=True)
    at: datetime = event.at
    return at
