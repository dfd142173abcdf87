"""The job that seals the record under a tree head and hands it to somebody who is not us."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django_tasks import task

from trigpoint.jobs.periodic import FIRST
from trigpoint.record.delivery import DeliveryError, deliver, ways_out
from trigpoint.record.heads import HeadError, take_head


@dataclass(frozen=True, slots=True)
class _Operator:
    author: str = "operator"


@task
def seal_record() -> None:
    """Seal the record: a signed head over all chains, handed to whoever keeps it.

    Raises HeadError, SigningKeyError or NoteError where none can be taken, and DeliveryError where one could not be
    handed out, or had gone from where it was: then the job has failed, is seen, and comes again with the next hour. An
    e-mail with a head goes from here and not by the outbox: it is no secret, and two of it do no harm, so it is sent
    until it is certainly taken.
    """
    take_head(folder=settings.VAR / "keys", name=settings.RECORD_NAME, by=_Operator())
    failures = []
    for way in ways_out(settings.WITNESS_FOLDER, settings.WITNESS_EMAIL, settings.DEFAULT_FROM_EMAIL):
        try:
            with transaction.atomic():
                delivered = deliver(way)
            # It is with them now. That it was not is for somebody to read, and only a job that failed is read.
            failures.append(delivered.alarm(way.name))
        except (DeliveryError, HeadError) as error:
            failures.append(str(error))
    if any(failures):
        raise DeliveryError(" ".join(filter(None, failures)))


def seal_soon() -> None:
    """Have the record sealed as soon as the transaction at hand is committed. Before e-mails, as each hour's is."""
    seal_record.using(priority=FIRST).enqueue()
