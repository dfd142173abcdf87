"""The draw: right size, same for the same seed, matched, and sensible at its ends."""

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trigpoint.rules.draw.chance import Chance
from trigpoint.rules.draw.cube import Profile, drawn

PROFILES = st.lists(st.tuples(st.sampled_from("bg"), st.sampled_from("lmhv"), st.sampled_from("lmh")), max_size=40)


def draw(profiles: Sequence[Profile], size: int, seed: str = "one") -> tuple[int, ...]:
    return drawn(profiles, size, Chance(seed, "court"))


@given(PROFILES, st.data())
def test_a_sample_has_its_size_and_no_case_twice(profiles: list[Profile], data: st.DataObject) -> None:
    size = data.draw(st.integers(0, len(profiles)))
    sample = draw(profiles, size, data.draw(st.text(max_size=5)))
    assert len(sample) == len(set(sample)) == size
    assert set(sample) <= set(range(len(profiles)))


@given(PROFILES, st.data())
def test_the_same_seed_gives_the_same_sample_in_the_same_order(profiles: list[Profile], data: st.DataObject) -> None:
    size = data.draw(st.integers(0, len(profiles)))
    assert draw(profiles, size) == draw(profiles, size)


def test_another_seed_gives_another_sample() -> None:
    profiles = [(str(number % 3),) for number in range(60)]
    assert len({draw(profiles, 20, f"seed {n}") for n in range(20)}) == 20


def test_a_census_takes_every_case() -> None:
    assert sorted(draw([("b",), ("g",), ("g",)], 3)) == [0, 1, 2]


def test_of_no_cases_the_sample_is_empty() -> None:
    assert draw([], 0) == ()


@pytest.mark.parametrize("size", [-1, 4])
def test_more_cases_than_there_are_cannot_be_drawn(size: int) -> None:
    with pytest.raises(ValueError, match="cannot be drawn from 3"):
        draw([("b",)] * 3, size)


@pytest.mark.parametrize("seed", [f"seed {n}" for n in range(25)])
def test_counts_that_can_match_exactly_do(seed: str) -> None:
    """Of 40 cases 20 are read: 10 of 20 boys, and of each of four levels 5 of 10, in every pair too."""
    profiles = [(sex, level) for sex in "bg" for level in "lmhv" for _ in range(5)]
    sample = [profiles[place] for place in draw(profiles, 20, seed)]
    assert Counter(sex for sex, _ in sample) == {"b": 10, "g": 10}
    assert Counter(level for _, level in sample) == dict.fromkeys("lmhv", 5)
    # 5 of each pair: 2 or 3 of them, as alike cases are settled among themselves first.
    assert set(Counter(sample).values()) <= {2, 3}


@pytest.mark.parametrize("seed", [f"seed {n}" for n in range(25)])
def test_one_attribute_is_matched_to_the_case(seed: str) -> None:
    # 12 of 30: of 20 boys 8 are expected, of 7 girls 2.8, of 3 others 1.2.
    profiles = [*[("b",)] * 20, *[("g",)] * 7, *[("o",)] * 3]
    found = Counter(profiles[place][0] for place in draw(profiles, 12, seed))
    assert found["b"] == 8
    assert found["g"] in {2, 3}
    assert found["o"] in {1, 2}


@pytest.mark.proof
def test_a_value_that_one_case_has_is_drawn_as_often_as_any_other() -> None:
    profiles = [("girl",), *[("boy",)] * 9]
    times = sum(0 in draw(profiles, 3, f"seed {n}") for n in range(2000))
    # 600 expected, standard error 20.5.
    assert abs(times - 600) < 82


def test_cases_that_are_all_alike_are_drawn_by_chance_alone() -> None:
    profiles = [("b", "low")] * 12
    times = Counter(place for n in range(1200) for place in draw(profiles, 4, f"seed {n}"))
    # 400 expected of each, standard error 16.3.
    assert len(times) == 12
    assert all(abs(count - 400) < 66 for count in times.values())


def test_more_strata_than_cases_still_gives_a_sample_of_the_right_size() -> None:
    profiles = [(str(number), str(number % 7), str(number % 11)) for number in range(60)]
    sample = draw(profiles, 25)
    assert len(set(sample)) == 25
    # Sevenths are of 9 or 8 cases: 3.75 or 3.33 of them are expected, and none is missed by two.
    for value, there in Counter(one[1] for one in profiles).items():
        assert abs(sum(profiles[place][1] == value for place in sample) - there * 25 / 60) < 2


def test_without_attributes_only_the_size_counts() -> None:
    assert len(draw([()] * 9, 4)) == 4
