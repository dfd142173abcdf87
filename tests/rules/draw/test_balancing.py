"""Moves between cases that keep every count."""

from hypothesis import given
from hypothesis import strategies as st

from trigpoint.rules.draw.balancing import balanced_move


def test_two_cases_that_stand_in_the_same_counts_balance_each_other() -> None:
    assert balanced_move([1, 2], {1: {0, 5}, 2: {0, 5}}) in ({1: 1, 2: -1}, {1: -1, 2: 1})


def test_a_move_is_between_as_few_of_the_first_cases_as_can_be() -> None:
    counts = {1: {0, 1}, 2: {0, 2}, 3: {0, 1}, 4: {0, 2}}
    move = balanced_move([1, 2, 3, 4], counts)
    assert move is not None
    assert set(move) == {1, 3}


def test_four_cases_of_two_attributes_balance_round_the_square() -> None:
    # boy-low, girl-low, boy-high, girl-high: one up, its neighbours down, the opposite up.
    counts = {1: {0, 1, 3}, 2: {0, 2, 3}, 3: {0, 1, 4}, 4: {0, 2, 4}}
    move = balanced_move([1, 2, 3, 4], counts)
    assert move in ({1: 1, 2: -1, 3: -1, 4: 1}, {1: -1, 2: 1, 3: 1, 4: -1})


def test_cases_that_stand_alone_in_a_count_cannot_be_balanced() -> None:
    assert balanced_move([1, 2], {1: {0, 1}, 2: {0, 2}}) is None


def test_a_case_in_no_count_moves_alone() -> None:
    assert balanced_move([1, 2], {1: {0}, 2: set()}) == {2: 1}


def test_of_no_cases_there_is_no_move() -> None:
    assert balanced_move([], {}) is None


@given(st.lists(st.sets(st.integers(0, 6), max_size=4), max_size=12))
def test_a_move_adds_up_to_nought_in_every_count_and_moves_something(stood_in: list[set[int]]) -> None:
    counts = dict(enumerate(stood_in))
    move = balanced_move(counts, counts)
    if move is None:
        # Then the cases are independent, and there are no more of them than counts.
        assert len(counts) <= 7
    else:
        assert any(move.values())
        for count in range(7):
            assert sum(weight for case, weight in move.items() if count in counts[case]) == 0
