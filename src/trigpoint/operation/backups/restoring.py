"""Restore a backup: the place is the backup's afterwards, or as it was before.

Everything is copied and compared beside the place first. While things are moved into place, a file says so; whoever
finds it there after the machine stopped half-way starts nothing, and restores again. What was in the place is moved
aside, and never removed by us.
"""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from trigpoint.english import count_of
from trigpoint.jobs.living import living
from trigpoint.operation.backups import postgresql, sqlite
from trigpoint.operation.backups.choosing import chosen_backup
from trigpoint.operation.backups.contents import differences
from trigpoint.operation.backups.manifest import BackupError, Manifest
from trigpoint.operation.backups.moving import MARKER, CutOffError, Moves, whole_or_not_at_all
from trigpoint.operation.backups.settling import check_is_for_these_settings, settle
from trigpoint.operation.backups.staging import stage
from trigpoint.operation.backups.stored_files import ASIDE, FOLDER, stored_files
from trigpoint.operation.database import database_named, embedded_database, serving_process
from trigpoint.operation.private_files import files_of, onto_disk

STAGING: Final = ".restoring"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, where what was there before is now, in words ('' where there was nothing), and how many
    e-mails may have gone since the backup was taken.
    """

    folder: Path
    manifest: Manifest
    aside: str
    doubted: int


def restore_backup(source: Path, *, replace: bool, at: datetime) -> Restored:
    """Restore a backup into the installation of the settings. Raises BackupError, and then nothing has changed.

    `replace` lets it take the place of what is there, which is moved aside.
    """
    folder, manifest = chosen_backup(source)
    var, database = settings.VAR, embedded_database()
    _check_nobody_works(var, database, at)
    _check_may_replace(var, database, replace=replace)
    _check_leaves_the_database_alone(folder, manifest, var, database)
    replaces = _what_is_there(var, database) != ""
    aside = f"{ASIDE}{at.astimezone(UTC):%Y-%m-%dT%H-%M-%SZ}"
    schema = aside.replace("-", "_").lower() if replaces and database is None else ""
    with _said_with_its_place(var), _made(var), _staged(folder, manifest, var) as staging:
        # Before anything is moved: what is refused has touched nothing, and what is moved sends nothing by itself.
        doubted = _settled_file(folder, staging / sqlite.FILE, at) if database else 0
        with whole_or_not_at_all(var) as moves:
            # Again, as copying may have taken long. From here on nobody begins: a file says that this is under way.
            _check_nobody_works(var, database, at)
            connection.close()
            _move_files(moves, manifest, staging, var, var / aside)
            if database is None:
                doubted = _restore_dump(folder, manifest, schema, at)
            else:
                _move_database(moves, staging / sqlite.FILE, database, database.parent / aside)
            onto_disk(var)
    return Restored(folder, manifest, _kept(var, database, aside, schema) if replaces else "", doubted)


def _check_nobody_works(var: Path, database: Path | None, at: datetime) -> None:
    if process := serving_process(var):
        raise BackupError(f"The pages of this installation are served by process {process}. Stop it first.")
    if workers := _workers(database, at):
        raise BackupError(
            f"The jobs of this installation are run by {count_of(len(workers), 'worker')}: {', '.join(workers)} "
            "(machine and process). Stop 'trigpoint work' first; one that was killed counts as dead after a minute."
        )


def _check_may_replace(var: Path, database: Path | None, *, replace: bool) -> None:
    occupied = _what_is_there(var, database)
    if occupied and not replace:
        raise BackupError(
            f"There is an installation here already: {occupied}. Restore into an empty place, or say --replace: what "
            "is there is then kept aside."
        )


def _workers(database: Path | None, at: datetime) -> tuple[str, ...]:
    """The workers that live. None where the database is not there, or is too damaged to be worked in."""
    if database is not None and not database.exists():
        return ()
    try:
        return tuple(sorted(worker.rpartition("-")[0] for worker in living(at)))
    except DatabaseError:
        return ()


def _check_leaves_the_database_alone(folder: Path, manifest: Manifest, var: Path, database: Path | None) -> None:
    """Of a backup of a PostgreSQL database, no file has the name of an embedded one; a forged one's might."""
    of_database = files_of(database) if database else ()
    for name in manifest.files:
        if name.startswith(f"{FOLDER}/") and var / name.removeprefix(f"{FOLDER}/") in of_database:
            raise BackupError(f"{folder} names the file '{name}', which is the place of the database.")


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
def _said_with_its_place(var: Path) -> Iterator[None]:
    """Within, what the file system or the database refuses becomes a BackupError that says where."""
    try:
        yield
    except (OSError, DatabaseError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error).strip().partition("\n")[0]
        after = "Nothing was changed: make room or mend it there"
        if (var / MARKER).exists():
            after = "It was cut off in the middle: make room or mend it there, say --replace"
        raise BackupError(
            f"Nothing can be restored into {var}: {reason or error}. {after}, and restore again."
        ) from None


