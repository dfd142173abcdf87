"""E-mails about people, written into the outbox in the transaction of what they tell of."""

from datetime import datetime

from trigpoint.english import long_date
from trigpoint.outbox.models import Message
from trigpoint.outbox.sealing import Text
from trigpoint.outbox.writing import Concern, call_back, post
from trigpoint.people.models import Invitation, Organisation
from trigpoint.people.permissions import Permission
from trigpoint.people.roles import role
from trigpoint.people.standing import Standing
from trigpoint.record.chains import thing_of

INVITATION = """Dear {name},

{inviter} invites you to Trigpoint, as {role} for {organisation}.

To accept, open this address by {until}:
{address}

If you did not expect this e-mail, do nothing.
"""


def post_invitation(invitation: Invitation, address: str, by: Standing, at: datetime) -> None:
    """Write the e-mail with the invitation's link, in the place of an older one that has not gone.

    Raises NotInTransactionError outside a transaction.
    """
    _call_back_older(invitation, at)
    title = role(invitation.role).title
    words = INVITATION.format(
        name=invitation.name,
        inviter=by.name,
        role=f"{title[:1].lower()}{title[1:]}",
        organisation=invitation.organisation.name,
        until=long_date(invitation.expires_on),
        address=address,
    )
    post(
        kind=Message.Kind.INVITATION,
        address=invitation.email,
        text=Text(f"You are invited to Trigpoint for {invitation.organisation.name}", words),
        concern=Concern(thing_of(invitation), invitation.organisation, _in_whose_name(invitation, by)),
        at=at,
    )


def call_back_invitation(invitation: Invitation, at: datetime) -> None:
    """An invitation that is withdrawn before its e-mail went is not sent any more."""
    call_back(thing_of(invitation), at)


def _call_back_older(invitation: Invitation, at: datetime) -> None:
    """The links of older invitations to the same role were withdrawn: nobody is to get one that opens nothing."""
    older = Invitation.objects.filter(
        email=invitation.email, organisation=invitation.organisation, role=invitation.role, accepted_by=None
    )
    for replaced in older.exclude(pk=invitation.pk):
        call_back_invitation(replaced, at)


def _in_whose_name(invitation: Invitation, by: Standing) -> Organisation | None:
    """The inviter's own organisation: the invited one, or else the inspectorate whose people they keep."""
    keeping = by.organisations(Permission.KEEP_PEOPLE)
    if invitation.organisation_id in keeping:
        return invitation.organisation
    return Organisation.objects.filter(pk__in=keeping, kind=Organisation.Kind.INSPECTORATE).first()
