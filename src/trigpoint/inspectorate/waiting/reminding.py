"""Remind people by e-mail, each morning, of what is due soon and of what has become late: of each thing once."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django_tasks import TaskContext, task

from trigpoint.english import long_date
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import PUBLIC
from trigpoint.inspectorate.programme.stages import StageKey
from trigpoint.inspectorate.programme.timetable import BankHolidays, working_days_from
from trigpoint.inspectorate.progress.remedies import Page
from trigpoint.inspectorate.requests.models import Request
from trigpoint.inspectorate.waiting.lists import waiting_on_many
from trigpoint.inspectorate.waiting.tasks import Task, Why
from trigpoint.notices.models import Reminder
from trigpoint.notices.posting import News, remind
from trigpoint.notices.table import DUE, LATE, Facts, Notice
from trigpoint.people.models import Person

# Working days before its day at which something is called due: time to do it, and not to forget it again. Ours.
AHEAD: Final = 2
_AT_ONCE: Final = 100
# Whose titles are typed by people: an e-mail says what the request is for in their place.
_OF_REQUESTS: Final = {Page.REQUEST, Page.OWN_REQUEST}
Due = tuple[Notice, Task]


@task(takes_context=True)
def send_reminders(context: TaskContext) -> None:
    """Remind everybody of what is due within two working days, or late, of which they have not been reminded."""
    at = context.task_result.started_at
    if at is None:
        raise ValueError("A job that runs has begun.")
    by_person: dict[UUID, list[Due]] = {}
    on = timezone.localtime(at).date()
    for notice, due in _all_due(on):
        for holder in due.people:
            by_person.setdefault(holder.id, []).append((notice, due))
    for person, tasks in by_person.items():
        _remind(person, tasks, at)


def _all_due(on: date) -> Iterator[Due]:
    soon = working_days_from(on, AHEAD, BankHolidays())
    rows = list(_under_way())
    for start in range(0, len(rows), _AT_ONCE):
        for waiting in waiting_on_many(rows[start : start + _AT_ONCE], on).values():
            for due in waiting.tasks:
                if due.due is not None and due.due <= soon:
                    yield (LATE if due.late else DUE), due


def _under_way() -> QuerySet[Inspection]:
    """Inspections on which anything can wait: those loaded as published files have no site date."""
    rows = Inspection.objects.filter(cancelled_on=None).exclude(stage=StageKey.FOLLOWED_UP)
    return rows.exclude(stage__in=PUBLIC, site_date=None).select_related("service", "inspectorate").order_by("pk")


def _remind(person_id: UUID, tasks: Sequence[Due], at: datetime) -> None:
    """Remind one person of what they were not reminded of; what is kept of it and the e-mail are written together."""
    with transaction.atomic():
        person = Person.objects.select_for_update().filter(pk=person_id, is_active=True).first()
        reminders = set(Reminder.objects.filter(person=person_id).values_list("notice", "about", "due"))
        fresh = [(notice, due) for notice, due in tasks if (notice.key, _about(due), due.due) not in reminders]
        if person is None or not fresh:
            return
        keys = dict.fromkeys((notice.key, _about(due), due.due) for notice, due in fresh)
        Reminder.objects.bulk_create(
            Reminder(person=person, notice=notice, about=about, due=day) for notice, about, day in keys
        )
        remind(person, [(News(notice, _facts(due), at), _path(due)) for notice, due in fresh])


def _about(due: Task) -> str:
    return f"{due.of.id} {due.page} {due.thing or ''}"


def _facts(due: Task) -> Facts:
    return Facts(service=due.of.service, inspectorate="", what=_words(due), due=long_date(due.due) if due.due else "")


def _words(due: Task) -> str:
    """What is to be done, without a word that somebody typed: after the colon a request's title may stand."""
    if due.why is Why.LATE:
        return due.act.partition(":")[0]
    if due.page not in _OF_REQUESTS:
        return due.act
    request = Request.objects.get(pk=due.thing)
    return f"Request '{request.get_purpose_display()}'"


def _path(due: Task) -> str:
    if due.page is Page.PEOPLE:
        return reverse(due.page.value)
    return reverse(due.page.value, args=[due.of.reference, *([due.thing] if isinstance(due.thing, UUID) else [])])
