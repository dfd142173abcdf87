"""What needs somebody now: one function a source, gathered from all activities. A few queries, whatever there is."""

from collections.abc import Mapping
from typing import Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from trigpoint.english import count_of
from trigpoint.inspectorate.assessment.queries import on_reader
from trigpoint.inspectorate.programme.models import AdjustedDate, Inspection
from trigpoint.inspectorate.programme.queries import (
    inspections_of_service_seen_by,
    inspections_seen_by,
    inspections_to_declare,
)
from trigpoint.inspectorate.programme.stages import STAGES, StageKey
from trigpoint.inspectorate.programme.timetable import Adjustment, BankHolidays, next_action, timetable
from trigpoint.inspectorate.requests.models import Request
from trigpoint.inspectorate.sampling.access import check_can_decide_second, check_sample_is_open
from trigpoint.inspectorate.sampling.limits import number_of, open_decisions
from trigpoint.inspectorate.sampling.queries import to_be_drawn_again, waiting_seeds, without_a_list
from trigpoint.people.access import may
from trigpoint.people.models import Person
from trigpoint.people.permissions import Permission
from trigpoint.people.roles import RoleKey, role
from trigpoint.people.standing import Standing
from trigpoint.rules.steering import Limited
from trigpoint.web.home.people import emails, invitations, jobs_that_failed
from trigpoint.web.home.tasks import MOST, ToDo

# What has to be asked of the service, by request, at each stage before the inspection can go on.
ASKED_FOR: Final[Mapping[str, Request.Purpose]] = {
    StageKey.ANNOUNCED: Request.Purpose.EVIDENCE,
    StageKey.DRAFT: Request.Purpose.FACTUAL_ACCURACY,
    StageKey.PUBLISHED: Request.Purpose.ACTION_PLAN,
    StageKey.ACTION_PLAN: Request.Purpose.CHANGE,
}


def todo_of(person: Person, standing: Standing) -> tuple[ToDo, ...]:
    """Everything that waits for somebody: what is late first, then by day, what has no day last."""
    tasks = [
        *_declarations(person, standing),
        *_next_actions(standing),
        *_cases_to_read(person, standing),
        *_samples_to_draw(standing),
        *_second_decisions(standing),
        *_requests_to_send(standing),
        *_answers_to_read(standing),
        *_requests_to_answer(standing),
        *_lists_to_send(standing),
        *_next_actions_of_service(standing),
        *invitations(standing),
        *emails(standing),
        *jobs_that_failed(standing),
    ]
    return tuple(sorted(tasks, key=lambda task: (task.due is None, task.due or standing.on)))[:MOST]


def _declarations(person: Person, standing: Standing) -> list[ToDo]:
    return [
        ToDo(
            f"Declare your interests before you join as {role(member.role).title.lower()}",
            member.inspection.service.name,
            reverse("declare_and_join", args=[member.inspection.reference, member.id]),
            None,
            late=False,
        )
        for member in inspections_to_declare(person, standing)[:MOST]
    ]


def _next_actions(standing: Standing) -> list[ToDo]:
    """The next action of every inspection on which somebody holds the role that owns it."""
    seen = _under_way(standing).filter(_waiting_for(standing))
    return _next_of(seen, standing, "inspection")


def _under_way(standing: Standing) -> QuerySet[Inspection]:
    """What somebody sees from the inspectorate's side. Nothing waits for anybody on what was cancelled."""
    return inspections_seen_by(standing).filter(cancelled_on=None)


def _of_service_under_way(standing: Standing) -> QuerySet[Inspection]:
    return inspections_of_service_seen_by(standing).filter(cancelled_on=None)


def _next_of(seen: QuerySet[Inspection], standing: Standing, page: str) -> list[ToDo]:
    """What is to be done next on each of these inspections, and by when; `page` is where it is done."""
    rows = list(seen.order_by(F("site_date").asc(nulls_first=True))[:MOST])
    adjusted: dict[object, dict[str, Adjustment]] = {}
    for row in AdjustedDate.objects.filter(inspection__in=rows):
        adjusted.setdefault(row.inspection_id, {})[row.stage] = Adjustment(row.date, row.reason)
    tasks = []
    for inspection in rows:
        dates = (
            timetable(inspection.site_date, adjusted.get(inspection.id, {}), BankHolidays())
            if inspection.site_date
            else ()
        )
        action = next_action(inspection.stage, dates)
        if action:
            href = reverse(page, args=[inspection.reference])
            tasks.append(
                ToDo(action.stage.awaits, inspection.service.name, href, action.due, action.overdue(standing.on))
            )
    return tasks


def _waiting_for(standing: Standing) -> Q:
    """Which inspections are at a stage whose next action somebody owns. The database sorts them out: there are many."""
    waiting = Q(pk__in=[])
    for holding in standing.held_roles:
        if holding.inspection is None and not holding.role.on_each_inspection:
            continue
        scope = Q(pk=holding.inspection) if holding.inspection else Q(inspectorate=holding.organisation)
        stages = [stage.key for stage in STAGES if _owner_after(stage.key) == holding.role.key]
        waiting |= scope & Q(stage__in=stages)
        if holding.role.key == RoleKey.PROGRAMME_MANAGER:
            # An inspection without a site date waits for whoever plans it.
            waiting |= scope & Q(stage=StageKey.PLANNED, site_date=None)
    return waiting


def _owner_after(stage: str) -> str:
    action = next_action(stage, ())
    return action.owner if action else ""


