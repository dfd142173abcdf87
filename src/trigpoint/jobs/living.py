"""Who lives, and what the dead have left: jobs whose worker was killed are taken up again."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from trigpoint.jobs.models import Job, Worker

# Four signs of life fit into it, so that a busy database does not make a living worker look dead.
BEAT: Final = timedelta(seconds=15)
LEASE: Final = timedelta(seconds=60)
# A job that took three workers with it is left alone: it would take every other one with it too.
MOST_DEATHS: Final = 3


class WorkerDiedError(RuntimeError):
    """Every worker that ran the job was killed while it did."""


def beat(worker: str, at: datetime) -> None:
    """Say that a worker lives."""
    Worker.objects.update_or_create(id=worker, defaults={"seen_at": at})


def leave(worker: str) -> None:
    """Say that a worker has ended, and has no job at hand."""
    Worker.objects.filter(id=worker).delete()


def living(at: datetime) -> frozenset[str]:
    """The workers that live at a time."""
    return frozenset(Worker.objects.filter(seen_at__gt=at - LEASE).values_list("id", flat=True))


def take_up(at: datetime) -> None:
    """Make the jobs of dead workers ready again; those that have killed too many of them fail."""
    workers = living(at)
    for job in DBTaskResult.objects.running():
        if job.worker_ids[-1] not in workers:
            _take_up(job)


def clear_workers(at: datetime) -> None:
    """Delete the signs of life of dead workers."""
    Worker.objects.filter(seen_at__lte=at - LEASE).delete()


def _take_up(job: Job) -> None:
    """Only as it was seen: another worker may have taken it up, or its own may have ended it, a moment before."""
    as_seen = DBTaskResult.objects.filter(pk=job.pk, status=TaskResultStatus.RUNNING, started_at=job.started_at)
    with transaction.atomic():
        if as_seen.select_for_update().exists():
            if len(job.worker_ids) < MOST_DEATHS:
                as_seen.update(status=TaskResultStatus.READY)
            else:
                job.set_failed(WorkerDiedError(f"{len(job.worker_ids)} workers died while they ran it."))
