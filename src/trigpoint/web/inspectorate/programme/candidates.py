"""Who can be asked to join a team, with what bears on the choice: usual role, load, and a team of the same week."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from typing import Final
from uuid import UUID

from trigpoint.english import count_of
from trigpoint.inspectorate.programme.access import check_gives_no_more_than_held_on
from trigpoint.inspectorate.programme.models import Inspection, TeamMember
from trigpoint.inspectorate.programme.queries import PUBLIC
from trigpoint.people.access import may
from trigpoint.people.models import Membership, Organisation
from trigpoint.people.permissions import Side
from trigpoint.people.queries import in_force, without_conflicts
from trigpoint.people.roles import Role, role, roles_of
from trigpoint.sameness import name_key
from trigpoint.web.edge.signed_in import SignedInRequest

# Who is on site with one team in a week cannot be with another.
A_WEEK: Final = timedelta(days=7)


def people_to_ask(inspection: Inspection, request: SignedInRequest) -> list[tuple[str, str]]:
    """People of the inspectorate, and of other services and partners as local assessors; by name."""
    memberships = Membership.objects.filter(in_force(request.standing.on), person__is_active=True)
    others = without_conflicts(Organisation.objects.exclude(kind=Organisation.Kind.INSPECTORATE), request.standing)
    elsewhere = memberships.filter(organisation__in=others.exclude(pk=inspection.service_id))
    rows = (memberships.filter(organisation=inspection.inspectorate_id) | elsewhere).select_related(
        "person", "organisation"
    )
    usual: dict[UUID, list[str]] = defaultdict(list)
    named: dict[UUID, str] = {}
    for membership in rows:
        if membership.person_id != request.user.id:
            usual[membership.person_id].append(role(membership.role).title.lower())
            named[membership.person_id] = f"{membership.person.name} ({membership.organisation.short_name})"
    loads = _loads(inspection, request)
    labels = {
        str(person): f"{name}: {', '.join([*dict.fromkeys(usual[person]), *loads.get(person, [])])}"
        for person, name in named.items()
    }
    return sorted(labels.items(), key=lambda person: name_key(person[1]))


def _loads(inspection: Inspection, request: SignedInRequest) -> dict[UUID, list[str]]:
    """Person → on how many other teams of inspections under way they are, and whether one is on site in this week."""
    under_way = TeamMember.objects.filter(
        in_force(request.standing.on), state=TeamMember.State.JOINED, inspection__cancelled_on=None
    )
    rows = under_way.exclude(inspection__stage__in=PUBLIC).exclude(inspection=inspection.pk)
    teams: dict[UUID, dict[UUID, bool]] = defaultdict(dict)
    for person, other, site_date in rows.values_list("person", "inspection", "inspection__site_date"):
        same_week = site_date and inspection.site_date and abs(site_date - inspection.site_date) < A_WEEK
        teams[person][other] = bool(same_week)
    return {person: _load(others) for person, others in teams.items()}


def _load(others: Mapping[UUID, bool]) -> list[str]:
    """In words: on how many other teams somebody is. `others` is inspection → whether it is on site in this week."""
    return [
        f"on {count_of(len(others), 'other team')}",
        *(["one of them in this week"] if any(others.values()) else []),
    ]


def roles_to_give(inspection: Inspection, request: SignedInRequest) -> list[Role]:
    """The roles on a team that whoever asks may give."""
    for_teams = (role for role in roles_of(Side.INSPECTORATE) if role.for_inspection)
    return [role for role in for_teams if may(check_gives_no_more_than_held_on, request.standing, inspection, role.key)]
