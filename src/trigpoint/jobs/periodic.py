"""Jobs that come again by the clock: each turn is taken once, however many workers there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from trigpoint.jobs.models import Turn

# The hour of the day at which nightly jobs begin, where the installation is. London's clocks are put forward and back
# before it.
NIGHT: Final = 3
# Before most people begin to work, so that what a morning brings is there when they do.
MORNING: Final = 6
# Before e-mails: a mail server that does not answer must not keep the hour's checkpoint waiting.
FIRST: Final = 10
NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Every(Enum):
    """How often a job comes."""

    HOUR = "hour"
    MORNING = "morning"
    NIGHT = "night"


@dataclass(frozen=True, slots=True)
class Periodic:
    """A job that comes again. Its name is stored, so it never changes."""

    name: str
    task: Task[[], Any]
    every: Every

    def turn(self, at: datetime) -> datetime:
        """Return when the turn began that is on at a time."""
        hour = timezone.localtime(at).replace(minute=0, second=0, microsecond=0)
        if self.every is Every.HOUR:
            return hour
        begins = hour.replace(hour=NIGHT if self.every is Every.NIGHT else MORNING)
        return begins if begins <= hour else begins - timedelta(days=1)


def enqueue_due(jobs: Iterable[Periodic], at: datetime) -> None:
    """Enqueue what is due and has not had its turn. Turns that nobody worked in are not made up for."""
    for job in jobs:
        turn = job.turn(at)
        # Asked first without a lock: nearly always there is nothing to do.
        if not Turn.objects.filter(name=job.name, began__gte=turn).exists():
            _take(job, turn)


def _take(job: Periodic, turn: datetime) -> None:
    """Take the turn and enqueue the job, both or neither; of two workers, the second finds that it was taken."""
    with transaction.atomic():
        Turn.objects.get_or_create(name=job.name, defaults={"began": NEVER})
        newest = Turn.objects.select_for_update().get(name=job.name)
        # The last one may still be at work: then this turn comes when it has ended, and never two at once.
        if newest.began < turn and not _is_under_way(job):
            Turn.objects.filter(name=job.name).update(began=turn)
            job.task.using(priority=FIRST).enqueue()


def _is_under_way(job: Periodic) -> bool:
    open_states = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    return DBTaskResult.objects.filter(task_path=job.task.module_path, status__in=open_states).exists()
