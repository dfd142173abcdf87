"""Which e-mails somebody may see, and how the outbox and the jobs stand as a whole."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from trigpoint.jobs.queries import jobs_state
from trigpoint.outbox.models import Message
from trigpoint.people.models import Membership
from trigpoint.people.permissions import Permission
from trigpoint.people.queries import in_force
from trigpoint.people.standing import Standing

UNDECIDED = (Message.State.UNCERTAIN, Message.State.GIVEN_UP)
# A mail server has ten seconds for each of a handful of answers. What takes longer is in nobody's hands any more.
SENT_WITHIN: Final = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits, for whoever watches over an installation. It names nobody.

    `oldest_wait`: how long the job has waited that should have begun first. `failed_jobs`: those that nobody has run
    again or dropped. `undelivered`: e-mails that were refused at least once, are being sent for too long, or of which
    nobody can tell. `workers`: how many live, which may be none between two runs of a timer.
    """

    oldest_wait: timedelta
    failed_jobs: int
    undelivered: int
    workers: int


def backlog(at: datetime) -> Backlog:
    """Return what waits at a time: in health, no long wait, no failed job, nothing undelivered, and a worker."""
    jobs = jobs_state(at)
    return Backlog(jobs.oldest_wait, jobs.failed, undelivered(at).count(), jobs.workers)


def undelivered(at: datetime) -> QuerySet[Message]:
    """E-mails that were refused and wait, were given up, may have gone, or are being sent for too long at a time."""
    refused = Q(state=Message.State.WAITING, tries__gt=0)
    stuck = Q(state=Message.State.SENDING, tried_at__lt=at - SENT_WITHIN)
    return Message.objects.filter(Q(state__in=UNDECIDED) | refused | stuck)


def messages_seen_by(standing: Standing) -> QuerySet[Message]:
    """The e-mails about the organisations whose people somebody keeps, or in their names, or about accounts there."""
    organisations = standing.organisations(Permission.KEEP_PEOPLE)
    people = Membership.objects.filter(in_force(standing.on), organisation__in=organisations).values("person")
    concerned = Q(organisation__in=organisations) | Q(sent_by__in=organisations)
    return Message.objects.filter(concerned | Q(organisation=None, recipient__in=people)).select_related(
        "organisation", "recipient"
    )


def to_decide(standing: Standing) -> QuerySet[Message]:
    """The e-mails about which somebody has to decide. One about an account alone its holder asks for anew."""
    return messages_seen_by(standing).filter(state__in=UNDECIDED, organisation__isnull=False)
