"""From the standards to the overall score and rating."""

import pytest

from tests.factories.loaded import HARBOUR, YOUTH
from tests.factories.narrowed import total_of
from tests.factories.trafford import PUBLISHED, TRAFFORD
from trigpoint.rules.framework import Framework
from trigpoint.rules.method import Rating
from trigpoint.rules.overall_rules import Total, overall_rating
from trigpoint.rules.rating import rate


def ratings(framework: Framework, *how_many: int) -> dict[str, Rating]:
    """Ratings for the counted standards: so many of the worst, so many of the next, and so on."""
    scale = [one for one, number in zip(framework.method.ratings, how_many, strict=True) for _ in range(number)]
    counted = [standard.id for standard in framework.standards if standard.in_overall]
    return dict(zip(counted, scale, strict=True))


@pytest.mark.parametrize(
    ("how_many", "score", "rating"),
    [
        # Inadequate 0, Requires improvement 1, Good 2, Outstanding 3
        ((12, 0, 0, 0), 0, "Inadequate"),
        ((6, 6, 0, 0), 6, "Inadequate"),
        ((5, 7, 0, 0), 7, "Requires improvement"),
        ((0, 6, 6, 0), 18, "Requires improvement"),
        ((0, 5, 7, 0), 19, "Good"),
        ((0, 0, 6, 6), 30, "Good"),
        ((0, 0, 5, 7), 31, "Outstanding"),
        ((1, 0, 0, 11), 33, "Outstanding"),  # one Inadequate standard does not limit the whole
        ((0, 0, 0, 12), 36, "Outstanding"),
    ],
)
def test_youth_scores_0_to_6_7_to_18_19_to_30_and_31_to_36(how_many: tuple[int, ...], score: int, rating: str) -> None:
    assert overall_rating(ratings(YOUTH, *how_many), YOUTH, None) == Total(score, 36, YOUTH.method.rating(rating))


@pytest.mark.parametrize(
    ("how_many", "score", "rating"),
    [
        # Weak 1, Sound 3, Strong 5; twelve of the thirteen count
        ((12, 0, 0), 12, "Weak"),
        ((7, 5, 0), 22, "Weak"),
        ((6, 6, 0), 24, "Sound"),
        ((0, 8, 4), 44, "Sound"),
        ((0, 7, 5), 46, "Strong"),
        ((0, 0, 12), 60, "Strong"),
    ],
)
def test_harbour_scores_0_to_23_24_to_45_and_46_to_60(how_many: tuple[int, ...], score: int, rating: str) -> None:
    assert overall_rating(ratings(HARBOUR, *how_many), HARBOUR, None) == Total(score, 60, HARBOUR.method.rating(rating))


@pytest.mark.parametrize("apart", ["Weak", "Strong"])
def test_a_standard_that_stands_apart_adds_nothing(apart: str) -> None:
    with_apart = ratings(HARBOUR, 0, 7, 5) | {"6.1": HARBOUR.method.rating(apart)}
    assert total_of(overall_rating(with_apart, HARBOUR, None)).score == 46


def test_a_counted_standard_without_a_rating_is_an_error_and_not_nought() -> None:
    known = ratings(YOUTH, 0, 0, 0, 12)
    del known["2.3"]
    with pytest.raises(KeyError, match=r"2\.3"):
        overall_rating(known, YOUTH, None)


def test_trafford_is_17_requires_improvement_by_the_rules_and_20_good_as_printed() -> None:
    rated = rate(YOUTH, TRAFFORD)
    # By the rules: 1 + 3 + 2 + 2, then 0 + 0 + 3 + 3, then 1 + 0 + 1 + 1.
    assert rated.rules == Total(17, 36, YOUTH.method.rating("Requires improvement"))
    assert rated.final == Total(20, 36, YOUTH.method.rating("Good"))
    assert (PUBLISHED["score"], PUBLISHED["out_of"], PUBLISHED["overall"]) == (20, 36, "Good")


def test_every_trafford_standard_ends_with_its_printed_rating() -> None:
    rated = rate(YOUTH, TRAFFORD)
    assert {one.standard.id: one.final.name for one in rated.standards if one.final} == PUBLISHED["ratings"]
