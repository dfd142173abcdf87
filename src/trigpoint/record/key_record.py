"""What the record says of the keys that sign for the installation: which there were, and how each followed another.

Whoever has the database can alter these entries too. Each is taken for what it is worth: one that tells of no key, or
whose statement is another than was signed, is a fault of the record, and never one of whoever holds a key.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from trigpoint.record.chains import keys_chain
from trigpoint.record.kinds import KEY_BEGUN, KEY_LOST, KEY_REPLACED
from trigpoint.record.lineage import Succession, read_succession
from trigpoint.record.models import Event
from trigpoint.record.notes import NamedKey, NoteError, read_key
from trigpoint.record.readable import each

_KINDS = frozenset({KEY_BEGUN.key, KEY_REPLACED.key, KEY_LOST.key})


class SigningKeyError(ValueError):
    """The installation's key cannot be used; the sentence says why, and how to go on."""


class KeyRecordError(SigningKeyError):
    """The entries about keys were altered in the database; the sentence says which. An alarm."""


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One entry about a key: the key that it begins, and the statement that it follows another; `fault`: why not."""

    key: NamedKey | None = None
    statement: str = ""
    succession: Succession | None = None
    fault: str = ""


def key_entries() -> tuple[KeyEntry, ...]:
    """Return the entries about keys, the oldest first, whatever was made of them."""
    return tuple(_entries())


def altered_key_entries() -> tuple[str, ...]:
    """Return, in sentences, which entries about keys do not tell of one, or not of the one that was signed for."""
    return tuple(entry.fault for entry in key_entries() if entry.fault)


def keys_on_record() -> tuple[NamedKey, ...]:
    """Return every key that the record tells of, as far as it can be read."""
    return tuple(entry.key for entry in key_entries() if entry.key)


def current_key() -> NamedKey | None:
    """Return the key that the record says is signed with now; None where it tells of none. Raises KeyRecordError."""
    return _key_of(key_entries()[-1:])


def first_key() -> NamedKey | None:
    """Return the key that the installation began with; None where it has not signed yet. Raises KeyRecordError."""
    return _key_of(key_entries()[:1])


def statements() -> tuple[str, ...]:
    """Return the statements of new keys as they are handed out, the oldest first. Raises KeyRecordError."""
    entries = key_entries()
    for entry in entries:
        _check(entry)
    return tuple(entry.statement for entry in entries if entry.statement)


def successions() -> tuple[Succession, ...]:
    """Return how each key on the record came to follow the one before, as far as it can be read."""
    return tuple(entry.succession for entry in key_entries() if entry.succession)


def _key_of(entries: tuple[KeyEntry, ...]) -> NamedKey | None:
    for entry in entries:
        _check(entry)
        return entry.key
    return None


def _check(entry: KeyEntry) -> None:
    if entry.fault:
        raise KeyRecordError(entry.fault)


def _entries() -> Iterator[KeyEntry]:
    before: NamedKey | None = None
    events = Event.objects.filter(chain_id=keys_chain()).order_by("number")
    for number, event in enumerate(each(events), start=1):
        if event is None:
            yield KeyEntry(fault=_altered(number, "it cannot be read"))
        elif event.kind in _KINDS:
            entry = _entry(event, before)
            before = entry.key or before
            yield entry


def _entry(event: Event, before: NamedKey | None) -> KeyEntry:
    after = event.after if isinstance(event.after, Mapping) else {}
    try:
        key = read_key(str(after.get("key")))
    except NoteError:
        return KeyEntry(fault=_altered(event.number, "it tells of no key"))
    if event.kind == KEY_BEGUN.key and "statement" not in after:
        return KeyEntry(key)
    statement = str(after.get("statement"))
    try:
        succession = read_succession(statement)
    except NoteError as error:
        return KeyEntry(key, fault=_altered(event.number, f"its statement of a new key does not hold ({error})"))
    if succession.newer != key or (before and succession.older != before):
        return KeyEntry(key, fault=_altered(event.number, "its statement is about other keys"))
    return KeyEntry(key, statement, succession)


def _altered(number: int, what: str) -> str:
    return (
        f"Entry {number} of '{keys_chain()}', by which the record says what key signs it, was altered in the database: "
        f"{what}. Nothing is signed until it is what it was. Find out who altered it, and put back a backup from "
        "before: trigpoint restore."
    )
