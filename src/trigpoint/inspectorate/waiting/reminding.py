"""Remind people by e-mail, each morning, of what is due soon and of what has become late: of each thing once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskContext, task

from trigpoint.english import long_date
from trigpoint.inspectorate.programme.timetable import BankHolidays, working_days_from
from trigpoint.inspectorate.waiting.addresses import address
from trigpoint.inspectorate.waiting.candidates import under_way
from trigpoint.inspectorate.waiting.lists import waiting_on_many
from trigpoint.inspectorate.waiting.tasks import Task
from trigpoint.jobs.clock import began_at
from trigpoint.notices.models import Reminder
from trigpoint.notices.posting import News, remind
from trigpoint.notices.table import DUE, LATE, Facts, Notice
from trigpoint.people.models import Person

# Working days before its day at which something is called due: time to do it, and not to forget it again. Ours.
AHEAD: Final = 2
_AT_ONCE: Final = 100


@dataclass(frozen=True, slots=True)
class Due:
    """A task that is due soon, or late, and which of the two notices tells of it."""

    notice: Notice
    task: Task
    day: date

    @property
    def key(self) -> tuple[str, str, date]:
        """What a reminder of it is known by: another day is another reminder."""
        return self.notice.key, f"{self.task.of.id} {self.task.page} {self.task.thing or ''}", self.day

    @property
    def path(self) -> str:
        """The path of the page on which it is done."""
        return address(self.task.page, self.task.of.reference, self.task.thing)


@task(takes_context=True)
def send_reminders(context: TaskContext) -> None:
    """Remind everybody of what is due within two working days, or late, of which they have not been reminded."""
    at = began_at(context)
    by_person: dict[UUID, list[Due]] = {}
    for due in _all_due(timezone.localtime(at).date()):
        for holder in due.task.people:
            by_person.setdefault(holder.id, []).append(due)
    for person, things in by_person.items():
        _remind(person, things, at)


def _all_due(on: date) -> Iterator[Due]:
    soon = working_days_from(on, AHEAD, BankHolidays())
    rows = list(under_way().order_by("pk"))
    for start in range(0, len(rows), _AT_ONCE):
        for waiting in waiting_on_many(rows[start : start + _AT_ONCE], on).values():
            for waits in waiting.tasks:
                if waits.due is not None and waits.due <= soon:
                    yield Due(LATE if waits.late else DUE, waits, waits.due)


def _remind(person_id: UUID, things: Sequence[Due], at: datetime) -> None:
    """Remind one person of what they were not reminded of; what is kept of it and the e-mail are written together."""
    with transaction.atomic():
        person = Person.objects.select_for_update().filter(pk=person_id, is_active=True).first()
        reminders = set(Reminder.objects.filter(person=person_id).values_list("notice", "about", "due"))
        fresh = [due for due in things if due.key not in reminders]
        if person is None or not fresh:
            return
        Reminder.objects.bulk_create(
            Reminder(person=person, notice=notice, about=about, due=day)
            for notice, about, day in dict.fromkeys(due.key for due in fresh)
        )
        remind(person, [(News(due.notice, _facts(due), at), due.path) for due in fresh])


def _facts(due: Due) -> Facts:
    what = due.task.untyped or due.task.act
    return Facts(service=due.task.of.service, inspectorate="", what=what, due=long_date(due.day))
