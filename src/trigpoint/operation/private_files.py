"""Files that only the user who runs the installation may read: folders 0700, files 0600.

The umask makes new ones so; what an older version left open is tightened when a command of the installation starts.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

UMASK: Final = 0o077
OTHERS: Final = 0o077
# Beside an embedded database: what was written and is not yet in its file, and what its processes share.
BESIDE_DATABASE: Final = ("", "-wal", "-shm", "-journal")


def keep_private(var: Path, database: Path | None) -> None:
    """From here on nobody else may read what this process writes; nor what the installation's folder holds already.

    `database` is the embedded one, which may lie elsewhere; None for a database that a server keeps.
    """
    os.umask(UMASK)
    for path in (*_in_folder(var), *(files_of(database) if database else ())):
        # What is not ours to change, or has gone meanwhile, is no reason not to start.
        with suppress(OSError):
            mode = stat.S_IMODE(path.lstat().st_mode)
            if mode & OTHERS and not path.is_symlink():
                path.chmod(mode & ~OTHERS)


def write_private(file: Path, content: bytes) -> None:
    """Write a small file whole: beside, onto the disk, and renamed. Nobody ever sees half of it.

    Raises OSError, and then nothing of it is left.
    """
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(file)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    onto_disk(file.parent)


def onto_disk(path: Path) -> None:
    """Wait until a file's content, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _in_folder(var: Path) -> Iterator[Path]:
    """The folder and all in it but the style sheets, which everybody is sent anyway, and are many."""
    if not var.is_dir():
        return
    yield var
    for folder, names, files in os.walk(var):
        if Path(folder) == var and "static" in names:
            names.remove("static")
        yield from (Path(folder) / name for name in (*names, *files))


def files_of(database: Path) -> tuple[Path, ...]:
    """The file of an embedded database, and those that SQLite keeps beside it."""
    return tuple(Path(f"{database}{beside}") for beside in BESIDE_DATABASE)
