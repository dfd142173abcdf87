"""On which inspections something may wait on somebody: found by the database, as there are many.

It may find one too many and never one too few: what really waits is decided of each (`deciding`).
"""

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from trigpoint.inspectorate.programme.models import AdjustedDate, Inspection, TeamMember
from trigpoint.inspectorate.programme.queries import KNOWN_TO_SERVICE, PUBLIC
from trigpoint.inspectorate.programme.stages import STAGES, StageKey, next_stage
from trigpoint.inspectorate.programme.timetable import BankHolidays, working_days_from
from trigpoint.inspectorate.progress.remedies import ANSWERING
from trigpoint.inspectorate.requests.models import Request
from trigpoint.inspectorate.sampling.models import SecondDecision
from trigpoint.people.models import Membership
from trigpoint.people.permissions import Permission
from trigpoint.people.queries import in_force
from trigpoint.people.roles import RoleKey
from trigpoint.people.standing import HeldRole, Standing

# Where something waits on these at a stage, and nobody holds any of them, whoever plans is to find somebody.
_NEEDED_AT: Final = {
    StageKey.PANEL: (RoleKey.PANEL_CHAIR, RoleKey.PANEL_MEMBER),
    StageKey.DRAFT: (RoleKey.EDITOR,),
}
# A weekend and the bank holidays of Christmas or Easter: no working day is further from the next one. Ours.
_LONGEST_REST: Final = 14


def that_may_wait_on(by: Standing) -> "QuerySet[Inspection]":
    """The inspections on which something may wait on somebody, the first on site first."""
    places = TeamMember.objects.filter(person=by.person, state=TeamMember.State.ASKED)
    of_inspectorate = Q(pk__in=[held_role.inspection for held_role in by.held_roles if held_role.inspection])
    of_inspectorate |= Q(pk__in=places.values("inspection"))
    for held_role in by.held_roles:
        if held_role.inspection is None and held_role.role.on_each_inspection:
            of_inspectorate |= Q(inspectorate=held_role.organisation) & _of_whole(held_role, by.on)
    services = [
        held_role.organisation
        for held_role in by.held_roles
        if held_role.inspection is None and Permission.SEE_OWN_INSPECTIONS in held_role.role.on_each_inspection
    ]
    of_service = Q(service__in=services, stage__in=KNOWN_TO_SERVICE)
    # A conflict goes before any role: nothing is told from the other side.
    wanted = (of_inspectorate & ~Q(service__in=by.conflicts)) | of_service
    return under_way().filter(wanted).order_by(F("site_date").asc(nulls_first=True), "reference")


def under_way() -> "QuerySet[Inspection]":
    """The inspections on which anything can wait: neither cancelled nor followed up, nor loaded as published."""
    rows = Inspection.objects.select_related("service", "inspectorate").filter(cancelled_on=None)
    return rows.exclude(stage=StageKey.FOLLOWED_UP).exclude(stage__in=PUBLIC, site_date=None)


def _of_whole(held_role: HeldRole, on: date) -> Q:
    """The inspections of a whole inspectorate that may wait on the holder of a role for it."""
    wanted = Q(pk__in=[])
    decides = Permission.DECIDE_ON_SAMPLE in held_role.role.on_each_inspection
    if decides or held_role.role.key == RoleKey.PROGRAMME_MANAGER:
        asked = SecondDecision.objects.filter(state=SecondDecision.State.ASKED)
        wanted |= Q(pk__in=asked.values("inspection"))
    if held_role.role.key in {RoleKey.PROGRAMME_MANAGER, RoleKey.DIRECTOR}:
        wanted |= Q(stage=StageKey.SIGN_OFF)
    if held_role.role.key == RoleKey.PROGRAMME_MANAGER:
        wanted |= Q(site_date=None) | _late(on) | _with_nobody(on)
    return wanted


def _with_nobody(on: date) -> Q:
    """Nobody leads it, or can answer for its service, or can do what its stage needs: that waits on whoever plans."""
    joined = TeamMember.objects.filter(in_force(on), inspection=OuterRef("pk"), state=TeamMember.State.JOINED)
    contacts = Membership.objects.filter(in_force(on), organisation=OuterRef("service"), role__in=ANSWERING)
    with_nobody = Q(~Exists(joined.filter(role=RoleKey.LEAD_INSPECTOR))) | Q(~Exists(contacts))
    for stage, roles in _NEEDED_AT.items():
        with_nobody |= Q(~Exists(joined.filter(role__in=roles)), stage=stage)
    return with_nobody


def _late(on: date) -> Q:
    """The day of what comes next is past, by the rule, as set by hand, or of what the service was asked."""
    late = Q(pk__in=Request.objects.filter(state=Request.State.ASKED, due__lt=on).values("inspection"))
    late |= Q(pk__in=AdjustedDate.objects.filter(date__lt=on).values("inspection"))
    for stage, last in _last_late_site_dates(on).items():
        late |= Q(stage=stage, site_date__lte=last)
    return late


@lru_cache(maxsize=4)
def _last_late_site_dates(on: date) -> dict[str, date]:
    """Stage → the last site date by which what comes after it is late on a day.

    A later site date never gives an earlier day, so every one up to it is late too.
    """
    coming = {stage.key: next_stage(stage.key) for stage in STAGES}
    return {key: _last_late(after.days, on) for key, after in coming.items() if after and after.days is not None}


def _last_late(days: int, on: date) -> date:
    free = BankHolidays()
    first = working_days_from(on, -days, free) + timedelta(days=_LONGEST_REST)
    candidates = (first - timedelta(days=number) for number in range(2 * _LONGEST_REST + 1))
    return next(day for day in candidates if working_days_from(day, days, free) < on)
