"""Questions about programmes, inspections and teams. Nothing is changed here."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from trigpoint.inspectorate.programme.kinds import STAGE_MOVED
from trigpoint.inspectorate.programme.models import AdjustedDate, Inspection, Programme, TeamMember
from trigpoint.inspectorate.programme.stages import ORDER, STAGES, StageKey
from trigpoint.inspectorate.programme.timetable import Adjustment, BankHolidays, Dated, timetable
from trigpoint.inspectorate.programme.workplaces import works_for_service, works_where_role_asks
from trigpoint.people.models import Organisation, Person
from trigpoint.people.permissions import Permission
from trigpoint.people.queries import (
    homes_of,
    in_force,
    people_with_interest,
    services,
    standing_in_organisations,
    without_conflicts,
)
from trigpoint.people.roles import role
from trigpoint.people.standing import HeldRole, Homes, Standing
from trigpoint.record.chains import inspection_chain
from trigpoint.record.models import Event
from trigpoint.sameness import name_key

# A planned inspection is the inspectorate's own affair until it is announced.
KNOWN_TO_SERVICE = tuple(stage.key for stage in STAGES if stage.shown_to_service)
PUBLIC = tuple(stage.key for stage in STAGES if ORDER[stage.key] >= ORDER[StageKey.PUBLISHED])


def lock_inspection(inspection: Inspection) -> Inspection:
    """Return an inspection as it is now, locked: nobody else changes what belongs to it until the transaction ends."""
    # Its key is left free: whoever holds the record's chain and adds a row that points here would else wait for us
    # while we wait for the chain, and PostgreSQL would end one of the two.
    return Inspection.objects.select_for_update(no_key=True).get(pk=inspection.pk)


def standing_of(person: Person, on: date) -> Standing:
    """Everything that a person holds on a day, for organisations and for inspections.

    A place on a team counts only while its holder still works where the role asks, and for nobody with a conflict.
    """
    places = (
        TeamMember.objects.filter(in_force(on), person=person, state=TeamMember.State.JOINED)
        .select_related("inspection__inspectorate", "inspection__service")
        .order_by("starts", "role")
    )
    standing = standing_in_organisations(person, on)
    for_inspections = tuple(
        HeldRole(
            role(place.role), place.inspection.inspectorate_id, place.inspection.inspectorate.name, place.inspection_id
        )
        for place in places
        if standing.stands_apart_from(place.inspection.service_id) and _works_where_asked(place, standing.homes)
    )
    return replace(standing, held_roles=standing.held_roles + for_inspections)


def on_team(inspection: Inspection, on: date) -> tuple[TeamMember, ...]:
    """Whoever has joined a team and is still on it: in time, of the right organisation, and without a conflict."""
    joined = inspection.team.filter(in_force(on), state=TeamMember.State.JOINED).select_related(
        "person", "inspection__inspectorate", "inspection__service"
    )
    places = sorted(joined, key=lambda place: (place.starts, name_key(place.person.name)))
    homes = homes_of([place.person_id for place in places], on)
    barred = people_with_interest(inspection.service_id, [place.person_id for place in places])
    return tuple(
        place for place in places if place.person_id not in barred and _works_where_asked(place, homes[place.person_id])
    )


def _works_where_asked(place: TeamMember, homes: Homes) -> bool:
    return not works_for_service(homes, place.inspection) and works_where_role_asks(place.role, homes, place.inspection)


def inspections_seen_by(standing: Standing) -> QuerySet[Inspection]:
    """The inspections that somebody may see from the inspectorate's side."""
    rows = Inspection.objects.select_related("service", "inspectorate", "programme")
    if standing.is_operator:
        return rows
    whole = [
        held_role.organisation
        for held_role in standing.held_roles
        if held_role.inspection is None and Permission.SEE_INSPECTION in held_role.role.on_each_inspection
    ]
    own = [
        held_role.inspection
        for held_role in standing.held_roles
        if held_role.inspection and Permission.SEE_INSPECTION in held_role.role.on_its_inspection
    ]
    # A conflict goes before any role: nobody sees the inspection of a service that they work for from the other side.
    return rows.filter(Q(inspectorate__in=whole) | Q(pk__in=own)).exclude(service__in=standing.conflicts)


def inspections_of_service_seen_by(standing: Standing) -> QuerySet[Inspection]:
    """The inspections, from their announcement on, of the services for which somebody may see them."""
    services = [
        held_role.organisation
        for held_role in standing.held_roles
        if Permission.SEE_OWN_INSPECTIONS in held_role.role.on_each_inspection
    ]
    return Inspection.objects.select_related("service", "inspectorate").filter(
        service__in=services, stage__in=KNOWN_TO_SERVICE
    )


def published_inspections() -> QuerySet[Inspection]:
    """What is public, the newest first."""
    return (
        Inspection.objects.filter(stage__in=PUBLIC)
        .select_related("service", "inspectorate")
        .order_by("-published_on", "reference")
    )


