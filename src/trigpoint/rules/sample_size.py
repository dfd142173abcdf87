"""How many cases are read, and how far a share in the sample may be from the share in all cases.

Source: Annexe 1 (80 per cent confidence, a margin of five points, 60 to 40). The finite population correction and the
four decimals of the normal quantile are inferred: they give the published least and largest samples, 14 and 91.
"""

from collections.abc import Mapping
from fractions import Fraction
from math import isqrt
from statistics import NormalDist
from typing import assert_never

from trigpoint.rules.sample_settings import CaseWindow, SampleSettings, Sizing

# The share at which a sample says least, so that the size is enough for every share.
_HARDEST = Fraction(1, 4)
DECIMALS = 10_000
TENTHS_OF_A_POINT = 1000


def quantile(confidence_percent: int) -> Fraction:
    """The two-sided quantile of the normal distribution, to four decimals as tables print it: 1.2816 for 80."""
    exact = NormalDist().inv_cdf((1 + confidence_percent / 100) / 2)
    return Fraction(round(exact * DECIMALS), DECIMALS)


def size_for(eligible: int, confidence_percent: int, margin_points: int) -> int:
    """Return how many of the eligible cases have to be read: n0·N / (N + n0 - 1), rounded up; 0 of none."""
    if eligible == 0:
        return 0
    of_endless = quantile(confidence_percent) ** 2 * _HARDEST / Fraction(margin_points, 100) ** 2
    exact = eligible * of_endless / (eligible + of_endless - 1)
    return min(eligible, _rounded_up(exact))


def sizes(eligible: Mapping[str, int], settings: SampleSettings) -> dict[str, int]:
    """Return the sample of each case type from the number of eligible cases of each.

    Where the first type leads, the first that has cases is sized by confidence and margin; every other one so that the
    types are in their shares. Otherwise each is sized by itself. Either way no type is smaller than its minimum or
    larger than its maximum, as far as there are cases. That a first type without cases passes its part on is our
    reading, and so is that the others follow what the first is read after its own minimum and maximum.
    """
    match settings.sizing:
        case Sizing.EACH_TYPE:
            return {window.case_type: _by_itself(window, eligible, settings) for window in settings.windows}
        case Sizing.FIRST_TYPE:
            return _led_by_the_first(eligible, settings)
        case _:
            assert_never(settings.sizing)


def _led_by_the_first(eligible: Mapping[str, int], settings: SampleSettings) -> dict[str, int]:
    leading = next((window for window in settings.windows if eligible.get(window.case_type, 0)), None)
    if leading is None:
        return dict.fromkeys((window.case_type for window in settings.windows), 0)
    size = _by_itself(leading, eligible, settings)
    return {
        window.case_type: size
        if window is leading
        else _bounded(_rounded_up(size * _share_of(window) / _share_of(leading)), window, eligible)
        for window in settings.windows
    }


def _by_itself(window: CaseWindow, eligible: Mapping[str, int], settings: SampleSettings) -> int:
    confidence = settings.confidence_of(window.case_type)
    size = size_for(eligible.get(window.case_type, 0), confidence, settings.margin_points)
    return _bounded(size, window, eligible)


def _bounded(size: int, window: CaseWindow, eligible: Mapping[str, int]) -> int:
    """Return a size within the minimum and maximum of its type, and no larger than there are cases."""
    if window.maximum is not None:
        size = min(size, window.maximum)
    return min(eligible.get(window.case_type, 0), max(size, window.minimum or 0))


def _share_of(window: CaseWindow) -> Fraction:
    if window.share_percent is None:
        raise ValueError(
            f"The type '{window.case_type}' has no share, though the first type leads."
        )  # files are checked
    return Fraction(window.share_percent)


def margin_tenths(read: int, eligible: int, confidence_percent: int) -> int | None:
    """Return the margin of error that a sample has, in tenths of a percentage point; None where nothing was read.

    For a share of a half, with the finite population correction. A census has none: 0.
    """
    if read == 0:
        return None
    if read >= eligible:
        return 0
    squared = quantile(confidence_percent) ** 2 * _HARDEST / read * Fraction(eligible - read, eligible - 1)
    return root_rounded(squared * TENTHS_OF_A_POINT**2)


def _rounded_up(exact: Fraction) -> int:
    return -(-exact.numerator // exact.denominator)


def root_rounded(square: Fraction) -> int:
    """Return the square root, rounded half up, in whole numbers."""
    return (isqrt(4 * square.numerator // square.denominator) + 1) // 2
