"""Which backup is meant, and whether it can be restored here at all."""

from pathlib import Path

from django.db import connection

from trigpoint.operation.backups.manifest import NAME, BackupError, Manifest
from trigpoint.operation.backups.reading import read_manifest
from trigpoint.operation.state import unknown_migrations

ENGINES = {"sqlite": "an embedded database", "postgresql": "a database in PostgreSQL"}


def chosen_backup(source: Path) -> tuple[Path, Manifest]:
    """Return the backup at an address, or the newest in a folder of backups, with its manifest. Raises BackupError.

    All its files have been found to be as they were, and this version can work with what is in it.
    """
    folder = _folder(source)
    manifest = read_manifest(folder)
    if manifest.engine != connection.vendor:
        raise BackupError(
            f"{folder} is a backup of {ENGINES[manifest.engine]}, and DATABASE_URL names {ENGINES[connection.vendor]}."
        )
    if unknown := unknown_migrations(manifest.contents.migrations):
        raise BackupError(
            f"{folder} was taken by a newer version of Trigpoint, {manifest.software}, with {unknown[0]}. Install that "
            "version first."
        )
    return folder, manifest


def _folder(source: Path) -> Path:
    if (source / NAME).exists():
        return source
    backups = sorted(file.parent for file in source.glob(f"*/{NAME}") if not file.parent.name.startswith("."))
    if not backups:
        raise BackupError(f"{source} is no whole backup, and holds none. A backup that was cut off has no {NAME}.")
    return backups[-1]
