"""When each case is talked about: slots of the case week, and the next free one of its reader."""

from collections import Counter
from collections.abc import Collection, Container, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar
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

    @property
    def of_the_week(self) -> tuple[int, str]:
        """The weekday and the hour."""
        return self.day.weekday(), self.start


def slots(site_date: date, free: Container[object]) -> tuple[Slot, ...]:
    """Return the slots of the case week: its first five working days from the site date."""
    days = [working_days_from(site_date, number, free) for number in range(DAYS)]
    return tuple(Slot(day, start) for day in days if is_working_day(day, free) for start in STARTS)


def timetabled(
    cases: Iterable[tuple[str, Collection[Who]]], offered: Iterable[Slot], taken: Iterable[tuple[Who, Slot]]
) -> dict[str, Slot | None]:
    """Return a slot for each case, given with whom it needs; None where they have none free together.

    `taken` are the slots in which somebody has an interview already, one entry a person. Of the slots that all whom a
    case needs have free, it gets the one on the day on which they have fewest interviews, so that nobody's fall on one
    day; then on the day, and at the hour of it, that has fewest in all; and of equals the first.
    """
    order, times = tuple(offered), _Times(taken)
    slots: dict[str, Slot | None] = {}
    for case, people in cases:
        free = [slot for slot in order if times.are_free(people, slot)]
        slot = min(free, key=lambda slot: times.load(people, slot), default=None)
        slots[case] = slot
        if slot:
            times.take(people, slot)
    return slots


def timetabled_again(
    cases: Iterable[tuple[str, Collection[Who], Slot | None]],
    offered: Iterable[Slot],
    taken: Iterable[tuple[Who, Slot]],
) -> dict[str, Slot | None]:
    """Return a new slot for each case whose week was moved, given with whom it needs and the slot that it had.

    It keeps its weekday and its hour where all whom it needs have that free; the others are timetabled around those.
    """
    week, busy = tuple(offered), list(taken)
    slots: dict[str, Slot | None] = {}
    others: list[tuple[str, Collection[Who]]] = []
    for case, people, before in cases:
        same = [slot for slot in week if before and slot.of_the_week == before.of_the_week]
        slot = timetabled([(case, people)], same, busy)[case]
        if slot:
            slots[case] = slot
            busy += [(person, slot) for person in people]
        else:
            others.append((case, people))
    return slots | timetabled(others, week, busy)


class _Times:
    """Who has an interview when, and how many there are a person and day, a day, and a slot."""

    def __init__(self, taken: Iterable[tuple[Who, Slot]]) -> None:
        self._busy: set[tuple[Who, Slot]] = set()
        self._of_person: Counter[tuple[Who, date]] = Counter()
        self._of_day: Counter[date] = Counter()
        self._of_slot: Counter[Slot] = Counter()
        for person, slot in taken:
            # Whoever comes for the service is no interview of its own beside its reader.
            self.take((person,), slot, interviews=isinstance(person, UUID))

    def are_free(self, people: Collection[Who], slot: Slot) -> bool:
        return not any((person, slot) in self._busy for person in people)

    def load(self, people: Collection[Who], slot: Slot) -> tuple[int, int, int]:
        of_people = sum(self._of_person[person, slot.day] for person in people)
        return of_people, self._of_day[slot.day], self._of_slot[slot]

    def take(self, people: Collection[Who], slot: Slot, *, interviews: int = 1) -> None:
        self._busy.update((person, slot) for person in people)
        self._of_person.update((person, slot.day) for person in people)
        self._of_day[slot.day] += interviews
        self._of_slot[slot] += interviews


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


Key = TypeVar("Key", bound=Hashable)


def clashing(current: Mapping[Key, tuple[str, Slot | None]], wanted: Mapping[Key, str]) -> dict[Key, str]:
    """Return those of the names `wanted` that cannot stand, each with why: the person is at another interview then.

    `current` is interview → who comes and when. A name that falls away leaves the old one in its place, which may
    bring another into its way: so they are looked through until nothing changes.
    """
    refused: dict[Key, str] = {}
    while True:
        comers = {
            key: (wanted[key] if key in wanted and key not in refused else comes, slot)
            for key, (comes, slot) in current.items()
        }
        present = [(name_key(comes), slot) for comes, slot in comers.values()]
        times = Counter(who_and_when for who_and_when in present if all(who_and_when))
        new = {
            key: f"{comers[key][0]} is to come to another interview at the same time."
            for key in wanted
            if key in comers and key not in refused and times[name_key(comers[key][0]), comers[key][1]] > 1
        }
        if not new:
            return refused
        refused |= new
