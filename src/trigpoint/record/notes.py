"""Signed notes and checkpoints in the formats that transparency logs share, written and read without a database.

A signed note (c2sp.org/signed-note) is a text with signatures below; a checkpoint (c2sp.org/tlog-checkpoint) is a note
that says whose tree it is, its size and its root. Ours has two lines more: when it was signed, and the SHA-256 of the
checkpoint before it.
"""

import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64Error
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_ED25519: Final = b"\x01"
_KEY_ID_BYTES: Final = 4
_SIGNATURE: Final = re.compile(r"\u2014 ([^\s+]+) ([A-Za-z0-9+/]+=*)")
_NAME: Final = re.compile(r"[^\s+]+")
LONGEST: Final = 100_000


class NoteError(ValueError):
    """A text that is no note, no checkpoint or no key; the sentence says what was expected."""


@dataclass(frozen=True, slots=True)
class NamedKey:
    """A public key with the name that it signs under. `str()` gives the one line in which it is handed over."""

    name: str
    public_key: bytes

    @property
    def id(self) -> bytes:
        """The four bytes by which a signature says which key made it."""
        return sha256(self.name.encode() + b"\n" + _ED25519 + self.public_key).digest()[:_KEY_ID_BYTES]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{b64encode(_ED25519 + self.public_key).decode()}"


def read_key(line: str) -> NamedKey:
    """Read a key as it is handed over, 'name+id+key'. Raises NoteError."""
    try:
        name, key_id, encoded = line.strip().split("+", 2)
        encoded_key = b64decode(encoded, validate=True)
    except ValueError:
        raise NoteError("This is no key: it should be one line, 'name+id+key'.") from None
    key = NamedKey(name, encoded_key[1:])
    if not _NAME.fullmatch(name) or encoded_key[:1] != _ED25519 or len(encoded_key) != 33 or key.id.hex() != key_id:
        raise NoteError("This is no key, or a letter of it is wrong: its id does not fit it.")
    return key


def signed_note(text: str, name: str, *keys: Ed25519PrivateKey) -> str:
    """Return a note: the text, which ends in a new line, and a signature of each key below."""
    lines = []
    for key in keys:
        named = named_key(name, key)
        lines.append(f"\u2014 {name} {b64encode(named.id + key.sign(text.encode())).decode()}\n")
    return f"{text}\n{''.join(lines)}"


def named_key(name: str, key: Ed25519PrivateKey) -> NamedKey:
    """Return the public side of a key, under its name."""
    return NamedKey(name, key.public_key().public_bytes_raw())


@dataclass(frozen=True, slots=True)
class Note:
    """A note taken apart. Nothing in it is to be believed before `signed_by` said so."""

    text: str
    signatures: tuple[tuple[str, bytes], ...]

    def __str__(self) -> str:
        """The note as it is written."""
        lines = (f"\u2014 {name} {b64encode(signature).decode()}\n" for name, signature in self.signatures)
        return f"{self.text}\n{''.join(lines)}"

    def signed_by(self, key: NamedKey) -> bool:
        """Whether the key signed this very text."""
        verifier = Ed25519PublicKey.from_public_bytes(key.public_key)
        return any(
            name == key.name and signature[:_KEY_ID_BYTES] == key.id and self._holds(verifier, signature)
            for name, signature in self.signatures
        )

    def _holds(self, verifier: Ed25519PublicKey, signature: bytes) -> bool:
        try:
            verifier.verify(signature[_KEY_ID_BYTES:], self.text.encode())
        except InvalidSignature:
            return False
        return True


def read_note(content: str) -> Note:
    """Take a note apart. Raises NoteError for what is none."""
    text, blank, below = content.rpartition("\n\n")
    signatures = [_SIGNATURE.fullmatch(line) for line in below.removesuffix("\n").split("\n")]
    if len(content) > LONGEST or not (text and blank and below.endswith("\n")) or not all(signatures):
        raise NoteError("This is no signed note: a text, an empty line, and lines of signatures were expected.")
    try:
        pairs = tuple((line[1], b64decode(line[2], validate=True)) for line in signatures if line)
    except NotBase64Error:
        raise NoteError("This is no signed note: a signature is not base64.") from None
    return Note(text + "\n", pairs)


@dataclass(frozen=True, slots=True)
class HeadText:
    """What a checkpoint says: whose tree, how many leaves, its root, when, and the SHA-256 of the one before."""

    name: str
    size: int
    root: bytes
    at: datetime
    previous: str

    def __str__(self) -> str:
        at = self.at.isoformat(timespec="microseconds")
        return f"{self.name}\n{self.size}\n{b64encode(self.root).decode()}\ntime {at}\nprevious {self.previous}\n"


def read_head(note: Note) -> HeadText:
    """Read the text of a checkpoint of ours. Raises NoteError for any other note."""
    try:
        name, size, root, at, previous = note.text.removesuffix("\n").split("\n")
        head = HeadText(
            name,
            int(size),
            b64decode(root, validate=True),
            datetime.fromisoformat(at.removeprefix("time ")),
            previous.removeprefix("previous "),
        )
    except ValueError:
        raise NoteError(
            "This is no tree head: a name, a size, a root, a time and the head before it were expected."
        ) from None
    # Written again it must be the very same: two texts for one head would be two heads.
    if str(head) != note.text or head.size < 0 or head.at.utcoffset() != timedelta(0):
        raise NoteError("This is no tree head as Trigpoint writes them.")
    return head


def note_hash(content: str) -> str:
    """Return the SHA-256 of a whole note, by which the next head names it."""
    return sha256(content.encode()).hexdigest()
