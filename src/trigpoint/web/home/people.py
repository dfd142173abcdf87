"""What needs somebody now among people, e-mails and jobs."""

from datetime import timedelta
from typing import Final

from django.urls import reverse

from trigpoint.english import count_of
from trigpoint.jobs.queries import failed_jobs
from trigpoint.outbox.queries import to_decide
from trigpoint.people.access import may_still_send
from trigpoint.people.models import Invitation
from trigpoint.people.permissions import Permission
from trigpoint.people.standing import Standing
from trigpoint.web.home.tasks import MOST, ToDo

RUNS_OUT_IN: Final = timedelta(days=3)


def invitations(standing: Standing) -> list[ToDo]:
    """Invitations that somebody sent, could still send, and that are about to run out."""
    on = standing.on
    rows = Invitation.objects.filter(
        invited_by=standing.person,
        accepted_by=None,
        withdrawn_on=None,
        expires_on__gte=on,
        expires_on__lte=on + RUNS_OUT_IN,
    ).select_related("organisation")
    return [
        ToDo(
            f"{invitation.name} has not accepted your invitation",
            invitation.organisation.name,
            reverse("people"),
            invitation.expires_on,
            late=False,
        )
        for invitation in rows[:MOST]
        if may_still_send(invitation, standing)
    ]


def emails(standing: Standing) -> list[ToDo]:
    """E-mails that did not go, or may not have gone, for whoever keeps the people whom they are about."""
    count = to_decide(standing).count() if standing.has_anywhere(Permission.KEEP_PEOPLE) else 0
    what = f"Decide about {count_of(count, 'e-mail')} that may not have gone"
    return [ToDo(what, "People", reverse("messages"), None, late=False)] if count else []


def jobs_that_failed(standing: Standing) -> list[ToDo]:
    """Jobs that have failed, for the programme manager, who tells whoever runs the site."""
    count = len(failed_jobs()) if standing.has_anywhere(Permission.SEE_JOBS) else 0
    what = f"Tell whoever runs this site that {count_of(count, 'job')} failed"
    return [ToDo(what, "Jobs", reverse("jobs"), None, late=False)] if count else []
