"""Put the rows of an older installation on SQLite into a PostgreSQL that is at the same migrations.

`python -m tests.upgrade.onto_postgresql DUMP.sql`, with DATABASE_URL set. The old app of whole contents is no more, so
its table is made here as its migration made it.
"""

import sqlite3
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - only once Django is set up
from django.db import connection, transaction  # noqa: E402

OLD = (
    ("record", "0003"),
    ("people", "0003"),
    ("register", "0001"),
    ("programme", "0002"),
    ("requests", "0002"),
    ("sampling", "0004"),
    ("assessment", "0002"),
)
CONTENTS = """
CREATE TABLE contents_contents (
    version integer NOT NULL CHECK (version >= 0), id uuid PRIMARY KEY, body text NOT NULL,
    digest varchar(64) NOT NULL,
    inspection_id uuid NOT NULL REFERENCES programme_inspection (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT one_contents_a_version UNIQUE (inspection_id, version)
)"""
OURS = ("record_", "people_", "register_", "programme_", "requests_", "sampling_", "assessment_", "contents_")


def main(dump: Path) -> None:
    for app, migration in OLD:
        call_command("migrate", app, migration, verbosity=0)
    old = sqlite3.connect(":memory:")
    old.executescript(dump.read_text("utf-8"))
    names = [name for (name,) in old.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(CONTENTS)
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table in (name for name in names if name.startswith(OURS)):
            _copy(old, table)
        cursor.execute("SELECT setval('record_event_id_seq', (SELECT max(id) FROM record_event))")


def _copy(old: sqlite3.Connection, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s", [table])
        types = dict(cursor.fetchall())
        rows = old.execute(f"SELECT * FROM {table}")  # noqa: S608 - names of the project's own tables
        columns = [column for column, *_ in rows.description]
        quoted = ", ".join(f'"{column}"' for column in columns)
        places = ", ".join(["%s"] * len(columns))
        for row in rows:
            values = [_as(types[column], value) for column, value in zip(columns, row, strict=True)]
            cursor.execute(f"INSERT INTO {table} ({quoted}) VALUES ({places})", values)  # noqa: S608


def _as(kind: str, value: Any) -> Any:
    if value is None:
        return None
    if kind == "uuid":
        return UUID(str(value))
    return bool(value) if kind == "boolean" else value


if __name__ == "__main__":
    main(Path(sys.argv[1]))
