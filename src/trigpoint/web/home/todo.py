"""What needs somebody now: one function a source, gathered from all activities. A few queries, whatever there is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
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
from trigpoint.inspectorate.sampling.access import check_sample_is_open
from trigpoint.inspectorate.sampling.queries import to_be_drawn_again, without_a_list
from trigpoint.people.access import may
from trigpoint.people.models import Invitation, Person
from trigpoint.people.permissions import Permission
from trigpoint.people.roles import RoleKey, role
from trigpoint.people.standing import Standing

MOST = 50
# What has to be asked of the service, by request, at each stage before the inspection can go on.
ASKED_FOR: Final[Mapping[str, Request.Purpose]] = {
    StageKey.ANNOUNCED: Request.Purpose.EVIDENCE,
    StageKey.DRAFT: Request.Purpose.FACTUAL_ACCURACY,
    StageKey.PUBLISHED: Request.Purpose.ACTION_PLAN,
    StageKey.ACTION_PLAN: Request.Purpose.CHANGE,
}
RUNS_OUT_IN = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing that waits for somebody: what, of which inspection, where, and by when."""

    what: str
    about: str
    href: str
    due: date | None
    late: bool


def todo_of(person: Person, standing: Standing) -> tuple[ToDo, ...]:
    """Everything that waits for somebody: what is late first, then by day, what has no day last."""
    found = [
        *_declarations(person),
        *_next_actions(standing),
        *_cases_to_read(person, standing),
        *_requests_to_send(standing),
        *_answers_to_read(standing),
        *_requests_to_answer(standing),
        *_lists_to_send(standing),
        *_next_actions_of_service(standing),
        *_invitations(person, standing.on),
    ]
    return tuple(sorted(found, key=lambda one: (one.due is None, one.due or standing.on)))[:MOST]


def _declarations(person: Person) -> list[ToDo]:
    return [
        ToDo(
            f"Declare your interests before you join as {role(one.role).title.lower()}",
            one.inspection.service.name,
            reverse("declare_and_join", args=[one.inspection.reference, one.id]),
            None,
            late=False,
        )
        for one in inspections_to_declare(person)[:MOST]
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
    found = []
    for one in rows:
        dates = timetable(one.site_date, adjusted.get(one.id, {}), BankHolidays()) if one.site_date else ()
        action = next_action(one.stage, dates)
        if action:
            href = reverse(page, args=[one.reference])
            found.append(ToDo(action.stage.awaits, one.service.name, href, action.due, action.overdue(standing.on)))
    return found


def _waiting_for(standing: Standing) -> Q:
    """Which inspections are at a stage whose next action somebody owns. The database sorts them out: there are many."""
    mine = Q(pk__in=[])
    for one in standing.held:
        if one.inspection is None and not one.role.on_each_inspection:
            continue
        here = Q(pk=one.inspection) if one.inspection else Q(inspectorate=one.organisation)
        stages = [stage.key for stage in STAGES if _owner_after(stage.key) == one.role.key]
        mine |= here & Q(stage__in=stages)
        if one.role.key == RoleKey.PROGRAMME_MANAGER:
            # An inspection without a site date waits for whoever plans it.
            mine |= here & Q(stage=StageKey.PLANNED, site_date=None)
    return mine


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


def _requests_to_send(standing: Standing) -> list[ToDo]:
    """What the next stage needs from the service and nobody has asked it for, for whoever deals with the service."""
    mine = [
        one.inspection
        for one in standing.held
        if one.inspection and Permission.ASK_SERVICE in one.role.on_its_inspection
    ]
    rows = list(_under_way(standing).filter(pk__in=mine, stage__in=ASKED_FOR)[:MOST])
    asked = set(
        Request.objects.filter(
            inspection__in=rows, state__in=(Request.State.ASKED, Request.State.ANSWERED)
        ).values_list("inspection_id", "purpose")
    )
    return [
        ToDo(
            f"Ask the service: {ASKED_FOR[one.stage].label}",
            one.service.name,
            reverse("draft_request", args=[one.reference]),
            None,
            late=False,
        )
        for one in rows
        if (one.id, ASKED_FOR[one.stage]) not in asked
    ]


def _answers_to_read(standing: Standing) -> list[ToDo]:
    """Requests that are overdue, for whoever deals with the service."""
    mine = [
        one.inspection
        for one in standing.held
        if one.inspection and Permission.ASK_SERVICE in one.role.on_its_inspection
    ]
    late = Request.objects.filter(
        inspection__in=mine, inspection__cancelled_on=None, state=Request.State.ASKED, due__lt=standing.on
    )
    return [
        ToDo(
            f"The service has not answered: {one.title}",
            one.inspection.service.name,
            reverse("request", args=[one.inspection.reference, one.id]),
            one.due,
            late=True,
        )
        for one in late.select_related("inspection__service")[:MOST]
    ]


def _requests_to_answer(standing: Standing) -> list[ToDo]:
    """What is asked of the service, for whoever may answer for it."""
    answering = [one.organisation for one in standing.held if Permission.ANSWER_REQUESTS in one.role.on_each_inspection]
    seen = _of_service_under_way(standing).filter(service__in=answering)
    asked = Request.objects.filter(inspection__in=seen, state=Request.State.ASKED).select_related("inspection__service")
    return [
        ToDo(
            f"Answer: {one.title}",
            one.inspection.service.name,
            reverse("own_request", args=[one.inspection.reference, one.id]),
            one.due,
            late=one.due < standing.on,
        )
        for one in asked[:MOST]
    ]


def _lists_to_send(standing: Standing) -> list[ToDo]:
    """Case lists that have not come in, or not since a new seed was fixed, for whoever may send them."""
    sending = [one.organisation for one in standing.held if Permission.SEND_CASE_LISTS in one.role.on_each_inspection]
    mine = _of_service_under_way(standing).filter(service__in=sending)
    again = {one.pk: one for one in to_be_drawn_again(mine)[:MOST] if may(check_sample_is_open, one)}
    first = mine.filter(stage=StageKey.ANNOUNCED).exclude(pk__in=again)[:MOST]
    return [
        ToDo(
            "Send the case lists again: a new seed was fixed" if one.pk in again else "Send the case lists",
            one.service.name,
            reverse("case_lists", args=[one.reference]),
            None,
            late=False,
        )
        for one in without_a_list([*first, *again.values()])
    ]


def _next_actions_of_service(standing: Standing) -> list[ToDo]:
    """What the service does to get to the next stage, where no request and no missing list tells it already."""
    mine = Q(pk__in=[])
    for one in standing.held:
        owned = [stage.key for stage in STAGES if _owner_after(stage.key) == one.role.key]
        stages = [key for key in owned if key != StageKey.ANNOUNCED]
        mine |= Q(service=one.organisation, stage__in=stages)
    told = Request.objects.filter(inspection=OuterRef("pk"), state=Request.State.ASKED)
    seen = _of_service_under_way(standing).filter(mine, ~Exists(told))
    return _next_of(seen, standing, "own_inspection")


def _invitations(person: Person, on: date) -> list[ToDo]:
    """Invitations that somebody sent and that are about to run out."""
    rows = Invitation.objects.filter(
        invited_by=person, accepted_by=None, withdrawn_on=None, expires_on__gte=on, expires_on__lte=on + RUNS_OUT_IN
    ).select_related("organisation")
    return [
        ToDo(
            f"{one.name} has not accepted your invitation",
            one.organisation.name,
            reverse("people"),
            one.expires_on,
            late=False,
        )
        for one in rows[:MOST]
    ]
