"""Read the manifest of a backup, which may be forged: nothing in it is used before all of it was looked at."""

import json
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from trigpoint.operation.backups.manifest import FORMAT, NAME, BackupError, Manifest, file_digest, seal_of
from trigpoint.operation.backups.places import faults_of_names

_MANIFEST: Final = TypeAdapter(Manifest)


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a backup once it and every file of it are as they were. Raises BackupError."""
    try:
        if (folder / NAME).is_symlink():
            raise BackupError(f"{folder / NAME} is a link, and no backup has one. Take another backup.")
        values = json.loads((folder / NAME).read_text("utf-8"))
        seal = values.pop("seal")
        manifest = _MANIFEST.validate_json(json.dumps(values), strict=True)
    except FileNotFoundError:
        raise BackupError(
            f"{folder} is no whole backup: it has no {NAME}. It may have been cut off while it was taken."
        ) from None
    except ValidationError as error:
        raise BackupError(_no_manifest(folder, f": {_place(error)} is not what a backup has there")) from None
    except (OSError, ValueError, AttributeError, KeyError, TypeError, RecursionError):
        raise BackupError(_no_manifest(folder, "")) from None
    if seal != seal_of(values) or manifest.format != FORMAT:
        raise BackupError(f"{folder / NAME} is not what it was when the backup was taken. Take another backup.")
    if faults := faults_of_names(manifest.files, manifest.engine):
        raise BackupError(f"{folder / NAME} {faults[0]}. Nobody but a forger writes that: take another backup.")
    _check_files(folder, manifest)
    return manifest


def check_file(folder: Path, name: str, manifest: Manifest) -> None:
    """Raise BackupError where a file of a backup, or a copy of it in another folder, is not what the manifest says."""
    file = folder / name
    try:
        if link := next(_links(folder, name), None):
            raise BackupError(f"{link} is a link, and no backup has one. Take another backup.")
        if not file.is_file():
            raise BackupError(f"{folder} is no whole backup: '{name}' is missing. Take another backup.")
        if file_digest(file) != manifest.files[name]:
            raise BackupError(f"{file} is not what it was when the backup was taken. Take another backup.")
    except OSError as error:
        raise BackupError(f"{file} cannot be read: {error.strerror}. Take another backup.") from None


def _check_files(folder: Path, manifest: Manifest) -> None:
    for name in manifest.files:
        check_file(folder, name, manifest)


def _links(folder: Path, name: str) -> Iterator[Path]:
    """The links among a file and the folders that it is in, up to the backup's own."""
    within = PurePosixPath(name)
    return (folder / place for place in (within, *within.parents[:-1]) if (folder / place).is_symlink())


def _no_manifest(folder: Path, why: str) -> str:
    return f"{folder / NAME} cannot be read as the manifest of a backup{why}. Take another backup."


def _place(error: ValidationError) -> str:
    """Where in the manifest the first fault is."""
    first: Any = error.errors(include_url=False, include_context=False, include_input=False)[0]
    return repr(".".join(str(step) for step in first["loc"]) or "it all")
