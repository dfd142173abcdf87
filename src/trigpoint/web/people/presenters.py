"""What the pages about people show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from trigpoint.outbox.models import Message
from trigpoint.outbox.queries import UNDECIDED
from trigpoint.people.access import check_can_end_membership, may, may_still_send
from trigpoint.people.models import Invitation, Membership
from trigpoint.people.permissions import Permission
from trigpoint.people.queries import sender_of
from trigpoint.people.roles import role
from trigpoint.people.standing import Standing

COLOURS: Final[Mapping[str, str]] = {
    Message.State.WAITING: "blue",
    Message.State.SENDING: "blue",
    Message.State.SENT: "green",
    Message.State.UNCERTAIN: "orange",
    Message.State.GIVEN_UP: "red",
}


@dataclass(frozen=True, slots=True)
class MessageShown:
    """One e-mail and how far it has come. `moment` is the time that `when` names: sent, tried, or to be tried."""

    id: str
    address: str
    about: str
    state: str
    colour: str
    tries: int
    when: str
    moment: datetime
    fault: str
    can_be_sent_again: bool
    is_undecided: bool


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


def message_shown(row: Message) -> MessageShown:
    """Return an e-mail as its page shows it."""
    about = row.organisation.name if row.organisation else ""
    when, moment = _when(row)
    is_undecided = row.state in UNDECIDED and row.organisation is not None
    return MessageShown(
        id=str(row.id),
        address=row.address,
        about=f"{row.get_kind_display()}{': ' if about else ''}{about}",
        state=row.get_state_display(),
        colour=COLOURS.get(row.state, "grey"),
        tries=row.tries,
        when=when,
        moment=moment,
        fault=row.fault,
        can_be_sent_again=is_undecided and bool(row.sealed),
        is_undecided=is_undecided,
    )


def _when(row: Message) -> tuple[str, datetime]:
    """The time that tells most of an e-mail, with what it is the time of."""
    if row.state == Message.State.WAITING and row.tries and row.next_try:
        return "Next try", row.next_try
    if row.state == Message.State.SENT and row.over_at:
        return "Sent", row.over_at
    return ("Last try", row.tried_at) if row.tried_at else ("Written", row.written_at)
