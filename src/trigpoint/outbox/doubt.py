"""E-mails that nobody sends any more, and of which nobody can tell whether they have gone: a person decides."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from trigpoint.jobs.living import living
from trigpoint.outbox.models import Message
from trigpoint.outbox.sending import send

STOPPED: Final = "The worker stopped while it was handed over."
RESTORED: Final = "A backup was restored: it may have gone since that was taken."
DROPPED: Final = "The job that was to send it was dropped."
# A job that waits begins within moments of its time, or is late for all to see; then it is still there.
FORGOTTEN_AFTER: Final = timedelta(hours=1)
State = Message.State


def doubt_whatever_waits(at: datetime) -> int:
    """Mark every e-mail that waits or is being sent as one that may have gone; return how many. For a restored backup.

    Only columns that the outbox has had from the beginning are named: the backup may be of an older version.
    """
    return _doubt(Message.objects.filter(state__in=(State.WAITING, State.SENDING)), at, RESTORED)


def doubt_whatever_nobody_sends(at: datetime) -> int:
    """Mark e-mails that are being sent, but by no worker that lives, as ones that may have gone; return how many."""
    being_sent = list(Message.objects.filter(state=State.SENDING).values_list("pk", "tries"))
    if not being_sent:
        return 0
    in_hand = _in_hand_of_the_living(at)
    # In this try alone: by now it may have been settled, or be in other hands.
    return sum(
        _doubt(Message.objects.filter(pk=pk, tries=tries, state=State.SENDING), at, STOPPED)
        for pk, tries in being_sent
        if str(pk) not in in_hand
    )


def give_up_what_no_job_sends(at: datetime) -> int:
    """Give up e-mails that should have been tried long ago and have no job, as somebody dropped it; return how many."""
    waiting = Message.objects.filter(state=State.WAITING, next_try__lt=at - FORGOTTEN_AFTER)
    ids = [pk for pk in waiting.values_list("pk", flat=True) if not _has_a_job(pk)]
    return _over(Message.objects.filter(pk__in=ids, state=State.WAITING), State.GIVEN_UP, at, DROPPED)


def _has_a_job(pk: UUID) -> bool:
    """Whether a job is there that sends an e-mail, or has failed to and can be run again."""
    jobs = DBTaskResult.objects.filter(task_path=send.module_path, args_kwargs__args__0=str(pk))
    return jobs.exclude(status=TaskResultStatus.SUCCESSFUL).exists()


def _in_hand_of_the_living(at: datetime) -> frozenset[str]:
    """The ids of the e-mails that workers have in hand which live at a time."""
    workers = living(at)
    jobs = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, task_path=send.module_path)
    return frozenset(
        str(job.args_kwargs["args"][0]) for job in jobs if job.worker_ids and job.worker_ids[-1] in workers
    )


def _doubt(messages: QuerySet[Message], at: datetime, fault: str) -> int:
    return _over(messages, State.UNCERTAIN, at, fault)


def _over(messages: QuerySet[Message], state: Message.State, at: datetime, fault: str) -> int:
    """The text is kept only where somebody may still send it, as ever."""
    values = {"state": state, "fault": fault, "next_try": None, "over_at": at}
    of_accounts = messages.filter(organisation=None).update(**values, sealed="")
    return of_accounts + messages.filter(organisation__isnull=False).update(**values)
