"""Interviews about cases, on the service's side: which case, with whom, when; and who comes to it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from trigpoint.english import count_of
from trigpoint.inspectorate.assessment.actions import say_who_comes, say_who_comes_to_several
from trigpoint.inspectorate.assessment.queries import allocations
from trigpoint.inspectorate.assessment.released import released_interviews
from trigpoint.inspectorate.programme.access import check_on_own
from trigpoint.inspectorate.programme.actions.looking import download_own_list
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.people.access import Refusal, may
from trigpoint.people.permissions import Permission
from trigpoint.web.edge.looking import is_shown
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.govuk.pages import FormPage, answer, form_page, status_of
from trigpoint.web.guards.inspections import on_own_inspection
from trigpoint.web.lists.asked import ask, file_of, listed
from trigpoint.web.service.interviews.forms import ComesForm, EveryComesForm
from trigpoint.web.service.interviews.listing import own_interviews_listing


@on_own_inspection(Permission.SEE_OWN_INSPECTIONS)
@require_safe
def own_interviews(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """The timetable of the interviews."""
    rows = released_interviews(inspection)
    asked = ask(request.GET, own_interviews_listing(inspection, rows))
    if asked.is_file:
        if is_shown(request):
            download_own_list(inspection=inspection, what="the list of interviews", by=request.standing)
        return file_of(asked, rows)
    page = {
        "inspection": inspection,
        "trail": _trail(inspection),
        "list": listed(asked, rows),
        "any": bool(rows),
        "to_say": sum(not row.comes for row in rows),
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


@on_own_inspection(Permission.ANSWER_REQUESTS)
@form_page(EveryComesForm)
def who_comes_to_all(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Say who comes to all interviews, with one form. Each row is saved by itself."""
    form = EveryComesForm(request.POST if request.method == "POST" else None, rows=released_interviews(inspection))
    back = reverse("own_interviews", args=[inspection.reference])
    if form.is_bound and _save_rows(form, inspection, request) and form.is_valid():
        messages.success(request, "The inspectorate sees who comes to the interviews.")
        return redirect(back)
    page = {"inspection": inspection, "trail": (*_trail(inspection), ("Interviews", back)), "form": form, "back": back}
    return render(request, "service/interviews/who_comes.html.jinja", page, status=status_of(form))


def _save_rows(form: EveryComesForm, inspection: Inspection, request: SignedInRequest) -> bool:
    """Save the rows that can be taken; return whether that is all of them. The form says what is wrong with others."""
    is_whole, named = form.is_valid(), form.named
    try:
        refused = say_who_comes_to_several(inspection=inspection, named=named, by=request.standing)
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return False
    form.note_refused(refused, released_interviews(inspection))
    if refused or not is_whole:
        number = len(named) - len(refused)
        saved = count_of(number, "name is saved", "names are saved") if number else "No name is saved"
        form.add_error(None, f"{saved}. What is marked below is not: correct it and save again.")
    return is_whole and not refused


def _trail(inspection: Inspection) -> tuple[tuple[str, str], ...]:
    return (("Your inspection", reverse("own_inspection", args=[inspection.reference])),)
