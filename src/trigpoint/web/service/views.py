"""The inspected service's side of an inspection: what is asked of it, by when, and what has been sent."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from trigpoint.english import long_date
from trigpoint.inspectorate.programme.contacts import contacts_for_service
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import dates, days_reached
from trigpoint.inspectorate.programme.stages import StageKey, stage
from trigpoint.inspectorate.publishing.models import DraftReport
from trigpoint.inspectorate.publishing.released import released_edition
from trigpoint.inspectorate.requests.access import check_can_answer
from trigpoint.inspectorate.requests.actions import answer
from trigpoint.inspectorate.requests.queries import ANSWERED, as_released, released_requests, released_rows
from trigpoint.inspectorate.sampling.queries import sent_lists
from trigpoint.inspectorate.waiting.lists import waiting_on_many
from trigpoint.people.access import may
from trigpoint.people.permissions import Permission, Side
from trigpoint.people.roles import role
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.govuk.pages import carry_out, form_page, status_of
from trigpoint.web.guards.inspections import on_own_inspection
from trigpoint.web.sample.presenters import lists_shown
from trigpoint.web.service.forms import AnswerForm
from trigpoint.web.waiting.shown import task_shown

# The dates that concern the service; how inspectors and panel spend the days between is theirs.
SHOWN_DATES = (
    StageKey.EVIDENCE_IN,
    StageKey.CASE_WEEK,
    StageKey.ORGANISATION_WEEK,
    StageKey.FACTUAL_ACCURACY,
    StageKey.PUBLISHED,
    StageKey.ACTION_PLAN,
)


@dataclass(frozen=True, slots=True)
class DateShown:
    """A date that concerns the service: when a stage was reached, or is to be."""

    title: str
    date: date
    is_reached: bool
    is_now: bool


@on_own_inspection(Permission.SEE_OWN_INSPECTIONS)
@require_safe
def own_inspection(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """What the stage means for the service, its dates, and what is asked of it."""
    asked, by = released_requests(inspection), request.standing
    tasks = [
        task
        for task in waiting_on_many([inspection], by.on)[inspection.pk].tasks
        if role(task.roles[0]).side is Side.SERVICE
    ]
    reached = days_reached(inspection)
    page = {
        "inspection": inspection,
        "says": _says(inspection),
        "contacts": contacts_for_service(inspection, request.standing.on),
        "dates": [
            DateShown(
                dated.stage.title,
                reached.get(dated.stage.key) or dated.date,
                is_reached=dated.stage.key in reached,
                is_now=dated.stage.key == inspection.stage,
            )
            for dated in dates(inspection)
            if dated.stage.key in SHOWN_DATES
        ],
        "mine": [task_shown(task, by.person, by.on) for task in tasks if task.waits_on(by.person)],
        "others": [task_shown(task, by.person, by.on) for task in tasks if not task.waits_on(by.person)],
        "sent": [request_ for request_ in asked if request_.state in ANSWERED],
        "withdrawn": [request_ for request_ in asked if request_.state == "withdrawn"],
        "edition": released_edition(inspection.reference),
        "lists": lists_shown(inspection, sent_lists(inspection)),
    }
    return render(request, "service/inspection.html.jinja", page)


def _says(inspection: Inspection) -> str:
    if inspection.cancelled_on is not None:
        return f"The inspection was cancelled on {long_date(inspection.cancelled_on)}"
    return stage(inspection.stage).shown_to_service


@on_own_inspection(Permission.SEE_OWN_INSPECTIONS)
@form_page(AnswerForm)
def own_request(request: SignedInRequest, inspection: Inspection, request_id: UUID) -> HttpResponse:
    """One request, and the form that answers it."""
    rows = released_rows(inspection).select_related("inspection__service", "replied_by")
    row = get_object_or_404(rows, pk=request_id)
    form = AnswerForm(request.POST or None, initial={"version": row.version}, purpose=row.purpose)
    answerable = may(check_can_answer, request.standing, row)
    redirected = carry_out(
        request,
        form,
        do=lambda: answer(request=row, seen=form.seen, reply=form.cleaned_data["reply"], by=request.standing),
        then=reverse("own_inspection", args=[inspection.reference]),
        notice=f"Your answer to '{row.title}' is with the inspectorate.",
    )
    page = {
        "inspection": inspection,
        "asked": as_released(row),
        "form": form,
        "may_answer": answerable,
        "has_draft": DraftReport.objects.filter(request=row).exists(),
    }
    return redirected or render(request, "service/request.html.jinja", page, status=status_of(form))