def inspections_to_declare(person: Person, by: Standing) -> QuerySet[TeamMember]:
    """The places on teams that a person has been asked to take, and has not declared interests for."""
    asked = places_of(person).filter(state=TeamMember.State.ASKED, inspection__cancelled_on=None)
    # Whoever has come to have a conflict since cannot join any more, and is told nothing further of it.
    return asked.exclude(inspection__service__in=by.conflicts)


def places_of(person: Person) -> QuerySet[TeamMember]:
    """Every place on a team that a person was ever asked to take."""
    return TeamMember.objects.filter(person=person).select_related("inspection__service", "inspection__inspectorate")


def team(inspection: Inspection) -> tuple[TeamMember, ...]:
    """Everybody who was asked to join a team, those who left last."""
    rows = inspection.team.select_related("person").order_by("pk")
    return tuple(sorted(rows, key=_by_end_start_and_name))


def _by_end_start_and_name(place: TeamMember) -> tuple[bool, date, date, str]:
    return place.ends is not None, place.ends or place.starts, place.starts, name_key(place.person.name)


def adjustments(inspection: Inspection) -> dict[str, AdjustedDate]:
    """Stage → the date that was set by hand."""
    return {adjusted.stage: adjusted for adjusted in inspection.adjusted_dates.all()}


def dates(inspection: Inspection) -> tuple[Dated, ...]:
    """The timetable of an inspection; empty while it has no site date."""
    return dates_with(inspection, inspection.adjusted_dates.all())


def dates_with(inspection: Inspection, adjusted: Iterable[AdjustedDate]) -> tuple[Dated, ...]:
    """The timetable of an inspection of which the dates that were set by hand are known already."""
    if inspection.site_date is None:
        return ()
    by_hand = {row.stage: Adjustment(row.date, row.reason) for row in adjusted}
    return timetable(inspection.site_date, by_hand, BankHolidays())


def days_reached(inspection: Inspection) -> dict[str, date]:
    """Stage → the day on which an inspection came to it, by the record; the last one where it came to it again.

    Of one that was loaded as published the record has no moves: it has the day of its publication alone.
    """
    moves = Event.objects.filter(chain_id=inspection_chain(inspection), kind=STAGE_MOVED.key).order_by("number")
    days = {str((move.after or {}).get("stage")): timezone.localdate(move.at) for move in moves}
    if inspection.published_on is not None:
        days[StageKey.PUBLISHED] = inspection.published_on
    # What it was taken back behind is still to come.
    return {stage: day for stage, day in days.items() if ORDER.get(stage, 0) <= ORDER[inspection.stage]}


def day_of(inspection: Inspection, stage: str) -> date | None:
    """The day of a stage in the timetable of an inspection; None without a site date, or for what has no day there."""
    return next((dated.date for dated in dates(inspection) if dated.stage.key == stage), None)


@dataclass(frozen=True, slots=True)
class ServiceInProgramme:
    """One service in a programme: its last published inspection, and the one of this programme where there is one."""

    service: Organisation
    last: Inspection | None
    current: Inspection | None
    months_since: int | None

    @property
    def due(self) -> bool:
        """Whether the service has no inspection in the programme yet."""
        return self.current is None


def services_in(programme: Programme, by: Standing) -> tuple[ServiceInProgramme, ...]:
    """Every service that somebody may see with what is due: never inspected first, then the longest ago; those with an
    inspection last.
    """
    last: dict[object, Inspection] = {}
    published = Inspection.objects.filter(inspectorate=programme.inspectorate_id, stage__in=PUBLIC)
    for inspection in published.order_by("published_on"):
        last[inspection.service_id] = inspection
    # A service whose inspection was cancelled is due again.
    planned = Inspection.objects.filter(programme=programme, cancelled_on=None)
    current = {inspection.service_id: inspection for inspection in planned.order_by("site_date")}
    rows = [
        ServiceInProgramme(
            service, seen, current.get(service.id), months_between(seen.published_on, by.on) if seen else None
        )
        for service in without_conflicts(services(), by)
        for seen in [last.get(service.id)]
    ]
    return tuple(sorted(rows, key=lambda row: (not row.due, row.months_since is not None, -(row.months_since or 0))))


def services_without_inspection(inspectorates: Iterable[UUID], by: Standing) -> tuple[tuple[Programme, int], ...]:
    """The newest programme of each of some inspectorates, with how many services have no inspection in it yet."""
    newest: dict[UUID, Programme] = {}
    for programme in Programme.objects.filter(inspectorate__in=list(inspectorates)):
        newest.setdefault(programme.inspectorate_id, programme)
    return tuple(
        (
            programme,
            without_conflicts(services(), by)
            .exclude(pk__in=Inspection.objects.filter(programme=programme, cancelled_on=None).values("service"))
            .count(),
        )
        for programme in newest.values()
    )


def months_between(first: date | None, last: date) -> int | None:
    """Whole months from one day to a later one."""
    if first is None:
        return None
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
