"""Wait for one's turn, without a row that may be changed: the application may only add to the record's tables."""

from django.db import connection


def lock(what: str) -> None:
    """Wait until no other transaction has the lock of this name, and hold it until this transaction ends.

    PostgreSQL asks for the right to UPDATE where a row is locked, and nobody needs that right on the record. Its
    advisory locks are numbers: two names with the same one only wait for each other. SQLite's transactions are
    immediate, so that one alone writes, and it needs no lock.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"trigpoint {what}"])
