"""A database that is lost in a job reaches the worker: how far the job had come nobody can tell, so it is taken up again."""

import pytest
from django.core import mail
from django.db import OperationalError
from django_tasks_db.models import DBTaskResult

from tests.jobs.jobs_of_tests import break_a_rule_of_the_database, leave_a_trace, lose_the_database
from trigpoint.cli.site.installation import now
from trigpoint.jobs.living import living
from trigpoint.jobs.running import Routine, work

pytestmark = pytest.mark.usefixtures("committed")


def until_empty(in_vain: bool) -> bool:
    return not in_vain


def test_the_worker_ends_and_leaves_the_job_to_another_one() -> None:
    lose_the_database.enqueue()
    with pytest.raises(OperationalError):
        work("first", Routine(), now, until_empty)
    job = DBTaskResult.objects.get()
    assert (job.status, job.worker_ids) == ("RUNNING", ["first"])
    assert living(now()) == frozenset()


def test_it_fails_once_it_has_taken_three_workers_with_it() -> None:
    lose_the_database.enqueue()
    for worker in ("first", "second", "third"):
        with pytest.raises(OperationalError):
            work(worker, Routine(), now, until_empty)
    assert work("fourth", Routine(), now, until_empty) == 0
    assert DBTaskResult.objects.get().exception_class_path == "trigpoint.jobs.living.WorkerDiedError"


def test_what_the_database_refuses_for_what_a_job_asks_fails_the_job_alone() -> None:
    break_a_rule_of_the_database.enqueue()
    leave_a_trace.enqueue()
    assert work("first", Routine(), now, until_empty) == 2
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["FAILED", "SUCCESSFUL"]
    assert len(mail.outbox) == 1
