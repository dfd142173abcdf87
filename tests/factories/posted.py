"""E-mails as a worker sends them: into Django's memory, where tests read them."""

from django.core import mail
from django.core.mail import EmailMessage

from trigpoint.jobs.running import claim, run

WORKER = "worker-of-tests"


def run_all_jobs() -> int:
    """Run every job that is ready, as a worker does, and return how many."""
    count = 0
    while job := claim(WORKER):
        run(job, WORKER)
        count += 1
    return count


def sent_emails() -> list[EmailMessage]:
    """Every e-mail that has gone, once nothing waits any more."""
    run_all_jobs()
    return list(mail.outbox)
