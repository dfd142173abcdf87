"""Tasks as a page shows them: with an address, and in words whose they are and by when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from trigpoint.inspectorate.programme.holders import Holder, People
from trigpoint.inspectorate.programme.timetable import BankHolidays, is_working_day
from trigpoint.inspectorate.progress.remedies import Condition, Remedy
from trigpoint.inspectorate.waiting.addresses import address
from trigpoint.inspectorate.waiting.tasks import Task
from trigpoint.people.roles import RoleKey, role

MOST_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class TaskShown:
    """One task: what, of which service, whose it is, where it is done ('' where whoever reads may not), by when.

    `late` is by how many working days its day is past, 0 for none; `is_late` whether it is at all.
    """

    what: str
    about: str
    whose: str
    href: str
    due: date | None
    late: int
    is_late: bool


def task_shown(task: Task, by: UUID | None, on: date) -> TaskShown:
    """A task for somebody who reads it."""
    return TaskShown(
        what=task.act,
        about=task.of.service,
        whose=whose(task.roles, task.people, task.titles),
        href=address(task.page, task.of.reference, task.thing) if task.waits_on(by) else "",
        due=task.due,
        late=days_late(task.due, on),
        is_late=task.late,
    )


@dataclass(frozen=True, slots=True)
class LineShown:
    """One line of the checklist, with what is done about it: each act with its address, and whose it is."""

    words: str
    met: bool
    missing: str
    note: str
    acts: tuple[tuple[str, str, str], ...]


def lines_shown(
    conditions: Iterable[Condition], reference: str, by: UUID | None, people: People
) -> tuple[LineShown, ...]:
    """The checklist for somebody: what is theirs leads to where it is done, what is not says whose it is."""

    def act(remedy: Remedy) -> tuple[str, str, str]:
        holders = people.of(remedy.roles) if remedy.only is None else remedy.only
        is_theirs = any(holder.id == by for holder in holders)
        href = address(remedy.page, reference, remedy.thing) if is_theirs else ""
        return remedy.act, href, whose(remedy.roles, holders, people.titles(holders, remedy.roles))

    return tuple(
        LineShown(line.words, line.met, line.missing, line.note, tuple(act(remedy) for remedy in line.remedies))
        for line in conditions
    )


def whose(roles: Sequence[RoleKey], people: Sequence[Holder], titles: Sequence[str]) -> str:
    """Whose something is: the first few people, each after the title by which it is theirs; of nobody, the role."""
    if not people:
        return role(roles[0]).title if roles else ""
    named: dict[str, list[str]] = {}
    for holder, title in list(zip(people, titles, strict=True))[:MOST_NAMED]:
        named.setdefault(title, []).append(holder.name)
    groups = [f"{title} ({', '.join(names)})" if title else ", ".join(names) for title, names in named.items()]
    more = len(people) - MOST_NAMED
    lowered = groups[:1] + [group[:1].lower() + group[1:] for group in groups[1:]]
    return ", ".join(lowered) + (f" and {more} more" if more > 0 else "")


def days_late(due: date | None, on: date) -> int:
    """How many working days something is late; 0 where it is not."""
    if due is None or due >= on:
        return 0
    days = (due + timedelta(days=number) for number in range(1, (on - due).days + 1))
    return sum(is_working_day(day, BankHolidays()) for day in days)
