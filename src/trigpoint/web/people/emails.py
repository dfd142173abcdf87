"""E-mails about people, sent only once what they tell of is stored."""

from django.core.mail import send_mail
from django.db import transaction

from trigpoint.english import long_date
from trigpoint.people.models import Invitation
from trigpoint.people.roles import role

INVITATION = """Dear {name},

{inviter} invites you to Trigpoint, as {role} for {organisation}.

To accept, open this address by {until}:
{address}

If you did not expect this e-mail, do nothing.
"""


def send_invitation(invitation: Invitation, address: str, inviter: str) -> None:
    """Send the e-mail with the invitation's link when the transaction is over. Raises OSError then, if it cannot."""
    title = role(invitation.role).title
    words = INVITATION.format(
        name=invitation.name,
        inviter=inviter,
        role=f"{title[:1].lower()}{title[1:]}",
        organisation=invitation.organisation.name,
        until=long_date(invitation.expires_on),
        address=address,
    )
    subject = f"You are invited to Trigpoint for {' '.join(invitation.organisation.name.split())}"
    transaction.on_commit(lambda: send_mail(subject, words, None, [invitation.email]))