def _cases_to_read(person: Person, standing: Standing) -> list[ToDo]:
    """The cases that are on somebody, inspection by inspection, while cases are read."""
    reading = _under_way(standing).filter(stage__in=(StageKey.SAMPLE_SET, StageKey.CASE_WEEK))
    return [
        ToDo(
            f"Read {count_of(len(rows), 'case')} and talk about {'it' if len(rows) == 1 else 'them'}",
            inspection.service.name,
            reverse("interviews", args=[inspection.reference]),
            min((row.day for row in rows if row.day), default=None),
            late=False,
        )
        for inspection, rows in on_reader(person, reading).items()
    ]


def _second_decisions(standing: Standing) -> list[ToDo]:
    """What a lead has asked a second person, for whoever may decide."""
    rows = list(open_decisions(_under_way(standing))[:MOST])
    return [
        ToDo(
            f"Decide about up to {number_of(Limited(row.limited), row.number)}",
            row.inspection.service.name,
            reverse("decide_second", args=[row.inspection.reference, row.id]),
            None,
            late=False,
        )
        for row in rows
        if may(check_can_decide_second, standing, row)
    ]


def _samples_to_draw(standing: Standing) -> list[ToDo]:
    """Samples of which every list is in, for whoever sets them, where no next action of the timetable tells it."""
    setting = [
        holding.inspection
        for holding in standing.held_roles
        if holding.inspection and Permission.SET_SAMPLE in holding.role.on_its_inspection
    ]
    own = _under_way(standing).filter(pk__in=setting)
    again = {row.pk: row for row in to_be_drawn_again(own)[:MOST] if may(check_sample_is_open, row)}
    first = own.filter(stage=StageKey.ANNOUNCED, pk__in=waiting_seeds().values("inspection")).exclude(pk__in=again)
    rows = [*first[:MOST], *again.values()]
    missing = {row.pk for row in without_a_list(rows)}
    return [
        ToDo(
            "Draw the sample again" if row.pk in again else "Draw the sample",
            row.service.name,
            reverse("sample", args=[row.reference]),
            None,
            late=False,
        )
        for row in rows
        if row.pk not in missing
    ]


def _requests_to_send(standing: Standing) -> list[ToDo]:
    """What the next stage needs from the service and nobody has asked it for, for whoever deals with the service."""
    asking = [
        holding.inspection
        for holding in standing.held_roles
        if holding.inspection and Permission.ASK_SERVICE in holding.role.on_its_inspection
    ]
    rows = list(_under_way(standing).filter(pk__in=asking, stage__in=ASKED_FOR)[:MOST])
    asked = set(
        Request.objects.filter(
            inspection__in=rows, state__in=(Request.State.ASKED, Request.State.ANSWERED)
        ).values_list("inspection_id", "purpose")
    )
    return [
        ToDo(
            f"Ask the service: {ASKED_FOR[row.stage].label}",
            row.service.name,
            reverse("draft_request", args=[row.reference]),
            None,
            late=False,
        )
        for row in rows
        if (row.id, ASKED_FOR[row.stage]) not in asked
    ]


def _answers_to_read(standing: Standing) -> list[ToDo]:
    """Requests that are overdue, for whoever deals with the service."""
    asking = [
        holding.inspection
        for holding in standing.held_roles
        if holding.inspection and Permission.ASK_SERVICE in holding.role.on_its_inspection
    ]
    late = Request.objects.filter(
        inspection__in=asking, inspection__cancelled_on=None, state=Request.State.ASKED, due__lt=standing.on
    )
    return [
        ToDo(
            f"The service has not answered: {request.title}",
            request.inspection.service.name,
            reverse("request", args=[request.inspection.reference, request.id]),
            request.due,
            late=True,
        )
        for request in late.select_related("inspection__service")[:MOST]
    ]


def _requests_to_answer(standing: Standing) -> list[ToDo]:
    """What is asked of the service, for whoever may answer for it."""
    answering = [
        holding.organisation
        for holding in standing.held_roles
        if Permission.ANSWER_REQUESTS in holding.role.on_each_inspection
    ]
    seen = _of_service_under_way(standing).filter(service__in=answering)
    asked = Request.objects.filter(inspection__in=seen, state=Request.State.ASKED).select_related("inspection__service")
    return [
        ToDo(
            f"Answer: {request.title}",
            request.inspection.service.name,
            reverse("own_request", args=[request.inspection.reference, request.id]),
            request.due,
            late=request.due < standing.on,
        )
        for request in asked[:MOST]
    ]


def _lists_to_send(standing: Standing) -> list[ToDo]:
    """Case lists that have not come in, or not since a new seed was fixed, for whoever may send them."""
    sending = [
        holding.organisation
        for holding in standing.held_roles
        if Permission.SEND_CASE_LISTS in holding.role.on_each_inspection
    ]
    own = _of_service_under_way(standing).filter(service__in=sending)
    again = {row.pk: row for row in to_be_drawn_again(own)[:MOST] if may(check_sample_is_open, row)}
    first = own.filter(stage=StageKey.ANNOUNCED).exclude(pk__in=again)[:MOST]
    return [
        ToDo(
            "Send the case lists again: a new seed was fixed" if row.pk in again else "Send the case lists",
            row.service.name,
            reverse("case_lists", args=[row.reference]),
            None,
            late=False,
        )
        for row in without_a_list([*first, *again.values()])
    ]


def _next_actions_of_service(standing: Standing) -> list[ToDo]:
    """What the service does to get to the next stage, where no request and no missing list tells it already."""
    own = Q(pk__in=[])
    for holding in standing.held_roles:
        owned = [stage.key for stage in STAGES if _owner_after(stage.key) == holding.role.key]
        stages = [key for key in owned if key != StageKey.ANNOUNCED]
        own |= Q(service=holding.organisation, stage__in=stages)
    asked = Request.objects.filter(inspection=OuterRef("pk"), state=Request.State.ASKED)
    seen = _of_service_under_way(standing).filter(own, ~Exists(asked))
    return _next_of(seen, standing, "own_inspection")
