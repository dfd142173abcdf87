"""The smallest groups of changes that change something, found without trying every group.

Several things may each change in some ways, or stay as they are. Things that are alike (whatever one of them can do,
another can, to the same effect) need not be told apart to see what a group does: how many of each likeness change in
each way is enough, and there are few such numbers where there are very many groups. With 16 things of two ways each
there are 43 million groups, and 153 pairs of numbers if all are alike.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Generic, TypeAlias, TypeVar

Change = TypeVar("Change")
Numbers: TypeAlias = tuple[tuple[int, ...], ...]
"""For each likeness, how many of its things change in each of its ways."""


@dataclass(frozen=True)
class SmallestGroups(Generic[Change]):
    """Groups that change something, though no part of one does: all that change as many, in the same ways.

    `likenesses` are the things that are alike, each with its ways; `numbers` how many of them change in each way.
    """

    likenesses: tuple[tuple[tuple[Change, ...], ...], ...]
    numbers: Numbers

    @property
    def size(self) -> int:
        """How many groups there are."""
        groups = 1
        for things, ways in zip(self.likenesses, self.numbers, strict=True):
            left = len(things)
            for number in ways:
                groups *= comb(left, number)
                left -= number
        return groups

    def groups(self, first: Callable[[Change], object] | None = None) -> Iterator[tuple[Change, ...]]:
        """Yield the groups; those of changes that come `first` (by a key to sort by) before others."""
        yield from _of_likenesses(list(zip(self.likenesses, self.numbers, strict=True)), first)

    def within(self, can_be: Callable[[Change], bool]) -> tuple[Change, ...] | None:
        """Return a group of changes that can all be; None where there is none. For things of one or two ways."""
        group: list[Change] = []
        for things, ways in zip(self.likenesses, self.numbers, strict=True):
            left = list(things)
            for way, number in enumerate(ways):
                able = [thing for thing in left if can_be(thing[way])]
                # Those that can change in no other way are used up first.
                able.sort(key=lambda thing: sum(map(can_be, thing)))
                if len(able) < number:
                    return None
                group += (thing[way] for thing in able[:number])
                left = [thing for thing in left if thing not in able[:number]]
        return tuple(group)


def smallest_changes(
    things: Sequence[tuple[Change, ...]],
    alike: Sequence[Hashable],
    changes_something: Callable[[tuple[Change, ...]], bool],
) -> Iterator[SmallestGroups[Change]]:
    """Yield the smallest groups of changes that change something, those of fewest changes first.

    `things` are the changes that each can make, in the same order of ways where `alike` says the same of them.
    """
    by_likeness: dict[Hashable, list[tuple[Change, ...]]] = {}
    for ways, likeness in zip(things, alike, strict=True):
        if ways:
            by_likeness.setdefault(likeness, []).append(ways)
    likenesses = tuple(map(tuple, by_likeness.values()))
    without_effect: set[Numbers] = {tuple((0,) * len(of_one[0]) for of_one in likenesses)}
    while without_effect:
        longer: set[Numbers] = set()
        for numbers in sorted({more for fewer in without_effect for more in _one_more(fewer, likenesses)}):
            # Where a part of it has an effect, or was longer than one that has, it is not among the smallest.
            if not all(fewer in without_effect for fewer in _one_less(numbers)):
                continue
            groups = SmallestGroups(likenesses, numbers)
            if changes_something(next(groups.groups())):
                yield groups
            else:
                longer.add(numbers)
        without_effect = longer


def _one_more(numbers: Numbers, likenesses: Sequence[Sequence[tuple[Change, ...]]]) -> Iterator[Numbers]:
    for position, ways in enumerate(numbers):
        if sum(ways) < len(likenesses[position]):
            for way in range(len(ways)):
                yield _changed(numbers, position, way, 1)


def _one_less(numbers: Numbers) -> Iterator[Numbers]:
    for position, ways in enumerate(numbers):
        for way, number in enumerate(ways):
            if number:
                yield _changed(numbers, position, way, -1)


def _changed(numbers: Numbers, position: int, way: int, by: int) -> Numbers:
    ways = numbers[position]
    return (*numbers[:position], (*ways[:way], ways[way] + by, *ways[way + 1 :]), *numbers[position + 1 :])


def _of_likenesses(
    parts: list[tuple[tuple[tuple[Change, ...], ...], tuple[int, ...]]], first: Callable[[Change], object] | None
) -> Iterator[tuple[Change, ...]]:
    if not parts:
        yield ()
        return
    (things, ways), *others = parts
    for group in _of_one_likeness(things, ways, 0, first):
        for rest in _of_likenesses(others, first):
            yield (*group, *rest)


def _of_one_likeness(
    things: Sequence[tuple[Change, ...]], ways: Sequence[int], way: int, first: Callable[[Change], object] | None
) -> Iterator[tuple[Change, ...]]:
    if way == len(ways):
        yield ()
        return
    key = first
    ordered = things if key is None else sorted(things, key=lambda thing: key(thing[way]))  # type: ignore[arg-type,return-value]
    for positions in combinations(range(len(ordered)), ways[way]):
        left = [thing for position, thing in enumerate(ordered) if position not in positions]
        for rest in _of_one_likeness(left, ways, way + 1, first):
            yield (*(ordered[position][way] for position in positions), *rest)
