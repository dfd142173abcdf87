"""The job that sends one e-mail: taken in hand, handed over, and what came of it, each committed before the next.

A worker that dies after 'taken in hand' leaves an e-mail of which nobody can tell whether it has gone. It is not sent
again by itself (decision 28): the next worker says so on the page, and a person decides.
"""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django_tasks import TaskContext, task

from trigpoint.jobs.clock import began_at
from trigpoint.outbox.handing_over import RefusedError, UncertainError, hand_over
from trigpoint.outbox.models import Message
from trigpoint.outbox.sealing import SITE, SealError, unseal

# After how long a refused e-mail is tried again; after the last pause it is given up, in less than a day: a link in it
# works for three days at least.
PAUSES: Final = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=6),
    timedelta(hours=12),
)
State = Message.State


@task(takes_context=True)
def send(context: TaskContext, message_id: str) -> None:
    """Send an e-mail: once, and again only where it was certainly refused."""
    at = began_at(context)
    message = take_in_hand(UUID(message_id), at)
    if message is not None:
        _send(message, at)


def take_in_hand(message_id: UUID, at: datetime) -> Message | None:
    """Mark a waiting e-mail as being sent and return it; None where it is not to be sent.

    One that is being sent already was in the hands of a worker that died: it may have gone.
    """
    with transaction.atomic():
        message = Message.objects.select_for_update().filter(pk=message_id).first()
        if message is None or message.state not in {State.WAITING, State.SENDING}:
            return None
        if message.state == State.SENDING:
            _settle(message, State.UNCERTAIN, at, "The worker stopped while it was handed over.")
            return None
        message.state, message.tries, message.tried_at = State.SENDING, message.tries + 1, at
        message.save(update_fields=["state", "tries", "tried_at"])
    return message


def _send(message: Message, at: datetime) -> None:
    try:
        hand_over(_email(message))
    except RefusedError as error:
        _put_off(message, at, str(error))
    except SealError as error:
        _settle(message, State.GIVEN_UP, at, str(error))
    except UncertainError as error:
        _settle(message, State.UNCERTAIN, at, str(error))
    except Exception:
        _settle(message, State.UNCERTAIN, at, "The job that sends it failed.")
        raise
    else:
        _settle(message, State.SENT, at, "")


def _email(message: Message) -> EmailMessage:
    """The e-mail as it goes. Its id is the same at each try, so that a mailbox can tell a double."""
    text = unseal(message.sealed, settings.SECRET_KEY)
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    headers = {"Message-ID": f"<{message.pk}@{host}>", "Auto-Submitted": "auto-generated"}
    body = text.body.replace(SITE, settings.SITE_ADDRESS)
    return EmailMessage(text.subject, body, None, [message.address], headers=headers)


def _put_off(message: Message, at: datetime, fault: str) -> None:
    """It is tried again after a pause, longer each time, or given up after the last one."""
    if message.tries > len(PAUSES):
        _settle(message, State.GIVEN_UP, at, fault)
        return
    next_try = at + PAUSES[message.tries - 1]
    with transaction.atomic():
        if _in_hand(message).update(state=State.WAITING, fault=fault, next_try=next_try):
            send.using(run_after=next_try).enqueue(str(message.pk))


def _settle(message: Message, state: Message.State, at: datetime, fault: str) -> None:
    """Nothing more happens by itself. The text is kept only where somebody may still send it."""
    can_be_sent_again = state != State.SENT and message.organisation_id is not None
    in_hand = _called_back_too(message) if state == State.SENT else _in_hand(message)
    in_hand.update(
        state=state, fault=fault, next_try=None, over_at=at, sealed=message.sealed if can_be_sent_again else ""
    )


def _in_hand(message: Message) -> QuerySet[Message]:
    """The message in this try alone. A worker that was taken for dead may still say what came of it."""
    return _called_back_too(message).exclude(state=State.CALLED_BACK)


def _called_back_too(message: Message) -> QuerySet[Message]:
    """One that was called back while it was handed over has gone where the mail server took it, and else stays so."""
    states = (State.SENDING, State.UNCERTAIN, State.CALLED_BACK)
    return Message.objects.filter(pk=message.pk, tries=message.tries, state__in=states)
