"""Cases are shared out as evenly as a solver of whole numbers shares them."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from tests.inspectorate.assessment.solver import solved_shares
from trigpoint.inspectorate.assessment.even_shares import Kind, even_shares

pytestmark = pytest.mark.proof

TYPES = ("court", "out-of-court")


@pytest.mark.parametrize("seed", range(200))
def test_shares_of_random_cases_are_as_even_as_the_solvers(seed: int) -> None:
    readers, kinds = random_kinds(np.random.Generator(np.random.PCG64(seed)))
    shares, solved = even_shares(kinds, readers), solved_shares(kinds, readers)
    check_all_are_shared(kinds, shares)
    assert spread(loads(kinds, shares)) == spread(loads(kinds, solved))
    assert type_spreads(kinds, shares) == type_spreads(kinds, solved)
    # The solver comes to squares last, so it can only be as even by them.
    assert squares(loads(kinds, shares)) <= squares(loads(kinds, solved))


def random_kinds(chance: np.random.Generator) -> tuple[int, dict[Kind, int]]:
    """From 4 to 40 cases of two types and 2 to 6 readers: many conflicts, and some cases that only one may read."""
    readers = int(chance.integers(2, 7))
    kinds: Counter[Kind] = Counter()
    for _ in range(chance.integers(4, 41)):
        may_read = tuple(reader for reader in range(readers) if chance.random() > 0.3)
        only = (int(chance.integers(readers)),)
        kinds[TYPES[chance.integers(2)], only if chance.random() < 0.2 else may_read or only] += 1
    return readers, dict(sorted(kinds.items()))


def check_all_are_shared(kinds: Mapping[Kind, int], shares: Sequence[Sequence[int]]) -> None:
    """Every case is on somebody who may read it."""
    assert [sum(row) for row in shares] == list(kinds.values())
    for (_, may_read), row in zip(kinds, shares, strict=True):
        assert all(share >= 0 for share in row)
        assert {reader for reader, share in enumerate(row) if share} <= set(may_read)


def loads(kinds: Mapping[Kind, int], shares: Sequence[Sequence[int]], types: Sequence[str] = TYPES) -> list[int]:
    """How many cases of some types each reader has."""
    rows = [row for (case_type, _), row in zip(kinds, shares, strict=True) if case_type in types]
    return [sum(column) for column in zip(*rows, strict=True)] or [0]


def spread(numbers: Sequence[int]) -> int:
    return max(numbers) - min(numbers)


def type_spreads(kinds: Mapping[Kind, int], shares: Sequence[Sequence[int]]) -> int:
    return sum(spread(loads(kinds, shares, [case_type])) for case_type in TYPES)


def squares(numbers: Sequence[int]) -> int:
    return sum(number * number for number in numbers)
