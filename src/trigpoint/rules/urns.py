"""Filling the urns: the part of stability that works in arrays, and the only one that needs numpy."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from trigpoint.rules.answers import Case, Tally
from trigpoint.rules.bands import band_at, banded, whole_percent
from trigpoint.rules.framework import Standard
from trigpoint.rules.method import Method, Rating
from trigpoint.rules.overall_rules import bearing_on_overall, overall_rating
from trigpoint.rules.population import Population, cases_read
from trigpoint.rules.rating import Level, RatedInspection
from trigpoint.rules.ratings_drawn import RatingsDrawn
from trigpoint.rules.standard_rules import BandedQuestion, standard_rating
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
    overall = _overall_drawn(rated, drawn)
    return RatingsDrawn(
        {standard: _counted(ratings, method.of(standard)) for standard, ratings in drawn.items()},
        None if overall is None else _counted(overall, method),
    )


def _counted(drawn: Whole, method: Method) -> dict[Rating, int]:
    counts = np.bincount(drawn, minlength=len(method.ratings)).tolist()
    return dict(zip(method.ratings, counts, strict=True))


def _overall_drawn(rated: RatedInspection, drawn: Mapping[str, Whole]) -> Whole | None:
    """Rate the whole in each draw, with the standards that were not drawn as they are."""
    framework, method = rated.framework, rated.framework.method
    sampled = [standard_id for standard_id in bearing_on_overall(framework) if standard_id in drawn]
    if rated.rules is None or not sampled:
        return None
    unsampled = {result.standard.id: result.rules for result in rated.standards if result.rules is not None}
    scales = {standard_id: method.of(standard_id).ratings for standard_id in sampled}

    def position(row: Sequence[int]) -> int:
        ratings = {standard_id: scales[standard_id][at] for standard_id, at in zip(sampled, row, strict=True)}
        overall = overall_rating(unsampled | ratings, framework, rated.judgement)
        if overall is None:
            raise LookupError("The whole is rated on the cases read, yet not on a draw of them.")
        return method.ratings.index(overall.rating)

    return _once_each(np.stack([drawn[standard_id] for standard_id in sampled], axis=1), position)


def _drawn_ratings(rated: RatedInspection, population: Population) -> dict[str, Whole]:
    """Fill the urns of one case type; return the ratings of its standards, as places on the scale: one a draw."""
    framework, case_type = rated.framework, population.case_type
    settings = framework.method.stability
    stream = np.random.PCG64([settings.seed, framework.case_types.index(case_type)])
    copies = _copies(population, settings.draws, stream)
    cases = cases_read(rated, case_type.id)
    return {
        result.standard.id: _ratings_drawn(result.standard, cases, copies, framework.method.of(result.standard.id))
        for result in rated.standards
        if result.level is Level.CASES and result.rules is not None and result.standard.case_type == case_type.id
    }


def _copies(population: Population, draws: int, stream: np.random.PCG64) -> Whole:
    """Return how often each case that was read is in each completed population: draws × cases read.

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
    questions, bands = [], []
    for question in standard.key_questions:
        tallies = [counts[question.id] for counts in alone]
        points = np.array([(tally.points, tally.out_of) for tally in tallies], dtype=np.int64)
        if points[:, 1].any():  # a question that applies to no case read applies to none of their copies
            questions.append(question.id)
            bands.append(_once_each(copies @ points, lambda share: _band(share, method)))
    # A standard's rule looks at bands only (see `standard_rules`), so one tally of a band does for all.
    examples = [banded(Tally(band.first, 100), method) for band in method.bands]

    def position(row: Sequence[int]) -> int:
        asked = [BandedQuestion(question, examples[at]) for question, at in zip(questions, row, strict=True)]
        standard_rated = standard_rating(asked, method)
        return next(
            at for at, rating in enumerate(method.ratings) if standard_rated and rating == standard_rated.rating
        )

    return _once_each(np.stack(bands, axis=1), position)


def _band(share: Sequence[int], method: Method) -> int:
    points, out_of = share
    return method.bands.index(band_at(whole_percent(points, out_of, method.rounding), method.bands))


def _once_each(rows: Whole, rule: Callable[[Sequence[int]], int]) -> Whole:
    """Apply a rule to every row, asking it once for each distinct row."""
    where = first = np.zeros(len(rows), dtype=np.int64)
    for column in rows.T:  # numbers the distinct rows, column by column: faster than sorting whole rows
        _, first, where = np.unique(where * (column.max() + 1) + column, return_index=True, return_inverse=True)
    return np.array([rule(row) for row in rows[first].tolist()], dtype=np.int64)[where]
