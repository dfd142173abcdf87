"""The files of an installation that are not derived from anything else: its keys before all."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from trigpoint.operation.private_files import files_of, onto_disk

# What an installation makes anew by itself, or says of this machine alone.
DERIVED: Final = frozenset({"static", "metrics", "serve.pid", "proven.json", "report-files", "restoring"})
FOLDER: Final = "files"
ASIDE: Final = "replaced-"


def stored_files(var: Path, database: Path | None) -> Iterator[Path]:
    """Every file in the installation's folder that a backup keeps, by its path within. The database is not of them."""
    of_database = files_of(database) if database else ()
    for folder, names, files in os.walk(var):
        if Path(folder) == var:
            names[:] = [name for name in names if is_kept(PurePosixPath(name, "any"))]
        for name in files:
            path = Path(folder) / name
            if path.is_file() and not path.is_symlink() and path not in of_database:
                within = path.relative_to(var)
                if is_kept(PurePosixPath(within)):
                    yield within


def is_kept(within: PurePosixPath) -> bool:
    """Whether a backup keeps a file of this path in the installation's folder, and a restore may so put one there."""
    top = within.parts[0]
    if top in DERIVED or within.name.startswith("."):
        return False
    return len(within.parts) == 1 or not top.startswith((".", ASIDE))


def copy_private(source: Path, target: Path) -> None:
    """Copy a file onto the disk, for its owner alone. Raises OSError, also where the source is a link."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(source, os.O_RDONLY | os.O_NOFOLLOW), "rb") as content:
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as copy:
            shutil.copyfileobj(content, copy)
    onto_disk(target)
