"""Interviews about cases, on the service's side: which case, with whom, when; and who comes to it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from trigpoint.inspectorate.assessment.actions import say_who_comes
from trigpoint.inspectorate.assessment.queries import allocations
from trigpoint.inspectorate.assessment.released import released_interviews
from trigpoint.inspectorate.programme.access import check_on_own
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.people.access import may
from trigpoint.people.permissions import Permission
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.govuk import fields
from trigpoint.web.govuk.forms import VersionedForm
from trigpoint.web.govuk.pages import FormPage, answer, form_page
from trigpoint.web.guards.inspections import on_own_inspection


class ComesForm(VersionedForm):
    """Who comes to an interview."""

    comes = fields.text("Who comes", hint="The case manager, or whoever knows the case. No child's name.", longest=100)


@on_own_inspection(Permission.SEE_OWN_INSPECTIONS)
@require_safe
def own_interviews(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """The timetable of the interviews."""
    page = {
        "inspection": inspection,
        "trail": _trail(inspection),
        "rows": released_interviews(inspection),
        "may_say": may(check_on_own, request.standing, Permission.ANSWER_REQUESTS, inspection),
    }
    return render(request, "service/interviews/interviews.html.jinja", page)


@on_own_inspection(Permission.ANSWER_REQUESTS)
@form_page(ComesForm)
def who_comes(request: SignedInRequest, inspection: Inspection, allocation: UUID) -> HttpResponse:
    """Say who comes to an interview."""
    row = get_object_or_404(allocations(inspection), pk=allocation)
    form = ComesForm(request.POST or None, initial={"version": row.version, "comes": row.comes})
    back = reverse("own_interviews", args=[inspection.reference])
    page = FormPage(
        title=f"Interview about case {row.case}",
        button="Save",
        trail=(*_trail(inspection), ("Interviews", back)),
        cancel=back,
    )
    return answer(
        request,
        page,
        form,
        do=lambda: say_who_comes(allocation=row, seen=form.seen, comes=form.cleaned_data["comes"], by=request.standing),
        then=back,
        notice=f"The inspectorate sees who comes to the interview about {row.case}.",
    )


def _trail(inspection: Inspection) -> tuple[tuple[str, str], ...]:
    return (("Your inspection", reverse("own_inspection", args=[inspection.reference])),)