@contextmanager
def _made(var: Path) -> Iterator[None]:
    """The installation's folder; one that was made for nothing is taken away again. Raises OSError."""
    was_there = var.exists()
    var.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        if not was_there:
            with suppress(OSError):
                var.rmdir()
        raise


@contextmanager
def _staged(folder: Path, manifest: Manifest, var: Path) -> Iterator[Path]:
    """The backup's files copied beside the place, and compared: what is moved into place is right and on the disk."""
    staging = var / STAGING
    shutil.rmtree(staging, ignore_errors=True)
    try:
        _check_same(stage(folder, manifest, staging))
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _settled_file(folder: Path, file: Path, at: datetime) -> int:
    """Settle what is in an embedded database before it is moved into place; return how many e-mails are in doubt."""
    with database_named(str(file)):
        check_is_for_these_settings(folder)
        doubted = settle(at)
    sqlite.make_one_file(file)
    # What is left beside the file would not be moved with it.
    if any(beside.exists() and beside.stat().st_size for beside in files_of(file)[1:]):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    onto_disk(file)
    return doubted


def _move_files(moves: Moves, manifest: Manifest, staging: Path, var: Path, aside: Path) -> None:
    for stored in list(stored_files(var, embedded_database())):
        moves.move(var / stored, aside / stored)
    for name in manifest.files:
        if name.startswith(f"{FOLDER}/"):
            moves.move(staging / name, var / name.removeprefix(f"{FOLDER}/"))


def _move_database(moves: Moves, staged: Path, database: Path, aside: Path) -> None:
    # Else it could be torn in two, where the machine stops between two of its files.
    if database.exists():
        sqlite.make_one_file(database)
    for file in files_of(database):
        if file.exists():
            moves.move(file, aside / file.name)
    moves.move(staged, database)
    onto_disk(database.parent)


def _restore_dump(folder: Path, manifest: Manifest, aside: str, at: datetime) -> int:
    """Restore a dump in the place of what the database holds, and settle it; return how many e-mails are in doubt."""
    schema = postgresql.SCHEMA
    postgresql.put_in_place(
        folder / postgresql.FILE,
        f'ALTER SCHEMA {schema} RENAME TO "{aside}"' if aside else f"DROP SCHEMA IF EXISTS {schema}",
    )
    try:
        _check_same(differences(manifest.contents, postgresql.contents_now()))
        check_is_for_these_settings(folder)
        with transaction.atomic():
            return settle(at)
    except BaseException as error:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"DROP SCHEMA {schema} CASCADE")
                cursor.execute(f'ALTER SCHEMA "{aside}" RENAME TO {schema}' if aside else f"CREATE SCHEMA {schema}")
        except DatabaseError:
            raise CutOffError(f"A restore was cut off: {error}. Restore again, with --replace.") from None
        raise


def _check_same(faults: tuple[str, ...]) -> None:
    if faults:
        raise BackupError(f"What was restored is not what the backup holds. {faults[0]} Nothing was changed.")


def _kept(var: Path, database: Path | None, aside: str, schema: str) -> str:
    """Where what was there before is now, in words."""
    folders = {var / aside, *([database.parent / aside] if database else [])}
    places = [str(folder) for folder in sorted(folders) if folder.exists()]
    return " and in ".join([*places, *([f"the schema {schema} of the database"] if schema else [])])
