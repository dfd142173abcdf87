"""Which case is read by whom: balanced by number, never by somebody with a conflict.

Solved exactly, as a linear programme in whole numbers (scipy's `milp`, HiGHS). What is minimised, in this order: the
difference between the reader with most cases and the one with fewest; the same within each type of case; and how far
cases go from the first readers who could take them, so that of equal answers one is always chosen.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

# Seconds. Some hundred cases and a dozen readers take a fraction of one.
LONGEST = 20


@dataclass(frozen=True, slots=True)
class CaseToRead:
    """A case of the sample."""

    reference: str
    case_type: str


class CannotBeAllocatedError(ValueError):
    """There is no way to put every case on somebody; the sentence says what is in the way."""


def allocated(
    cases: Sequence[CaseToRead],
    readers: Sequence[UUID],
    barred: frozenset[tuple[str, UUID]],
    kept: Mapping[str, UUID],
) -> dict[str, UUID]:
    """Return the reader of every case, by its reference.

    `readers` stand in the order in which they are preferred. `barred` are pairs of case and reader with a conflict,
    `kept` the cases that somebody has put on a reader already. Raises CannotBeAllocatedError.
    """
    _check_there_is_a_way(cases, readers, barred, kept)
    if not cases:
        return {}
    ordered = sorted(cases, key=lambda case: (case.case_type, case.reference))
    found = _Programme(ordered, readers, barred, kept).solved()
    return {case.reference: readers[place] for case, place in zip(ordered, found, strict=True)}


def _check_there_is_a_way(
    cases: Sequence[CaseToRead],
    readers: Sequence[UUID],
    barred: frozenset[tuple[str, UUID]],
    kept: Mapping[str, UUID],
) -> None:
    if cases and not readers:
        raise CannotBeAllocatedError("Nobody on the team reads cases. Ask somebody to join who does.")
    for case in cases:
        reference = case.reference
        if all((reference, reader) in barred for reader in readers):
            raise CannotBeAllocatedError(f"Everybody who reads cases has a conflict with {reference}.")
        if reference in kept and ((reference, kept[reference]) in barred or kept[reference] not in readers):
            raise CannotBeAllocatedError(f"Case {reference} is with somebody who may not read it. Put it on another.")


@dataclass(frozen=True, slots=True)
class _Programme:
    """The programme: a variable for each case and reader (1 where the case is theirs), and two bounds for each group.

    A group is all cases, or those of one type; its bounds are the most and the fewest cases that a reader has of it.
    """

    cases: Sequence[CaseToRead]
    readers: Sequence[UUID]
    barred: frozenset[tuple[str, UUID]]
    kept: Mapping[str, UUID]

    def solved(self) -> list[int]:
        """Return the place of each case's reader. Raises CannotBeAllocatedError where none was found in time."""
        shares = len(self.cases) * len(self.readers)
        groups = self._groups()
        size = shares + 2 * len(groups)
        found = milp(
            c=self._costs(groups),
            constraints=list(self._constraints(groups, shares, size)),
            bounds=self._bounds(shares, size),
            integrality=np.ones(size),
            options={"time_limit": LONGEST},
        )
        if found.x is None:
            raise CannotBeAllocatedError("No way to share the cases out was found in time. Put some on by hand.")
        chosen = np.round(found.x[:shares]).reshape(len(self.cases), len(self.readers))
        return [int(place) for place in chosen.argmax(axis=1)]

    def _groups(self) -> list[list[int]]:
        """The cases of each group by their places: all of them first, then a type each."""
        everything = list(range(len(self.cases)))
        types = sorted({case.case_type for case in self.cases})
        return [everything, *([n for n in everything if self.cases[n].case_type == one] for one in types)]

    def _costs(self, groups: list[list[int]]) -> NDArray[np.float64]:
        """What each unit costs. A difference of all cases outweighs every difference of types, and both all order."""
        order = np.tile(np.arange(len(self.readers)), len(self.cases)) * np.repeat(
            np.arange(1, len(self.cases) + 1), len(self.readers)
        )
        most_order = float(order.sum()) + 1
        of_type = 1.0
        of_all = of_type * (len(self.cases) + 1) * len(groups)
        weights = [of_all, *(of_type for _ in groups[1:])]
        bounds = np.array([sign * weight for weight in weights for sign in (1, -1)])
        return np.concatenate([order / most_order / 2, bounds])

    def _constraints(self, groups: list[list[int]], shares: int, size: int) -> Iterator[LinearConstraint]:
        readers = len(self.readers)
        once = np.zeros((len(self.cases), size))
        for case in range(len(self.cases)):
            once[case, case * readers : (case + 1) * readers] = 1
        yield LinearConstraint(once, 1, 1)
        for number, group in enumerate(groups):
            most, fewest = shares + 2 * number, shares + 2 * number + 1
            for reader in range(readers):
                row = np.zeros((2, size))
                row[:, [case * readers + reader for case in group]] = 1
                row[0, most], row[1, fewest] = -1, -1
                # Nobody has more than the most, and nobody fewer than the fewest.
                yield LinearConstraint(row, [-np.inf, 0], [0, np.inf])

    def _bounds(self, shares: int, size: int) -> Bounds:
        lower, upper = np.zeros(size), np.concatenate([np.ones(shares), np.full(size - shares, len(self.cases))])
        for place, case in enumerate(self.cases):
            for number, reader in enumerate(self.readers):
                variable = place * len(self.readers) + number
                if (case.reference, reader) in self.barred:
                    upper[variable] = 0
                if self.kept.get(case.reference) == reader:
                    lower[variable] = 1
        return Bounds(lower, upper)
