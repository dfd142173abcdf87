"""One thing that waits on somebody: the value that every page and e-mail about it is made from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from trigpoint.inspectorate.programme.holders import Holder
from trigpoint.inspectorate.progress.remedies import Page
from trigpoint.people.roles import RoleKey


@dataclass(frozen=True, slots=True)
class Of:
    """The inspection that something waits on."""

    id: UUID
    reference: str
    service: str


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits: what, of which inspection, who is to do it, by when, and on which page.

    `holds_up` is whether the next stage waits for it. `roles` are those whose it is, named by the first of them, and
    `people` everybody who holds one of them now, each by their title in `titles`. `thing` is what the page is about
    beside the inspection: an id, or what a request is for. `late` is whether its day is past. `untyped` is what an
    e-mail says in place of `act`, which has words that somebody typed; '' where it has none.
    """

    act: str
    of: Of
    holds_up: bool
    roles: tuple[RoleKey, ...]
    people: tuple[Holder, ...]
    titles: tuple[str, ...]
    page: Page
    thing: UUID | str | None
    due: date | None
    late: bool
    untyped: str = ""

    def waits_on(self, person: UUID | None) -> bool:
        """Whether this person is among those who are to do it."""
        return any(holder.id == person for holder in self.people)


def in_order(tasks: Iterable[Task]) -> tuple[Task, ...]:
    """Return tasks with what is late first, then by day, what has no day last."""
    return tuple(sorted(tasks, key=lambda task: (task.due is None, task.due or date.max)))
