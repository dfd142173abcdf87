"""My cases: those that I read, of one inspection or of all, and how far I am."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trigpoint.inspectorate.assessment.models import Allocation
from trigpoint.inspectorate.assessment.queries import on_reader
from trigpoint.inspectorate.bundling.live import rated
from trigpoint.inspectorate.programme.access import permissions_on
from trigpoint.inspectorate.programme.actions.looking import download_list
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import PUBLIC, inspections_seen_by
from trigpoint.people.permissions import Permission
from trigpoint.web.edge.access import for_signed_in
from trigpoint.web.edge.looking import is_shown
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.inspectorate.bundling.case_lines import CaseLine, case_lines, own_cases_listing
from trigpoint.web.lists.asked import ask, file_of, listed


@for_signed_in
@require_safe
def my_cases(request: SignedInRequest) -> HttpResponse:
    """The cases that I read, with what is answered, and the day of each interview."""
    own = own_allocations(request)
    lines = tuple(line for inspection, rows in own.items() for line in _lines(request, inspection, rows))
    asked = ask(request.GET, own_cases_listing(lines))
    if asked.is_file:
        if is_shown(request):
            for inspection in own:
                download_list(inspection=inspection, what="the list of their own cases", by=request.standing)
        return file_of(asked, lines)
    page = {"list": listed(asked, lines), "any": bool(lines)}
    return render(request, "home/cases.html.jinja", page)


def own_allocations(request: SignedInRequest) -> dict[Inspection, list[Allocation]]:
    """The cases that somebody reads, of the inspections under way whose cases they may see."""
    under_way = inspections_seen_by(request.standing).filter(cancelled_on=None).exclude(stage__in=PUBLIC)
    own = on_reader(request.user, under_way)
    return {
        inspection: rows
        for inspection, rows in own.items()
        if Permission.SEE_CASES in permissions_on(request.standing, inspection)
    }


def _lines(request: SignedInRequest, inspection: Inspection, rows: list[Allocation]) -> tuple[CaseLine, ...]:
    live = rated(inspection)
    by_case = {row.case: row for row in rows}
    return case_lines(inspection, live, by_case, only=request.user.id) if live else ()
