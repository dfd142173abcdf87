"""The keys that sign for the installation: one at a time, each bound to the one before by a signature.

The private key is a file beside the database. Which keys there were, and how each came to follow the one before, is on
the record, in a chain of its own. Where anything was ever signed and the file is gone, no new key is made in silence.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction

from trigpoint.record import kinds
from trigpoint.record.chains import keys_chain
from trigpoint.record.key_record import KeyRecordError, SigningKeyError, current_key
from trigpoint.record.lineage import loss_note, successor_note
from trigpoint.record.locks import lock
from trigpoint.record.models import Checkpoint, Event, TreeHead
from trigpoint.record.notes import NamedKey, named_key
from trigpoint.record.readable import readable
from trigpoint.record.writing import Author, clock, write

KEY_FILE: Final = "checkpoints.key"
# A new key waits under this name until the record tells of it: whatever ends the program, one of the two files fits.
NEXT_KEY_FILE: Final = "checkpoints.key.next"


class KeyGoneError(SigningKeyError):
    """The installation has signed before, and its key is not where it was. An alarm: somebody may have removed it."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            "The key is gone: this installation has signed its record, and the key that it signed with is not in "
            f"{file}. Find out why before anything else. Put the file back from a copy of the folder 'keys'. "
            'Only where it is truly lost: trigpoint record new-key --lost "REASON".'
        )


def private_key(folder: Path) -> Ed25519PrivateKey:
    """Return the installation's key, made when it is first asked for, readable by its owner alone.

    Raises KeyGoneError where the installation has signed and its key is not there, and SigningKeyError for a key file
    that is damaged, or that can be neither read nor made.
    """
    current, file = current_key(), folder / KEY_FILE
    try:
        if current is not None:
            return _that_of(current, folder)
        if not file.exists():
            if has_ever_signed():
                raise KeyGoneError(file)
            _make(file)
        return Ed25519PrivateKey.from_private_bytes(file.read_bytes())
    except SigningKeyError:
        raise
    except (OSError, ValueError):
        raise SigningKeyError(
            f"The key that signs checkpoints, {file}, cannot be read. Put it back from a copy, and let Trigpoint use "
            'its folder. Without a copy: move it away, then trigpoint record new-key --lost "REASON".'
        ) from None


def signing_key(folder: Path, name: str, by: Author) -> tuple[NamedKey, Ed25519PrivateKey]:
    """Return the key with the name that it signs under, and put it on the record where it is the first.

    `name` is that of a first key; later ones keep it. Within a transaction. Raises SigningKeyError.
    """
    if current_key() is None:
        # Of two that sign for the first time at once, one begins.
        lock("keys")
    key, current = private_key(folder), current_key()
    if current is None:
        current = named_key(name, key)
        after = {"reference": "keys", "key": str(current)}
        write(chain=keys_chain(), by=by, kind=kinds.KEY_BEGUN, thing=keys_chain(), after=after)
    return current, key


def replace_key(*, folder: Path, name: str, by: Author, lost: str = "") -> NamedKey:
    """Begin to sign with a new key and return it; the key before signs the new one.

    With `lost`, why the key before is no more: then nothing but the record binds the two, and every check of a head
    that was kept elsewhere says so. Raises SigningKeyError where nothing was ever signed, where the key is gone and not
    said to be lost, or where it is said to be lost and is still there.
    """
    with transaction.atomic():
        lock("keys")
        if not has_ever_signed():
            raise SigningKeyError("Nothing was signed yet: the first tree head makes the first key.")
        newer, at = _next(folder), clock()
        if lost:
            older = current_key() or _key_of_last_checkpoint(name)
            _check_is_lost(older, folder)
            note, kind = loss_note(older, newer, at, reason=lost), kinds.KEY_LOST
        else:
            older, signing = signing_key(folder, name, by)
            note, kind = successor_note(older, newer, at, signing=signing), kinds.KEY_REPLACED
        named = named_key(older.name, newer)
        after = {"reference": "keys", "key": str(named), "statement": note}
        chain = keys_chain()
        write(chain=chain, by=by, kind=kind, thing=chain, before={"key": str(older)}, after=after, reason=lost)
    # Only now that the record tells of it: where the program ends before this, the next one to sign does it.
    _that_of(named, folder)
    return named


def _key_of_last_checkpoint(name: str) -> NamedKey:
    """The key that was signed with before keys were on the record."""
    last = next(readable(Checkpoint.objects.order_by("-at", "-pk")), None)
    try:
        return NamedKey(name, bytes.fromhex(last.public_key) if last else b"")
    except ValueError:
        raise KeyRecordError(
            "The newest checkpoint in the database was altered: it names no key. Verify the record: trigpoint record "
            "verify."
        ) from None


def key_fault(folder: Path) -> str:
    """Return what is wrong with the installation's key, in a sentence; '' where it is there, or none is needed yet."""
    try:
        if current_key() is not None or has_ever_signed():
            private_key(folder)
    except SigningKeyError as error:
        return str(error)
    return ""


def has_ever_signed() -> bool:
    """Whether the database holds anything that was signed."""
    return (
        Checkpoint.objects.exists() or TreeHead.objects.exists() or Event.objects.filter(chain_id=keys_chain()).exists()
    )


def _that_of(current: NamedKey, folder: Path) -> Ed25519PrivateKey:
    """The private side of the key on the record. Raises KeyGoneError where neither file has it."""
    file, coming = folder / KEY_FILE, folder / NEXT_KEY_FILE
    for candidate in (file, coming):
        if candidate.exists():
            key = Ed25519PrivateKey.from_private_bytes(candidate.read_bytes())
            if key.public_key().public_bytes_raw() == current.public_key:
                if candidate == coming:
                    # The program ended between the record and this step.
                    coming.replace(file)
                return key
    raise KeyGoneError(file)


def _check_is_lost(older: NamedKey, folder: Path) -> None:
    try:
        _that_of(older, folder)
    except (OSError, ValueError):
        return
    raise SigningKeyError("The key is not lost: it is in its place. Leave out --lost, and it signs the new one.")


def _next(folder: Path) -> Ed25519PrivateKey:
    """A new key, waiting beside the present one; the one that is waiting already where a program ended here."""
    file = folder / NEXT_KEY_FILE
    try:
        if not file.exists():
            _make(file)
        return Ed25519PrivateKey.from_private_bytes(file.read_bytes())
    except (OSError, ValueError):
        raise SigningKeyError(f"A new key cannot be made in {file}. Let Trigpoint use its folder.") from None


def _make(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f".{file.name}.{os.getpid()}")
    new.touch(mode=0o600)
    new.write_bytes(Ed25519PrivateKey.generate().private_bytes_raw())
    # Linked, not renamed: where another process was quicker, its key is the installation's.
    with suppress(FileExistsError):
        os.link(new, file)
    new.unlink()
