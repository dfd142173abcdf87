"""How many cases are read. Expected sizes are those of DOMAIN, section 3, and of the Trafford report (8 and 6)."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from tests.factories.loaded import YOUTH
from trigpoint.rules.sample_settings import SampleSettings, Sizing
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


def own(sizing: Sizing = Sizing.FIRST_TYPE, **windows: dict[str, Any]) -> SampleSettings:
    """The youth settings, with limits of some types' own."""
    return replace(
        SETTINGS,
        sizing=sizing,
        windows=tuple(
            replace(
                window,
                share_percent=window.share_percent if sizing is Sizing.FIRST_TYPE else None,
                **windows.get(window.case_type, {}),
            )
            for window in SETTINGS.windows
        ),
    )


def test_each_type_is_sized_by_itself_where_the_first_does_not_lead() -> None:
    # 63 and 50 by the table above; 46 and 31 where court leads.
    assert sizes({"court": 63, "out_of_court": 50}, own(Sizing.EACH_TYPE)) == {"court": 46, "out_of_court": 39}
    assert sizes({"court": 0, "out_of_court": 50}, own(Sizing.EACH_TYPE)) == {"court": 0, "out_of_court": 39}


@pytest.mark.parametrize(
    ("limits", "eligible", "read"),
    [
        # 25 need 22: a minimum of 24 reads 24, and of 30 all there are. 200 need 91, at most 60.
        ({"minimum": 24}, 25, 24),
        ({"minimum": 30}, 25, 25),
        ({"minimum": 20}, 25, 22),
        ({"minimum": 20}, 0, 0),
        ({"maximum": 60}, 200, 60),
        ({"maximum": 60}, 25, 22),
        # 1.96² · 0.25 / 0.05² is 384.16: 100 · 384.16 / 483.16 = 79.5, and 200 · 384.16 / 583.16 = 131.7.
        ({"confidence_percent": 95}, 100, 80),
        ({"confidence_percent": 95}, 200, 132),
        ({"confidence_percent": 95, "maximum": 100}, 200, 100),
    ],
)
@pytest.mark.parametrize("sizing", Sizing)
def test_a_type_has_a_minimum_a_maximum_and_a_confidence_of_its_own(
    sizing: Sizing, limits: dict[str, int], eligible: int, read: int
) -> None:
    assert sizes({"court": eligible}, own(sizing, court=limits))["court"] == read


def test_the_others_follow_what_the_first_is_read_within_their_own_limits() -> None:
    # 200 are 91, and 91 · 40/60 is 60.7. At most 60 of the first are 40 of the second.
    both = {"court": 200, "out_of_court": 200}
    assert sizes(both, own(court={"maximum": 60})) == {"court": 60, "out_of_court": 40}
    assert sizes(both, own(out_of_court={"maximum": 50})) == {"court": 91, "out_of_court": 50}
    assert sizes(both, own(out_of_court={"minimum": 70})) == {"court": 91, "out_of_court": 70}
    assert sizes(both, own(out_of_court={"confidence_percent": 95})) == {"court": 91, "out_of_court": 61}
