"""Files that hold a key of the installation: made once, whole, and readable by their owner alone."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def secret_in(file: Path, make: Callable[[], bytes]) -> bytes:
    """Return what a key file holds; it is made where there is none. Raises OSError where it cannot be read or made."""
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = file.with_name(f".{file.name}.{os.getpid()}")
        new.touch(mode=0o600)
        new.write_bytes(make())
        # Linked, not renamed: where another process was quicker, its key is the installation's.
        with suppress(FileExistsError):
            os.link(new, file)
        new.unlink()
    return file.read_bytes()
