"""A reader who works out what is not printed: the least and the most cases that a group can have.

The reader knows every total and every number that is printed, and of a group that is named with a hidden number that it
has a case. They look for populations (how many cases there are of every combination of values, read and not read) that
agree with all of it. `linprog` finds the ends of the range, in whole numbers where it is asked for them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from trigpoint.rules.small_numbers import Group

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Printed:
    """What is printed of one attribute: a group, or None where its number is hidden; `named` whether it has a row."""

    groups: tuple[Group | None, ...]
    named: bool = True


@dataclass(frozen=True)
class Reader:
    eligible: int
    sample: int
    attributes: tuple[Printed, ...]

    def eligible_range(self, attribute: int, value: int) -> tuple[int, int]:
        """The range that is left for the number of eligible cases of a group."""
        return self._range(self._members(attribute, value, read=True) + self._members(attribute, value, read=False))

    def sample_range(self, attribute: int, value: int) -> tuple[int, int]:
        """The range that is left for the number of its cases that are read."""
        return self._range(self._members(attribute, value, read=True))

    def _range(self, wanted: Numbers) -> tuple[int, int]:
        least, most = (self._solved(sign * wanted) * sign for sign in (1, -1))
        return ceil(least - 1e-6), floor(most + 1e-6)

    def _solved(self, costs: Numbers) -> float:
        exact, counts = zip(*self._printed(), strict=True)
        named = [-self._both(attribute, value) for attribute, value in self._named()]
        result = linprog(
            costs,
            A_eq=np.array(exact),
            b_eq=np.array(counts),
            A_ub=np.array(named) if named else None,
            b_ub=-np.ones(len(named)) if named else None,
            integrality=np.ones(costs.size),
        )
        assert result.success, result.message
        return float(result.fun)

    def _printed(self) -> Iterator[tuple[Numbers, float]]:
        everything = np.ones(self._combinations.shape[1])
        nothing = np.zeros_like(everything)
        yield np.concatenate([everything, nothing]), self.sample
        yield np.concatenate([everything, everything]), self.eligible
        for attribute, printed in enumerate(self.attributes):
            for value, group in enumerate(printed.groups):
                if group is not None:
                    yield self._members(attribute, value, read=True), group.sample
                    yield self._both(attribute, value), group.eligible

    def _named(self) -> Iterator[tuple[int, int]]:
        for attribute, printed in enumerate(self.attributes):
            for value, group in enumerate(printed.groups):
                if group is None and printed.named:
                    yield attribute, value

    @property
    def _combinations(self) -> NDArray[np.int64]:
        return np.indices([len(printed.groups) for printed in self.attributes]).reshape(len(self.attributes), -1)

    def _members(self, attribute: int, value: int, *, read: bool) -> Numbers:
        belongs = (self._combinations[attribute] == value).astype(float)
        nothing = np.zeros_like(belongs)
        return np.concatenate([belongs, nothing] if read else [nothing, belongs])

    def _both(self, attribute: int, value: int) -> Numbers:
        return self._members(attribute, value, read=True) + self._members(attribute, value, read=False)


def printed(groups: Sequence[Group], hidden: frozenset[int]) -> Printed:
    """What is printed of an attribute: where all its groups are hidden, not even that there are any."""
    shown = tuple(None if position in hidden else group for position, group in enumerate(groups))
    return Printed(shown, named=len(hidden) < len(groups))
