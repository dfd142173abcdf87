"""The chain: how an event's hash is made, and how a chain is checked against its hashes and its checkpoints."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from trigpoint.record.chains import reference_in
from trigpoint.record.models import Checkpoint, Event
from trigpoint.record.readable import UNREADABLE, each, readable

FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class Whole:
    """A chain that is whole: how many entries it has, and the hash of its last one."""

    entries: int
    hash: str


@dataclass(frozen=True, slots=True)
class Broken:
    """The first link of a chain that does not hold, and what is wrong with it, in a sentence."""

    number: int
    what: str


class Links:
    """The links of one chain, checked one after the other, and against the hash of each checkpoint by its number."""

    def __init__(self, checkpoints: Mapping[int, str]) -> None:
        self._checkpoints = checkpoints
        self._whole = Whole(0, FIRST)
        self._broken: Broken | None = None

    def holds(self, event: Event | None) -> bool:
        """Whether the next entry (None: it cannot be read) follows on those before; after a break, none does."""
        if self._broken is None:
            number = self._whole.entries + 1
            what = _fault(event, number, self._whole.hash, self._checkpoints)
            if event is None or what:
                self._broken = Broken(number, what)
            else:
                self._whole = Whole(number, event.hash)
        return self._broken is None

    def verified(self) -> Whole | Broken:
        """What came of it, once the last entry was given."""
        signed = min((number for number in self._checkpoints if number > self._whole.entries), default=None)
        if self._broken is None and signed is not None:
            end = self._whole.entries
            what = f"The record ends at entry {end}, but a checkpoint was signed at entry {signed}."
            return Broken(end + 1, what)
        return self._broken or self._whole


def verify(chain: str) -> Whole | Broken:
    """Check a whole chain link by link, in constant memory, and against every checkpoint signed of it."""
    signed = readable(Checkpoint.objects.filter(chain_id=chain).only("number", "hash"))
    links = Links({checkpoint.number: checkpoint.hash for checkpoint in signed})
    for event in entries_of(chain):
        if not links.holds(event):
            break
    return links.verified()


def verify_begun(chain: str) -> Whole | Broken:
    """Verify the chain of something that exists, and so begins with the entry that tells of its beginning."""
    verified = verify(chain)
    if isinstance(verified, Broken):
        return verified
    return not_begun(chain, Event.objects.filter(chain_id=chain, number=1).first()) or verified


def not_begun(chain: str, first: Event | None) -> Broken | None:
    """What is wrong with the first entry of a chain of something that exists; None where nothing is."""
    if first is None:
        return Broken(1, "Entry 1 is missing: the record is empty.")
    # A chain is named after the reference of what it is about. An emptied one begins anew with whatever comes next.
    if not isinstance(first.after, dict) or first.after.get("reference") != reference_in(chain):
        return Broken(1, "Entry 1 does not tell of the beginning: an older record was removed.")
    return None


def entries_of(chain: str, after: int = 0) -> Iterator[Event | None]:
    """The entries of a chain after one, in order; at the first one that cannot be read, None, and then no more."""
    events = Event.objects.filter(chain_id=chain).order_by("number")
    for event in each(events.filter(number__gt=after) if after else events):
        yield event
        if event is None:
            return


def _fault(event: Event | None, number: int, previous: str, checkpoints: Mapping[int, str]) -> str:
    """Return what is wrong with an entry, or ''."""
    if event is None:
        return f"Entry {number} cannot be read."
    if event.number != number:
        return f"Entry {number} is missing: entry {event.number} follows on entry {number - 1}."
    if event.previous_hash != previous:
        return f"Entry {number} does not follow on the entry before it."
    try:
        as_written = event.hash == event_hash(event)
    except UNREADABLE:
        as_written = False
    if not as_written:
        return f"Entry {number} is not what it was when it was written."
    if checkpoints.get(number, event.hash) != event.hash:
        return f"Entry {number} is another one than that of which a checkpoint was signed."
    return ""


def plain(values: Mapping[str, object] | None) -> dict[str, object] | None:
    """Return values as JSON knows them. Raises TypeError for what has no plain form, such as a float."""
    if values is None:
        return None
    return {name: _plain(value) for name, value in values.items()}


def event_hash(event: Event) -> str:
    """Return the SHA-256 of all that an event says and of the hash before it."""
    content = {
        "chain": event.chain_id,
        "number": event.number,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "who": event.who,
        "kind": event.kind,
        "thing": event.thing,
        "before": event.before,
        "after": event.after,
        "reason": event.reason,
        "previous": event.previous_hash,
    }
    # An event from before rows were bound is hashed as it always was.
    bound = getattr(event, "bound", None)
    if bound is not None:
        content["bound"] = bound
    return hashlib.sha256(canonical(content)).hexdigest()


def canonical(values: Mapping[str, object]) -> bytes:
    """Return the one way to write values down: the order of keys and the layout do not count."""
    return json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _plain(value: object) -> object:
    """Return a value as it comes back from both databases. A float might come back as another one, so it is refused."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Mapping):
        return {str(name): _plain(inside) for name, inside in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inside) for inside in value]
    raise TypeError(f"{value!r} has no plain form for the record")
