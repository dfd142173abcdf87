"""How values are written in a sentence."""

from datetime import date

import pytest

from trigpoint.english import count_of, list_of, long_date, one_of, ordinal, quoted


def test_a_day_is_written_out_without_a_zero_before_it() -> None:
    assert long_date(date(2026, 3, 5)) == "5 March 2026"


@pytest.mark.parametrize(("number", "words"), [(0, "0 cases"), (1, "1 case"), (8, "8 cases"), (1000, "1,000 cases")])
def test_a_number_is_written_with_its_noun(number: int, words: str) -> None:
    assert count_of(number, "case") == words


def test_a_plural_of_its_own_is_used() -> None:
    assert [count_of(number, "person", "people") for number in (1, 2)] == ["1 person", "2 people"]


@pytest.mark.parametrize(
    ("words", "sentence"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_words_are_listed_with_and_before_the_last(words: list[str], sentence: str) -> None:
    assert list_of(words) == sentence


@pytest.mark.parametrize(
    ("number", "word"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (13, "13th"), (22, "22nd")]
)
def test_an_ordinal_has_its_ending(number: int, word: str) -> None:
    assert ordinal(number) == word


def test_a_found_value_is_short_on_one_line_and_cannot_command_a_terminal() -> None:
    assert quoted("a\nb") == "'a b'"
    assert quoted("a\x1b[31mb\ud800") == r"'a\x1b[31mb\ud800'"
    assert quoted("x" * 100) == "'" + "x" * 58 + "…"
    assert quoted([1, None]) == "[1, None]"


def test_long_lists_of_names_are_cut() -> None:
    assert one_of([]) == ""
    assert one_of(["a"]) == "a"
    assert one_of(["a", "b"]) == "one of a, b"
    assert one_of("abcd", limit=2) == "one of a, b and 2 more"
