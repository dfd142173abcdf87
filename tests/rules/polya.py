"""The Pólya posterior once more, slowly and plainly: whole populations of cases, each rated by itself."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product

import numpy as np

from trigpoint.rules.answers import Case, Recorded
from trigpoint.rules.framework import Framework
from trigpoint.rules.rating import rate


def fill(cases: Sequence[Case], picks: Sequence[int]) -> tuple[Case, ...]:
    """Return the cases with one copy for each pick: pick 0 is the first case in the urn, as it is by then."""
    urn = list(cases)
    for pick in picks:
        urn.append(urn[pick])
    return tuple(replace(case, reference=f"{number}") for number, case in enumerate(urn))


def every_way(cases: Sequence[Case], eligible: int) -> Iterator[tuple[Case, ...]]:
    """Yield the urn filled in every way there is; all ways are equally likely."""
    for picks in product(*(range(size) for size in range(len(cases), eligible))):
        yield fill(cases, picks)


def raw_ways(cases: Sequence[Case], eligible: int, draws: int, seed: Sequence[int]) -> Iterator[tuple[Case, ...]]:
    """Yield the urn filled as the raw stream of the seed says, draw by draw, step by step."""
    steps = range(len(cases), eligible)
    raw = iter(np.random.PCG64(list(seed)).random_raw(draws * len(steps)).tolist())
    for _ in range(draws):
        yield fill(cases, [next(raw) % size for size in steps])


def rated(framework: Framework, recorded: Recorded) -> Mapping[str, str]:
    """Return the names of the rules' ratings by standard id, and of the overall one as 'overall'."""
    result = rate(framework, recorded)
    assert result.rules is not None
    names = {one.standard.id: one.rules.name for one in result.standards if one.rules is not None}
    return {**names, "overall": result.rules.rating.name}


def shares(framework: Framework, cases: Sequence[Case], eligible: int) -> dict[str, dict[str, Fraction]]:
    """Return the exact probability of each rating, by standard id and 'overall', for cases of one type."""
    counts: dict[str, Counter[str]] = {}
    for population in every_way(cases, eligible):
        for one, name in rated(framework, Recorded(cases=population)).items():
            counts.setdefault(one, Counter())[name] += 1
    return {
        one: {name: Fraction(number, count.total()) for name, number in count.items()} for one, count in counts.items()
    }
