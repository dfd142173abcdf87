"""Whether the installation is well: what it needs to work at all, and what somebody should look at soon.

Nothing here is secret or about a person, and nothing waits long: an answer that comes late is of no use.
"""

import shutil
import socket
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Final, cast
from urllib.parse import quote

import psycopg
from django.conf import settings
from django.db import DatabaseError, connection

from trigpoint.english import count_of
from trigpoint.jobs.queries import LATE
from trigpoint.operation.backups.proofs import last_proven
from trigpoint.operation.database import embedded_database
from trigpoint.outbox.queries import backlog

SECONDS_TO_WAIT: Final = 2
LEAST_FREE: Final = 500_000_000
# The nightly proof may come late once; a record that is written to gets its head within the hour, or soon after.
PROVEN_WITHIN: Final = timedelta(hours=50)
HEAD_WITHIN: Final = timedelta(hours=3)
DAYS_FROM: Final = 72  # hours, from which on days say more
_LAST: Final = "SELECT (SELECT max(at) FROM record_event), (SELECT max(at) FROM record_treehead)"


class State(StrEnum):
    """How something is: 'failing' keeps people from their work, 'attention' will one day if nobody looks."""

    OK = "ok"
    ATTENTION = "attention"
    FAILING = "failing"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at, and what was found, in words. `age` in seconds, where it is about a time."""

    name: str
    state: State
    words: str
    age: float | None = None


@dataclass(frozen=True, slots=True)
class Health:
    """Everything that was looked at."""

    checks: tuple[Check, ...]

    @property
    def state(self) -> State:
        """The worst of all."""
        states = {check.state for check in self.checks}
        return next(state for state in (State.FAILING, State.ATTENTION, State.OK) if state in states)


def health(at: datetime) -> Health:
    """Look at the installation as it is at a time. Never raises: what cannot be looked at is failing."""
    database = _database_and_record(at)
    # Jobs are in the database: where that is away, asking once more only takes time.
    jobs = () if database[0].state is State.FAILING else (_jobs(at),)
    return Health((*database, _disk(), *jobs, *(look(at) for look in LOOKS)))


def _database_and_record(at: datetime) -> tuple[Check, ...]:
    """Both from one connection of their own: one that hangs is not to be waited for."""
    try:
        written, signed, is_busy = _times_of_record()
    except (psycopg.Error, sqlite3.Error) as error:
        # What the error says may name the machine and its user; what kind it is says enough.
        kind = type(error).__name__
        return (Check("database", State.FAILING, f"The database does not answer, or cannot be written to: {kind}."),)
    found = Check("database", State.OK, "The database answers and can be written to.")
    if is_busy:
        found = Check("database", State.ATTENTION, "The database answers; for seconds nobody else could write to it.")
    return found, _record(at, written, signed)


def _times_of_record() -> tuple[datetime | None, datetime | None, bool]:
    """When the record was last written to and last signed, and whether it could not be written to for being busy.

    Raises an error of the database where it could not be read, or not be written to for good.
    """
    is_busy = False
    database = embedded_database()
    if database is None:
        parameters = {**cast("Any", connection).get_connection_params(), "connect_timeout": SECONDS_TO_WAIT}
        for name in ("context", "cursor_factory", "prepare_threshold"):
            parameters.pop(name, None)
        limit = f"-c statement_timeout={SECONDS_TO_WAIT * 1000}"
        with psycopg.connect(**{"options": limit, **parameters}) as opened:
            if opened.execute("SHOW transaction_read_only").fetchone() != ("off",):
                raise psycopg.errors.ReadOnlySqlTransaction
            row = opened.execute(_LAST).fetchone()
    else:
        address = f"file:{quote(str(database))}?mode=rw"
        with closing(sqlite3.connect(address, uri=True, timeout=SECONDS_TO_WAIT, isolation_level=None)) as file:
            row = file.execute(_LAST).fetchone()
            try:
                file.execute("BEGIN IMMEDIATE")
                file.execute("ROLLBACK")
            except sqlite3.OperationalError as error:
                is_busy = error.sqlite_errorcode == sqlite3.SQLITE_BUSY
                if not is_busy:
                    raise
    written, signed = row or (None, None)
    return _time(written), _time(signed), is_busy


def _time(value: object) -> datetime | None:
    if value is None or isinstance(value, datetime):
        return value
    return datetime.fromisoformat(str(value)).replace(tzinfo=UTC)


def _record(at: datetime, written: datetime | None, signed: datetime | None) -> Check:
    if written is None:
        return Check("record", State.OK, "Nothing is recorded yet.")
    if signed is None:
        return Check("record", State.ATTENTION, "No head of the record was ever signed.")
    age = (at - signed).total_seconds()
    words = f"The last head of the record was signed {_ago(age)}"
    if written > signed and at - signed > HEAD_WITHIN:
        return Check("record", State.ATTENTION, f"{words}, and entries have come in since.", age)
    return Check("record", State.OK, f"{words}.", age)


def _disk() -> Check:
    try:
        free = shutil.disk_usage(settings.VAR).free
    except OSError:
        return Check("disk", State.FAILING, "The installation's folder cannot be looked into.")
    words = f"{free / 1e9:.1f} GB are free where the installation is kept."
    return Check("disk", State.OK if free >= LEAST_FREE else State.FAILING, words)


def _restore(at: datetime) -> Check:
    proven = last_proven(settings.VAR)
    if proven is None:
        return Check("restore", State.ATTENTION, "No restore was ever proven here.")
    # A proof of today is of little use where the backup is of last month.
    age = (at - min(proven.at, proven.taken_at)).total_seconds()
    state = State.OK if age <= PROVEN_WITHIN.total_seconds() else State.ATTENTION
    proven_ago, taken_ago = (_ago((at - when).total_seconds()) for when in (proven.at, proven.taken_at))
    return Check("restore", state, f"A restore was last proven {proven_ago}, of a backup of {taken_ago}.", age)


def _jobs(at: datetime) -> Check:
    try:
        waiting = backlog(at)
    except DatabaseError:
        return Check("jobs", State.ATTENTION, "The jobs cannot be looked at.")
    amiss = [
        f"the first has waited {_ago(waiting.oldest_wait.total_seconds(), '')}" if waiting.oldest_wait > LATE else "",
        f"{count_of(waiting.failed_jobs, 'job')} failed" if waiting.failed_jobs else "",
        f"{count_of(waiting.undelivered, 'e-mail')} not delivered" if waiting.undelivered else "",
    ]
    age = waiting.oldest_wait.total_seconds()
    if any(amiss):
        return Check("jobs", State.ATTENTION, f"Jobs: {', '.join(filter(None, amiss))}.", age)
    return Check("jobs", State.OK, "No job waits long, and none has failed.", age)


def _mail(at: datetime) -> Check:  # noqa: ARG001 - as every look
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        return Check("mail", State.OK, "E-mails are not handed to another machine.")
    try:
        with socket.create_connection((settings.EMAIL_HOST, settings.EMAIL_PORT), timeout=SECONDS_TO_WAIT):
            return Check("mail", State.OK, "The machine that takes e-mails answers.")
    except OSError:
        return Check("mail", State.ATTENTION, "The machine that takes e-mails does not answer.")


def _ago(seconds: float, ago: str = " ago") -> str:
    hours = int(seconds // 3600)
    return f"{count_of(hours, 'hour') if hours < DAYS_FROM else count_of(hours // 24, 'day')}{ago}"


# What else is looked at. Each keeps nobody from working.
LOOKS: Final[tuple[Callable[[datetime], Check], ...]] = (_restore, _mail)
