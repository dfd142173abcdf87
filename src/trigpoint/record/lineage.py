"""How one signing key follows another: a statement that the older key signed. Read and followed without a database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from trigpoint.record.notes import NamedKey, Note, NoteError, named_key, read_key, read_note, signed_note

_FORMAT: Final = "trigpoint new key 1"


@dataclass(frozen=True, slots=True)
class Succession:
    """One key in the place of another. `lost` is why the older one could not sign: then nothing binds the two."""

    older: NamedKey
    newer: NamedKey
    at: str
    lost: str
    is_signed_by_older: bool


def successor_note(older: NamedKey, newer: Ed25519PrivateKey, at: datetime, *, signing: Ed25519PrivateKey) -> str:
    """Return the statement that a key follows another, signed by both."""
    text = _text(older, named_key(older.name, newer), at)
    return signed_note(text, older.name, signing, newer)


def loss_note(older: NamedKey, newer: Ed25519PrivateKey, at: datetime, *, reason: str) -> str:
    """Return the statement that a key was lost and another one begins, which only the newer one can sign."""
    text = _text(older, named_key(older.name, newer), at) + f"lost {' '.join(reason.split())}\n"
    return signed_note(text, older.name, newer)


def _text(older: NamedKey, newer: NamedKey, at: datetime) -> str:
    return f"{_FORMAT}\nold {older}\nnew {newer}\ntime {at.isoformat(timespec='microseconds')}\n"


def read_succession(content: str) -> Succession:
    """Read a statement. Raises NoteError for what is none, or was not signed by the key that it begins."""
    note = read_note(content)
    lines = note.text.removesuffix("\n").split("\n")
    names = ("old", "new", "time", "lost")[: len(lines) - 1]
    values = [line.removeprefix(f"{name} ") for name, line in zip(names, lines[1:], strict=False)]
    if lines[0] != _FORMAT or len(values) < 3 or lines[1:] != [f"{n} {v}" for n, v in zip(names, values, strict=True)]:
        raise NoteError("This is no statement of a new key.")
    older, newer = read_key(values[0]), read_key(values[1])
    if not note.signed_by(newer):
        raise NoteError("The new key did not sign its own statement: it was changed, or made by somebody without it.")
    return Succession(older, newer, values[2], values[3] if len(values) > 3 else "", note.signed_by(older))


def followed_from(trusted: NamedKey, successions: Iterable[Succession]) -> frozenset[NamedKey]:
    """Return the keys that a line of signatures leads to from a key that is trusted, with that key itself."""
    line, signed = {trusted}, [succession for succession in successions if succession.is_signed_by_older]
    while more := {succession.newer for succession in signed if succession.older in line} - line:
        line |= more
    return frozenset(line)


def signer(note: Note, keys: Iterable[NamedKey]) -> NamedKey | None:
    """Return the first of some keys that signed a note."""
    return next((key for key in keys if note.signed_by(key)), None)
