"""The files of an installation that are not derived from anything else: its keys before all."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from trigpoint.operation.private_files import files_of, onto_disk

# What an installation makes anew by itself, or says of this machine alone.
DERIVED: Final = frozenset({"static", "metrics", "serve.pid", "proven.json", "restoring"})
FOLDER: Final = "files"


def stored_files(var: Path, database: Path | None) -> Iterator[Path]:
    """Every file in the installation's folder that a backup keeps, by its path within. The database is not of them."""
    of_database = files_of(database) if database else ()
    for folder, names, files in os.walk(var):
        if Path(folder) == var:
            names[:] = [name for name in names if name not in DERIVED and not name.startswith((".", "replaced-"))]
        for name in files:
            path = Path(folder) / name
            if path.parent == var and name in DERIVED:
                continue
            if path.is_file() and not path.is_symlink() and path not in of_database and not name.startswith("."):
                yield path.relative_to(var)


def copy_private(source: Path, target: Path) -> None:
    """Copy a file onto the disk, for its owner alone."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with source.open("rb") as content, os.fdopen(descriptor, "wb") as copy:
        shutil.copyfileobj(content, copy)
    onto_disk(target)
