"""Calendar files: of an inspection for its team, of one's own interviews, and of an inspection for the service."""

from collections.abc import Iterable, Iterator

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from trigpoint.inspectorate.assessment.interviews import Slot
from trigpoint.inspectorate.assessment.models import Allocation
from trigpoint.inspectorate.assessment.queries import allocations, slot_of
from trigpoint.inspectorate.assessment.released import released_interviews
from trigpoint.inspectorate.programme.access import permissions_on
from trigpoint.inspectorate.programme.actions.looking import download_list, download_own_list
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.people.permissions import Permission
from trigpoint.web.calendars.events import days_of, interview_of, takes_place
from trigpoint.web.calendars.ics import CalendarEvent, calendar_file
from trigpoint.web.edge.access import for_signed_in
from trigpoint.web.edge.files import file_to_keep
from trigpoint.web.edge.looking import is_shown
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.guards.inspections import on_inspection, on_own_inspection
from trigpoint.web.home.cases import own_allocations
from trigpoint.web.service.views import SHOWN_DATES

WHAT = "a calendar of the interviews"


@on_inspection(Permission.SEE_INSPECTION)
@require_safe
def inspection_calendar(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """The days of an inspection and, for whoever sees its cases, all interviews."""
    events = list(days_of(inspection))
    if Permission.SEE_CASES in permissions_on(request.standing, inspection):
        interviews = list(_interviews(inspection, allocations(inspection)))
        if interviews and is_shown(request):
            download_list(inspection=inspection, what=WHAT, by=request.standing)
        events += interviews
    return _file(f"Inspection of {inspection.service.short_name}", inspection.reference, events)


@on_own_inspection(Permission.SEE_OWN_INSPECTIONS)
@require_safe
def own_calendar(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """The days of an inspection that concern the service, and its interviews."""
    interviews = [
        interview_of(inspection, row.id, row.version, row.case, Slot(row.day, row.start))
        for row in released_interviews(inspection)
        if row.day and takes_place(inspection, row.day)
    ]
    if interviews and is_shown(request):
        download_own_list(inspection=inspection, what=WHAT, by=request.standing)
    events = [*days_of(inspection, only=SHOWN_DATES), *interviews]
    return _file(f"Inspection of {inspection.service.short_name}", inspection.reference, events)


@for_signed_in
@require_safe
def my_calendar(request: SignedInRequest) -> HttpResponse:
    """My own interviews, of all inspections, with the days of those."""
    events: list[CalendarEvent] = []
    for inspection, rows in own_allocations(request).items():
        if is_shown(request):
            download_list(inspection=inspection, what="a calendar of their own interviews", by=request.standing)
        events += [*days_of(inspection), *_interviews(inspection, rows)]
    return _file("My interviews", "my-interviews", events)


def _interviews(inspection: Inspection, rows: Iterable[Allocation]) -> Iterator[CalendarEvent]:
    for row in rows:
        slot = slot_of(row)
        if slot and takes_place(inspection, slot.day):
            yield interview_of(inspection, row.id, row.version, row.case, slot)


def _file(name: str, file_name: str, events: Iterable[CalendarEvent]) -> HttpResponse:
    content = calendar_file(name, events, timezone.now())
    return file_to_keep(content, "text/calendar; charset=utf-8", f"{file_name}.ics")
