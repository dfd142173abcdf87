"""How many cases of each kind each reader has, as evenly as can be.

Cases of one type that the same readers may read are a kind. Goals come one after the other, and no later one costs an
earlier one anything. Evenness is measured by squares: of all ways to split a number, the most even has the least sum.

1. the least sum of the squares of all that each reader has: so the least difference between most and fewest, too;
2. the least sum of the squares of what each reader has of each case type;
3. what is over goes to the readers who come first.

Cases are given to readers one by one, always where it costs least. A reader who takes a case may pass another one on,
whose next reader may do the same: the cheapest such chain is searched. As the next case of a reader always costs more
than the one before, no other way costs less in the end (successive shortest paths with convex costs: Ahuja, Magnanti
and Orlin, 'Network Flows', 1993, chapters 9 and 14). It is the same on every machine.
"""

from collections import Counter, deque
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

Kind = tuple[str, tuple[int, ...]]  # the case type, and the readers who may read it, by number

# A station of a chain: a reader has one case too many of a type, or (ALL) of whatever type.
_Station = tuple[str, int]
ALL: Final = ""


def even_shares(kinds: Mapping[Kind, int], readers: int) -> list[list[int]]:
    """Return for every kind, in their order, how many of its cases each reader has.

    `kinds` says how many cases of each there are; each has a reader at least.
    """
    sharing = _Sharing(kinds, readers)
    for kind, number in kinds.items():
        for _ in range(number):
            sharing.add(kind)
    return list(sharing.shares.values())


class _Sharing:
    """Who has how many cases of each kind (`shares`), of each type and in all (`_loads`, by station)."""

    def __init__(self, kinds: Mapping[Kind, int], readers: int) -> None:
        number = sum(kinds.values())
        self.shares = {kind: [0] * readers for kind in kinds}
        self._loads: Counter[_Station] = Counter()
        self._readers = range(readers)
        # Each goal outweighs all that the later ones can add up to.
        self._type_weight = readers * number + 1
        self._total_weight = self._type_weight * (number * number + 1)

    def add(self, kind: Kind) -> None:
        """Give one case more to a reader, and pass others on where that makes the shares more even."""
        chain = self._cheapest_chain(kind)
        self.shares[kind][chain[0][1]] += 1
        for (giving_type, giver), (taking_type, taker) in pairwise(chain):
            if giving_type == ALL:
                self._loads[taking_type, giver] -= 1
            elif taking_type == ALL:
                self._loads[giving_type, giver] += 1
            else:
                passed = next(self._kinds_to_pass(giving_type, giver, taker))
                self.shares[passed][giver] -= 1
                self.shares[passed][taker] += 1
        self._loads[chain[-1]] += 1

    def _cheapest_chain(self, kind: Kind) -> list[_Station]:
        """Return the stations from the new case to the reader who has one case more in the end (Bellman and Ford)."""
        case_type, may_read = kind
        costs: dict[_Station, int] = {(case_type, reader): 0 for reader in may_read}
        before: dict[_Station, _Station] = {}
        waiting = deque(costs)
        while waiting:
            station = waiting.popleft()
            for onward, cost in self._steps(station):
                if onward not in costs or costs[station] + cost < costs[onward]:
                    costs[onward] = costs[station] + cost
                    before[onward] = station
                    waiting.append(onward)
        ends = [station for station in costs if station[0] == ALL]
        chain = [min(ends, key=lambda end: costs[end] + self._total_weight * self._rise(end) + end[1])]
        while chain[-1] in before:
            chain.append(before[chain[-1]])
        return chain[::-1]

    def _steps(self, station: _Station) -> Iterator[tuple[_Station, int]]:
        """Where a case too many can go from here, and what that costs."""
        case_type, reader = station
        if case_type == ALL:
            for other_type in sorted({case_type for case_type, _ in self.shares}):
                if self._loads[other_type, reader]:
                    yield (other_type, reader), -self._type_weight * (self._rise((other_type, reader)) - 2)
        else:
            for other in self._readers:
                if any(self._kinds_to_pass(case_type, reader, other)):
                    yield (case_type, other), 0
            yield (ALL, reader), self._type_weight * self._rise(station)

    def _rise(self, station: _Station) -> int:
        """What one case more adds to the square of a load: (n + 1)² - n²."""
        return 2 * self._loads[station] + 1

    def _kinds_to_pass(self, case_type: str, giver: int, taker: int) -> Iterator[Kind]:
        for kind, shares in self.shares.items():
            if kind[0] == case_type and shares[giver] and taker in kind[1]:
                yield kind
