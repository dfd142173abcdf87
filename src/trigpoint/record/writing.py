"""Write an event, inside the transaction of the change that it tells of. The only clock below `web`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.apps.registry import Apps
from django.db import models, transaction
from django.utils import timezone

from trigpoint.record.bound import bound_columns, column_hashes
from trigpoint.record.chain import FIRST, event_hash, plain
from trigpoint.record.chains import thing_of
from trigpoint.record.kinds import ROWS_BOUND, Kind
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


@dataclass(frozen=True, slots=True)
class About:
    """A row that an event is about, and what it set without telling its value: of all of that it has a salted hash.

    `new` are the rows that came to be with it, the row itself among them where it is new; `untold` are columns of the
    row that were set. `at` is what `time_of_next` gave in the same transaction; now, if not given.
    """

    row: models.Model
    new: tuple[models.Model, ...] = ()
    untold: tuple[str, ...] = ()
    at: datetime | None = None


def new_row(row: models.Model, at: datetime | None = None) -> About:
    """Return what an event is about that tells of a new row."""
    return About(row, new=(row,), at=at)


def write(
    *,
    chain: str,
    by: Author,
    kind: Kind,
    thing: About | models.Model | str,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    reason: str = "",
) -> Event:
    """Add an event to the end of a chain and return it. Raises NotInTransactionError outside a transaction."""
    last = _last_of_locked(chain, kind)
    about = None if isinstance(thing, models.Model | str) else thing
    row = thing if isinstance(thing, models.Model | str) else thing.row
    event = Event(
        chain_id=chain,
        number=last.number + 1 if last else 1,
        at=(about and about.at) or _not_before(last),
        who=by.author,
        kind=kind.key,
        thing=row if isinstance(row, str) else thing_of(row),
        before=plain(before),
        after=plain(after),
        bound=_bound(about, after or {}) if about else None,
        reason=reason,
        previous_hash=last.hash if last else FIRST,
    )
    event.hash = event_hash(event)
    event.save(force_insert=True)
    return event


def time_of_next(chain: str, kind: Kind) -> datetime:
    """The earliest time that the next event of a chain can have, for a row that is to have the time of its event.

    The chain is locked until the transaction ends. Raises NotInTransactionError outside one.
    """
    return _not_before(_last_of_locked(chain, kind))


def _last_of_locked(chain: str, kind: Kind) -> Event | None:
    if not transaction.get_connection().in_atomic_block:
        raise NotInTransactionError(f"'{kind.key}' was to be recorded outside a transaction.")
    lock(f"chain {chain}")
    Chain.objects.get_or_create(key=chain)
    return Event.objects.filter(chain_id=chain).order_by("-number").first()


def _not_before(last: models.Model | None) -> datetime:
    """Now, but never before the entry before: a clock that was set back must not look like an entry put in later."""
    now = clock()
    return max(now, last.at) if last else now  # type: ignore[attr-defined]


def _bound(about: About, after: Mapping[str, object]) -> dict[str, dict[str, str]]:
    """Thing → column → its salted hash, of what an event set and does not tell."""
    set_whole = {thing_of(row): (row, bound_columns(type(row))) for row in about.new}
    columns = {thing_of(about.row): (about.row, about.untold)} | set_whole
    return {
        thing: column_hashes(_as_stored(row), [name for name in names if row != about.row or name not in after])
        for thing, (row, names) in columns.items()
    }


def _as_stored(row: models.Model) -> models.Model:
    """A row as the database gives it back, which is what it will be held against."""
    return type(row)._default_manager.get(pk=row.pk)


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
    values = {"before": plain(before), "after": plain(after), "reason": reason}
    return _append_in_migration(apps, chain, {"kind": kind, "thing": thing, **values})


def bind_in_migration(
    apps: Apps, *, chain: str, after: Mapping[str, object], bound: Mapping[str, Mapping[str, str]]
) -> None:
    """Add an event that binds rows of which no entry has told so far: `bound` is thing → column → salted hash."""
    values = {"before": None, "after": plain(after), "bound": plain(bound)}
    _append_in_migration(apps, chain, {"kind": ROWS_BOUND.key, "thing": chain, **values})


def _append_in_migration(apps: Apps, chain: str, values: Mapping[str, object]) -> datetime:
    events = apps.get_model("record", "Event").objects
    apps.get_model("record", "Chain").objects.get_or_create(key=chain)
    last = events.filter(chain_id=chain).order_by("-number").first()
    event = events.model(
        chain_id=chain,
        number=last.number + 1 if last else 1,
        at=_not_before(last),
        who="operator",
        previous_hash=last.hash if last else FIRST,
        **values,
    )
    event.hash = event_hash(event)
    event.save(force_insert=True)
    at: datetime = event.at
    return at
