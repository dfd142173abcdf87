"""The record's locks, opened and closed: by an intruder in a test, and to empty a test's database afterwards."""

from django.db import connection

from tests.application_role import become_application, become_owner
from trigpoint.record import triggers


def unlock_record() -> None:
    """What an intruder with the database's password would do first."""
    become_owner()
    _execute(triggers.removals(connection.vendor))


def lock_record() -> None:
    """Close the locks again."""
    unlock_record()
    _execute(triggers.statements(connection.vendor))
    become_application()


def _execute(statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
