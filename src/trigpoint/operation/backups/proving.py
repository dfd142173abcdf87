"""Prove a backup: restore it into a scratch place, compare every digest, verify the record, and take it away again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection

from trigpoint.english import count_of
from trigpoint.operation.backups import postgresql, sqlite
from trigpoint.operation.backups.choosing import chosen_backup
from trigpoint.operation.backups.contents import differences
from trigpoint.operation.backups.manifest import BackupError, Manifest
from trigpoint.operation.backups.proofs import is_of_this_installation, note_proof
from trigpoint.operation.backups.staging import is_embedded, stage
from trigpoint.operation.backups.stored_files import FOLDER
from trigpoint.operation.database import database_named
from trigpoint.operation.state import is_older
from trigpoint.operation.whole import faults_of_everything

CLOCKS_DIFFER: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Proof:
    """Whether a restore is proven, in one line."""

    holds: bool
    line: str


def prove_backup(source: Path, at: datetime) -> Proof:
    """Prove a backup, or the newest of a folder, and note where it holds. The installation is not touched."""
    try:
        folder, manifest = chosen_backup(source)
        with _scratch(folder, manifest) as (files, faults):
            found = _faults_of_time(manifest, at) or faults or _faults_of_record(files / FOLDER / "keys")
    except (BackupError, DatabaseError, OSError) as error:
        found, folder = (str(error).strip().splitlines()[0],), source
    if found:
        more = f" ({len(found) - 1} more faults)" if len(found) > 1 else ""
        return Proof(holds=False, line=f"Restore NOT proven of {folder}: {found[0]}{more}")
    line = f"Restore proven of {folder}: {_counted(manifest)}."
    if not is_of_this_installation(manifest.contents):
        return Proof(holds=True, line=f"{line} It is no backup of this installation, and was not noted for its health.")
    note_proof(settings.VAR, manifest, at)
    return Proof(holds=True, line=line)


def _faults_of_time(manifest: Manifest, at: datetime) -> tuple[str, ...]:
    """A backup that says it is younger than it can be would look new for ever."""
    if manifest.taken - at <= CLOCKS_DIFFER:
        return ()
    return (
        f"It says that it was taken at {manifest.taken_at}, which is yet to come. Set the clocks of both machines.",
    )


def _counted(manifest: Manifest) -> str:
    tables, chains = manifest.contents.tables, manifest.contents.chains
    rows = sum(table.rows for table in tables.values())
    entries = sum(number for number, _ in chains.values())
    return (
        f"{count_of(rows, 'row')} of {count_of(len(tables), 'table')} and {count_of(len(manifest.files), 'file')} by "
        f"digest; {count_of(entries, 'entry', 'entries')} of {count_of(len(chains), 'chain')} whole"
    )


@contextmanager
def _scratch(folder: Path, manifest: Manifest) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """The backup restored where nobody works, and asked by whoever asks the database.

    Gives the folder of its files there, and what is not as the manifest says.
    """
    settings.VAR.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Beside the database, where there is room for another: what a system keeps for passing files may be small.
    with TemporaryDirectory(prefix=".proving-", dir=settings.VAR) as scratch:
        files = Path(scratch)
        faults = stage(folder, manifest, files)
        if is_embedded(manifest):
            with database_named(str(files / sqlite.FILE)):
                yield files, faults
        else:
            with _scratch_database() as name, database_named(name):
                postgresql.put_in_place(folder / postgresql.FILE, f"DROP SCHEMA IF EXISTS {postgresql.SCHEMA}")
                yield files, differences(manifest.contents, postgresql.contents_now())


@contextmanager
def _scratch_database() -> Iterator[str]:
    name = f"{connection.settings_dict['NAME'][:50]}_proof"
    try:
        with connection.cursor() as cursor:
            # One that a killed proof left behind.
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
            cursor.execute(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'")
    except DatabaseError as error:
        first = str(error).strip().splitlines()[0]
        raise BackupError(
            f"No scratch database can be made: {first}. The role that proves needs it: ALTER ROLE ... CREATEDB."
        ) from None
    try:
        yield name
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')


def _faults_of_record(keys: Path) -> tuple[str, ...]:
    """With the keys of the backup and not our own: it has to hold by what it brings."""
    # A backup of an older version is proven together with its upgrade, as it would be restored.
    if is_older():
        call_command("migrate", verbosity=0, interactive=False)
    return faults_of_everything(keys)
