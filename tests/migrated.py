"""The embedded database with all tables and nothing in them: made once for as long as the source stays as it is.

Its migrations take as long as some hundred tests. Whatever of the source changes, it is made again: migrations read it.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

_ROOT: Final = Path(__file__).parents[1]
# What pytest keeps from run to run.
_FOLDER: Final = _ROOT / ".pytest_cache" / "migrated"


def migrated_database() -> Path:
    """A file to be copied, not changed: the database of an installation that was begun and not used."""
    file = _FOLDER / f"{_digest()}.sqlite3"
    _FOLDER.mkdir(parents=True, exist_ok=True)
    with (_FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            for earlier in _FOLDER.glob("*.sqlite3"):
                earlier.unlink()
            _migrate(file)
    return file


def _digest() -> str:
    """What decides which tables there are: all modules of ours, and the versions of all libraries."""
    digest = sha256()
    for file in (_ROOT / "requirements" / "run.txt", *sorted((_ROOT / "src").rglob("*.py"))):
        digest.update(f"{file.relative_to(_ROOT)} {sha256(file.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()[:16]


def _migrate(file: Path) -> None:
    out = ("DJANGO_SETTINGS_MODULE", "DATABASE_URL")
    environment = {name: value for name, value in os.environ.items() if name not in out}
    with TemporaryDirectory(dir=_FOLDER) as var:
        command = [sys.executable, "manage.py", "migrate", "-v", "0"]
        subprocess.run(command, env=environment | {"TRIGPOINT_VAR": var}, cwd=_ROOT, check=True)
        shutil.move(Path(var) / "trigpoint.sqlite3", file)
