"""Write an e-mail into the outbox, inside the transaction that causes it: both are there, or neither."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from trigpoint.outbox.models import Message
from trigpoint.outbox.sealing import Text, seal
from trigpoint.outbox.sending import send
from trigpoint.people.models import Organisation, Person
from trigpoint.record.writing import NotInTransactionError


@dataclass(frozen=True, slots=True)
class Concern:
    """What an e-mail is about, and so who may see how far it has come (see `Message`)."""

    about: str = ""
    organisation: Organisation | None = None
    sent_by: Organisation | None = None
    recipient: Person | None = None


def post(*, kind: Message.Kind, address: str, text: Text, concern: Concern, at: datetime) -> Message:
    """Write an e-mail and enqueue the job that sends it. Raises NotInTransactionError outside a transaction."""
    if not transaction.get_connection().in_atomic_block:
        raise NotInTransactionError(f"An e-mail '{kind}' was to be written outside a transaction.")
    message = Message.objects.create(
        kind=kind,
        address=address,
        about=concern.about,
        organisation=concern.organisation,
        sent_by=concern.sent_by,
        recipient=concern.recipient,
        sealed=seal(Text(" ".join(text.subject.split()), text.body), settings.SECRET_KEY),
        written_at=at,
        next_try=at,
    )
    send.enqueue(str(message.pk))
    return message


def call_back(about: str, at: datetime) -> None:
    """Call back what is about something and has not gone: a withdrawn invitation is not sent any more.

    What is being sent may go all the same. It is remembered that it was called back: refused, it is not tried again.
    """
    open_states = (Message.State.WAITING, Message.State.SENDING, Message.State.UNCERTAIN, Message.State.GIVEN_UP)
    Message.objects.filter(about=about, state__in=open_states).update(
        state=Message.State.CALLED_BACK, sealed="", next_try=None, over_at=at
    )
