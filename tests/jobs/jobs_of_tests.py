"""Jobs that tests enqueue: they leave an e-mail in Django's memory, as a trace."""

from django.core.mail import send_mail
from django.db import IntegrityError, OperationalError
from django_tasks import task


class WentWrongError(Exception):
    pass


@task
def leave_a_trace() -> None:
    """Leave a trace: an e-mail in memory."""
    send_mail("A trace", "", None, ["trace@x.example"])


@task
def leave_another_trace() -> None:
    """Leave another trace."""
    send_mail("Another trace", "", None, ["trace@x.example"])


@task
def go_wrong() -> None:
    """Go wrong on purpose."""
    raise WentWrongError("it names newt@x.example")


@task
def lose_the_database() -> None:
    """Lose the database on purpose."""
    raise OperationalError("database is locked")


@task
def break_a_rule_of_the_database() -> None:
    """Break a rule of the database on purpose."""
    raise IntegrityError("UNIQUE constraint failed")
