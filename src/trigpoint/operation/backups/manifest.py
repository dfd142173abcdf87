"""The manifest of a backup: what is in it, by digest. A folder without one, or with another, is no backup."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, ConfigDict, Field

from trigpoint.operation.backups.contents import Contents, Count, Sha256
from trigpoint.operation.private_files import write_private

FORMAT: Final = "trigpoint backup 1"
NAME: Final = "manifest.json"
Engine = Literal["sqlite", "postgresql"]


class BackupError(Exception):
    """A backup that cannot be taken or restored, in a sentence for whoever runs the installation."""


@dataclass(frozen=True, slots=True)
class FileDigest:
    """How long a file is, and its SHA-256."""

    bytes: Count
    sha256: Sha256


def _is_a_time(text: str) -> str:
    datetime.fromisoformat(text)
    return text


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. `taken_at` is UTC to the second; `files` are by their path in the backup."""

    __pydantic_config__ = ConfigDict(strict=True, extra="forbid")

    format: str
    taken_at: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$"), AfterValidator(_is_a_time)]
    software: str
    engine: Engine
    files: dict[str, FileDigest]
    contents: Contents

    @property
    def taken(self) -> datetime:
        """When it was taken."""
        return datetime.fromisoformat(self.taken_at)


def file_digest(file: Path) -> FileDigest:
    """Return the digest of a file."""
    with file.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    return FileDigest(file.stat().st_size, sha256)


def write_manifest(folder: Path, manifest: Manifest) -> str:
    """Write the manifest into a backup, and its own seal; return the seal."""
    values = asdict(manifest)
    seal = seal_of(values)
    text = json.dumps({**values, "seal": seal}, indent=1, sort_keys=True, ensure_ascii=False)
    write_private(folder / NAME, text.encode())
    return seal


def seal_of(values: Mapping[str, Any]) -> str:
    """Return the seal of a manifest's values: it tells one from another, and proves nothing of who wrote it."""
    return hashlib.sha256(json.dumps(values, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
