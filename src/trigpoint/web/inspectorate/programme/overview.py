"""The overview of an inspection: its stage, what is next and whose it is, and links to its pages."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trigpoint.inspectorate.bundling.live import rated
from trigpoint.inspectorate.programme.access import check_can_cancel, check_may_take_back
from trigpoint.inspectorate.programme.contacts import contacts_for_inspectorate
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import days_reached, on_team
from trigpoint.inspectorate.programme.stages import ways_back
from trigpoint.inspectorate.progress.actions import check_can_move_on
from trigpoint.inspectorate.progress.conditions import checklist
from trigpoint.inspectorate.progress.facts import facts_of
from trigpoint.inspectorate.publishing.access import check_can_sign
from trigpoint.inspectorate.waiting.deciding import waiting_on
from trigpoint.people.access import may
from trigpoint.people.permissions import Permission
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.guards.inspections import on_inspection
from trigpoint.web.inspectorate.programme.presenters import place_shown, stages_shown
from trigpoint.web.waiting.shown import lines_shown, task_shown


@on_inspection(Permission.SEE_INSPECTION)
@require_safe
def inspection(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Stage, what is next and whose it is, checklist, timetable, team and ratings so far."""
    by = request.standing
    live = rated(inspection)
    facts = facts_of(inspection, by.on, live)
    waiting = waiting_on(inspection, facts)
    coming = waiting.coming
    conditions = checklist(coming.key, facts) if coming else ()
    # What is next is said above them, and is said once.
    mine = [task for task in waiting.tasks if task.waits_on(by.person) and task != waiting.next]
    page = {
        "inspection": inspection,
        "contacts": contacts_for_inspectorate(inspection, by.on),
        "next": task_shown(waiting.next, by.person, by.on) if waiting.next else None,
        "mine": [task_shown(task, by.person, by.on) for task in mine],
        "coming": coming,
        "conditions": lines_shown(conditions, inspection.reference, by.person, facts.people),
        "may_move": may(check_can_move_on, by, inspection, facts),
        "is_ready": all(condition.met for condition in conditions),
        "may_take_back": may(check_may_take_back, by, inspection) and ways_back(inspection.stage),
        "stages": stages_shown(inspection, facts.days, days_reached(inspection), by.on),
        "places": [place_shown(member, by.on) for member in on_team(inspection, by.on)],
        "ratings": live.rated if live else None,
        "may_cancel": may(check_can_cancel, by, inspection),
        "may_sign_again": facts.rows.signature and may(check_can_sign, by, inspection, by.on),
    }
    return render(request, "inspectorate/inspection/overview.html.jinja", page)
