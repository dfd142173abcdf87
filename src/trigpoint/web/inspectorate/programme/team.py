"""The team of an inspection: who is on it, asking, declaring, ending."""

from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from trigpoint.inspectorate.programme.access import check_can_declare, check_on
from trigpoint.inspectorate.programme.actions import team as actions
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import on_team, places_of
from trigpoint.inspectorate.programme.queries import team as team_of
from trigpoint.people.access import may
from trigpoint.people.models import Person
from trigpoint.people.permissions import Permission
from trigpoint.people.roles import role
from trigpoint.web.edge.access import for_signed_in
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.govuk.pages import FormPage, answer, form_page
from trigpoint.web.guards.inspections import on_inspection
from trigpoint.web.inspectorate.programme.candidates import people_to_ask, roles_to_give
from trigpoint.web.inspectorate.programme.forms import AskForm, DeclareForm, EndPlaceForm
from trigpoint.web.inspectorate.programme.presenters import NO_ACCESS, place_shown
from trigpoint.web.inspectorate.programme.trail import page_of, trail


@on_inspection(Permission.SEE_INSPECTION)
@require_safe
def team(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Everybody on the team, asked to join it, or gone from it."""
    may_build, on = may(check_on, request.standing, Permission.BUILD_TEAM, inspection), request.standing.on
    counting = {member.id for member in on_team(inspection, on)}
    places = [
        place_shown(member, on, counts=member.id in counting, interests=bool(may_build))
        for member in team_of(inspection)
    ]
    page = {
        "inspection": inspection,
        "trail": trail(inspection),
        "places": places,
        "may_build": may_build,
        "any_without_access": any(place.state == NO_ACCESS for place in places),
    }
    return render(request, "inspectorate/inspection/team.html.jinja", page)


@on_inspection(Permission.BUILD_TEAM)
@form_page(AskForm)
def ask(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Ask somebody to join the team."""
    people = people_to_ask(inspection, request)
    form = AskForm(request.POST or None, people=people, roles=roles_to_give(inspection, request))
    page = replace(_page(inspection, "Ask somebody to join the team", "Ask"), makes=True)
    return answer(
        request,
        page,
        form,
        do=lambda: actions.ask_to_join(
            inspection=inspection,
            person=Person.objects.get(pk=form.cleaned_data["person"]),
            role=form.cleaned_data["role"],
            by=request.standing,
        ),
        then=page.cancel,
        notice=lambda: (
            f"{Person.objects.get(pk=form.cleaned_data['person']).name} has been asked. "
            "They join once they have declared their interests."
        ),
    )


@on_inspection(Permission.BUILD_TEAM)
@form_page(EndPlaceForm)
def end(request: SignedInRequest, inspection: Inspection, place: UUID) -> HttpResponse:
    """End somebody's place."""
    row = get_object_or_404(inspection.team.select_related("person", "inspection__inspectorate"), pk=place)
    own = row.person_id == request.user.id
    form = EndPlaceForm(request.POST or None, initial={"version": row.version, "ends": request.standing.on})
    lead = f"{row.person.name} is {role(row.role).title.lower()}."
    if own:
        lead += " This is you: after your last day you no longer see the inspection."
    page = replace(_page(inspection, f"End the place of {row.person.name}", "End the place", lead), takes_back=True)
    return answer(
        request,
        page,
        form,
        do=lambda: actions.end_place(
            place=row,
            seen=form.seen,
            last=form.cleaned_data["ends"],
            reason=form.cleaned_data["reason"],
            by=request.standing,
        ),
        then=reverse("home") if own else page.cancel,
        notice=f"The place of {row.person.name} ends.",
    )


@for_signed_in
@form_page(DeclareForm)
def declare(request: SignedInRequest, reference: str, place: UUID) -> HttpResponse:
    """Declare my interests for a place that I have been asked to take. Others find nothing here."""
    row = get_object_or_404(places_of(request.user), pk=place, inspection__reference=reference)
    check_can_declare(request.standing, row)
    if not request.standing.stands_apart_from(row.inspection.service_id):
        raise Http404
    form = DeclareForm(request.POST or None, initial={"version": row.version})
    page = FormPage(
        title=f"Before you join the inspection of {row.inspection.service.name}",
        lead=f"You are asked to be {role(row.role).title.lower()}. Say first whether you have an interest in the "
        "service: for example a relative who works there, or that you worked there yourself in the last five years.",
        button="Declare",
    )
    return answer(
        request,
        page,
        form,
        do=lambda: actions.declare_and_join(
            place=row,
            seen=form.seen,
            has_interest=form.declares_interest,
            nature=form.cleaned_data["nature"],
            by=request.standing,
        ),
        then=lambda: reverse("home") if form.declares_interest else reverse("inspection", args=[reference]),
        notice=lambda: (
            "Your interest is recorded, and you will not join the team."
            if form.declares_interest
            else "You are on the team."
        ),
    )


def _page(inspection: Inspection, title: str, button: str, lead: str = "") -> FormPage:
    return FormPage(
        title=title,
        button=button,
        lead=lead,
        trail=trail(inspection, page_of(inspection, "team", "Team")),
        cancel=reverse("team", args=[inspection.reference]),
    )
