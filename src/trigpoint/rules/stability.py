"""How sure a rating is, given that only a sample of the eligible cases was read.

Source: Ghosh and Meeden, Bayesian Methods for Finite Population Sampling, 1997: the Pólya posterior. The cases that
were read go into an urn. One is drawn and put back with a copy of it, until the urn holds as many cases as were
eligible: one way in which a full read might have come out. Many such urns are filled, each is rated by the same rules
as the inspection, and the ratings are counted.

What is assumed:

- The cases that nobody read are like those that were read; no answer occurs that was never seen. With few cases read
  that makes a rating look surer than it is: with 5 of 20, one said to hold in 81 of 100 services does so in 74; with
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
from importlib import import_module
from typing import Final

from trigpoint.rules.bands import whole_percent
from trigpoint.rules.framework import StandardBasis
from trigpoint.rules.method import Rating, Rounding
from trigpoint.rules.overall_rules import bearing_on_overall
from trigpoint.rules.population import Population, cases_read
from trigpoint.rules.rating import Level, RatedInspection, StandardResult
from trigpoint.rules.ratings_drawn import RatingsDrawn
from trigpoint.rules.sample_size import root_rounded

HUNDREDTHS = 10_000
"""Hundredths of a percentage point in a whole."""

_URNS: Final = "trigpoint.rules.urns"


class FewerEligibleThanReadError(ValueError):
    """More cases of a type were read than are said to be eligible."""


class NotShown(StrEnum):
    """Why it cannot be said how sure a rating is."""

    JUDGED = "judged from all the evidence, not from a sample of cases"
    ONLY_PRINTED = "only the printed rating is known"
    ONLY_TALLIES = "only tallies are known"
    ELIGIBLE_NOT_KNOWN = "the number of eligible cases is not known"
    NOT_RATED = "not rated"
    NO_OVERALL = "the framework gives no overall rating"


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

    def standard_error(self, rating: Rating) -> Fraction:
        """Return how far the share of the draws is by chance from that of endless draws, to a hundredth of a point.

        The standard error of a share: the root of p(1 - p)/n. Source: any textbook of sampling, for independent draws.
        """
        share = self.probability(rating)
        square = share * (1 - share) / sum(self.draws_with.values()) * HUNDREDTHS**2
        return Fraction(root_rounded(square), HUNDREDTHS)

    def is_near_another_percent(self, rating: Rating) -> bool:
        """Whether other draws might well print another whole per cent: one is within the standard error."""
        share, error = self.probability(rating), self.standard_error(rating)
        return any(_whole(end) != _whole(share) for end in (share - error, share + error))


def _whole(share: Fraction) -> int:
    return whole_percent(share.numerator, share.denominator, Rounding.HALF_UP)


@dataclass(frozen=True, slots=True)
class Stability:
    """The spread of each standard (by id) and of the overall rating, or why there is none, and what they rest on."""

    standards: Mapping[str, Spread | NotShown]
    overall: Spread | NotShown
    populations: tuple[Population, ...]
    draws: int
    seed: int

    @property
    def standard_error(self) -> Fraction:
        """The largest standard error of any share of the draws; 0 where nothing was drawn."""
        spreads = [spread for spread in (*self.standards.values(), self.overall) if isinstance(spread, Spread)]
        errors = (spread.standard_error(rating) for spread in spreads for rating in spread.draws_with)
        return max(errors, default=Fraction())


def stability(rated: RatedInspection, eligible: Mapping[str, int]) -> Stability:
    """Work out how sure each rating is; `eligible` is the number of eligible cases by case type id.

    The number of draws and the seed are the framework's. Where every eligible case was read, nothing is drawn and
    every rating is certain. Raises FewerEligibleThanReadError; KeyError where `eligible` has an unknown case type.
    """
    populations = _populations(rated, eligible)
    drawn = _urns()(rated, populations) if populations else RatingsDrawn({}, None)
    standards = {result.standard.id: _spread_of(result, drawn.standards) for result in rated.standards}
    overall = _overall(rated, standards, drawn.overall)
    settings = rated.framework.method.stability
    return Stability(standards, overall, populations, settings.draws, settings.seed)


def _urns() -> Callable[[RatedInspection, Sequence[Population]], RatingsDrawn]:
    """What fills the urns. Loaded by name: numpy takes longer to import than an inspection takes to rate, and most
    inspections have printed counts alone, so no urn to fill.
    """
    fill: Callable[[RatedInspection, Sequence[Population]], RatingsDrawn] = import_module(_URNS).ratings_drawn
    return fill


def _spread_of(result: StandardResult, drawn: Mapping[str, Mapping[Rating, int]]) -> Spread | NotShown:
    """Return the spread of one standard, or the reason why it was not drawn."""
    if result.rules is not None and result.standard.id in drawn:
        return Spread(result.rules, drawn[result.standard.id])
    if result.level is Level.TALLIES:
        return NotShown.ONLY_TALLIES
    if result.level is Level.PRINTED and result.standard.basis is StandardBasis.CASE_BASED:
        return NotShown.ONLY_PRINTED
    if result.rules is None:
        return NotShown.NOT_RATED
    return NotShown.JUDGED if result.standard.basis is StandardBasis.JUDGED else NotShown.ELIGIBLE_NOT_KNOWN


def _overall(
    rated: RatedInspection, standards: Mapping[str, Spread | NotShown], drawn: Mapping[Rating, int] | None
) -> Spread | NotShown:
    """Return the spread of the overall rating, else the reason of the first standard in the way."""
    if rated.framework.method.overall is None:
        return NotShown.NO_OVERALL
    for standard_id in bearing_on_overall(rated.framework):
        reason = standards[standard_id]
        if isinstance(reason, NotShown) and reason is not NotShown.JUDGED:
            return reason
    if rated.rules is None:
        return NotShown.NOT_RATED
    return NotShown.JUDGED if drawn is None else Spread(rated.rules.rating, drawn)


def _populations(rated: RatedInspection, eligible: Mapping[str, int]) -> tuple[Population, ...]:
    """Return the case types of which cases were read and the number of eligible cases is known."""
    sampled = [
        Population(rated.framework.case_type(case_type), len(cases_read(rated, case_type)), number)
        for case_type, number in eligible.items()
    ]
    for population in sampled:
        if population.eligible < population.read:
            raise FewerEligibleThanReadError(
                f"{population.read} {population.case_type.name} were read, so {population.eligible} cannot be all that "
                "were eligible."
            )
    order = rated.framework.case_types
    read = (population for population in sampled if population.read)
    return tuple(sorted(read, key=lambda population: order.index(population.case_type)))
