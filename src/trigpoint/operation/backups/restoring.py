"""Restore a backup: the place is the backup's afterwards, or as it was before.

Everything is copied and compared beside the place first. While things are moved into place, a file says so; whoever
finds it there after the machine stopped half-way starts nothing, and restores again. What was in the place is moved
aside, and never removed by us.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection, transaction

from trigpoint.operation.backups import postgresql, sqlite
from trigpoint.operation.backups.choosing import chosen_backup
from trigpoint.operation.backups.contents import Contents, differences
from trigpoint.operation.backups.manifest import BackupError, Manifest
from trigpoint.operation.backups.stored_files import FOLDER, copy_private, stored_files
from trigpoint.operation.database import embedded_database, serving_process
from trigpoint.operation.private_files import files_of, onto_disk, write_private

MARKER: Final = "restoring"
STAGING: Final = ".restoring"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, and where what was there before is now; '' where there was nothing."""

    folder: Path
    manifest: Manifest
    aside: str


@dataclass
class _Moves:
    """Files that are moved, so that they can be moved back."""

    made: list[tuple[Path, Path]] = field(default_factory=list)

    def move(self, source: Path, target: Path) -> None:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        source.rename(target)
        self.made.append((source, target))

    def undo(self) -> None:
        for source, target in reversed(self.made):
            source.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            target.rename(source)


def restore_backup(source: Path, *, replace: bool, at: datetime) -> Restored:
    """Restore a backup into the installation of the settings. Raises BackupError, and then nothing has changed.

    `replace` lets it take the place of what is there, which is moved aside.
    """
    folder, manifest = chosen_backup(source)
    var, database = settings.VAR, embedded_database()
    _check_may(var, database, replace=replace)
    var.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = f"replaced-{at.astimezone(UTC):%Y-%m-%dT%H-%M-%SZ}"
    replaces = _what_is_there(var, database) != ""
    with _staged(folder, manifest, var) as staging, _whole_or_not_at_all(var) as moves:
        for stored in list(stored_files(var, database)):
            moves.move(var / stored, var / aside / stored)
        for name in manifest.files:
            if name.startswith(f"{FOLDER}/"):
                moves.move(staging / name, var / name.removeprefix(f"{FOLDER}/"))
        if database is None:
            _restore_dump(folder, manifest, aside.replace("-", "_").lower() if replaces else "")
        else:
            # Else it could be torn in two, where the machine stops between two of its files.
            if database.exists():
                sqlite.make_one_file(database)
            for file in files_of(database):
                if file.exists():
                    moves.move(file, database.parent / aside / file.name)
            moves.move(staging / sqlite.FILE, database)
            onto_disk(database.parent)
        onto_disk(var)
    return Restored(folder, manifest, aside if replaces else "")


def check_is_not_half_restored(var: Path) -> None:
    """Raise BackupError where a restore was cut off: what is there is neither the old nor the new."""
    if (var / MARKER).exists():
        raise BackupError(
            f"A restore was cut off in {var}. Run 'trigpoint restore' again, with --replace: what it left is kept."
        )


def _check_may(var: Path, database: Path | None, *, replace: bool) -> None:
    if process := serving_process(var):
        raise BackupError(f"The pages of this installation are served by process {process}. Stop it first.")
    occupied = _what_is_there(var, database)
    if occupied and not replace:
        raise BackupError(
            f"There is an installation here already: {occupied}. Restore into an empty place, or say --replace: what "
            "is there is then kept aside."
        )


def _what_is_there(var: Path, database: Path | None) -> str:
    """What of an installation there is in the place; '' for nothing."""
    if database is not None and database.exists():
        return str(database)
    if database is None:
        with connection.cursor() as cursor:
            tables = connection.introspection.table_names(cursor)
        if tables:
            return f"the database holds the table {tables[0]}"
    return next((str(var / name) for name in stored_files(var, database)), "")


@contextmanager
def _staged(folder: Path, manifest: Manifest, var: Path) -> Iterator[Path]:
    """The backup's files copied beside the place, and compared: what is moved into place is right and on the disk."""
    staging = var / STAGING
    shutil.rmtree(staging, ignore_errors=True)
    try:
        for name in manifest.files:
            if name != postgresql.FILE:
                copy_private(folder / name, staging / name)
        if manifest.engine == "sqlite":
            _check_same(manifest, sqlite.contents_of(staging / sqlite.FILE))
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


@contextmanager
def _whole_or_not_at_all(var: Path) -> Iterator[_Moves]:
    moves = _Moves()
    connection.close()
    write_private(var / MARKER, b"A backup is being restored here.\n")
    try:
        yield moves
    except BaseException:
        moves.undo()
        (var / MARKER).unlink()
        raise
    (var / MARKER).unlink()
    onto_disk(var)


def _restore_dump(folder: Path, manifest: Manifest, aside: str) -> None:
    schema = postgresql.SCHEMA
    postgresql.put_in_place(
        folder / postgresql.FILE,
        f'ALTER SCHEMA {schema} RENAME TO "{aside}"' if aside else f"DROP SCHEMA IF EXISTS {schema}",
    )
    try:
        _check_same(manifest, postgresql.contents_now())
    except BackupError:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA {schema} CASCADE")
            cursor.execute(f'ALTER SCHEMA "{aside}" RENAME TO {schema}' if aside else f"CREATE SCHEMA {schema}")
        raise


def _check_same(manifest: Manifest, actual: Contents) -> None:
    if faults := differences(manifest.contents, actual):
        raise BackupError(f"What was restored is not what the backup holds. {faults[0]} Nothing was changed.")
