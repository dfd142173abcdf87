"""Declarations of interest: one's own, and lifting those of colleagues."""

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from trigpoint.people import actions
from trigpoint.people.access import check_can_lift
from trigpoint.people.models import Membership, Organisation, Person
from trigpoint.people.permissions import Permission
from trigpoint.people.queries import declared, homes_of, in_force, services
from trigpoint.web.edge.access import for_signed_in, needs
from trigpoint.web.edge.acting import acted
from trigpoint.web.edge.asking import Asking
from trigpoint.web.people.forms import InterestForm, LiftForm

PAGE = 50
form_page = require_http_methods(["GET", "HEAD", "POST"])


@for_signed_in
@form_page
def interests(request: Asking) -> HttpResponse:
    """What I have declared about services, and a form to declare more."""
    choices = list(services())
    form = InterestForm(request.POST if request.method == "POST" else None, services=choices)
    if form.is_valid():
        said = form.cleaned_data
        service = next(one for one in choices if one.reference == said["service"])
        done = acted(
            request,
            form,
            lambda: actions.declare(
                service=service,
                has_interest=said["has_interest"] == "yes",
                nature=said["nature"].strip(),
                by=request.standing,
            ),
            then=reverse("interests"),
            notice=f"Your declaration about {service.name} is recorded.",
        )
        if done:
            return done
    page = Paginator(request.user.declarations.select_related("service"), PAGE).get_page(request.GET.get("page"))
    values = {"form": form, "page": page, "trail": [("Your account", reverse("my_account"))]}
    return render(request, "people/interests.html.jinja", values, status=422 if form.is_bound else 200)


@needs(Permission.KEEP_PEOPLE)
@form_page
def lift(request: Asking, person: UUID, service: str) -> HttpResponse:
    """Lift a colleague's interest that is no more. What it was stays theirs alone."""
    by = request.standing
    place = get_object_or_404(services(), reference=service)
    somebody = get_object_or_404(_colleagues(request), pk=person)
    newest = declared(somebody.id, place.id)
    check_can_lift(by, somebody, homes_of([somebody.id], by.on)[somebody.id], place, newest)
    form = LiftForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        done = acted(
            request,
            form,
            lambda: actions.lift_interest(
                person=somebody, service=place, reason=form.cleaned_data["reason"], by=request.standing
            ),
            then=reverse("people"),
            notice=f"The interest of {somebody.name} in {place.name} is lifted.",
        )
        if done:
            return done
    page = {
        "form": form,
        "heading": f"Lift the interest of {somebody.name} in {place.name}",
        "lead": "They declared that they have an interest in this service, and so see none of its inspections and join "
        "no team. Ask them what has changed. What they wrote of it, only they can read.",
        "button": "Lift the interest",
        "cancel": reverse("people"),
        "trail": [("People", reverse("people"))],
    }
    return render(request, "layouts/form.html.jinja", page, status=422 if form.is_bound else 200)


def _colleagues(request: Asking) -> QuerySet[Person]:
    """Everybody who works for an inspectorate whose people I keep."""
    kept = request.standing.organisations(Permission.KEEP_PEOPLE)
    places = Organisation.objects.filter(pk__in=kept, kind=Organisation.Kind.INSPECTORATE)
    held = Membership.objects.filter(in_force(request.standing.on), organisation__in=places)
    return Person.objects.filter(pk__in=held.values("person"))
