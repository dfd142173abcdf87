"""What the pages about people show."""

from dataclasses import dataclass
from datetime import date

from trigpoint.people.access import check_can_end_membership, may, may_still_send
from trigpoint.people.models import Invitation, Membership
from trigpoint.people.permissions import Permission
from trigpoint.people.queries import sender_of
from trigpoint.people.roles import role
from trigpoint.people.standing import Standing


@dataclass(frozen=True, slots=True)
class MembershipShown:
    """One role of one person. `refusal` says why whoever keeps the people cannot end it; '' where they can."""

    membership: str
    name: str
    title: str
    starts: date
    ends: date | None
    can_end: bool
    refusal: str


@dataclass(frozen=True, slots=True)
class InvitationShown:
    """One open invitation. `ended`: whoever sent it may not do so any more, and so nobody can accept it."""

    id: str
    name: str
    email: str
    title: str
    organisation: str
    by: str
    runs_out: date
    ended: bool


def membership_shown(row: Membership, standing: Standing) -> MembershipShown:
    """Return a role as the page of people shows it to somebody."""
    answer = may(check_can_end_membership, standing, row, max(standing.on, row.starts))
    keeps = standing.has(Permission.KEEP_PEOPLE, row.organisation_id)
    return MembershipShown(
        membership=str(row.id),
        name=row.person.name,
        title=role(row.role).title,
        starts=row.starts,
        ends=row.ends,
        can_end=bool(answer),
        refusal=answer.refusal if keeps else "",
    )


def invitation_shown(row: Invitation, on: date) -> InvitationShown:
    """Return an invitation as the page of people shows it on a day."""
    return InvitationShown(
        id=str(row.id),
        name=row.name,
        email=row.email,
        title=role(row.role).title,
        organisation=row.organisation.name,
        by=row.invited_by.name if row.invited_by else "the operator",
        runs_out=row.expires_on,
        ended=not may_still_send(row, sender_of(row, on)),
    )
