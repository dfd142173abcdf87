"""The home page of whoever is signed in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trigpoint.inspectorate.programme.queries import inspections_of_service_seen_by, inspections_seen_by
from trigpoint.inspectorate.programme.stages import StageKey
from trigpoint.people.permissions import Side
from trigpoint.web.edge.access import for_signed_in
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.home.todo import todo_of

MOST = 20


@for_signed_in
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """What needs me now, and the inspections that are mine."""
    standing = request.standing
    page = {
        "todo": todo_of(standing),
        "titles": standing.titles,
        # One that was loaded as a published file was never under way here, and has no site date.
        "inspections": inspections_seen_by(standing)
        .filter(cancelled_on=None)
        .exclude(stage=StageKey.FOLLOWED_UP)
        .exclude(stage=StageKey.PUBLISHED, site_date=None)[:MOST],
        "own": inspections_of_service_seen_by(standing)[:MOST],
        "partner": Side.PARTNER in standing.sides,
    }
    return render(request, "home/home.html.jinja", page)
