"""What waits, what is at work and what has failed. Nothing is changed here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Max, Min
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from trigpoint.jobs.living import living
from trigpoint.jobs.models import Job

MOST: Final = 200
# A worker takes a job up within a second, or a timer within a minute.
LATE: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class JobsState:
    """How the jobs stand. `oldest_wait`: how long the job has waited that should have begun first; 0 if none waits."""

    waiting: int
    running: int
    failed: int
    oldest_wait: timedelta
    workers: int

    @property
    def is_late(self) -> bool:
        """Whether somebody should look: no worker is running, or what it does takes long."""
        return self.oldest_wait > LATE


def jobs_state(at: datetime) -> JobsState:
    """Return how the jobs stand at a time."""
    return JobsState(
        waiting=DBTaskResult.objects.filter(status=TaskResultStatus.READY).count(),
        running=DBTaskResult.objects.running().count(),
        failed=len(failed_jobs()),
        oldest_wait=_oldest_wait(at),
        workers=len(living(at)),
    )


def failed_jobs() -> Sequence[Job]:
    """The failed jobs, the newest first. One without arguments is over once the same job has gone well later."""
    failed = DBTaskResult.objects.failed().order_by("-finished_at")[:MOST]
    newest = dict(
        DBTaskResult.objects.successful()
        .filter(task_path__in={job.task_path for job in failed})
        .order_by()
        .values_list("task_path")
        .annotate(newest=Max("finished_at"))
    )
    return [
        job
        for job in failed
        if any(job.args_kwargs.values()) or not _is_later(newest.get(job.task_path), job.finished_at)
    ]


def open_jobs() -> Sequence[Job]:
    """The jobs that are at work or wait, in the order in which they come."""
    states = (TaskResultStatus.RUNNING, TaskResultStatus.READY)
    return list(DBTaskResult.objects.filter(status__in=states).order_by("-status", "run_after", "enqueued_at")[:MOST])


def job_name(job: Job) -> str:
    """Return what people call a job: how the first line of its function begins, or its path where that is gone."""
    try:
        text = (job.task.func.__doc__ or "").strip()
    except ImportError:
        text = ""
    return text.splitlines()[0].split(":")[0].removesuffix(".") if text else job.task_path


def _is_later(newest: datetime | None, failed: datetime | None) -> bool:
    return newest is not None and failed is not None and newest > failed


def _oldest_wait(at: datetime) -> timedelta:
    """A job that is to begin at a later time does not wait; one put off until then waits from then on."""
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    at_once = ready.filter(run_after__year=9999)
    put_off = ready.filter(run_after__lte=at)
    begins = (
        at_once.aggregate(first=Min("enqueued_at"))["first"],
        put_off.aggregate(first=Min("run_after"))["first"],
    )
    return max((at - begin for begin in begins if begin is not None), default=timedelta())
