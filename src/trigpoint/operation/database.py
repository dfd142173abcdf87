"""Which database an installation has, and who serves it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection

PROCESS_FILE: Final = "serve.pid"


def embedded_database() -> Path | None:
    """The file of the embedded database; None where a server keeps the database."""
    return Path(settings.DATABASES["default"]["NAME"]) if connection.vendor == "sqlite" else None


@contextmanager
def database_named(name: str) -> Iterator[None]:
    """Within, everything that asks the database asks another one of this name, on the same server or as a file."""
    own = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own


def serving_process(var: Path) -> int | None:
    """The process that serves the pages of the installation in this folder; None where none does."""
    file = var / PROCESS_FILE
    running = file.read_text("ascii").strip() if file.exists() else ""
    return int(running) if running.isdigit() and _lives(int(running)) else None


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
