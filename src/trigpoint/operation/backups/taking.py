"""Take a backup: beside, onto the disk, its manifest last, and then given its name. So it is whole or not there."""

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final, cast

from django.conf import settings
from django.db import connection

from trigpoint.operation.backups import postgresql, sqlite
from trigpoint.operation.backups.manifest import FORMAT, BackupError, Engine, Manifest, file_digest, write_manifest
from trigpoint.operation.backups.places import faults_of_names
from trigpoint.operation.backups.stored_files import FOLDER, copy_private, stored_files
from trigpoint.operation.database import embedded_database
from trigpoint.operation.private_files import onto_disk

UNFINISHED: Final = ".being-taken"
LOCK: Final = ".lock"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was taken: where, what it holds, and the seal of its manifest."""

    folder: Path
    manifest: Manifest
    seal: str


def take_backup(into: Path, at: datetime) -> Backup:
    """Take a backup into a folder of its own, named by the time, in `into`. Others may write meanwhile.

    Raises BackupError where there is no room for it, or another one has the name.
    """
    into = into.resolve()
    if into.is_relative_to(settings.VAR):
        raise BackupError(f"{into} is in the installation's own folder. Keep backups outside it, best on another disk.")
    folder = into / f"{at.astimezone(UTC):%Y-%m-%dT%H-%M-%SZ}"
    with _said_with_its_place(into), _alone(into):
        if folder.exists():
            raise BackupError(f"{folder} is there already, and no backup is written over another.")
        unfinished = into / f".{folder.name}{UNFINISHED}"
        unfinished.mkdir(mode=0o700)
        try:
            manifest, seal = _fill(unfinished, at)
            unfinished.rename(folder)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
        onto_disk(into)
    return Backup(folder, manifest, seal)


def _fill(folder: Path, at: datetime) -> tuple[Manifest, str]:
    # The files first: an entry in the database may say that a key was used, and then the key must be there.
    for name in stored_files(settings.VAR, embedded_database()):
        copy_private(settings.VAR / name, folder / FOLDER / name)
    contents = (postgresql if connection.vendor == "postgresql" else sqlite).copy_database(folder)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    names = [str(file.relative_to(folder)) for file in files]
    engine = cast("Engine", connection.vendor)
    if faults := faults_of_names(names, engine):
        raise BackupError(f"No backup can be taken: it {faults[0]}. Rename or remove that file in {settings.VAR}.")
    for file in files:
        file.chmod(0o600)
        onto_disk(file)
    manifest = Manifest(
        format=FORMAT,
        taken_at=at.astimezone(UTC).isoformat(timespec="seconds"),
        software=version("trigpoint"),
        engine=engine,
        files={name: file_digest(file) for name, file in zip(names, files, strict=True)},
        contents=contents,
    )
    return manifest, write_manifest(folder, manifest)


@contextmanager
def _said_with_its_place(into: Path) -> Iterator[None]:
    """Within, what the file system refuses, or SQLite where the disk is full, becomes a BackupError that says where."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise BackupError(
            f"No backup can be written into {into}: {reason or error}. Nothing of it is left there: make room or mend "
            "it, and take the backup again."
        ) from None


@contextmanager
def _alone(into: Path) -> Iterator[None]:
    """One backup at a time; what one that was killed has left is removed. Raises BackupError where one is under way."""
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = os.open(into / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        for left in into.glob(f".*{UNFINISHED}"):
            shutil.rmtree(left)
        yield
    except BlockingIOError:
        raise BackupError(f"Another backup is being taken into {into}. Wait until it is there.") from None
    finally:
        os.close(lock)
