"""When each case is talked about: slots of the case week, and the next free one of its reader."""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from trigpoint.inspectorate.programme.timetable import is_working_day, working_days_from
from trigpoint.sameness import name_key

# A reader by their id, or whoever comes for the service by the key of their name.
Who = UUID | str

DAYS: Final = 5
# Four interviews of an hour a day, with time to write in between. Ours.
STARTS: Final = ("09:30", "11:00", "13:30", "15:00")


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """One hour of one day: `start` is what the clock says, such as '09:30'."""

    day: date
    start: str


def slots(site_date: date, free: Container[object]) -> tuple[Slot, ...]:
    """Return the slots of the case week: its first five working days from the site date."""
    days = [working_days_from(site_date, number, free) for number in range(DAYS)]
    return tuple(Slot(day, start) for day in days if is_working_day(day, free) for start in STARTS)


def timetabled(
    cases: Iterable[tuple[str, Collection[Who]]], offered: Iterable[Slot], taken: Iterable[tuple[Who, Slot]]
) -> dict[str, Slot | None]:
    """Return a slot for each case, given with whom it needs: the next one that all of them have free; None without one.

    `taken` are the slots in which somebody has an interview already.
    """
    busy = set(taken)
    order = tuple(offered)
    slots: dict[str, Slot | None] = {}
    for case, people in cases:
        slot = next(_free(people, order, busy), None)
        slots[case] = slot
        if slot:
            busy.update((person, slot) for person in people)
    return slots


def _free(people: Collection[Who], order: Iterable[Slot], busy: set[tuple[Who, Slot]]) -> Iterator[Slot]:
    return (slot for slot in order if not any((person, slot) in busy for person in people))


def at_once(comers: Mapping[str, tuple[str, Slot | None]], case: str) -> str | None:
    """Return another case to whose interview the same person is to come in the same slot; None where there is none.

    `comers` are case → who comes and when.
    """
    who, when = comers[case]
    same = (
        other
        for other, (name, slot) in comers.items()
        if other != case and name_key(name) == name_key(who) and slot == when
    )
    return next(same, None) if name_key(who) and when else None
