"""The database is busy, full or away.

Any part of a request may meet it: the session, the count of failed sign-ins, a view. So it is known by the error, in
the one place to which all errors come (errors.py), and not by who met it.
"""

import errno
from collections.abc import Iterator
from enum import Enum
from typing import Final

from django.db import DatabaseError, InterfaceError, OperationalError


class Outage(Enum):
    """Why nothing can be saved or read now: what people are told, and after how many seconds a retry makes sense."""

    BUSY = ("A lot is being saved at the moment.", 10)
    FULL = ("There is no room left to save anything. Whoever runs this site has to make some.", 300)
    AWAY = ("The place where everything is kept does not answer.", 30)

    def __init__(self, sentence: str, seconds: int) -> None:
        self.sentence = sentence
        self.seconds = seconds


# SQLite's primary result codes: busy, locked; full; read-only, input/output error, cannot open.
_OF_SQLITE: Final = {5: Outage.BUSY, 6: Outage.BUSY, 13: Outage.FULL} | dict.fromkeys((8, 10, 14), Outage.AWAY)
# PostgreSQL's SQLSTATE: a lock that was not to be had, deadlock, too many connections; disk full. Then whole classes:
# connection, resources, operator's intervention, system.
_OF_POSTGRESQL: Final = dict.fromkeys(("55P03", "40P01", "40001", "53300"), Outage.BUSY) | {"53100": Outage.FULL}
_CLASSES: Final = ("08", "53", "57", "58")
_FULL: Final = (errno.ENOSPC, errno.EDQUOT)


def outage_of(error: BaseException | None) -> Outage | None:
    """Return the outage that an error comes from; None where it is a fault of ours or of what was sent."""
    return next((outage for link in _chain(error) if (outage := _of(link))), None)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what it came from: the session's error, for one, has the database's behind it."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _of(error: BaseException) -> Outage | None:
    if isinstance(error, OSError) and error.errno in _FULL:
        return Outage.FULL
    if not isinstance(error, DatabaseError | InterfaceError) or error.__cause__ is None:
        return None
    driver = error.__cause__
    sqlite = getattr(driver, "sqlite_errorcode", None)
    if sqlite is not None:
        return _OF_SQLITE.get(sqlite & 0xFF)
    if not type(driver).__module__.startswith("psycopg"):
        return None
    state = getattr(driver, "sqlstate", None)
    if state is None:
        # No answer came from which to read a state: the connection could not be made, or was lost.
        return Outage.AWAY if isinstance(error, OperationalError | InterfaceError) else None
    return _OF_POSTGRESQL.get(state) or (Outage.AWAY if state[:2] in _CLASSES else None)
