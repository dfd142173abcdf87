"""A job that comes again every hour or every night has each turn once, however many workers look."""

from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult

from tests.factories.posted import run_all_jobs
from tests.jobs.jobs_of_tests import leave_a_trace, leave_another_trace
from tests.record.writers import at_once
from trigpoint.jobs.models import Turn
from trigpoint.jobs.periodic import Every, Periodic, enqueue_due

LONDON = ZoneInfo("Europe/London")
HOURLY = Periodic("of-tests-hourly", leave_a_trace, Every.HOUR)
NIGHTLY = Periodic("of-tests-nightly", leave_another_trace, Every.NIGHT)


def london(year: int, month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


TUESDAY = datetime(2027, 1, 5, 14, 59, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("at", "turn"),
    [
        (london(2027, 1, 5, 2, 59), london(2027, 1, 4, 3, 0)),
        (london(2027, 1, 5, 3, 0), london(2027, 1, 5, 3, 0)),
        (london(2027, 1, 5, 23, 59), london(2027, 1, 5, 3, 0)),
        # The clocks go forward at 1:00 on 28 March and back at 2:00 on 31 October.
        (london(2027, 3, 28, 2, 30), london(2027, 3, 27, 3, 0)),
        (london(2027, 10, 31, 4, 0), london(2027, 10, 31, 3, 0)),
    ],
)
def test_a_night_begins_at_three(at: datetime, turn: datetime) -> None:
    assert NIGHTLY.turn(at) == turn


def test_the_hour_that_comes_twice_when_clocks_go_back_has_two_turns() -> None:
    first = datetime(2027, 10, 31, 1, 30, tzinfo=LONDON)
    assert HOURLY.turn(first.replace(fold=1)).timestamp() - HOURLY.turn(first).timestamp() == 3600


@pytest.mark.django_db
def test_each_hour_has_its_turn_once_and_hours_without_a_worker_are_not_made_up_for() -> None:
    for minutes, count in ((0, 1), (0, 1), (1, 2), (30, 2), (300, 3)):
        enqueue_due([HOURLY], TUESDAY + timedelta(minutes=minutes))
        run_all_jobs()
        assert len(mail.outbox) == count, minutes


@pytest.mark.django_db
def test_a_job_that_is_still_at_work_is_not_begun_again_and_has_its_turn_afterwards() -> None:
    enqueue_due([HOURLY], TUESDAY)
    enqueue_due([HOURLY], TUESDAY + timedelta(hours=1))
    assert DBTaskResult.objects.filter(task_path=leave_a_trace.module_path).count() == 1
    run_all_jobs()
    enqueue_due([HOURLY], TUESDAY + timedelta(hours=1))
    assert DBTaskResult.objects.filter(task_path=leave_a_trace.module_path).count() == 2


@pytest.mark.usefixtures("committed")
def test_of_two_workers_that_look_at_once_one_enqueues_it() -> None:
    for hour in range(5):
        at = TUESDAY + timedelta(hours=hour)
        results = at_once(*[partial(enqueue_due, [HOURLY, NIGHTLY], at)] * 2)
        assert results == [None, None]
        run_all_jobs()
    # Five hours and one night.
    assert sorted(message.subject for message in mail.outbox) == [*["A trace"] * 5, "Another trace"]
    assert Turn.objects.count() == 2


@pytest.mark.usefixtures("committed")
def test_where_enqueuing_fails_the_turn_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    class KilledError(Exception):
        pass

    def killed(*args: object, **kwargs: object) -> None:
        raise KilledError

    with monkeypatch.context() as patched:
        patched.setattr(DBTaskResult, "save", killed)
        with pytest.raises(KilledError):
            enqueue_due([HOURLY], TUESDAY)
    assert Turn.objects.count() == 0
    enqueue_due([HOURLY], TUESDAY)
    assert DBTaskResult.objects.count() == 1
