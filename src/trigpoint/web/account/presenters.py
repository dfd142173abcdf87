"""What the page of one's own account shows."""

from dataclasses import dataclass
from datetime import date

from trigpoint.inspectorate.programme.models import TeamMember
from trigpoint.people.models import Person
from trigpoint.people.queries import in_force
from trigpoint.people.roles import role
from trigpoint.people.standing import Standing


@dataclass(frozen=True, slots=True)
class RoleShown:
    """A role in words: what, for whom, from when, and until when where that is known."""

    title: str
    for_whom: str
    starts: date
    ends: date | None


def roles_held(person: Person, standing: Standing) -> tuple[RoleShown, ...]:
    """The roles that a person holds today, for organisations and then for inspections that they may see."""
    on = standing.on
    memberships = person.memberships.filter(in_force(on)).select_related("organisation").order_by("starts", "role")
    joined = TeamMember.objects.filter(in_force(on), person=person, state=TeamMember.State.JOINED)
    places = (
        joined.exclude(inspection__service__in=standing.conflicts)
        .select_related("inspection")
        .order_by("starts", "role")
    )
    return (
        *(
            RoleShown(role(membership.role).title, membership.organisation.name, membership.starts, membership.ends)
            for membership in memberships
        ),
        *(RoleShown(role(member.role).title, member.inspection.title, member.starts, member.ends) for member in places),
    )
