"""A private PostgreSQL for one command: `python -m tests.postgres -- pytest tests/record`.

PostgreSQL refuses to run as root, so root starts it as the user 'postgres'. It lives in a temporary folder, listens on
a socket in that folder alone, and is stopped and removed when the command ends.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

USER = "postgres"


class NoPostgreSQLError(RuntimeError):
    """The programs of PostgreSQL are not on this machine."""


def programs() -> Path:
    """Return the folder with initdb and pg_ctl: on the PATH, or where Debian keeps the newest. Raises NoPostgreSQLError."""
    found = shutil.which("pg_ctl")
    if found:
        return Path(found).parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda one: int(one.parts[-3]))
    if not versions:
        raise NoPostgreSQLError("PostgreSQL is needed. On Debian or Ubuntu: apt install postgresql")
    return versions[-1].parent


@contextmanager
def private_postgresql() -> Iterator[str]:
    """Start a PostgreSQL of one's own and give its DATABASE_URL."""
    folder = Path(tempfile.mkdtemp(prefix="trigpoint-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, USER)
    try:
        _run("initdb", "-D", str(folder / "data"), "-U", USER, "--auth=trust", "-E", "UTF8", "--no-sync")
        start(folder)
        try:
            yield f"postgresql://{USER}@{quote(str(folder), safe='')}/postgres"
        finally:
            stop(folder)
    finally:
        shutil.rmtree(folder)


def start(folder: Path) -> None:
    """Start the server whose files are in a folder, for the first time or again."""
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=60"
    _run("pg_ctl", "-D", str(folder / "data"), "-l", str(folder / "log"), "-w", "-o", options, "start")


def stop(folder: Path) -> None:
    """Stop it at once, whoever is connected."""
    _run("pg_ctl", "-D", str(folder / "data"), "-w", "-m", "immediate", "stop")


def _run(program: str, *arguments: str) -> None:
    as_user = ["runuser", "-u", USER, "--"] if os.geteuid() == 0 else []
    # The server outlives pg_ctl and would keep a pipe open, so nothing is read from one.
    done = subprocess.run(
        [*as_user, str(programs() / program), *arguments], cwd="/", stdout=subprocess.DEVNULL, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{program} failed with code {done.returncode}.")


def main() -> int:
    command = sys.argv[2:] if sys.argv[1:2] == ["--"] else sys.argv[1:]
    try:
        with private_postgresql() as address:
            return subprocess.run(command, env=os.environ | {"DATABASE_URL": address}, check=False).returncode
    except NoPostgreSQLError as missing:
        print(missing, file=sys.stderr)  # noqa: T201 - this is a command
        return 2


if __name__ == "__main__":
    sys.exit(main())
