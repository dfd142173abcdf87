"""A backup's files copied to where nobody works, and compared there: what is used of it is what was looked at."""

from pathlib import Path

from trigpoint.operation.backups import postgresql, sqlite
from trigpoint.operation.backups.contents import differences
from trigpoint.operation.backups.manifest import Manifest
from trigpoint.operation.backups.reading import check_file
from trigpoint.operation.backups.stored_files import copy_private


def stage(folder: Path, manifest: Manifest, staging: Path) -> tuple[str, ...]:
    """Copy a backup's files into a folder; return, in sentences, where the embedded database is not what it says.

    Raises BackupError where a copy is not what the manifest says, and OSError where there is no room. A dump is left
    where it is: PostgreSQL's programs read it, and what comes of it is compared then.
    """
    for name in manifest.files:
        if name != postgresql.FILE:
            copy_private(folder / name, staging / name)
            check_file(staging, name, manifest)
    return differences(manifest.contents, sqlite.contents_of(staging / sqlite.FILE)) if is_embedded(manifest) else ()


def is_embedded(manifest: Manifest) -> bool:
    """Whether it is a backup of an embedded database, which is a file of it."""
    return manifest.engine == "sqlite"
