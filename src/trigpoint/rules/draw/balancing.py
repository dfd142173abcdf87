"""Moves that keep counts: how chances may shift between some cases so that no count of the sample changes."""

from collections.abc import Collection, Iterable, Mapping
from math import gcd
from typing import TypeAlias

Weights: TypeAlias = dict[int, int]
"""Whole numbers by what they belong to; zero is left out."""


def balanced_move(cases: Iterable[int], counts: Mapping[int, Collection[int]]) -> Weights | None:
    """Return a move between the first cases that allow one: case → weight, adding up to zero in every count.

    `counts` says in which counts each case is. None where every move changes a count. Cases are taken one after
    the other until one of them can be balanced by those before it (Gaussian elimination in whole numbers), so a move
    is between as few of the first cases as can be.
    """
    reduced: dict[int, tuple[Weights, Weights]] = {}
    for case in cases:
        left, move = dict.fromkeys(counts[case], 1), {case: 1}
        while left:
            # The lowest first, always: which move is found must not hang on the order of a set.
            count = min(left)
            # No case before this one can take up its count: it waits there for one that can.
            if count not in reduced:
                reduced[count] = (left, move)
                break
            other_left, other_move = reduced[count]
            times, other_times = other_left[count], -left[count]
            left, move = _sum(left, times, other_left, other_times), _sum(move, times, other_move, other_times)
            # Without it the numbers would grow with every step, and so would the time that a long list takes.
            left, move = _shortened(left, move)
        else:
            return move
    return None


def _sum(first: Weights, times: int, second: Weights, times_second: int) -> Weights:
    """Return first * times + second * times_second."""
    total = {key: weight * times for key, weight in first.items()}
    for key, weight in second.items():
        total[key] = total.get(key, 0) + weight * times_second
    return {key: weight for key, weight in total.items() if weight}


def _shortened(left: Weights, move: Weights) -> tuple[Weights, Weights]:
    """Divide both by what divides all, so that numbers stay small."""
    by = gcd(*left.values(), *move.values())
    return {key: n // by for key, n in left.items()}, {key: n // by for key, n in move.items()}
