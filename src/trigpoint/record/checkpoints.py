"""Signed checkpoints: a statement of how far a chain had come, which anybody can check without us.

The file holds chain, number, hash and time, the public key, and an Ed25519 signature over them. Kept by the other side,
it shows later whether the record was cut short or written anew.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import transaction

from trigpoint.record.chain import Broken, canonical, verify_begun
from trigpoint.record.key_record import SigningKeyError
from trigpoint.record.keys import signing_key
from trigpoint.record.kinds import CHECKPOINT_SIGNED
from trigpoint.record.models import Checkpoint, Event
from trigpoint.record.writing import Author, write

FORMAT = "trigpoint checkpoint 1"


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


def sign(*, chain: str, folder: Path, name: str, by: Author) -> dict[str, object]:
    """Sign how far a chain has come; return the file to hand over.

    `folder` holds the installation's key, `name` is what a first key signs under. Raises CheckpointError for a broken
    chain, and for a key that cannot be used.
    """
    with transaction.atomic():
        try:
            _, key = signing_key(folder, name, by)
        except SigningKeyError as error:
            raise CheckpointError(str(error)) from None
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
        signature = bytes.fromhex(checkpoint.signature)
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(checkpoint.public_key)).verify(signature, canonical(statement))
    except (ValueError, InvalidSignature):
        return False
    # Capitals and spaces would be read alike.
    return checkpoint.signature == signature.hex()
