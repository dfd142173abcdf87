"""Restore a backup once for each step that it takes in the file system, each time killed at that step; print what is left.

A process of its own, `python -m tests.operation.killed_restores BACKUP FOLDER`: it forks for each step, each into a place
of its own.
"""

import json
import os
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402 - only once Django is set up
from django.db import connection  # noqa: E402

from tests.proof.killed_at_each_step import die_at  # noqa: E402
from trigpoint.operation.backups.restoring import restore_backup  # noqa: E402

AT = datetime(2026, 11, 30, 3, tzinfo=UTC)


def is_killed(step: int, backup: Path, var: Path) -> bool:
    """Whether a restore into a place was killed at a step; False where it was done before."""
    restoring = os.fork()
    if restoring == 0:
        settings.VAR = var
        connection.settings_dict["NAME"] = str(var / "trigpoint.sqlite3")
        settings.DATABASES["default"]["NAME"] = str(var / "trigpoint.sqlite3")
        die_at(step, var)
        restore_backup(backup, replace=False, at=AT)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(restoring, 0)[1]) < 0


def main(backup: Path, folder: Path) -> None:
    """Print, for each step, whether it was killed and which files a reader would find then."""
    left = []
    for step in count(1):
        var = folder / f"place-{step}"
        killed = is_killed(step, backup, var)
        files = sorted(str(path.relative_to(var)) for path in var.rglob("*") if path.is_file())
        left.append({"killed": killed, "files": files})
        if not killed:
            break
    sys.stdout.write(json.dumps(left))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
