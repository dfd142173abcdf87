"""Jobs that are over are kept for a while, then cleared away."""

from datetime import datetime, timedelta
from typing import Final

from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from trigpoint.jobs.living import clear_workers
from trigpoint.jobs.models import Job

WENT_WELL_KEPT: Final = timedelta(days=14)
FAILED_KEPT: Final = timedelta(days=90)


def clear_jobs(at: datetime) -> None:
    """Delete the jobs that ended long ago, and what dead workers left."""
    clear_workers(at)
    DBTaskResult.objects.successful().filter(finished_at__lt=at - WENT_WELL_KEPT).delete()
    DBTaskResult.objects.failed().filter(finished_at__lt=at - FAILED_KEPT).delete()


def run_again(job: Job) -> None:
    """Make a failed job ready to be run again, as often as a new one."""
    job.status = TaskResultStatus.READY
    job.worker_ids = []
    job.save(update_fields=["status", "worker_ids"])
