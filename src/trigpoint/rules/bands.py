"""From a share of cases to a whole per cent to a band. Whole numbers only: no comparison here is in floating point."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from trigpoint.rules.answers import Tally
from trigpoint.rules.method import Band, Method, Rounding


@dataclass(frozen=True, slots=True)
class Banded:
    """A share with its whole per cent and band; `by_rounding` where rounding lifted it into that band."""

    tally: Tally
    percent: int
    band: Band
    by_rounding: bool

    @property
    def share(self) -> Fraction:
        """The exact share of yes, from 0 to 1."""
        return Fraction(self.tally.yes, self.tally.relevant)


def whole_percent(yes: int, relevant: int, rounding: Rounding) -> int:
    """Return the share of yes as a whole per cent. Raises ZeroDivisionError where no case is relevant.

    The rule of rounding is not published; it is a setting of the framework. Half up: 11 of 17 (64.7) is 65.
    """
    if rounding is Rounding.HALF_UP:
        return (200 * yes + relevant) // (2 * relevant)
    return 100 * yes // relevant


def band_at(place: int, bands: Sequence[Band]) -> Band:
    """Return the band that holds this per cent or score. Raises LookupError where none does (lint finds that first)."""
    for band in bands:
        if band.first <= place <= band.last:
            return band
    raise LookupError(f"No band holds {place}.")


def banded(tally: Tally, method: Method) -> Banded:
    """Place a tally with at least one relevant case in its band. Source: Annexe 1, table of bands."""
    percent = whole_percent(tally.yes, tally.relevant, method.rounding)
    band = band_at(percent, method.bands)
    unrounded = band_at(100 * tally.yes // tally.relevant, method.bands)
    return Banded(tally, percent, band, by_rounding=band != unrounded)
