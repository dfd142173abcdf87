"""Which reserve takes the place of a case that is taken out."""

from tests.factories.samples import listed
from trigpoint.rules.replacement import replacing

GONE = listed("C1", "female", "high")


def test_the_reserve_that_is_alike_in_most_attributes_comes_in() -> None:
    reserves = [listed("C2", "male", "low"), listed("C3", "female", "low"), listed("C4", "female", "high")]
    assert replacing(GONE, reserves) == reserves[2]


def test_of_two_that_are_alike_in_as_many_the_first_attribute_counts_more() -> None:
    reserves = [listed("C2", "male", "high"), listed("C3", "female", "low")]
    assert replacing(GONE, reserves) == reserves[1]


def test_of_equals_the_first_reserve_comes_in() -> None:
    reserves = [listed("C9", "male", "low"), listed("C2", "male", "low")]
    assert replacing(GONE, reserves) == reserves[0]


def test_without_a_reserve_nobody_comes_in() -> None:
    assert replacing(GONE, []) is None
