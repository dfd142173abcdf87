"""Signed checkpoints: a statement of how far a chain had come, which anybody can check without us.

The file holds chain, number, hash and time, the public key, and an Ed25519 signature over them. Kept by the other side,
it shows later whether the record was cut short or written anew.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.db import transaction

from trigpoint.record.chain import Broken, canonical, verify_begun
from trigpoint.record.kinds import CHECKPOINT_SIGNED
from trigpoint.record.models import Checkpoint, Event
from trigpoint.record.writing import Author, write

FORMAT = "trigpoint checkpoint 1"
KEY_FILE = "checkpoints.key"


class CheckpointError(ValueError):
    """A file that is no checkpoint, or one whose signature does not hold; or a record too broken to sign."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a checkpoint says, once its signature has been found to hold."""

    chain: str
    number: int
    hash: str
    at: str
    public_key: str


def private_key(folder: Path) -> Ed25519PrivateKey:
    """Return the installation's key, created when it is first asked for, readable by its owner alone.

    Raises CheckpointError for a key file that is damaged, or that can be neither read nor created.
    """
    file = folder / KEY_FILE
    try:
        if not file.exists():
            _make_key(file)
        return Ed25519PrivateKey.from_private_bytes(file.read_bytes())
    except (OSError, ValueError):
        raise CheckpointError(
            f"The key that signs checkpoints, {file}, cannot be read. Put it back from a copy, and let Trigpoint use "
            "its folder; or move it away, and a new one is made."
        ) from None


def _make_key(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f".{file.name}.{os.getpid()}")
    new.touch(mode=0o600)
    new.write_bytes(Ed25519PrivateKey.generate().private_bytes_raw())
    # Linked, not renamed: where another process was quicker, its key is the installation's.
    with suppress(FileExistsError):
        os.link(new, file)
    new.unlink()


def sign(*, chain: str, folder: Path, by: Author) -> dict[str, object]:
    """Sign how far a chain has come; return the file to hand over. Raises CheckpointError for a broken chain."""
    key = private_key(folder)
    with transaction.atomic():
        verified = verify_begun(chain)
        if isinstance(verified, Broken):
            raise CheckpointError(f"The record is broken and cannot be signed. {verified.what}")
        public_key = key.public_key().public_bytes_raw().hex()
        event = write(chain=chain, by=by, kind=CHECKPOINT_SIGNED, thing=chain, after={"number": verified.entries + 1})
        statement = {
            "format": FORMAT,
            "chain": chain,
            "number": event.number,
            "hash": event.hash,
            "at": event.at.isoformat(timespec="microseconds"),
            "public_key": public_key,
        }
        signature = key.sign(canonical(statement)).hex()
        Checkpoint.objects.create(
            chain_id=chain,
            number=event.number,
            hash=event.hash,
            at=event.at,
            public_key=public_key,
            signature=signature,
        )
    return {**statement, "signature": signature}


def read(text: str) -> Statement:
    """Read a checkpoint file and check its signature, without any database. Raises CheckpointError."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        raise CheckpointError("This is no checkpoint: it is not JSON.") from None
    names = ("chain", "number", "hash", "at", "public_key")
    if not isinstance(content, Mapping) or content.get("format") != FORMAT or not _has_all(content, names):
        raise CheckpointError("This is no checkpoint of a record of Trigpoint.")
    unsigned = {name: value for name, value in content.items() if name != "signature"}
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(str(content["public_key"])))
        key.verify(bytes.fromhex(str(content.get("signature", ""))), canonical(unsigned))
    except (ValueError, InvalidSignature):
        raise CheckpointError("The signature does not hold: the file was changed after it was signed.") from None
    return Statement(**{name: content[name] for name in names})


def _has_all(content: Mapping[str, object], names: tuple[str, ...]) -> bool:
    return all(type(content.get(name)) is (int if name == "number" else str) for name in names)


def is_ours(statement: Statement, folder: Path) -> bool:
    """Whether a checkpoint was signed with a key that this installation has, or ever signed with.

    A signature alone proves only that its file was not changed: anybody can make a key and sign a story with it.
    """
    if Checkpoint.objects.filter(public_key=statement.public_key).exists():
        return True
    # Where the folder cannot be looked into, reading the key says so.
    with suppress(OSError):
        if not (folder / KEY_FILE).exists():
            return False
    return private_key(folder).public_key().public_bytes_raw().hex() == statement.public_key


def still_holds(statement: Statement) -> bool:
    """Whether our record still holds the entry that a checkpoint was signed of."""
    return Event.objects.filter(chain_id=statement.chain, number=statement.number, hash=statement.hash).exists()


def signature_holds(checkpoint: Checkpoint) -> bool:
    """Whether a checkpoint in the database is still what was signed with the key that it names."""
    statement = {
        "format": FORMAT,
        "chain": checkpoint.chain_id,
        "number": checkpoint.number,
        "hash": checkpoint.hash,
        "at": checkpoint.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "public_key": checkpoint.public_key,
    }
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(checkpoint.public_key))
        key.verify(bytes.fromhex(checkpoint.signature), canonical(statement))
    except (ValueError, InvalidSignature):
        return False
    return True
