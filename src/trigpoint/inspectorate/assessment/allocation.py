"""Which case is read by whom: never by somebody with a conflict, and as evenly as can be.

Cases of one type that the same readers may read are alike (a kind): the solver (HiGHS, as scipy's `milp`) says only how
many of each kind a reader has, and they are handed out in the order of their references. So 152 cases and 12 readers
make some dozens of whole numbers instead of 1,824, and a fraction of a second.

Goals come one after the other, and no later one costs an earlier one anything:

1. the least difference between the most and the fewest cases of a reader;
2. the same within each case type, added up over the types;
3. the others as even as can be, where a limit or a conflict keeps one reader apart;
4. what is over goes to the readers who come first.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

# Seconds for each goal. A goal that takes longer (many conflicts and limits at once) keeps the best way found by then;
# only there may another machine find another way.
TIME_LIMIT: Final = 2.0
_OUT_OF_TIME: Final = 1  # what milp calls it

_Whole = NDArray[np.int_]
# A bond is a sum that has to lie between two numbers: place of a number → what it is multiplied by, lowest, highest.
_Bond = tuple[dict[int, int], float, float]


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads cases, and how many at most; None where there is no limit."""

    id: UUID
    takes: int | None = None


@dataclass(frozen=True, slots=True)
class CaseToRead:
    """A case of the sample, by its reference."""

    reference: str
    case_type: str


class CannotBeAllocatedError(ValueError):
    """There is no way to put every case on somebody; the sentence says what is in the way."""


def allocated(
    cases: Sequence[CaseToRead],
    readers: Sequence[Reader],
    barred: frozenset[tuple[str, UUID]],
    kept: Mapping[str, UUID],
) -> Mapping[str, UUID]:
    """Return the reader of every case, by the case's reference, in the order of the references.

    `barred` are pairs of case and reader that have a conflict; `kept` are cases that the lead has put on somebody (one
    that is not among the cases counts for nothing). The order of the readers counts, that of everything else does not.
    Raises CannotBeAllocatedError where there is no way.
    """
    if not cases:
        return {}
    asked = _Asked(tuple(sorted(cases, key=lambda case: case.reference)), tuple(readers), barred, kept)
    _check_there_are_readers(asked)
    _check_kept(asked)
    _check_somebody_may_read_each(asked)
    _check_limits(asked)
    return _handed_out(asked)


@dataclass(frozen=True, slots=True)
class _Asked:
    """All that was asked, with the cases in order."""

    cases: tuple[CaseToRead, ...]
    readers: tuple[Reader, ...]
    barred: frozenset[tuple[str, UUID]]
    kept: Mapping[str, UUID]

    def may_read(self, case: CaseToRead) -> tuple[int, ...]:
        """The readers, by their places, on whom a case can be put: for a kept case, the one who has it."""
        places = enumerate(self.readers)
        if case.reference in self.kept:
            return tuple(place for place, reader in places if reader.id == self.kept[case.reference])
        return tuple(place for place, reader in places if (case.reference, reader.id) not in self.barred)

    def kept_cases(self) -> tuple[tuple[str, UUID], ...]:
        """The kept cases that are read, each with its reader."""
        return tuple((one.reference, self.kept[one.reference]) for one in self.cases if one.reference in self.kept)


def _check_there_are_readers(asked: _Asked) -> None:
    if not asked.readers:
        raise CannotBeAllocatedError("There is nobody to read the cases. Add a reader to the team.")


def _check_kept(asked: _Asked) -> None:
    """A case that was put on somebody can stay with them."""
    ids = {reader.id for reader in asked.readers}
    for reference, reader in asked.kept_cases():
        if reader not in ids:
            raise CannotBeAllocatedError(
                f"The case {reference} was put on somebody who is not among the readers. Put it on one of them."
            )
        if (reference, reader) in asked.barred:
            raise CannotBeAllocatedError(
                f"The case {reference} was put on somebody who has a conflict with it. Put it on somebody else."
            )


def _check_somebody_may_read_each(asked: _Asked) -> None:
    nobodys = [case.reference for case in asked.cases if not asked.may_read(case)]
    if nobodys:
        raise CannotBeAllocatedError(
            f"Every reader has a conflict with {_named(nobodys)}. Add a reader to the team who has none."
        )


