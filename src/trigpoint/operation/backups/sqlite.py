"""A backup of the embedded database: a copy of one moment, by SQLite's own means, while others write."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Final, cast
from urllib.parse import quote

from django.db import connection

from trigpoint.operation.backups.contents import Contents, Row, read_contents
from trigpoint.operation.backups.manifest import BackupError

FILE: Final = "database.sqlite3"
_TABLES: Final = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite@_%' ESCAPE '@'"


def copy_database(folder: Path) -> Contents:
    """Copy the database of the settings into a folder, as it is at one moment; return what the copy holds."""
    connection.ensure_connection()
    file = folder / FILE
    # In one step: a copy in several would begin anew whenever somebody writes.
    with closing(sqlite3.connect(file)) as copy:
        cast("sqlite3.Connection", cast("Any", connection).connection).backup(copy)
        # So that the copy is one file, with nothing beside it.
        copy.execute("PRAGMA journal_mode = DELETE")
    return contents_of(file)


def contents_of(file: Path) -> Contents:
    """Return what a database in a file holds. Raises BackupError where SQLite finds it damaged."""
    with closing(sqlite3.connect(f"file:{quote(str(file))}?mode=ro", uri=True)) as opened:
        # Bytes in the place of words are no reason to stop: they are to be the same bytes again.
        opened.text_factory = lambda text: text.decode("utf-8", "surrogateescape")

        def query(sql: str) -> Iterator[Row]:
            return iter(opened.execute(sql))

        try:
            problems = [str(row[0]) for row in query("PRAGMA integrity_check") if row[0] != "ok"]
            if not problems:
                return read_contents([str(row[0]) for row in query(_TABLES)], query)
        except sqlite3.DatabaseError as error:
            problems = [str(error)]
    raise BackupError(f"{file} is damaged, SQLite says: {problems[0]}.")


def make_one_file(database: Path) -> None:
    """Bring what SQLite keeps beside a database into its file. One that is too damaged for that stays as it is."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(database)) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
