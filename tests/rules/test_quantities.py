"""Which words of a text say how many, and which counts and per cents stand together in it."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.loaded import HARBOUR, YOUTH
from trigpoint.rules.meanings import Cases, Counted, Meaning, Percent
from trigpoint.rules.method import Rounding, WordRange
from trigpoint.rules.quantities import StatedShare, quantities, stated_shares

METHOD = YOUTH.method


@pytest.mark.parametrize(
    ("text", "words", "meaning"),
    [
        ("So it was in 4 of 8.", "4 of 8", Counted(4, 8)),
        ("Four out of the eight", "Four out of the eight", Counted(4, 8)),
        ("25,426 of 237,354 people", "25,426 of 237,354", Counted(25426, 237354)),
        ("56.50 per cent", "56.50 per cent", Percent(Fraction("56.5"), 2)),
        ("56%", "56%", Percent(Fraction(56), 0)),
        ("at least 4 of 8", "at least 4 of 8", WordRange(("at least 4 of 8",), at_least=Fraction(1, 2))),
        ("over 20 per cent", "over 20 per cent", WordRange(("over 20 per cent",), more_than=Fraction(1, 5))),
        ("at most  20%", "at most 20%", WordRange(("at most 20%",), at_most=Fraction(1, 5))),
        ("all but one of them", "all but one", Cases(not_yes=1)),
        ("both cases", "both cases", Cases(yes=2, not_yes=0)),
        ("in two cases", "in two cases", Cases(yes=2)),
        ("one in five", "one in five", WordRange(("one in five",), at_least=Fraction(1, 5), at_most=Fraction(1, 5))),
        ("not over 20%", "not over 20%", WordRange(("not over 20%",), at_most=Fraction(1, 5))),
        (
            "nearly 20%",
            "nearly 20%",
            WordRange(("nearly 20%",), at_least=Fraction(1, 10), less_than=Fraction(1, 5)),
        ),
        ("fewer than 1 of 4", "fewer than 1 of 4", WordRange(("fewer than 1 of 4",), less_than=Fraction(1, 4))),
    ],
)
def test_counts_and_per_cents_are_read_as_written(text: str, words: str, meaning: Meaning) -> None:
    (found,) = quantities(text, METHOD)
    assert (found.words, found.meaning) == (words, meaning)
    assert " ".join(text[found.start : found.end].split()) == words


@pytest.mark.parametrize(
    ("text", "percent_words"),
    [
        ("34 of 61 (56 per cent)", "56 per cent"),  # 55.74
        ("56% (34 of 61)", "56%"),
        ("10.7 per cent (25,426 of 237,354)", "10.7 per cent"),  # 10.712
        ("1 of 8 (12 per cent)", "12 per cent"),  # 12.5: rounded to the even number, as some do
        ("1 of 8 (13 per cent)", "13 per cent"),
    ],
)
def test_a_count_agrees_with_its_own_per_cent_in_brackets(text: str, percent_words: str) -> None:
    (stated,) = stated_shares(text, METHOD)
    assert stated.percent_words == percent_words
    assert stated.agrees(METHOD.rounding)


@pytest.mark.parametrize(
    ("text", "percent_words"),
    [
        ("34 of the 61 children known (55 per cent)", "55 per cent"),
        ("25,426 of 237,354 (10.8 per cent)", "10.8 per cent"),
        ("1 of 0 (100 per cent)", "100 per cent"),  # of nothing there is no percentage
    ],
)
def test_a_count_does_not_agree_with_another_per_cent_in_brackets(text: str, percent_words: str) -> None:
    (stated,) = stated_shares(text, METHOD)
    assert stated.percent_words == percent_words
    assert not stated.agrees(METHOD.rounding)


def test_a_per_cent_that_drops_fractions_agrees_where_the_framework_drops_them() -> None:
    (stated,) = stated_shares("34 of 61 (55 per cent)", HARBOUR.method)
    assert stated == StatedShare("34 of 61", Counted(34, 61), "55 per cent", Percent(Fraction(55), 0))
    assert stated.agrees(Rounding.DOWN)
    assert not stated.agrees(Rounding.HALF_UP)


@pytest.mark.parametrize(
    "text",
    [
        "34 of 61, and 20 per cent elsewhere",
        "34 of 61 children who were known to it (20 per cent)",  # five words between: perhaps another thing
        "34 of 61 (about 50 per cent)",
        "34 of 61 (over 50 per cent)",
        "34 of 61 (3 of 8)",
    ],
)
def test_other_counts_and_per_cents_do_not_stand_together(text: str) -> None:
    assert list(stated_shares(text, METHOD)) == []


@given(
    st.text()
    | st.from_regex("(?i)((four|[0-9,.]+) (out )?of ([0-9]+|the six)|[0-9]+(\\.[0-9]+)? ?(%|per cent)| |\\()+")
)
def test_any_text_can_be_read(text: str) -> None:
    found = list(quantities(text, METHOD))
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert len(list(stated_shares(text, METHOD))) < max(len(found), 1)
