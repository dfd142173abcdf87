"""What a person decides about an e-mail that was given up, or of which nobody can tell whether it has gone."""

from datetime import datetime

from django.db import transaction

from trigpoint.outbox import kinds
from trigpoint.outbox.access import check_decides, check_has_text, check_is_undecided
from trigpoint.outbox.models import Message
from trigpoint.outbox.sending import send
from trigpoint.people.standing import Standing
from trigpoint.record.chains import organisation_chain
from trigpoint.record.kinds import Kind
from trigpoint.record.writing import write

State = Message.State


def send_again(*, message: Message, at: datetime, by: Standing) -> None:
    """Send an e-mail again, which may so arrive twice. Raises Refusal."""
    check_decides(by, message)
    with transaction.atomic():
        message = _locked(message)
        check_is_undecided(message)
        check_has_text(message)
        message.state, message.fault, message.next_try, message.over_at = State.WAITING, "", at, None
        message.save(update_fields=["state", "fault", "next_try", "over_at"])
        send.enqueue(str(message.pk))
        _write(message, kinds.SENT_AGAIN, by)


def leave_as_it_is(*, message: Message, at: datetime, by: Standing) -> None:
    """Leave an e-mail as it is: it waits for nobody any more, and its text is wiped. Raises Refusal."""
    check_decides(by, message)
    with transaction.atomic():
        message = _locked(message)
        check_is_undecided(message)
        message.state, message.sealed, message.over_at = State.LEFT, "", at
        message.save(update_fields=["state", "sealed", "over_at"])
        _write(message, kinds.LEFT, by)


def _locked(message: Message) -> Message:
    return Message.objects.select_for_update(of=("self",)).select_related("organisation", "sent_by").get(pk=message.pk)


def _write(message: Message, kind: Kind, by: Standing) -> None:
    """Into the chain of the organisation that it is about. What is about an account alone belongs to none."""
    organisation = message.organisation or message.sent_by
    if organisation is not None:
        after = {"kind": message.kind}
        write(chain=organisation_chain(organisation), by=by, kind=kind, thing=message, after=after)
