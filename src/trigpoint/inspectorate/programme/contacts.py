"""Whom each side of an inspection turns to: the lead inspector, and the manager of the service."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import on_team
from trigpoint.people.contacts import contacts_of
from trigpoint.people.models import Membership, Person
from trigpoint.people.queries import in_force
from trigpoint.people.roles import RoleKey
from trigpoint.sameness import name_key


@dataclass(frozen=True, slots=True)
class ContactShown:
    """Somebody to turn to; `email` and `telephone` are '' where they give none."""

    name: str
    email: str
    telephone: str


def contacts_for_service(inspection: Inspection, on: date) -> tuple[ContactShown, ...]:
    """Whom the service turns to: whoever leads the inspection."""
    leads = [member.person for member in on_team(inspection, on) if member.role == RoleKey.LEAD_INSPECTOR]
    return _shown(leads)


def contacts_for_inspectorate(inspection: Inspection, on: date) -> tuple[ContactShown, ...]:
    """Whom the inspectorate turns to: whoever manages the service."""
    managers = Membership.objects.filter(
        in_force(on), organisation=inspection.service_id, role=RoleKey.SERVICE_MANAGER, person__is_active=True
    )
    people = [membership.person for membership in managers.select_related("person").order_by("pk")]
    return _shown(sorted(people, key=lambda person: name_key(person.name)))


def _shown(people: Iterable[Person]) -> tuple[ContactShown, ...]:
    people = tuple(dict.fromkeys(people))
    given = contacts_of([person.id for person in people])
    return tuple(
        ContactShown(
            person.name,
            given[person.id].email if person.id in given else "",
            given[person.id].telephone if person.id in given else "",
        )
        for person in people
    )
