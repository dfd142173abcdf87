"""How sure a rating is, given that only a sample of the eligible cases was read.

Source: Ghosh and Meeden, Bayesian Methods for Finite Population Sampling, 1997: the Pólya posterior. The cases that
were read go into an urn. One is drawn and put back with a copy of it, until the urn holds as many cases as were
eligible: one way in which a full read might have come out. Many such urns are filled, each is rated by the same rules
as the inspection, and the ratings are counted.

What is assumed:

- The cases that nobody read are like those that were read; no answer occurs that was never seen. With few cases read
  that makes a rating look surer than it is: with 5 of 20, one said to stand in 81 of 100 services does so in 74; with
  20 of 60 it is 88 and 86 (tests/proof/test_stability_statistics.py).
- A case is drawn whole: its answers to all questions of all standards stay together. Case types do not affect each
  other.
- The answers are right. That another reader might have answered otherwise is not part of it.
- Standards that are judged from all the evidence keep their rating.
- It is about what the rules give. Professional discretion is not modelled.

The same bundle gives the same counts for ever, whatever the order of its cases: the draws come from the raw stream of
a PCG64 bit generator, which numpy keeps unchanged, through whole numbers only. Each case type has its own stream, so
that a case more of one type changes no draw of another.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from trigpoint.rules.answers import Case, Tally
from trigpoint.rules.bands import banded
from trigpoint.rules.framework import Basis, CaseType, Standard
from trigpoint.rules.method import Band, Method, Rating
from trigpoint.rules.overall import total
from trigpoint.rules.rating import Level, RatedInspection, StandardResult
from trigpoint.rules.standards import standard_rating
from trigpoint.rules.tally import tally_cases

Whole: TypeAlias = NDArray[np.int64]

# Cases of all the urns that are filled together. It bounds the memory and changes no result.
BLOCK = 4_000_000


class FewerEligibleThanReadError(ValueError):
    """More cases of a type were read than are said to be eligible."""


class NotShown(StrEnum):
    """Why it cannot be said how sure a rating is."""

    JUDGED = "judged from all the evidence, not from a sample of cases"
    ONLY_PRINTED = "only the printed rating is known"
    ONLY_TALLIES = "only tallies are known"
    ELIGIBLE_NOT_KNOWN = "the number of eligible cases is not known"
    NOT_RATED = "not rated"


@dataclass(frozen=True, slots=True)
class Population:
    """How many cases of one type were read, and how many were eligible, the ones read among them."""

    case_type: CaseType
    read: int
    eligible: int

    @property
    def census(self) -> bool:
        """Whether every eligible case was read, so that nothing is left to chance."""
        return self.read == self.eligible


@dataclass(frozen=True, slots=True)
class Spread:
    """In how many draws each rating came out (the whole scale, worst to best).

    `rating` is what the rules gave the cases that were read.
    """

    rating: Rating
    draws_with: Mapping[Rating, int]

    @property
    def stands(self) -> int:
        """The number of draws with the rating that the rules gave the sample."""
        return self.draws_with[self.rating]

    def probability(self, rating: Rating) -> Fraction:
        """Return the share of the draws with this rating. Raises KeyError where it is not on the scale."""
        return Fraction(self.draws_with[rating], sum(self.draws_with.values()))


@dataclass(frozen=True, slots=True)
class Stability:
    """The spread of each standard (by id) and of the overall rating, or why there is none, and what they rest on."""

    standards: Mapping[str, Spread | NotShown]
    overall: Spread | NotShown
    populations: tuple[Population, ...]
    draws: int
    seed: int


def stability(rated: RatedInspection, eligible: Mapping[str, int]) -> Stability:
    """Work out how sure each rating is; `eligible` is the number of eligible cases by case type id.

    The number of draws and the seed are the framework's. Where every eligible case was read, nothing is drawn and
    every rating is certain. Raises FewerEligibleThanReadError; KeyError where `eligible` has an unknown case type.
    """
    populations = _populations(rated, eligible)
    drawn: dict[str, Whole] = {}
    for population in populations:
        drawn |= _drawn_ratings(rated, population)
    standards = {result.standard.id: _spread_of(result, drawn, rated.framework.method) for result in rated.standards}
    overall = _overall(rated, standards, drawn)
    settings = rated.framework.method.stability
    return Stability(standards, overall, populations, settings.draws, settings.seed)


def _populations(rated: RatedInspection, eligible: Mapping[str, int]) -> tuple[Population, ...]:
    """Return the case types of which cases were read and the number of eligible cases is known."""
    known = [Population(rated.framework.case_type(one), len(_cases(rated, one)), eligible[one]) for one in eligible]
    for one in known:
        if one.eligible < one.read:
            raise FewerEligibleThanReadError(
                f"{one.read} {one.case_type.name} were read, so {one.eligible} cannot be all that were eligible."
            )
    order = rated.framework.case_types
    return tuple(sorted((one for one in known if one.read), key=lambda one: order.index(one.case_type)))


def _cases(rated: RatedInspection, case_type: str) -> list[Case]:
    """Return the cases of a type by reference, so that the order of a file decides nothing."""
    return sorted((one for one in rated.cases if one.case_type == case_type), key=lambda one: one.reference)


def _drawn_ratings(rated: RatedInspection, population: Population) -> dict[str, Whole]:
    """Fill the urns of one case type; return the ratings of its standards, as places on the scale: one a draw."""
    framework, case_type = rated.framework, population.case_type
    settings = framework.method.stability
    stream = np.random.PCG64([settings.seed, framework.case_types.index(case_type)])
    copies = _copies(population, settings.draws, stream)
    cases = _cases(rated, case_type.id)
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
        [_filled(population.read, stream.random_raw(size * unseen).reshape(size, unseen)) for size in sizes]
    )


def _filled(read: int, raw: NDArray[np.uint64]) -> Whole:
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


def _spread_of(result: StandardResult, drawn: Mapping[str, Whole], method: Method) -> Spread | NotShown:
    """Return the spread of one standard, or the reason why it was not drawn."""
    if result.rules is not None and result.standard.id in drawn:
        return _spread(result.rules, drawn[result.standard.id], method)
    if result.level is Level.TALLIES:
        return NotShown.ONLY_TALLIES
    if result.rules is None:
        return NotShown.ONLY_PRINTED if result.level is Level.PRINTED else NotShown.NOT_RATED
    return NotShown.JUDGED if result.standard.basis is Basis.JUDGED else NotShown.ELIGIBLE_NOT_KNOWN


def _spread(rating: Rating, drawn: Whole, method: Method) -> Spread:
    counts = np.bincount(drawn, minlength=len(method.ratings)).tolist()
    return Spread(rating, dict(zip(method.ratings, counts, strict=True)))


def _overall(
    rated: RatedInspection, standards: Mapping[str, Spread | NotShown], drawn: Mapping[str, Whole]
) -> Spread | NotShown:
    """Total each draw, with judged standards as they are; else the reason of the first standard in the way."""
    framework, method = rated.framework, rated.framework.method
    counted = [one.id for one in framework.standards if one.in_overall]
    for one in counted:
        reason = standards[one]
        if isinstance(reason, NotShown) and reason is not NotShown.JUDGED:
            return reason
    sampled = [one for one in counted if one in drawn]
    if rated.rules is None or not sampled:
        return NotShown.JUDGED
    known = {result.standard.id: result.rules for result in rated.standards if result.rules is not None}

    def place(row: Sequence[int]) -> int:
        ratings = {one: method.ratings[at] for one, at in zip(sampled, row, strict=True)}
        return method.ratings.index(total(known | ratings, framework).rating)

    return _spread(rated.rules.rating, _once_each(np.stack([drawn[one] for one in sampled], axis=1), place), method)
