"""How the jobs stand, for the programme manager. What a job was about, and what it said, only the operator sees."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from trigpoint.jobs.models import Job
from trigpoint.jobs.queries import failed_jobs, job_name, jobs_state, open_jobs
from trigpoint.people.permissions import Permission
from trigpoint.web.edge.access import requires_permission
from trigpoint.web.edge.signed_in import SignedInRequest

MOST = 50


@dataclass(frozen=True, slots=True)
class JobShown:
    """One job: what it does, and since when it waits, is at work or has failed."""

    name: str
    state: str
    since: datetime
    workers: int


@requires_permission(Permission.SEE_JOBS)
@require_safe
def jobs(request: SignedInRequest) -> HttpResponse:
    """The jobs that wait, are at work or have failed."""
    now = timezone.now()
    values = {
        "state": jobs_state(now),
        "failed": _shown(failed_jobs()[:MOST], now),
        "open": _shown(open_jobs()[:MOST], now),
    }
    return render(request, "jobs/jobs.html.jinja", values)


def _shown(rows: Iterable[Job], now: datetime) -> list[JobShown]:
    return [JobShown(job_name(row), *_state(row, now), len(row.worker_ids)) for row in rows]


def _state(row: Job, now: datetime) -> tuple[str, datetime]:
    if row.finished_at is not None and row.status == "FAILED":
        return "Failed", row.finished_at
    if row.started_at is not None and row.status == "RUNNING":
        return "At work since", row.started_at
    put_off = now < row.run_after and row.run_after.year < 9999
    return ("Waits until", row.run_after) if put_off else ("Waits since", row.enqueued_at)
