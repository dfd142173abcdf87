"""Tell whoever a notice is for, of an inspection."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from trigpoint.english import long_date
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import on_team
from trigpoint.inspectorate.programme.workplaces import works_for_service
from trigpoint.notices.posting import News, tell
from trigpoint.notices.table import Audience, Facts, Notice
from trigpoint.people.models import Membership, Person
from trigpoint.people.permissions import Permission, Side
from trigpoint.people.queries import homes_of, in_force, people_with_interest
from trigpoint.people.roles import BY_KEY, ROLES
from trigpoint.people.standing import Standing


def tell_of(
    notice: Notice,
    inspection: Inspection,
    *,
    by: Standing,
    at: datetime,
    what: str = "",
    due: date | None = None,
    thing: UUID | None = None,
) -> None:
    """Tell everybody in a notice's audience but whoever did it. `thing` is the row that its page is about, if any.

    Raises NotInTransactionError outside a transaction.
    """
    paths: dict[Person, str] = {}
    for audience in notice.to:
        path = reverse(audience.page, args=[inspection.reference, *([thing] if thing else [])])
        for person in people_of(audience, inspection, by.on):
            if person.pk != by.person:
                paths.setdefault(person, path)
    tell(News(notice, facts_of(inspection, what, due), at), paths)


def facts_of(inspection: Inspection, what: str = "", due: date | None = None) -> Facts:
    """Return what the words of a notice about an inspection are filled with."""
    return Facts(inspection.service.name, inspection.inspectorate.name, what, long_date(due) if due else "")


def people_of(audience: Audience, inspection: Inspection, on: date) -> tuple[Person, ...]:
    """Return the people whom an audience is on a day: those who can sign in, and have no conflict with their side."""
    if audience.side is Side.SERVICE:
        people = _holders(inspection.service_id, audience.permission, on)
    else:
        # A role on the team, or one for the whole inspectorate that bears on each inspection.
        own = [
            member.person
            for member in on_team(inspection, on)
            if audience.permission in BY_KEY[member.role].on_its_inspection
        ]
        people = [
            *own,
            *_without_conflict(_holders(inspection.inspectorate_id, audience.permission, on), inspection, on),
        ]
    return tuple({person.pk: person for person in people if person.is_active}.values())


def _holders(organisation: UUID, permission: Permission, on: date) -> list[Person]:
    roles = [role.key for role in ROLES if permission in role.on_each_inspection]
    rows = Membership.objects.filter(in_force(on), organisation=organisation, role__in=roles).select_related("person")
    return [row.person for row in rows.order_by("person__name")]


def _without_conflict(people: Sequence[Person], inspection: Inspection, on: date) -> list[Person]:
    ids = [person.pk for person in people]
    interested, homes = people_with_interest(inspection.service_id, ids), homes_of(ids, on)
    return [
        person
        for person in people
        if person.pk not in interested and not works_for_service(homes[person.pk], inspection)
    ]
