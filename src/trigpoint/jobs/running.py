"""Run jobs, one after the other, until told to stop."""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeVar

from django.db import (
    DataError,
    Error,
    IntegrityError,
    NotSupportedError,
    OperationalError,
    ProgrammingError,
    close_old_connections,
    connection,
)
from django_tasks import TaskContext
from django_tasks.signals import task_finished, task_started
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from trigpoint.jobs.living import BEAT, beat, leave, take_up
from trigpoint.jobs.models import Job
from trigpoint.jobs.periodic import Periodic, enqueue_due

logger = logging.getLogger("trigpoint.jobs")
Clock = Callable[[], datetime]
Result = TypeVar("Result")
# What a database says no to because of what it was asked: a fault of the job. All else is a fault of the database.
OF_THE_JOB: Final = (IntegrityError, DataError, ProgrammingError, NotSupportedError)


@dataclass(frozen=True, slots=True)
class Routine:
    """What a worker sees to before each look for a job: the periodic jobs that are due, and what has got stuck."""

    periodic: Sequence[Periodic] = ()
    unstick: Sequence[Callable[[datetime], object]] = ()


def work(worker: str, routine: Routine, clock: Clock, go_on: Callable[[bool], bool]) -> int:
    """Run jobs as long as `go_on` says so; return how many were run.

    `go_on` is asked before each look for a job, with whether the last look was in vain, and waits for a moment if so.
    Raises an error of the database where that is lost in a job: nobody can tell how far the job had come, so that it
    stays at work, and is taken up by another worker once this one has gone.
    """
    count, in_vain = 0, False
    with _signs_of_life(worker, clock):
        while go_on(in_vain):
            close_old_connections()
            job = _unless_busy(lambda: _next(worker, routine, clock()))
            in_vain = job is None
            if job is not None:
                run(job)
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


def run(job: Job) -> None:
    """Run a job that was claimed. One that fails is logged by its name: what it says may name people.

    Raises an error of the database where that is lost, locked or full.
    """
    try:
        job.set_successful(_called(job))
    except OF_THE_JOB as error:
        _fail(job, error)
    except Error:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a job raises is kept with it
        _fail(job, error)
    else:
        task_finished.send(sender=type(job.task.get_backend()), task_result=job.task_result)


def _called(job: Job) -> object:
    """What the job's function returns."""
    result: Any = job.task_result
    task_started.send(sender=type(job.task.get_backend()), task_result=result)
    context = (TaskContext(task_result=result),) if job.task.takes_context else ()
    return job.task.call(*context, *result.args, **result.kwargs)


def _fail(job: Job, error: Exception) -> None:
    job.set_failed(error)
    logger.error("The job %s (%s) failed: %s.", job.task_path, job.pk, job.exception_class_path)


def _next(worker: str, routine: Routine, at: datetime) -> Job | None:
    take_up(at)
    for unstick in routine.unstick:
        unstick(at)
    enqueue_due(routine.periodic, at)
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
        with suppress(Error):
            leave(worker)
