"""The overview of an inspection: its stage, what is next, and links to its pages."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trigpoint.inspectorate.programme.access import check_can_cancel, check_may_take_back
from trigpoint.inspectorate.programme.contacts import contacts_for_inspectorate
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import dates
from trigpoint.inspectorate.programme.stages import next_stage, ways_back
from trigpoint.inspectorate.programme.timetable import next_action
from trigpoint.inspectorate.progress.actions import check_can_move_on
from trigpoint.inspectorate.progress.conditions import checklist
from trigpoint.inspectorate.progress.facts import facts_of
from trigpoint.people.access import may
from trigpoint.people.permissions import Permission
from trigpoint.people.roles import role
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.guards.inspections import on_inspection
from trigpoint.web.inspectorate.programme.presenters import days_late, place_shown, stages_shown


@on_inspection(Permission.SEE_INSPECTION)
@require_safe
def inspection(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Stage, next action, checklist, timetable, team and ratings so far."""
    by = request.standing
    facts, days = facts_of(inspection, by.on), dates(inspection)
    cancelled = inspection.cancelled_on is not None
    coming = None if cancelled else next_stage(inspection.stage)
    action = None if cancelled else next_action(inspection.stage, days)
    owners = [member.person.name for member in facts.team if action and member.role == action.owner]
    page = {
        "inspection": inspection,
        "contacts": contacts_for_inspectorate(inspection, by.on),
        "action": action,
        "owner": role(action.owner).title if action else "",
        "owners": owners,
        "late": days_late(action.due, by.on) if action else 0,
        "coming": coming,
        "conditions": checklist(coming.key, facts) if coming else (),
        "may_move": may(check_can_move_on, by, inspection, facts),
        "may_take_back": may(check_may_take_back, by, inspection) and ways_back(inspection.stage),
        "stages": stages_shown(inspection, days),
        "places": [place_shown(member, by.on) for member in facts.team],
        "ratings": facts.rated.rated if facts.rated else None,
        "may_cancel": may(check_can_cancel, by, inspection),
    }
    return render(request, "inspectorate/inspection/overview.html.jinja", page)
