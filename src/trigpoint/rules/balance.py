"""How well a sample matches the eligible cases: for every value of every attribute, and for pairs of attributes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from trigpoint.rules.case_list import Attribute, ListedCase
from trigpoint.rules.sample_size import margin_tenths

# Of fewer cases a crossing says nothing, and a child could be known again. Ours.
LEAST_IN_A_CROSSING = 5


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """One value, or one pair of values: how many eligible cases have it and how many in the sample.

    `attributes` and `values` are ids, one or two of each. `margin_tenths` is the margin of error of the sub-sample in
    tenths of a point, None where it has no case.
    """

    attributes: tuple[str, ...]
    values: tuple[str, ...]
    eligible: int
    sample: int
    margin_tenths: int | None


def balance(
    eligible: Sequence[ListedCase], sample: Sequence[ListedCase], attributes: Sequence[Attribute], confidence: int
) -> tuple[BalanceRow, ...]:
    """Return the table of representativeness for the cases of one type: attributes first, then their crossings.

    Values that no eligible case has are left out. A crossing of two attributes is shown only for pairs of values that
    at least LEAST_IN_A_CROSSING eligible cases have.
    """
    return (
        *_rows(eligible, sample, attributes, confidence, together=1, least=1),
        *_rows(eligible, sample, attributes, confidence, together=2, least=LEAST_IN_A_CROSSING),
    )


def expected(row: BalanceRow, read: int, eligible: int) -> Fraction:
    """How many cases of a row the sample would have if it matched the eligible cases exactly."""
    return Fraction(row.eligible * read, eligible)


def _rows(
    eligible: Sequence[ListedCase],
    sample: Sequence[ListedCase],
    attributes: Sequence[Attribute],
    confidence: int,
    *,
    together: int,
    least: int,
) -> Iterator[BalanceRow]:
    for places in combinations(range(len(attributes)), together):
        eligible_with, read = _counted(eligible, places), _counted(sample, places)
        ranks = [{value.id: rank for rank, value in enumerate(attributes[position].values)} for position in places]

        def printed(values: tuple[str, ...], ranks: Sequence[dict[str, int]] = ranks) -> list[int]:
            return [rank[value] for rank, value in zip(ranks, values, strict=True)]

        for values in sorted(eligible_with, key=printed):
            if eligible_with[values] >= least:
                margin = margin_tenths(read[values], eligible_with[values], confidence)
                ids = tuple(attributes[position].id for position in places)
                yield BalanceRow(ids, values, eligible_with[values], read[values], margin)


def _counted(cases: Sequence[ListedCase], places: tuple[int, ...]) -> Counter[tuple[str, ...]]:
    return Counter(tuple(case.profile[position] for position in places) for case in cases)
