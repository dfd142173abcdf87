"""The last proof of a restore, as the health address reads it: it counts for backups of this installation alone."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import DatabaseError

from trigpoint.operation.backups.contents import Contents
from trigpoint.operation.backups.manifest import Manifest
from trigpoint.operation.database import embedded_database
from trigpoint.operation.private_files import write_private
from trigpoint.record.models import Event

PROVEN: Final = "proven.json"
# As many as any database takes in one question.
BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Proven:
    """When a restore was proven, and when the backup was taken that it was proven of."""

    at: datetime
    taken_at: datetime


def note_proof(var: Path, manifest: Manifest, at: datetime) -> None:
    """Note that a restore was proven. Raises OSError."""
    noted = {"proven_at": at.isoformat(timespec="seconds"), "backup_taken_at": manifest.taken_at}
    write_private(var / PROVEN, json.dumps(noted).encode())


def last_proven(var: Path) -> Proven | None:
    """The last proof of a restore; None where there was none, or its note cannot be read."""
    try:
        noted = json.loads((var / PROVEN).read_text("utf-8"))
        at, taken_at = (datetime.fromisoformat(noted[name]) for name in ("proven_at", "backup_taken_at"))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Proven(at, taken_at) if at.tzinfo and taken_at.tzinfo else None


def is_of_this_installation(backup: Contents) -> bool:
    """Whether a backup is one of the installation of the settings: the last entry of each chain of it is ours too.

    One without an entry is ours where we have none either.
    """
    database = embedded_database()
    if database is not None and not database.exists():
        return False
    try:
        if not backup.chains:
            return not Event.objects.exists()
        return all(_are_ours(last) for last in _in_batches(sorted(sha256 for _, sha256 in backup.chains.values())))
    except DatabaseError:
        return False


def _are_ours(hashes: tuple[str, ...]) -> bool:
    return Event.objects.filter(hash__in=hashes).count() == len(set(hashes))


def _in_batches(hashes: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(hashes[first : first + BATCH]) for first in range(0, len(hashes), BATCH))
