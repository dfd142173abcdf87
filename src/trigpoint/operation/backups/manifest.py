"""The manifest of a backup: what is in it, by digest. A folder without one, or with another, is no backup."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from pydantic import ConfigDict, TypeAdapter, ValidationError

from trigpoint.operation.backups.contents import Contents
from trigpoint.operation.private_files import write_private

FORMAT: Final = "trigpoint backup 1"
NAME: Final = "manifest.json"


class BackupError(Exception):
    """A backup that cannot be taken or restored, in a sentence for whoever runs the installation."""


@dataclass(frozen=True, slots=True)
class FileDigest:
    """How long a file is, and its SHA-256."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. `engine` is 'sqlite' or 'postgresql'; `files` are by their path in the backup."""

    __pydantic_config__ = ConfigDict(strict=True, extra="forbid")

    format: str
    taken_at: str
    software: str
    engine: str
    files: dict[str, FileDigest]
    contents: Contents

    @property
    def taken(self) -> datetime:
        """When it was taken."""
        return datetime.fromisoformat(self.taken_at)


_MANIFEST: Final = TypeAdapter(Manifest)


def file_digest(file: Path) -> FileDigest:
    """Return the digest of a file."""
    with file.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    return FileDigest(file.stat().st_size, sha256)


def write_manifest(folder: Path, manifest: Manifest) -> str:
    """Write the manifest into a backup, and its own seal; return the seal."""
    values = asdict(manifest)
    seal = _seal(values)
    text = json.dumps({**values, "seal": seal}, indent=1, sort_keys=True, ensure_ascii=False)
    write_private(folder / NAME, text.encode())
    return seal


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a backup once it and every file of it are as they were. Raises BackupError."""
    try:
        values = json.loads((folder / NAME).read_text("utf-8"))
        seal = values.pop("seal")
        manifest = _MANIFEST.validate_json(json.dumps(values))
    except FileNotFoundError:
        raise BackupError(
            f"{folder} is no whole backup: it has no {NAME}. It may have been cut off while it was taken."
        ) from None
    except (OSError, ValueError, AttributeError, KeyError, TypeError, RecursionError, ValidationError):
        raise BackupError(f"{folder / NAME} cannot be read as the manifest of a backup. Take another backup.") from None
    if seal != _seal(values) or manifest.format != FORMAT:
        raise BackupError(f"{folder / NAME} is not what it was when the backup was taken. Take another backup.")
    _check_files(folder, manifest)
    return manifest


def _check_files(folder: Path, manifest: Manifest) -> None:
    for name, digest in manifest.files.items():
        file = folder / name
        if not file.resolve().is_relative_to(folder.resolve()):
            raise BackupError(f"{folder / NAME} names '{name}', which is outside the backup.")
        if not file.is_file():
            raise BackupError(f"{folder} is no whole backup: '{name}' is missing. Take another backup.")
        if file_digest(file) != digest:
            raise BackupError(f"{file} is not what it was when the backup was taken. Take another backup.")


def _seal(values: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
