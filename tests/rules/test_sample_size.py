"""How many cases are read. Expected sizes are those of DOMAIN, section 3, and of the Trafford report (8 and 6)."""

from fractions import Fraction

import pytest

from tests.factories.loaded import YOUTH
from trigpoint.rules.sample_size import margin_tenths, quantile, size_for, sizes

assert YOUTH.method.sample is not None
SETTINGS = YOUTH.method.sample


def test_the_quantile_is_that_of_printed_tables() -> None:
    assert quantile(80) == Fraction(12816, 10000)
    assert quantile(95) == Fraction(19600, 10000)


@pytest.mark.parametrize(
    ("eligible", "size"),
    [(0, 0), (1, 1), (8, 8), (9, 9), (15, 14), (25, 22), (50, 39), (63, 46), (100, 63), (200, 91)],
)
def test_the_size_meets_confidence_and_margin(eligible: int, size: int) -> None:
    # n0 = 1.2816² × 0.25 / 0.05² = 164.25; 63: 63 × 164.25 / 226.25 = 45.7.
    assert size_for(eligible, 80, 5) == size


@pytest.mark.parametrize(
    ("court", "out_of_court", "expected"),
    [
        (8, 20, (8, 6)),  # as in the report: 8 × 40/60 = 5.3
        (15, 30, (14, 10)),  # 9.3
        (200, 200, (91, 61)),  # 60.7
        (8, 4, (8, 4)),  # fewer than are wanted: all of them
        (8, 0, (8, 0)),
        (0, 25, (0, 22)),  # without court cases the others are sized on their own
        (0, 0, (0, 0)),
    ],
)
def test_out_of_court_cases_make_the_whole_sixty_to_forty(
    court: int, out_of_court: int, expected: tuple[int, int]
) -> None:
    found = sizes({"court": court, "out_of_court": out_of_court}, SETTINGS)
    assert (found["court"], found["out_of_court"]) == expected


def test_types_stand_in_the_order_of_the_framework() -> None:
    assert list(sizes({"out_of_court": 9, "court": 9}, SETTINGS)) == ["court", "out_of_court"]


@pytest.mark.parametrize(
    ("read", "eligible", "tenths"),
    [
        (91, 200, 50),  # 1.2816 × √(0.25/91 × 109/199) = 0.04972
        (63, 100, 49),  # 1.2816 × √(0.25/63 × 37/99) = 0.04936
        (14, 15, 46),  # 1.2816 × √(0.25/14 × 1/14) = 0.04577
        (6, 20, 225),  # 1.2816 × √(0.25/6 × 14/19) = 0.22456
        (1, 2, 641),  # 1.2816 × √(0.25 × 1/1) = 0.6408
        (8, 8, 0),
        (0, 5, None),
        (0, 0, None),
    ],
)
def test_the_margin_is_that_of_a_half_with_the_finite_population_correction(
    read: int, eligible: int, tenths: int | None
) -> None:
    assert margin_tenths(read, eligible, 80) == tenths
