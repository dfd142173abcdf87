"""A backup of a database that PostgreSQL keeps, by PostgreSQL's own programs, of one moment while others write."""

import os
import shutil
import subprocess  # nosec B404 - PostgreSQL's own programs take and restore its backups
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Final

from django.db import connection, transaction

from trigpoint.operation.backups.contents import Contents, Row, read_contents
from trigpoint.operation.backups.manifest import BackupError

FILE: Final = "database.dump"
SCHEMA: Final = "public"
_TABLES: Final = f"SELECT tablename FROM pg_tables WHERE schemaname = '{SCHEMA}'"  # noqa: S608  # nosec B608
# Whose rows and which rights are the server's own business, and differ from one to the next.
_WITHOUT_ROLES: Final = ("--no-owner", "--no-privileges")


def copy_database(folder: Path) -> Contents:
    """Dump the database of the settings into a folder; return what it holds, as of the same moment."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = str(cursor.fetchone()[0])
        what = (*_WITHOUT_ROLES, f"--schema={SCHEMA}", f"--snapshot={snapshot}")
        _run(["pg_dump", "--format=custom", *what, f"--file={folder / FILE}"])
        return contents_now()


def contents_now() -> Contents:
    """Return what the database of the settings holds."""

    def query(sql: str) -> Iterator[Row]:
        # On the server, a batch at a time: a table may be larger than this machine's memory.
        with connection.chunked_cursor() as cursor:
            cursor.execute(sql)
            yield from cursor

    with transaction.atomic():
        return read_contents([str(row[0]) for row in query(_TABLES)], query)


def put_in_place(dump: Path, before: str) -> None:
    """Restore a dump into the database of the settings, after some SQL, all in one transaction. Raises BackupError."""
    with TemporaryFile() as script:
        script.write(f"{before};\n".encode())
        script.flush()
        _run(["pg_restore", *_WITHOUT_ROLES, "--file=-", str(dump)], into=script.fileno())
        script.seek(0)
        options = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1")
        _run(["psql", *options, "--file=-"], given=script.fileno())


def _run(command: list[str], *, given: int | None = None, into: int | None = None) -> None:
    """Run one of PostgreSQL's programs on the database of the settings. Raises BackupError with its first complaint."""
    program = shutil.which(command[0])
    if program is None:
        raise BackupError(
            f"'{command[0]}' of PostgreSQL is not on this machine. On Debian or Ubuntu: apt install postgresql-client"
        )
    ended = subprocess.run(  # noqa: S603  # nosec B603 - PostgreSQL's own programs, and nothing that somebody typed
        [program, *command[1:]],
        env=os.environ | _address(),
        stdin=subprocess.DEVNULL if given is None else given,
        stdout=subprocess.DEVNULL if into is None else into,
        stderr=subprocess.PIPE,
        check=False,
    )
    if ended.returncode:
        raise BackupError(f"{command[0]} failed: {_complaint(ended.stderr.decode('utf-8', 'replace'))}")


def _complaint(errors: str) -> str:
    """The first line that says what is wrong. What follows it may quote rows, and is not repeated."""
    lines = [line for line in errors.splitlines() if "error" in line.lower()] or errors.splitlines() or ["no reason"]
    return lines[0].strip()


def _address() -> dict[str, str]:
    """Where the database is and how to get in, as variables that the programs know: a command line is seen by all."""
    # The driver that is in use: imported by itself it would take a tenth of the time of each command, on SQLite too.
    driver: Any = connection.Database  # type: ignore[attr-defined]
    names = {option.keyword: option.envvar for option in driver.pq.Conninfo.get_defaults()}
    variables = {}
    for keyword, value in connection.get_connection_params().items():
        variable = names.get(keyword.encode())
        if variable and value is not None:
            variables[variable.decode()] = str(value)
    return variables
