"""From a list to a sample: sizes, reserves, replacements, and lists at the ends of what can be."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.samples import SEED, SETTINGS, case_list, listed
from trigpoint.rules.case_list import ListedCase
from trigpoint.rules.sampling import Leaving, NotInSampleError, Sample, TakenOut, TypeSample, sampled

MOVED = "The child has moved away"


def sample(cases: Sequence[ListedCase], *taken_out: str, **exclusions: str) -> Sample:
    return sampled(cases, SETTINGS, exclusions, SEED, [Leaving(one, MOVED) for one in taken_out])


def court(cases: Sequence[ListedCase], *taken_out: str) -> TypeSample:
    return sample(cases, *taken_out).types[0]


@pytest.mark.parametrize(
    ("eligible", "sizes"),
    [
        ((0, 0), (0, 0)),
        ((8, 20), (8, 6)),
        ((9, 9), (9, 6)),
        ((15, 15), (14, 10)),
        ((50, 50), (39, 26)),
        ((200, 200), (91, 61)),
        ((1000, 500), (142, 95)),  # 1000 × 164.25 / 1163.25 = 141.2; 142 × 40/60 = 94.7
    ],
)
def test_each_type_is_drawn_in_its_size_and_the_rest_are_reserves(
    eligible: tuple[int, int], sizes: tuple[int, int]
) -> None:
    found = sample(case_list(*eligible))
    assert tuple(len(one.chosen) for one in found.types) == sizes
    for one, number in zip(found.types, eligible, strict=True):
        assert one.eligible == number
        assert sorted(one.chosen + one.reserves) == sorted(
            case.reference for case in case_list(*eligible) if (case.case_type == one.case_type)
        )


def test_when_every_case_is_read_it_is_a_census_without_reserves_or_margin() -> None:
    found = court(case_list(8, 0))
    assert (found.is_census, found.reserves, found.margin_tenths) == (True, (), 0)
    assert not court(case_list(15, 0)).is_census
    assert not court(()).is_census


def test_an_empty_list_gives_an_empty_sample_without_a_margin() -> None:
    assert [(one.chosen, one.margin_tenths, one.balance) for one in sample(()).types] == [((), None, ())] * 2


def test_the_order_of_the_list_does_not_change_the_sample() -> None:
    cases = case_list(40, 30)
    assert sample(cases) == sample(cases[::-1])


def test_out_of_court_cases_do_not_bear_on_which_court_cases_are_drawn() -> None:
    assert court(case_list(40, 5)).chosen == court(case_list(40, 30)).chosen


def test_a_case_taken_out_is_replaced_in_its_place_by_the_reserve_most_alike() -> None:
    cases = case_list(25, 0)
    by_reference = {one.reference: one for one in cases}
    before = court(cases)
    gone = before.chosen[4]
    after = court(cases, gone)
    (happened,) = after.taken_out
    assert (happened.reference, happened.reason) == (gone, MOVED)
    assert happened.replaced_by in before.reserves
    alike = [one for one in before.reserves if by_reference[one].profile == by_reference[gone].profile]
    assert happened.replaced_by == (alike[0] if alike else happened.replaced_by)
    assert after.read == (*before.chosen[:4], happened.replaced_by, *before.chosen[5:])
    assert (after.chosen, after.reserves) == (before.chosen, before.reserves)


def test_a_replacement_may_be_taken_out_too() -> None:
    cases = case_list(25, 0)
    gone = court(cases).chosen[0]
    second = court(cases, gone).taken_out[0].replaced_by
    assert second is not None
    found = court(cases, gone, second)
    assert [one.reference for one in found.taken_out] == [gone, second]
    assert len(found.read) == 22
    assert not {gone, second} & set(found.read)


def test_without_a_reserve_the_sample_shrinks_and_its_margin_shows_it() -> None:
    found = court(case_list(8, 0), "C003")
    assert found.taken_out == (TakenOut("C003", MOVED, 0, None),)
    assert len(found.read) == 7
    # 1.2816 × √(0.25/7 × 1/7) = 0.0915
    assert (found.is_census, found.margin_tenths) == (False, 92)


def test_the_table_compares_the_cases_that_are_read_by_now() -> None:
    cases = [*(listed(f"C{n:02}") for n in range(1, 9)), listed("C09", "female", "high")]
    found = court(cases, "C09")
    assert [(row.values, row.eligible, row.sample) for row in found.balance] == [
        (("male",), 8, 8),
        (("female",), 1, 0),
        (("low",), 8, 8),
        (("high",), 1, 0),
        (("male", "low"), 8, 8),
    ]


@pytest.mark.parametrize("reference", ["C999", "O001"])
def test_a_case_that_is_not_in_the_sample_cannot_be_taken_out(reference: str) -> None:
    with pytest.raises(NotInSampleError, match=f"{reference} is not in the sample"):
        sample(case_list(25, 0), reference)


def test_the_same_case_cannot_be_taken_out_twice() -> None:
    gone = court(case_list(25, 0)).chosen[0]
    with pytest.raises(NotInSampleError):
        court(case_list(25, 0), gone, gone)


@given(st.integers(0, 40), st.integers(0, 40), st.data())
def test_whoever_is_taken_out_each_case_is_read_once_and_none_that_was_taken_out(
    courts: int, others: int, data: st.DataObject
) -> None:
    cases = case_list(courts, others)
    gone: list[str] = []
    for _ in range(data.draw(st.integers(0, 4))):
        read = [one for part in sample(cases, *gone).types for one in part.read]
        if read:
            gone.append(data.draw(st.sampled_from(read)))
    read = [one for part in sample(cases, *gone).types for one in part.read]
    assert len(set(read)) == len(read)
    assert not set(gone) & set(read)
