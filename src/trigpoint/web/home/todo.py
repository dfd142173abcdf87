"""What needs somebody now: what waits on them on inspections, and beside them among people, e-mails and programmes."""

from django.urls import reverse

from trigpoint.english import count_of
from trigpoint.inspectorate.waiting.lists import tasks_of
from trigpoint.people.standing import Standing
from trigpoint.web.home.people import emails, invitations, jobs_that_failed
from trigpoint.web.home.planning import services_due
from trigpoint.web.home.tasks import ToDo
from trigpoint.web.waiting.shown import task_shown


def todo_of(standing: Standing) -> tuple[ToDo, ...]:
    """Everything that waits on somebody: what is late first, then by day, what has no day last."""
    waiting = tasks_of(standing)
    shown = [task_shown(task, standing.person, standing.on) for task in waiting.tasks]
    rows = [
        *(ToDo(task.what, task.about, task.href, task.due, late=task.is_late) for task in shown),
        *services_due(standing),
        *invitations(standing),
        *emails(standing),
        *jobs_that_failed(standing),
    ]
    in_order = sorted(rows, key=lambda task: (task.due is None, task.due or standing.on))
    if waiting.more:
        what = f"Look through {count_of(waiting.more, 'inspection')} that this page had no room for"
        in_order.append(ToDo(what, "Programme", reverse("inspections"), None, late=False))
    return tuple(in_order)
