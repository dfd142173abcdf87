"""Who holds which role on each of some inspections, on both sides: a few queries, however many inspections."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeVar
from uuid import UUID

from trigpoint.inspectorate.programme.models import Inspection, TeamMember
from trigpoint.inspectorate.programme.workplaces import works_for_service, works_where_role_asks
from trigpoint.people.models import Membership
from trigpoint.people.permissions import Side
from trigpoint.people.queries import homes_of, in_force, interests_between
from trigpoint.people.roles import ROLES, RoleKey, role
from trigpoint.people.standing import Homes
from trigpoint.sameness import name_key

Row = TypeVar("Row")

# Roles that bear on each inspection of an organisation.
_WHOLE: Final = tuple(role.key for role in ROLES if role.on_each_inspection)


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a role."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who was asked to join a team and has not declared their interests: their place, and the role.

    `able` is whether they still may: whoever has come to have a conflict since cannot join any more.
    """

    place_id: UUID
    holder: Holder
    role: RoleKey
    able: bool


@dataclass(frozen=True, slots=True)
class People:
    """Who holds which role on an inspection, and whoever was asked to join its team."""

    holders: Mapping[str, tuple[Holder, ...]] = field(default_factory=dict)
    asked: tuple[Asked, ...] = ()

    def of(self, roles: Iterable[str]) -> tuple[Holder, ...]:
        """Whoever holds any of some roles, each once, in the order of the roles."""
        return tuple(dict.fromkeys(holder for key in roles for holder in self.holders.get(key, ())))

    def titles(self, holders: Iterable[Holder], roles: Sequence[str]) -> tuple[str, ...]:
        """The title of each of some holders: the first of the roles that they hold, or else the first of all.

        Whoever was only asked to take a role does not hold it yet. '' where there are no roles.
        """
        held = [[role(key).title for key in roles if holder in self.holders.get(key, ())] for holder in holders]
        first = [role(key).title for key in roles[:1]]
        return tuple(next(iter(titles or first), "") for titles in held)


def people_of(inspections: Sequence[Inspection], on: date) -> dict[UUID, People]:
    """Inspection → who holds which role on it on a day. Asks the database four times.

    The rules are those by which somebody's own standing is read (`programme.queries.standing_of`): a place counts while
    its holder works where the role asks, and on the inspectorate's side nobody counts who has a conflict.
    """
    places = _places(inspections, on)
    posts = _posts(inspections, on)
    persons = {place.person_id for place in places} | {post.person_id for post in posts}
    interests = interests_between([row.service_id for row in inspections], persons)
    bearings = _Bearings(homes_of(persons, on), interests)
    by_inspection, by_organisation = _by(places, "inspection_id"), _by(posts, "organisation_id")
    return {
        row.pk: _people(
            row,
            by_inspection.get(row.pk, ()),
            [*by_organisation.get(row.inspectorate_id, ()), *by_organisation.get(row.service_id, ())],
            bearings,
        )
        for row in inspections
    }


@dataclass(frozen=True, slots=True)
class _Bearings:
    """Where people work, and who has an interest in which service."""

    homes: Mapping[UUID, Homes]
    interests: frozenset[tuple[UUID, UUID]]

    def stands_apart(self, person: UUID, inspection: Inspection) -> bool:
        works_there = works_for_service(self.homes[person], inspection)
        return not works_there and (inspection.service_id, person) not in self.interests


def _people(
    inspection: Inspection, places: Iterable[TeamMember], posts: Iterable[Membership], bearings: _Bearings
) -> People:
    holders: dict[str, list[Holder]] = {}
    asked: list[Asked] = []
    for place in places:
        holder, able = Holder(place.person_id, place.person.name), bearings.stands_apart(place.person_id, inspection)
        if place.state == TeamMember.State.ASKED:
            asked.append(Asked(place.pk, holder, RoleKey(place.role), able))
        elif able and works_where_role_asks(place.role, bearings.homes[place.person_id], inspection):
            holders.setdefault(place.role, []).append(holder)
    for post in posts:
        if role(post.role).side is Side.SERVICE or bearings.stands_apart(post.person_id, inspection):
            holders.setdefault(post.role, []).append(Holder(post.person_id, post.person.name))
    return People({key: tuple(dict.fromkeys(holding)) for key, holding in holders.items()}, tuple(asked))


def _places(inspections: Sequence[Inspection], on: date) -> list[TeamMember]:
    open_places = (TeamMember.State.ASKED, TeamMember.State.JOINED)
    rows = TeamMember.objects.filter(in_force(on), inspection__in=inspections, state__in=open_places)
    return sorted(rows.select_related("person").order_by("pk"), key=_by_start_and_name)


def _posts(inspections: Sequence[Inspection], on: date) -> list[Membership]:
    organisations = {pk for row in inspections for pk in (row.service_id, row.inspectorate_id)}
    rows = Membership.objects.filter(in_force(on), organisation__in=organisations, role__in=_WHOLE)
    able = rows.filter(person__is_active=True).select_related("person").order_by("pk")
    return sorted(able, key=_by_start_and_name)


def _by_start_and_name(row: TeamMember | Membership) -> tuple[date, str]:
    return row.starts, name_key(row.person.name)


def _by(rows: Iterable[Row], column: str) -> dict[UUID, list[Row]]:
    by_column: dict[UUID, list[Row]] = {}
    for row in rows:
        by_column.setdefault(getattr(row, column), []).append(row)
    return by_column
