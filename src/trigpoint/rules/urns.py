"""Filling the urns: the part of stability that works in arrays, and the only one that needs numpy."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from trigpoint.rules.answers import Case, Tally
from trigpoint.rules.bands import banded
from trigpoint.rules.framework import Standard
from trigpoint.rules.method import Band, Method, Rating
from trigpoint.rules.overall import total
from trigpoint.rules.population import Population, cases_read
from trigpoint.rules.rating import Level, RatedInspection
from trigpoint.rules.ratings_drawn import RatingsDrawn
from trigpoint.rules.standards import standard_rating
from trigpoint.rules.tally import tally_cases

Whole: TypeAlias = NDArray[np.int64]

# Cases of all the urns that are filled together. It bounds the memory and changes no result.
BLOCK = 4_000_000


def ratings_drawn(rated: RatedInspection, populations: Sequence[Population]) -> RatingsDrawn:
    """Fill the urns of every population, rate each draw by the rules, and count the ratings."""
    drawn: dict[str, Whole] = {}
    for population in populations:
        drawn |= _drawn_ratings(rated, population)
    method = rated.framework.method
    totals = _totals_drawn(rated, drawn)
    return RatingsDrawn(
        {standard: _counted(ratings, method) for standard, ratings in drawn.items()},
        None if totals is None else _counted(totals, method),
    )


def _counted(drawn: Whole, method: Method) -> dict[Rating, int]:
    counts = np.bincount(drawn, minlength=len(method.ratings)).tolist()
    return dict(zip(method.ratings, counts, strict=True))


def _totals_drawn(rated: RatedInspection, drawn: Mapping[str, Whole]) -> Whole | None:
    """Total each draw, with the standards that were not drawn as they are."""
    framework, method = rated.framework, rated.framework.method
    sampled = [one.id for one in framework.standards if one.in_overall and one.id in drawn]
    if rated.rules is None or not sampled:
        return None
    known = {result.standard.id: result.rules for result in rated.standards if result.rules is not None}

    def place(row: Sequence[int]) -> int:
        ratings = {one: method.ratings[at] for one, at in zip(sampled, row, strict=True)}
        return method.ratings.index(total(known | ratings, framework).rating)

    return _once_each(np.stack([drawn[one] for one in sampled], axis=1), place)


def _drawn_ratings(rated: RatedInspection, population: Population) -> dict[str, Whole]:
    """Fill the urns of one case type; return the ratings of its standards, as places on the scale: one a draw."""
    framework, case_type = rated.framework, population.case_type
    settings = framework.method.stability
    stream = np.random.PCG64([settings.seed, framework.case_types.index(case_type)])
    copies = _copies(population, settings.draws, stream)
    cases = cases_read(rated, case_type.id)
    return {
        result.standard.id: _ratings_drawn(result.standard, cases, copies, framework.method)
        for result in rated.standards
        if result.level is Level.CASES and result.rules is not None and result.standard.case_type == case_type.id
    }


def _copies(population: Population, draws: int, stream: np.random.PCG64) -> Whole:
    """Return how often each case that was read stands in each completed population: draws × cases read.

    The stream is spent draw by draw, so that more draws begin with the same ones.
    """
    unseen = population.eligible - population.read
    together = max(1, BLOCK // max(1, unseen))
    sizes = [min(together, draws - first) for first in range(0, draws, together)]
    return np.concatenate(
        [_urns(population.read, stream.random_raw(size * unseen).reshape(size, unseen)) for size in sizes]
    )


def _urns(read: int, raw: NDArray[np.uint64]) -> Whole:
    """Fill one urn for each row of raw 64-bit numbers, one step for each column, and count the copies of each case.

    The remainder of a raw number picks from the urn. Its bias is below the size of the urn in 2^64 parts: under
    2^-50 for fewer than 16,000 cases.
    """
    draws, unseen = raw.shape
    each = np.arange(draws)
    urn = np.empty((read + unseen, draws), dtype=np.int64)
    urn[:read] = np.arange(read)[:, np.newaxis]
    for size in range(read, read + unseen):
        urn[size] = urn[raw[:, size - read] % size, each]
    return np.bincount((urn + each * read).ravel(), minlength=draws * read).reshape(draws, read)


def _ratings_drawn(standard: Standard, cases: Sequence[Case], copies: Whole, method: Method) -> Whole:
    """Rate one standard in each draw: tallies of the completed population, their bands, the rule of the standard."""
    alone = [tally_cases(standard, [case]).counts for case in cases]
    bands = []
    for question in standard.key_questions:
        answers = np.array([(one[question.id].yes, one[question.id].relevant) for one in alone], dtype=np.int64)
        if answers[:, 1].any():  # a question that applies to no case read applies to none of their copies
            bands.append(_once_each(copies @ answers, lambda tally: method.bands.index(_band(tally, method))))
    # The rule of a standard looks at bands only, so one tally of a band may stand for all.
    examples = [banded(Tally(band.first, 100), method) for band in method.bands]

    def place(row: Sequence[int]) -> int:
        rating = standard_rating([examples[one] for one in row], method)
        return next(at for at, one in enumerate(method.ratings) if one == rating)

    return _once_each(np.stack(bands, axis=1), place)


def _band(tally: Sequence[int], method: Method) -> Band:
    yes, relevant = tally
    return banded(Tally(yes, relevant), method).band


def _once_each(rows: Whole, rule: Callable[[Sequence[int]], int]) -> Whole:
    """Apply a rule to every row, asking it once for each distinct row."""
    where = first = np.zeros(len(rows), dtype=np.int64)
    for column in rows.T:  # numbers the distinct rows, column by column: faster than sorting whole rows
        _, first, where = np.unique(where * (column.max() + 1) + column, return_index=True, return_inverse=True)
    return np.array([rule(row) for row in rows[first].tolist()], dtype=np.int64)[where]
