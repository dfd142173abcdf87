"""Tell whoever a notice is for, of an inspection."""

from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from trigpoint.english import long_date
from trigpoint.inspectorate.programme.holders import people_of
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.notices.posting import News, tell
from trigpoint.notices.table import Audience, Facts, Notice
from trigpoint.people.models import Person
from trigpoint.people.roles import ROLES, RoleKey
from trigpoint.people.standing import Standing
from trigpoint.sameness import name_key


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
    """Tell everybody in a notice's audience who can sign in, but whoever did it. A conflict goes before any role.

    `thing` is the row that the page of the notice is about, if any.
    Raises NotInTransactionError outside a transaction.
    """
    people = people_of([inspection], by.on)[inspection.pk]
    paths: dict[UUID, str] = {}
    for audience in notice.to:
        path = reverse(audience.page, args=[inspection.reference, *([thing] if thing else [])])
        for holder in people.of(_roles_of(audience)):
            if holder.id != by.person:
                paths.setdefault(holder.id, path)
    able = sorted(Person.objects.filter(pk__in=paths, is_active=True), key=lambda person: name_key(person.name))
    tell(News(notice, facts_of(inspection, what, due), at), {person: paths[person.pk] for person in able})


def facts_of(inspection: Inspection, what: str = "", due: date | None = None) -> Facts:
    """Return what the words of a notice about an inspection are filled with."""
    return Facts(inspection.service.name, inspection.inspectorate.name, what, long_date(due) if due else "")


def _roles_of(audience: Audience) -> tuple[RoleKey, ...]:
    """The roles that hold the permission of an audience, on a team or for each inspection of an organisation."""
    return tuple(
        role.key
        for role in ROLES
        if role.side is audience.side and audience.permission in role.on_its_inspection | role.on_each_inspection
    )
