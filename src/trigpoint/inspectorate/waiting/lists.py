"""What waits on somebody, or on some inspections: a few queries, however many inspections there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.progress.facts import facts_of_many
from trigpoint.inspectorate.waiting.candidates import that_may_wait_on
from trigpoint.inspectorate.waiting.deciding import Waiting, waiting_on
from trigpoint.inspectorate.waiting.tasks import Task, in_order
from trigpoint.people.standing import Standing

# Of the inspections that may wait on somebody so many are looked at, the earliest first. Ours.
MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Mine:
    """What waits on somebody. `more` is how many inspections were not looked at, as there were too many."""

    tasks: tuple[Task, ...]
    more: int = 0


def tasks_of(by: Standing) -> Mine:
    """Everything that waits on somebody, on both sides of the wall: what is late first, then by day.

    Every page and e-mail about what somebody is to do asks this, so that none of them tells another story.
    """
    candidates = that_may_wait_on(by)
    # One is looked for beyond what is looked at, and only where there is one are they counted.
    rows = list(candidates[: MOST + 1])
    more = candidates.count() - MOST if len(rows) > MOST else 0
    waiting = waiting_on_many(rows[:MOST], by.on)
    tasks = (task for row in rows[:MOST] for task in waiting[row.pk].tasks if task.waits_on(by.person))
    return Mine(in_order(tasks), more)


def waiting_on_many(inspections: Sequence[Inspection], on: date) -> dict[UUID, Waiting]:
    """Inspection → what waits on it on a day. They have their service and inspectorate with them."""
    facts = facts_of_many(inspections, on)
    return {row.pk: waiting_on(row, facts[row.pk]) for row in inspections}
