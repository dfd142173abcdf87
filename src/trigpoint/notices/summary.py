"""The daily summaries: one e-mail each to those who chose it and have something to read."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django_tasks import TaskContext, task

from trigpoint.jobs.clock import began_at
from trigpoint.notices.models import SummaryLine
from trigpoint.notices.posting import post_summary
from trigpoint.people.models import Person


@task(takes_context=True)
def send_summaries(context: TaskContext) -> None:
    """Write the summary of everybody for whom something waits."""
    at = began_at(context)
    for person in list(SummaryLine.objects.order_by("person").values_list("person", flat=True).distinct()):
        _send(person, at)


def _send(person_id: UUID, at: datetime) -> None:
    """Write one summary, and take out what it tells: both, or neither."""
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person_id)
        lines = list(SummaryLine.objects.filter(person=person))
        # Whoever can no longer sign in is told nothing any more.
        if lines and person.is_active:
            post_summary(person, lines, at)
        SummaryLine.objects.filter(pk__in=[line.pk for line in lines]).delete()
