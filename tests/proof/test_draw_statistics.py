"""The draw is fair and matched: every case as likely, and as close to the eligible cases as R's own cube method."""

from collections import Counter
from math import sqrt
from pathlib import Path

import pytest

from tests.bench.matching import DROPPING, LINEAR_PROGRAMMING, invented, matched, mean, ours, r_is_there, simple
from trigpoint.rules.draw.chance import Chance
from trigpoint.rules.draw.cube import drawn

pytestmark = pytest.mark.proof


def long(*values: int) -> object:
    """A case of minutes, left to `make proof`."""
    return pytest.param(*values, marks=pytest.mark.long)


@pytest.mark.parametrize(
    ("eligible", "size", "draws"), [(15, 14, 2_500), long(15, 14, 10_000), long(20, 6, 10_000), long(50, 39, 10_000)]
)
def test_over_thousands_of_draws_every_case_is_drawn_as_often(eligible: int, size: int, draws: int) -> None:
    profiles = invented(eligible)
    times = Counter(case for n in range(draws) for case in drawn(profiles, size, Chance(f"draw {n}", "court")))
    share = size / eligible
    error = sqrt(share * (1 - share) / draws)
    assert sum(times.values()) == draws * size
    assert {case: times[case] / draws for case in range(eligible) if abs(times[case] / draws - share) > 4 * error} == {}


@pytest.mark.skipif(not r_is_there(), reason="needs R: apt install r-cran-sampling")
@pytest.mark.parametrize(
    ("eligible", "size", "draws"), [(50, 39, 150), long(50, 39, 400), long(100, 63, 400), long(200, 91, 400)]
)
def test_samples_match_as_well_as_those_of_r(eligible: int, size: int, draws: int, tmp_path: Path) -> None:
    found = matched(eligible, size, draws, tmp_path)
    for landing in (LINEAR_PROGRAMMING, DROPPING):
        assert mean(found.ours) <= 1.1 * mean(found.r[landing])


@pytest.mark.parametrize(("eligible", "size"), [(100, 63), (200, 91), long(1000, 142)])
def test_samples_are_at_most_a_third_as_far_off_as_simple_random_ones(eligible: int, size: int) -> None:
    # In smaller lists a third is out of reach of any draw: half a case cannot be read.
    profiles = invented(eligible)
    assert mean(ours(profiles, size, 100)) <= mean(simple(profiles, size)) / 3
