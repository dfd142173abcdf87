"""Tests on PostgreSQL as the application: a role that can only add to the record, as an installation's own.

`TRIGPOINT_TESTS_AS=application python -m tests.postgres -- .venv/bin/pytest tests/record` runs them so. The tables belong
to the server's superuser, who makes them; what a test does as an intruder, between `tests.locks.unlock_record` and
`lock_record`, is done as that one.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.db import connection
from django.db.backends.signals import connection_created

from trigpoint.record.privileges import grant_statements

ROLE: Final = "trigpoint_application"
WANTED: Final = os.environ.get("TRIGPOINT_TESTS_AS") == "application"
_MAKE: Final = f"""
DO $$ BEGIN CREATE ROLE {ROLE};
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$
"""


@contextmanager
def tests_run_as_application() -> Iterator[None]:
    """From now on every connection is the application's, until the database is taken down again."""
    with connection.cursor() as cursor:
        for statement in (_MAKE, *grant_statements(ROLE)):
            cursor.execute(statement)
    become_application()
    connection_created.connect(_on_connection)
    yield
    connection_created.disconnect(_on_connection)
    become_owner()


def become_application() -> None:
    """Give up all that the application may not do, where tests are run as the application."""
    if WANTED and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {ROLE}")


def become_owner() -> None:
    """Take the tables' owner's part, as an intruder with its password does."""
    if WANTED and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def _on_connection(**_: Any) -> None:
    become_application()
