"""Small groups are hidden, and no reader can work them out from what is printed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.reader import Printed, Reader, printed
from trigpoint.rules.small_numbers import Group, hidden_groups, told_apart

LEAST = 5


def groups(*numbers: tuple[int, int]) -> tuple[Group, ...]:
    return tuple(Group(eligible, sample) for eligible, sample in numbers)


def reader(*attributes: tuple[Group, ...], hides: bool = True) -> Reader:
    """A reader of some attributes of the same cases. Where it `hides` nothing more, small groups alone are hidden."""
    first = attributes[0]
    hidden = hidden_among if hides else small
    return Reader(
        sum(group.eligible for group in first),
        sum(group.sample for group in first),
        tuple(printed(attribute, hidden(attribute)) for attribute in attributes),
    )


def hidden_among(attribute: tuple[Group, ...]) -> frozenset[int]:
    """As in the table of a draw: the rule is asked of the values that eligible cases have."""
    places = [position for position, group in enumerate(attribute) if group.eligible]
    hidden = hidden_groups([attribute[position] for position in places], LEAST)
    # Where all of them are hidden, so are the values that nobody has.
    return (
        frozenset(range(len(attribute))) if len(hidden) == len(places) else frozenset(places[rank] for rank in hidden)
    )


def small(attribute: tuple[Group, ...]) -> frozenset[int]:
    return frozenset(position for position, group in enumerate(attribute) if 0 < group.eligible < LEAST)


# Four levels of risk by three of safety, worked by hand. 39 cases, all of them read.
RISK = groups((2, 2), (12, 12), (16, 16), (9, 9))
SAFETY = groups((3, 3), (20, 20), (16, 16))


def test_hiding_a_small_group_alone_hides_nothing() -> None:
    # 39 - 12 - 16 - 9 = 2, and 39 - 20 - 16 = 3.
    alone = reader(RISK, SAFETY, hides=False)
    assert (alone.eligible_range(0, 0), alone.eligible_range(1, 0)) == ((2, 2), (3, 3))


def test_the_smallest_other_group_is_hidden_with_it() -> None:
    assert hidden_groups(RISK, LEAST) == {0, 3}  # 2 and 9
    assert hidden_groups(SAFETY, LEAST) == {0, 2}  # 3 and 16
    # The two have 11 cases, and each of them has one: 1 to 10. The others have 19: 1 to 18.
    guarded = reader(RISK, SAFETY)
    assert (guarded.eligible_range(0, 0), guarded.eligible_range(0, 3)) == ((1, 10), (1, 10))
    assert (guarded.eligible_range(1, 0), guarded.sample_range(1, 0)) == ((1, 18), (1, 18))


def test_where_nothing_is_small_nothing_is_hidden() -> None:
    assert hidden_groups(groups((5, 5), (9, 5), (20, 11)), LEAST) == frozenset()


def test_a_group_of_which_nobody_is_read_tells_of_nobody() -> None:
    assert hidden_groups(groups((6, 0), (30, 12)), LEAST) == frozenset()


def test_a_group_is_hidden_where_few_of_it_are_read() -> None:
    # 3 of 12 are read. Beside it stand 9 of 30 and 10 of 40; the smaller one is its partner.
    assert hidden_groups(groups((40, 10), (12, 3), (30, 9)), LEAST) == {1, 2}


def test_two_small_groups_that_leave_too_narrow_a_range_need_a_third() -> None:
    # 2 and 3 are 5 together: each 1 to 4. With 8 they are 13, and each is 1 to 11.
    by_age = groups((2, 2), (8, 8), (3, 3), (20, 20))
    assert hidden_groups(by_age, LEAST) == {0, 1, 2}
    assert reader(by_age).eligible_range(0, 0) == (1, 11)


def test_a_partner_of_which_too_few_are_read_does_not_guard_who_is_read() -> None:
    # 4 eligible and 2 read beside 6 and 0: who is read would be 0 to 2. With 9 and 5: 0 to 7.
    by_age = groups((4, 2), (6, 0), (9, 5), (30, 20))
    assert hidden_groups(by_age, LEAST) == {0, 1, 2}
    assert reader(by_age).sample_range(0, 0) == (0, 7)


def test_where_all_are_hidden_their_names_are_too() -> None:
    by_sex = groups((7, 4), (1, 1))
    assert hidden_groups(by_sex, LEAST) == {0, 1}
    # Eight cases, five read; nobody knows of which sex, nor whether there are two.
    assert reader(by_sex).eligible_range(0, 1) == (0, 8)
    assert reader(by_sex).sample_range(0, 1) == (0, 5)


def test_the_smallest_group_is_a_setting() -> None:
    assert hidden_groups(groups((9, 9), (12, 12), (40, 40)), 10) == {0, 1}
    assert hidden_groups(groups((9, 9), (12, 12), (40, 40)), 3) == frozenset()


def test_the_same_groups_hide_the_same_ones() -> None:
    # Of two that are level the first is the partner.
    assert hidden_groups(groups((3, 3), (9, 9), (9, 9), (9, 9)), LEAST) == {0, 1}


@st.composite
def populations(draw: st.DrawFn) -> tuple[tuple[Group, ...], ...]:
    """The groups of one to three attributes of invented cases, of which some are read."""
    sizes = draw(st.lists(st.integers(2, 4), min_size=1, max_size=3))
    case = st.tuples(st.booleans(), *(st.integers(0, size - 1) for size in sizes))
    cases = draw(st.lists(case, min_size=1, max_size=45))
    return tuple(
        tuple(
            Group(
                sum(case[place + 1] == value for case in cases),
                sum(case[place + 1] == value and case[0] for case in cases),
            )
            for value in range(size)
        )
        for place, size in enumerate(sizes)
    )


@settings(max_examples=8, deadline=None)
@given(populations())
def test_no_reader_can_narrow_down_a_small_number(attributes: tuple[tuple[Group, ...], ...]) -> None:
    check_every_range(attributes)


@pytest.mark.proof
@settings(max_examples=100, deadline=None)
@given(populations())
def test_no_reader_can_narrow_down_a_small_number_of_many(attributes: tuple[tuple[Group, ...], ...]) -> None:
    check_every_range(attributes)


def check_every_range(attributes: tuple[tuple[Group, ...], ...]) -> None:
    reading = reader(*attributes)
    for place, attribute in enumerate(attributes):
        shown: Printed = reading.attributes[place]
        for value, group in enumerate(attribute):
            if shown.groups[value] is not None:
                assert not 0 < group.eligible < LEAST
                assert not 0 < group.sample < LEAST
                continue
            for (low, high), total in (
                (reading.eligible_range(place, value), reading.eligible),
                (reading.sample_range(place, value), reading.sample),
            ):
                # Where all is hidden, nothing but the total is known, and the range is all of it.
                assert high - low >= LEAST if shown.named else (low, high) == (0, total)


def test_a_rule_that_hides_small_groups_alone_would_be_found() -> None:
    attack = reader(groups((4, 4), (20, 9), (11, 8)), hides=False)
    low, high = attack.eligible_range(0, 0)
    assert high - low < LEAST


@pytest.mark.parametrize(
    ("numbers", "large", "others"),
    [
        ({"moved": 6, "unsafe": 1}, {"moved": 6}, 1),
        ({"moved": 5}, {"moved": 5}, 0),
        ({"moved": 1, "unsafe": 2}, {}, 3),
        ({}, {}, 0),
    ],
)
def test_small_numbers_are_told_together(numbers: dict[str, int], large: dict[str, int], others: int) -> None:
    assert told_apart(numbers, LEAST) == (large, others)
