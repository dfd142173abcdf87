"""The cube method: every case has the same chance, and the sample matches the eligible cases as closely as it can.

Each case starts with its chance, n of N. A move shifts chances between a few cases, up or down by chance and as far as
it goes, so that at least one case becomes certain: in the sample, or out of it. On average a move changes no chance.

Three rounds, with fewer counts kept in each:
1. between cases that are alike in everything that is matched;
2. keeping the number of cases with each value of each attribute (the flight);
3. giving up such numbers in a declared order (`_given_up`) and keeping the rest (the landing).
The size of the sample is kept throughout.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from trigpoint.rules.draw.balancing import balanced_move
from trigpoint.rules.draw.chance import Chance

Profile: TypeAlias = tuple[str, ...]
"""One case's values, an attribute each, in the declared order of attributes."""

Counts: TypeAlias = Mapping[int, set[int]]
"""Case → the counts that it is in."""

SIZE = 0
"""The count that every case is in: the size of the sample. The values of attributes follow, from 1."""


def drawn(profiles: Sequence[Profile], size: int, chance: Chance) -> tuple[int, ...]:
    """Return the places of the cases drawn, `size` of them, in an order of chance.

    Raises ValueError for a size that is below 0 or above the number of cases.
    """
    if not 0 <= size <= len(profiles):
        raise ValueError(f"{size} cases cannot be drawn from {len(profiles)}")
    # Shuffled even where all are read: reading order is by chance too, so that the first cases read are no choice.
    order = chance.shuffled(range(len(profiles)))
    if size in (0, len(profiles)):
        return tuple(order) if size else ()
    draw = _Draw(dict.fromkeys(order, Fraction(size, len(profiles))), order, chance)
    values = _values(profiles)
    # First between twins: such a move costs no balance whatever, and leaves fewer cases for those that might.
    draw.fly(_alike(profiles))
    draw.fly(values)
    draw.land(values)
    return tuple(case for case in order if draw.chances[case] == 1)


def _alike(profiles: Sequence[Profile]) -> Counts:
    """One count for all cases that are alike in everything."""
    # Sorted, as sets are in no order: the same list has to give the same sample on any machine.
    numbers = {profile: number for number, profile in enumerate(sorted(set(profiles)))}
    return {case: {numbers[profile]} for case, profile in enumerate(profiles)}


def _values(profiles: Sequence[Profile]) -> Counts:
    """The size, and one count for each value of each attribute: by attribute, then by value."""
    values = sorted({value for profile in profiles for value in enumerate(profile)})
    numbers = {value: number for number, value in enumerate(values, start=SIZE + 1)}
    return {case: {SIZE, *(numbers[value] for value in enumerate(profile))} for case, profile in enumerate(profiles)}


@dataclass(slots=True)
class _Draw:
    """A draw under way: each case's chance by now, and the cases that are neither in nor out yet."""

    chances: dict[int, Fraction]
    undecided: list[int]
    chance: Chance

    def fly(self, counts: Counts) -> None:
        """Move until every move would change a count."""
        while self._moved(counts):
            pass

    def land(self, counts: Counts) -> None:
        """Decide the last cases: give up counts wherever no move is left, but never the size."""
        counts = {case: set(counts[case]) for case in self.undecided}
        while self.undecided:
            # Only when stuck, and then asked again: each count that can still be kept makes the sample match better.
            if not self._moved(counts):
                lost = self._given_up(counts)
                for case in self.undecided:
                    counts[case] -= lost

    def _moved(self, counts: Counts) -> bool:
        """Make one move that changes no count, in one direction or the other as far as it goes; False for none.

        The directions are as likely as it takes for no chance to change on average.
        """
        move = balanced_move(self.undecided, counts)
        if move is None:
            return False
        forth = min(_room(self.chances[case], weight) for case, weight in move.items())
        back = min(_room(self.chances[case], -weight) for case, weight in move.items())
        # The likelier direction is the shorter one, which is just what keeps every chance as it was on average.
        by = forth if self.chance.happens(back / (forth + back)) else -back
        for case, weight in move.items():
            self.chances[case] += by * weight
        certain = {case for case in move if self.chances[case] in (0, 1)}
        self.undecided = [case for case in self.undecided if case not in certain]
        return True

    def _given_up(self, counts_left: Counts) -> set[int]:
        """Return the counts to give up next.

        All those on which one undecided case alone bears, as nothing can balance that case. Where there are none, the
        one that is furthest from a whole number, as it is the one that no sample can match well; of equals, the last.
        """
        bearing: dict[int, list[Fraction]] = {}
        for case in self.undecided:
            for count in counts_left[case] - {SIZE}:
                bearing.setdefault(count, []).append(self.chances[case])
        alone = {count for count, ones in bearing.items() if len(ones) == 1}
        return alone or {max(bearing, key=lambda count: (_from_whole(sum(bearing[count], Fraction(0))), count))}


def _room(chance: Fraction, weight: int) -> Fraction:
    """How many times a chance can be moved by a weight before it reaches 0 or 1."""
    return (1 - chance) / weight if weight > 0 else chance / -weight


def _from_whole(total: Fraction) -> Fraction:
    """How far a number is from the nearest whole number."""
    above = total - total.numerator // total.denominator
    return min(above, 1 - above)
