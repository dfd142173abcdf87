"""From a share of cases to a whole per cent to a band. Whole numbers only: no comparison here is in floating point."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from trigpoint.rules.answers import AnyTally
from trigpoint.rules.method import Band, Method, Rounding


@dataclass(frozen=True, slots=True)
class Banded:
    """A tally with its whole per cent and band; `by_rounding` where rounding lifted it into that band."""

    tally: AnyTally
    percent: int
    band: Band
    by_rounding: bool

    @property
    def share(self) -> Fraction:
        """The exact share, from 0 to 1: of yes, or of the best grades that could be."""
        return Fraction(self.tally.points, self.tally.out_of)


def whole_percent(points: int, out_of: int, rounding: Rounding) -> int:
    """Return a share as a whole per cent. Raises ZeroDivisionError where it is a share of nothing.

    The rule of rounding is not published; it is a setting of the framework. Half up: 11 of 17 (64.7) is 65.
    """
    if rounding is Rounding.HALF_UP:
        return (200 * points + out_of) // (2 * out_of)
    return 100 * points // out_of


def band_at(position: int, bands: Sequence[Band]) -> Band:
    """Return the band that holds this per cent or score. Raises LookupError where none does (lint finds that first)."""
    for band in bands:
        if band.first <= position <= band.last:
            return band
    raise LookupError(f"No band holds {position}.")


def banded(tally: AnyTally, method: Method) -> Banded:
    """Place a tally with at least one relevant case in its band. Source: Annexe 1, table of bands."""
    points, out_of = tally.points, tally.out_of
    percent = whole_percent(points, out_of, method.rounding)
    band = band_at(percent, method.bands)
    unrounded = band_at(100 * points // out_of, method.bands)
    return Banded(tally, percent, band, by_rounding=band is not unrounded)
