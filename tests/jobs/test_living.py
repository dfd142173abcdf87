"""What a dead worker left is taken up again; what a living one has at hand is not."""

import logging
from datetime import timedelta

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult

from tests.factories.posted import WORKER, run_all_jobs
from tests.jobs.jobs_of_tests import go_wrong, leave_a_trace
from trigpoint.cli.site.installation import now
from trigpoint.jobs.clearing import clear_jobs, run_again
from trigpoint.jobs.living import beat, leave, living, take_up
from trigpoint.jobs.queries import failed_jobs, job_name, jobs_state
from trigpoint.jobs.running import claim, run
from trigpoint.outbox.queries import backlog

pytestmark = pytest.mark.django_db


def claimed_by(worker: str) -> DBTaskResult:  # type: ignore[type-arg]
    """A job in the hands of a worker that has just been seen."""
    beat(worker, now())
    job = claim(worker)
    assert job is not None
    return job


def test_a_worker_is_dead_when_it_was_not_seen_for_a_minute_and_its_job_is_taken_up_then() -> None:
    leave_a_trace.enqueue()
    job, at = claimed_by("first"), now()
    take_up(at + timedelta(seconds=59))
    assert run_all_jobs() == 0
    take_up(at + timedelta(seconds=61))
    assert run_all_jobs() == 1
    job.refresh_from_db()
    assert (job.status, job.worker_ids) == ("SUCCESSFUL", ["first", WORKER])
    assert len(mail.outbox) == 1


def test_a_job_of_a_worker_that_has_left_without_ending_it_is_taken_up_at_once() -> None:
    leave_a_trace.enqueue()
    claimed_by("first")
    leave("first")
    take_up(now())
    assert run_all_jobs() == 1


def test_a_job_that_took_three_workers_with_it_fails_and_is_seen() -> None:
    leave_a_trace.enqueue()
    for worker in ("first", "second", "third"):
        claimed_by(worker)
        take_up(now() + timedelta(seconds=61))
    assert claim("fourth") is None
    (failed,) = failed_jobs()
    assert failed.exception_class_path == "trigpoint.jobs.living.WorkerDiedError"
    assert len(mail.outbox) == 0


def test_a_job_that_fails_is_seen_until_it_is_run_again(caplog: pytest.LogCaptureFixture) -> None:
    go_wrong.enqueue()
    run_all_jobs()
    (failed,) = failed_jobs()
    assert job_name(failed) == "Go wrong on purpose"
    assert backlog(now()).failed_jobs == 1
    run_again(failed)
    assert backlog(now()).failed_jobs == 0
    run_all_jobs()
    assert backlog(now()).failed_jobs == 1
    assert "go_wrong" in caplog.text
    assert "newt@x.example" not in caplog.text


def test_a_failure_is_over_once_the_same_job_went_well_later() -> None:
    leave_a_trace.enqueue()
    job = claimed_by("first")
    job.set_failed(ValueError("once"))
    assert len(failed_jobs()) == 1
    leave_a_trace.enqueue()
    run_all_jobs()
    assert failed_jobs() == []


def test_a_job_that_is_no_longer_in_the_code_fails_under_its_path(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    leave_a_trace.enqueue()
    DBTaskResult.objects.update(task_path="trigpoint.jobs.gone.away")
    run_all_jobs()
    (failed,) = failed_jobs()
    assert job_name(failed) == "trigpoint.jobs.gone.away"


def test_the_state_of_the_jobs_says_how_long_the_first_of_them_waits() -> None:
    leave_a_trace.enqueue()
    at = DBTaskResult.objects.get().enqueued_at + timedelta(minutes=90)
    leave_a_trace.using(run_after=at - timedelta(minutes=20)).enqueue()
    leave_a_trace.using(run_after=at + timedelta(minutes=20)).enqueue()
    beat("first", at)
    state = jobs_state(at)
    assert (state.waiting, state.running, state.failed, state.workers) == (3, 0, 0, 1)
    assert state.oldest_wait == timedelta(minutes=90)
    DBTaskResult.objects.order_by("enqueued_at")[0].delete()
    assert jobs_state(at).oldest_wait == timedelta(minutes=20)
    assert living(at + timedelta(seconds=60)) == frozenset()


def test_jobs_that_are_over_are_cleared_away_after_14_days_and_failed_ones_after_90() -> None:
    leave_a_trace.enqueue()
    run(claimed_by("first"))
    go_wrong.enqueue()
    run(claimed_by("first"))
    ended = DBTaskResult.objects.successful().get().finished_at
    assert ended is not None
    for days, left in ((13, 2), (15, 1), (89, 1), (91, 0)):
        clear_jobs(ended + timedelta(days=days))
        assert DBTaskResult.objects.count() == left, days
