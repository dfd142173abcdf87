"""Numbers of chance from a seed. The digests were made with `printf 'hill:court:0' | sha256sum` and so on."""

from fractions import Fraction

import pytest

from trigpoint.rules.draw.chance import Chance

# hill:court:0 begins 53d0 (0101 0011), then bb64 (1011 ...), 9ac2 (1001 ...), 3189 (0011 ...), af12 (1010 ...), 37a8.


def test_a_number_is_the_first_bits_of_the_next_block() -> None:
    chance = Chance("hill", "court")
    # Below 6 takes three bits: 010, 101, 100, 001, 101, 001.
    assert [chance.below(6) for _ in range(6)] == [2, 5, 4, 1, 5, 1]


def test_a_number_that_is_not_below_the_limit_is_passed_over() -> None:
    chance = Chance("hill", "court")
    # Below 4 takes three bits too: 010 = 2; then 101 and 100 are passed over, and 001 = 1.
    assert [chance.below(4), chance.below(4)] == [2, 1]
    assert chance.blocks_used == 4


def test_below_one_there_is_only_nought() -> None:
    assert {Chance("hill", "court").below(1) for _ in range(5)} == {0}


@pytest.mark.parametrize("limit", [0, -3])
def test_nothing_is_below_nought(limit: int) -> None:
    with pytest.raises(ValueError, match="no whole number is below"):
        Chance("hill", "court").below(limit)


def test_a_limit_longer_than_a_block_reads_several() -> None:
    chance = Chance("hill", "court")
    assert 0 <= chance.below(2**300) < 2**300
    assert chance.blocks_used % 2 == 0


def test_another_purpose_gives_other_numbers() -> None:
    first, second = Chance("hill", "court"), Chance("hill", "out_of_court")
    assert [first.below(1000) for _ in range(5)] != [second.below(1000) for _ in range(5)]


def test_what_is_certain_happens_and_what_is_impossible_does_not() -> None:
    chance = Chance("hill", "court")
    assert all(chance.happens(Fraction(1)) for _ in range(20))
    assert not any(chance.happens(Fraction(0)) for _ in range(20))


def test_shuffling_swaps_from_the_last_place_down() -> None:
    # Place 3 is below 4 in three bits: 53d0 begins 010, so it swaps with place 2. Place 2 is below 3 in two bits: bb64
    # begins 10, so it stays. Place 1 is below 2 in two bits: 9ac2 begins 10 and is passed over, 3189 begins 00.
    assert Chance("hill", "court").shuffled("abcd") == ["b", "a", "d", "c"]


def test_every_order_of_three_is_as_likely() -> None:
    orders = ["".join(Chance(f"seed {n}", "order").shuffled("abc")) for n in range(6000)]
    counts = {order: orders.count(order) for order in set(orders)}
    assert len(counts) == 6
    # 1,000 of each are expected; the standard error is 29.
    assert all(abs(count - 1000) < 120 for count in counts.values())
