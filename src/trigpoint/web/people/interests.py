"""Declarations of interest: one's own, and lifting those of colleagues."""

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from trigpoint.people import actions
from trigpoint.people.access import check_can_lift
from trigpoint.people.models import Membership, Organisation, Person
from trigpoint.people.permissions import Permission
from trigpoint.people.queries import homes_of, in_force, newest_declaration, services, without_conflicts
from trigpoint.web.edge.access import for_signed_in, requires_permission
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.govuk.pages import FormPage, answer, carry_out, form_page, status_of
from trigpoint.web.govuk.sent_before import forget_sent
from trigpoint.web.people.forms import InterestForm, LiftForm

PAGE = 50


@for_signed_in
@form_page(InterestForm)
def interests(request: SignedInRequest) -> HttpResponse:
    """What I have declared about services, and a form to declare more."""
    choices = list(services())
    form = InterestForm(request.POST if request.method == "POST" else None, services=choices)

    def chosen() -> Organisation:
        return next(service for service in choices if service.reference == form.cleaned_data["service"])

    redirected = carry_out(
        request,
        form,
        do=lambda: actions.declare(
            service=chosen(),
            has_interest=form.declares_interest,
            nature=form.cleaned_data["nature"].strip(),
            by=request.standing,
        ),
        then=reverse("interests"),
        notice=lambda: f"Your declaration about {chosen().name} is recorded.",
        makes=True,
    )
    page = Paginator(request.user.declarations.select_related("service"), PAGE).get_page(request.GET.get("page"))
    values = {"form": form, "page": page, "trail": [("Your account", reverse("my_account"))]}
    return redirected or render(request, "people/interests.html.jinja", values, status=status_of(form))


@requires_permission(Permission.KEEP_PEOPLE)
@form_page(LiftForm)
def lift(request: SignedInRequest, person: UUID, service: str) -> HttpResponse:
    """Lift a colleague's interest that is no more. What it was stays theirs alone."""
    by = request.standing
    organisation = get_object_or_404(without_conflicts(services(), by), reference=service)
    colleague = get_object_or_404(_colleagues(request), pk=person)
    newest = newest_declaration(colleague.id, organisation.id)
    check_can_lift(by, colleague, homes_of([colleague.id], by.on)[colleague.id], organisation, newest)
    form = LiftForm(request.POST if request.method == "POST" else None)
    page = FormPage(
        title=f"Lift the interest of {colleague.name} in {organisation.name}",
        lead="They declared that they have an interest in this service, and so see none of its inspections and join "
        "no team. Ask them what has changed. What they wrote of it, only they can read.",
        button="Lift the interest",
        cancel=reverse("people"),
        trail=(("People", reverse("people")),),
    )

    def lift_it() -> None:
        reason = form.cleaned_data["reason"]
        actions.lift_interest(person=colleague, service=organisation, reason=reason, by=request.standing)
        # Should it come again at once, they can say so.
        forget_sent(colleague.id)

    return answer(
        request,
        page,
        form,
        do=lift_it,
        then=page.cancel,
        notice=f"The interest of {colleague.name} in {organisation.name} is lifted.",
    )


def _colleagues(request: SignedInRequest) -> QuerySet[Person]:
    """Everybody who works for an inspectorate whose people I keep."""
    inspectorates = request.standing.organisations(Permission.KEEP_PEOPLE)
    places = Organisation.objects.filter(pk__in=inspectorates, kind=Organisation.Kind.INSPECTORATE)
    memberships = Membership.objects.filter(in_force(request.standing.on), organisation__in=places)
    return Person.objects.filter(pk__in=memberships.values("person"))
