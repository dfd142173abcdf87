"""E-mails in the outbox, and as a worker sends them: into Django's memory, where tests read them."""

from datetime import UTC, datetime

from django.core import mail
from django.core.mail import EmailMessage
from django.db import transaction

from trigpoint.jobs.running import claim, run
from trigpoint.outbox.models import Message
from trigpoint.outbox.sealing import Text
from trigpoint.outbox.writing import Concern, post
from trigpoint.people.models import Organisation

WORKER = "worker-of-tests"
AT = datetime(2027, 1, 5, 9, 0, tzinfo=UTC)
TEXT = Text("An invented subject", "Open http://testserver/an-invented-secret")


def posted(address: str = "newt@x.example", organisation: Organisation | None = None) -> Message:
    """An e-mail that waits, about an organisation or about an account alone."""
    concern = Concern(about="invitation:1", organisation=organisation)
    with transaction.atomic():
        return post(kind=Message.Kind.INVITATION, address=address, text=TEXT, concern=concern, at=AT)


def undecided(organisation: Organisation) -> Message:
    """An e-mail of which nobody can tell whether it has gone."""
    message = posted(organisation=organisation)
    Message.objects.filter(pk=message.pk).update(state="uncertain", tries=1, tried_at=AT, over_at=AT, fault="It broke.")
    message.refresh_from_db()
    return message


def run_all_jobs() -> int:
    """Run every job that is ready, as a worker does, and return how many."""
    count = 0
    while job := claim(WORKER):
        run(job)
        count += 1
    return count


def sent_emails() -> list[EmailMessage]:
    """Every e-mail that has gone, once nothing waits any more."""
    run_all_jobs()
    return list(mail.outbox)
