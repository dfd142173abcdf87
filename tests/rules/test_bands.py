"""From 'yes of relevant' to a whole per cent to a band."""

import pytest

from tests.factories.loaded import HARBOUR, YOUTH
from trigpoint.rules.answers import Tally
from trigpoint.rules.bands import band_at, banded, whole_percent
from trigpoint.rules.method import Rounding


@pytest.mark.parametrize(
    ("yes", "relevant", "percent"),
    [
        (34, 61, 56),  # 55.74, printed as 56 in the Trafford report
        (11, 17, 65),  # 64.71
        (20, 31, 65),  # 64.52
        (35, 44, 80),  # 79.55
        (1, 8, 13),  # 12.5: the half goes up
        (7, 8, 88),  # 87.5
        (2, 3, 67),  # 66.67
        (1, 3, 33),  # 33.33
        (0, 5, 0),
        (5, 5, 100),
    ],
)
def test_half_up_goes_to_the_nearest_whole_per_cent(yes: int, relevant: int, percent: int) -> None:
    assert whole_percent(yes, relevant, Rounding.HALF_UP) == percent


@pytest.mark.parametrize(
    ("yes", "relevant", "percent"),
    [
        (34, 61, 55),  # 55.74
        (199, 200, 99),  # 99.5
        (2, 3, 66),  # 66.67
        (0, 5, 0),
        (5, 5, 100),
    ],
)
def test_down_drops_the_fraction(yes: int, relevant: int, percent: int) -> None:
    assert whole_percent(yes, relevant, Rounding.DOWN) == percent


def test_percentages_are_exact_where_floating_point_is_not() -> None:
    # Just under one half per cent: 10**17 · 2 + 1 cases, 10**15 yes. As a float the share is exactly 0.005.
    relevant = 2 * 10**17 + 1
    assert 10**15 / relevant == 0.005
    assert whole_percent(10**15, relevant, Rounding.HALF_UP) == 0
    assert whole_percent(10**15, relevant - 1, Rounding.HALF_UP) == 1


def test_no_relevant_case_has_no_percentage() -> None:
    with pytest.raises(ZeroDivisionError):
        whole_percent(0, 0, Rounding.HALF_UP)


@pytest.mark.parametrize(
    ("yes", "relevant", "rating", "by_rounding"),
    [
        (0, 100, "Inadequate", False),
        (49, 100, "Inadequate", False),
        (49, 99, "Inadequate", False),  # 49.49
        (99, 200, "Requires improvement", True),  # 49.5 → 50
        (50, 100, "Requires improvement", False),
        (34, 61, "Requires improvement", False),  # 55.74 → 56: in the same band before and after
        (64, 100, "Requires improvement", False),
        (9, 14, "Requires improvement", False),  # 64.29
        (20, 31, "Good", True),  # 64.52 → 65
        (11, 17, "Good", True),  # 64.71 → 65
        (65, 100, "Good", False),
        (79, 100, "Good", False),
        (35, 44, "Outstanding", True),  # 79.55 → 80
        (4, 5, "Outstanding", False),
        (100, 100, "Outstanding", False),
    ],
)
def test_youth_bands_begin_at_50_65_and_80_and_say_where_rounding_decided(
    yes: int, relevant: int, rating: str, *, by_rounding: bool
) -> None:
    placed = banded(Tally(yes, relevant), YOUTH.method)
    assert (placed.band.rating.name, placed.by_rounding) == (rating, by_rounding)


@pytest.mark.parametrize(
    ("yes", "relevant", "rating"),
    [
        (0, 7, "Weak"),
        (39, 100, "Weak"),
        (17, 43, "Weak"),  # 39.53: half up it would be 40
        (2, 5, "Sound"),  # 40
        (74, 100, "Sound"),
        (41, 55, "Sound"),  # 74.55: half up it would be 75
        (3, 4, "Strong"),  # 75
        (7, 7, "Strong"),
    ],
)
def test_harbour_bands_begin_at_40_and_75_and_rounding_down_lifts_nothing(yes: int, relevant: int, rating: str) -> None:
    placed = banded(Tally(yes, relevant), HARBOUR.method)
    assert (placed.band.rating.name, placed.by_rounding) == (rating, False)


def test_a_place_outside_every_band_is_an_error() -> None:
    with pytest.raises(LookupError, match="No band holds 101"):
        band_at(101, YOUTH.method.bands)
