"""Run jobs, one after the other, until told to stop."""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import TypeVar

from django.db import DatabaseError, OperationalError, close_old_connections, connection
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker as Runner
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from trigpoint.jobs.living import BEAT, beat, leave, take_up
from trigpoint.jobs.models import Job
from trigpoint.jobs.periodic import Periodic, enqueue_due

logger = logging.getLogger("trigpoint.jobs")
Clock = Callable[[], datetime]
Result = TypeVar("Result")


def work(worker: str, periodic: Sequence[Periodic], clock: Clock, go_on: Callable[[bool], bool]) -> int:
    """Run jobs as long as `go_on` says so; return how many were run. Raises DatabaseError where that is lost in a job.

    `go_on` is asked before each look for a job, with whether the last look was in vain, and waits for a moment if so.
    """
    count, in_vain = 0, False
    with _signs_of_life(worker, clock):
        while go_on(in_vain):
            close_old_connections()
            job = _unless_busy(lambda: _next(worker, periodic, clock()))
            in_vain = job is None
            if job is not None:
                run(job, worker)
                count += 1
    return count


def claim(worker: str) -> Job | None:
    """Claim the next job that is ready, for this worker alone; None where there is none."""
    ready = DBTaskResult.objects.ready()
    # Asked first without a lock: on SQLite, claiming keeps all other writers waiting.
    if not ready.exists():
        return None
    with exclusive_transaction():
        job = ready.get_locked()
        if job is not None:
            job.claim(worker)
    return job


def run(job: Job, worker: str) -> None:
    """Run a job that was claimed. One that fails is logged by its name: what it says may name people."""
    _runner(worker).run_task(job)
    if job.status == TaskResultStatus.FAILED:
        logger.error("The job %s (%s) failed: %s.", job.task_path, job.pk, job.exception_class_path)


def _next(worker: str, periodic: Sequence[Periodic], at: datetime) -> Job | None:
    take_up(at)
    enqueue_due(periodic, at)
    return claim(worker)


def _unless_busy(do: Callable[[], Result]) -> Result | None:
    """A database that is locked or away is waited for, as no job is at hand."""
    try:
        return do()
    except OperationalError:
        logger.warning("The database is busy or away. Trying again.")
        return None


@contextmanager
def _signs_of_life(worker: str, clock: Clock) -> Iterator[None]:
    """Say that the worker lives, from another thread, however long a job takes."""
    ended = threading.Event()

    def live() -> None:
        while not ended.wait(BEAT.total_seconds()):
            close_old_connections()
            _unless_busy(lambda: beat(worker, clock()))
        connection.close()

    beat(worker, clock())
    thread = threading.Thread(target=live, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        # Where the database is lost the worker is found dead a little later.
        with suppress(DatabaseError):
            leave(worker)


def _runner(worker: str) -> Runner:
    """The library's own way to run a job and to keep how it ended; which one, and until when, is decided here."""
    return Runner(
        queue_names=["*"],
        interval=1,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=worker,
        excluded_queue_names=[],
    )
