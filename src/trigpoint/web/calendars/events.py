"""What of an inspection goes into a calendar: its days, and interviews. No name, and no more than somebody may see."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from trigpoint.inspectorate.assessment.interviews import Slot
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import dates, days_reached
from trigpoint.inspectorate.programme.stages import StageKey
from trigpoint.web.calendars.ics import CalendarEvent

# An interview lasts an hour, as its pages say.
AN_HOUR: Final = timedelta(hours=1)


def days_of(inspection: Inspection, only: Iterable[StageKey] | None = None) -> Iterator[CalendarEvent]:
    """The days of an inspection: when a stage was reached, and when one to come is planned; `only` those of some."""
    stages = None if only is None else frozenset(only)
    reached = days_reached(inspection)
    for dated in dates(inspection):
        if stages is None or dated.stage.key in stages:
            yield CalendarEvent(
                uid=f"{dated.stage.key}@{inspection.reference}.trigpoint",
                summary=f"{inspection.service.short_name}: {dated.stage.title}",
                starts=reached.get(dated.stage.key) or dated.date,
            )


def interview_of(inspection: Inspection, allocation: UUID, version: int, case: str, slot: Slot) -> CalendarEvent:
    """The interview about a case. Whoever gets this may see the case's reference; who comes is not said."""
    begins = timezone.make_aware(datetime.combine(slot.day, time.fromisoformat(slot.start)))
    return CalendarEvent(
        uid=f"{allocation}@{inspection.reference}.trigpoint",
        summary=f"{inspection.service.short_name}: interview about case {case}",
        starts=begins,
        ends=begins + AN_HOUR,
        sequence=version,
    )
