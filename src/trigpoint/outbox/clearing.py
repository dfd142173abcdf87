"""The nightly job that clears away what is over: jobs, e-mails with their addresses, texts too old to be sent."""

from datetime import datetime, timedelta
from typing import Final

from django_tasks import TaskContext, task

from trigpoint.jobs.clearing import clear_jobs
from trigpoint.jobs.clock import began_at
from trigpoint.outbox.doubt import give_up_what_no_job_sends
from trigpoint.outbox.models import Message

# As long as the link of an invitation works: after that nobody would send it again.
TEXT_KEPT: Final = timedelta(days=14)
MESSAGE_KEPT: Final = timedelta(days=90)


@task(takes_context=True)
def clear_away(context: TaskContext) -> None:
    """Clear away jobs and e-mails that are long over."""
    at = began_at(context)
    clear_jobs(at)
    give_up_what_no_job_sends(at)
    clear_messages(at)


def clear_messages(at: datetime) -> None:
    """Wipe the texts that nobody will send again, and delete what was over long ago."""
    Message.objects.filter(over_at__lt=at - TEXT_KEPT).exclude(sealed="").update(sealed="")
    Message.objects.filter(over_at__lt=at - MESSAGE_KEPT).delete()
