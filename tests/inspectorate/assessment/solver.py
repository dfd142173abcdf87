"""Even shares by another way, to compare with: whole numbers, found by HiGHS (scipy's `milp`).

Cases of one type that the same readers may read are a kind. So 152 cases and 12 readers make some dozens of whole
numbers instead of 1,824.

Goals come one after the other, and no later one costs an earlier one anything:

1. the least difference between the most and the fewest cases of a reader;
2. the same within each case type, added up over the types;
3. the others as even as can be, where conflicts keep one reader apart;
4. what is over goes to the readers who come first.
"""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

Kind = tuple[str, tuple[int, ...]]  # the case type, and the places of the readers who may read it
_Whole = NDArray[np.int_]
# A bond is a sum that has to lie between two numbers: place of a number → what it is multiplied by, lowest, highest.
_Bond = tuple[dict[int, int], float, float]


def solved_shares(kinds: Mapping[Kind, int], readers: int) -> list[list[int]]:
    """Return for every kind, in their order, how many of its cases each reader has.

    `kinds` says how many cases of each there are; each has a reader at least.
    """
    shares: list[list[int]] = _Programme(kinds, readers).solved().tolist()
    return shares


class _Programme:
    """The whole numbers that the solver looks for, what binds them, and what each goal makes least.

    The numbers: how many cases of each kind each reader has (`_shares`); for all cases and for each type (a scope), the
    most and the fewest of a reader and how many each reader has (`_scopes`); and the square of how many each has.
    """

    def __init__(self, kinds: Mapping[Kind, int], readers: int) -> None:
        self._kinds, self._readers = kinds, readers
        types = sorted({case_type for case_type, _ in kinds})
        self._scopes = (frozenset(types), *(frozenset([case_type]) for case_type in types))
        places = np.arange(readers * (len(kinds) + len(self._scopes) + 1) + 2 * len(self._scopes))
        self._size = len(places)
        parts = np.split(places, np.cumsum([readers * len(kinds), readers * len(self._scopes), readers]))
        self._shares, self._loads = parts[0].reshape(-1, readers), parts[1].reshape(-1, readers)
        self._squares, self._ends = parts[2], parts[3].reshape(-1, 2)

    def solved(self) -> _Whole:
        """Return how many cases of each kind (a row) each reader (a column) has."""
        bounds, bonds = self._bounds(), [self._bonded()]
        best: _Whole = np.zeros(0, dtype=np.int_)
        for goal in self._goals():
            solution = milp(
                goal,
                integrality=np.ones(self._size),
                bounds=bounds,
                constraints=bonds,
                options={"mip_rel_gap": 0},
            )
            best = np.rint(solution.x).astype(np.int_)
            bonds.append(LinearConstraint(goal, ub=goal @ best))
        return best[self._shares]

    def _goals(self) -> Iterator[_Whole]:
        most, fewest = self._ends[:, 0], self._ends[:, 1]
        yield self._sum({most[0]: 1, fewest[0]: -1})
        yield self._sum(dict.fromkeys(most[1:], 1) | dict.fromkeys(fewest[1:], -1))
        yield self._sum(dict.fromkeys(self._squares, 1))
        yield self._sum({place: order for order, place in enumerate(self._loads[0])})

    def _sum(self, factors: Mapping[int, int]) -> _Whole:
        row = np.zeros(self._size, dtype=np.int_)
        row[list(factors)] = list(factors.values())
        return row

    def _bounds(self) -> Bounds:
        """Who may have cases of a kind and how many; and what no way can beat, which spares the solver the search."""
        low, high = np.zeros(self._size), np.full(self._size, np.inf)
        for shares, ((_, may_read), number) in zip(self._shares, self._kinds.items(), strict=True):
            high[shares] = [number if place in may_read else 0 for place in range(len(shares))]
        for scope, (most, fewest) in zip(self._scopes, self._ends, strict=True):
            each, over = divmod(self._number(scope), self._readers)
            low[most], high[fewest] = each + bool(over), each
        return Bounds(low, high)

    def _number(self, scope: frozenset[str]) -> int:
        return sum(number for (case_type, _), number in self._kinds.items() if case_type in scope)

    def _bonded(self) -> LinearConstraint:
        bonds = [*self._every_case_is_read(), *self._loads_are_counted(), *self._squares_are_squares()]
        return LinearConstraint(
            np.array([self._sum(factors) for factors, _, _ in bonds]),
            [low for _, low, _ in bonds],
            [high for _, _, high in bonds],
        )

    def _every_case_is_read(self) -> Iterator[_Bond]:
        for shares, number in zip(self._shares, self._kinds.values(), strict=True):
            yield dict.fromkeys(shares, 1), number, number

    def _loads_are_counted(self) -> Iterator[_Bond]:
        """A load is the sum of its shares, nobody has more than the most, and nobody fewer than the fewest."""
        for scope, loads, (most, fewest) in zip(self._scopes, self._loads, self._ends, strict=True):
            within = [number for number, (case_type, _) in enumerate(self._kinds) if case_type in scope]
            for load, shares in zip(loads, self._shares[within].T, strict=True):
                yield dict.fromkeys(shares, 1) | {load: -1}, 0, 0
                yield {most: 1, load: -1}, 0, np.inf
                yield {load: 1, fewest: -1}, 0, np.inf

    def _squares_are_squares(self) -> Iterator[_Bond]:
        """A square is on or above each line through two neighbours on the parabola: exact at whole numbers."""
        for load, square in zip(self._loads[0], self._squares, strict=True):
            for n in range(sum(self._kinds.values())):
                # The line through (n, n²) and (n + 1, (n + 1)²).
                yield {square: 1, load: -(2 * n + 1)}, -n * (n + 1), np.inf