def _check_limits(asked: _Asked) -> None:
    """Limits leave room for the cases that were put on somebody, and for all cases together."""
    for reader in asked.readers:
        by_hand = [reference for reference, one in asked.kept_cases() if one == reader.id]
        if reader.takes is not None and len(by_hand) > reader.takes:
            raise CannotBeAllocatedError(
                f"Somebody who takes {reader.takes} at most was given {_named(by_hand)}. "
                "Put some on somebody else, or raise the limit."
            )
    room = sum(_room(reader, asked) for reader in asked.readers)
    if room < len(asked.cases):
        raise CannotBeAllocatedError(
            f"There are {len(asked.cases)} cases, and the readers together take {room} at most. "
            "Raise a limit, or add a reader to the team."
        )


def _named(references: Sequence[str]) -> str:
    return ("the case " if len(references) == 1 else "the cases ") + ", ".join(references)


def _room(reader: Reader, asked: _Asked) -> int:
    return len(asked.cases) if reader.takes is None else reader.takes


def _handed_out(asked: _Asked) -> dict[str, UUID]:
    """Hand the cases of each kind to their readers, as many as the solver says, in the order of references."""
    of_kind = defaultdict(list)
    for case in asked.cases:
        of_kind[case.case_type, asked.may_read(case)].append(case.reference)
    counts = _Programme(asked, {kind: len(references) for kind, references in of_kind.items()}).solved()
    found: dict[str, UUID] = {}
    for references, shares in zip(of_kind.values(), counts, strict=True):
        ids = (reader.id for reader, share in zip(asked.readers, shares, strict=True) for _ in range(share))
        found.update(zip(references, ids, strict=True))
    return dict(sorted(found.items()))


class _Programme:
    """The whole numbers that the solver looks for, what binds them, and what each goal makes least.

    The numbers: how many cases of each kind each reader has (`_shares`); for all cases and for each type (a scope), the
    most and the fewest of a reader and how many each reader has (`_scopes`); and the square of how many each has.
    """

    def __init__(self, asked: _Asked, kinds: Mapping[tuple[str, tuple[int, ...]], int]) -> None:
        self._asked, self._kinds = asked, kinds
        types = sorted({case_type for case_type, _ in kinds})
        self._scopes = (frozenset(types), *(frozenset([one]) for one in types))
        readers = len(asked.readers)
        places = np.arange(readers * (len(kinds) + len(self._scopes) + 1) + 2 * len(self._scopes))
        self._size = len(places)
        parts = np.split(places, np.cumsum([readers * len(kinds), readers * len(self._scopes), readers]))
        self._shares, self._loads = parts[0].reshape(-1, readers), parts[1].reshape(-1, readers)
        self._squares, self._ends = parts[2], parts[3].reshape(-1, 2)

    def solved(self) -> _Whole:
        """Return how many cases of each kind (a row) each reader (a column) has. Raises CannotBeAllocatedError."""
        bounds, bonds = self._bounds(), [self._bonded()]
        best: _Whole = np.zeros(0, dtype=np.int_)
        for goal in self._goals():
            found = milp(
                goal,
                integrality=np.ones(self._size),
                bounds=bounds,
                constraints=bonds,
                options={"time_limit": TIME_LIMIT, "mip_rel_gap": 0},
            )
            if found.x is not None:
                best = np.rint(found.x).astype(np.int_)
            if not best.size:
                raise CannotBeAllocatedError(_why_not(found.status))
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
        high[self._loads[0]] = [_room(reader, self._asked) for reader in self._asked.readers]
        for scope, (most, fewest) in zip(self._scopes, self._ends, strict=True):
            each, over = divmod(self._number(scope), len(self._asked.readers))
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
            for n in range(len(self._asked.cases)):
                # The line through (n, n²) and (n + 1, (n + 1)²).
                yield {square: 1, load: -(2 * n + 1)}, -n * (n + 1), np.inf


def _why_not(status: int) -> str:
    if status == _OUT_OF_TIME:
        return "No way to share the cases out was found in time. Put some of them on readers by hand, and try again."
    return "The limits and conflicts together leave no way to share the cases out. Raise a limit, or add a reader."
