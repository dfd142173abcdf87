"""When two texts are the same: references, names, code words and headings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trigpoint.sameness import Likeness, code_key, heading_key, likeness, name_key, noughts_key, read, reference_key

KINGS_LYNN = "King's Lynn & Breckland Youth Justice Service"


@pytest.mark.parametrize(
    "other",
    ["c1", "C1\u200b", "\ufeffC1", "C\u00ad1", "\u202aC1\u202c", " C1 ", "C1\u00a0", "\uff231", "C\ufe0f1", "C1\x00"],
)
def test_capitals_and_what_nobody_sees_tell_no_two_references_apart(other: str) -> None:
    assert likeness("C1", other) is Likeness.SAME


@pytest.mark.parametrize("hyphen", ["\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212", "\ufe63", "\uff0d"])
def test_every_hyphen_is_one_in_references_names_and_code_words(hyphen: str) -> None:
    assert reference_key(f"AB{hyphen}1") == reference_key("AB-1")
    assert name_key(f"Stoke{hyphen}on{hyphen}Trent") == name_key("Stoke-on-Trent")
    assert code_key(f"not{hyphen}known") == code_key("not-known")
    assert read(f"05{hyphen}03{hyphen}2026").text == "05-03-2026"


@pytest.mark.parametrize(("one", "other"), [("AB1", "AB-1"), ("AB.1", "AB1"), ("A/1", "A-1"), ("C1", "C2")])
def test_signs_tell_references_apart(one: str, other: str) -> None:
    assert likeness(one, other) is Likeness.DIFFERENT


@pytest.mark.parametrize(
    ("one", "other"), [("00417", "417"), ("C-00417", "c-417"), ("2026/007", "2026/7"), ("A01B02", "A1B2")]
)
def test_leading_noughts_are_neither_a_difference_nor_an_equality(one: str, other: str) -> None:
    assert likeness(one, other) is Likeness.PERHAPS
    assert likeness(other, one) is Likeness.PERHAPS


@pytest.mark.parametrize(("one", "other"), [("410", "41"), ("104", "14"), ("A0", "A"), ("0", "")])
def test_a_nought_that_does_not_lead_tells_references_apart(one: str, other: str) -> None:
    assert likeness(one, other) is Likeness.DIFFERENT


def test_a_nought_by_itself_is_a_number() -> None:
    assert noughts_key("000") == "0"


@pytest.mark.parametrize(
    "other",
    [
        "King\u2019s Lynn and Breckland Youth Justice Service",
        "king\u2019s  lynn & breckland youth justice service.",
        "KING`S LYNN AND BRECKLAND YOUTH JUSTICE SERVICE",
        "King\u02bcs Lynn\u00a0& Breckland Youth\u200b Justice Service",
        "Kings Lynn and Breckland Youth Justice Service",
        "King's Lynn\uff06Breckland, Youth Justice Service",
    ],
)
def test_one_name_however_it_is_typed(other: str) -> None:
    assert name_key(other) == name_key(KINGS_LYNN) == "kings lynn and breckland youth justice service"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Ynys M\u00f4n", "ynys mon"),
        ("YNYS MO\u0302N", "ynys mon"),
        ("\u0174yl", "wyl"),
        ("\u00e9cole", "ecole"),
        ("\u00d8resund", "oresund"),
        ("Stra\u00dfe", "strasse"),
        ("St. Helens", "st helens"),
        ("Y.J.S. (North)", "yjs north"),
    ],
)
def test_a_name_is_searched_and_sorted_without_its_accents(typed: str, key: str) -> None:
    assert name_key(typed) == key


@pytest.mark.parametrize("other", ["King's Lynn", "Kings Lynn or Breckland Youth Justice Service", ""])
def test_other_words_are_another_name(other: str) -> None:
    assert name_key(other) != name_key(KINGS_LYNN)


def test_names_sort_by_their_letters() -> None:
    names = ["Zetland", "\u00e9cole", "\u0174yl", "Wrexham", "Eastmere", "York"]
    assert sorted(names, key=name_key) == ["Eastmere", "\u00e9cole", "Wrexham", "\u0174yl", "York", "Zetland"]


@pytest.mark.parametrize("sign", list("<>?+/%()*!#~=:;'"))
def test_a_sign_that_bears_meaning_is_never_overlooked_in_a_code_word(sign: str) -> None:
    assert len({code_key("medium"), code_key(f"{sign}medium"), code_key(f"medium{sign}")}) == 3


def test_wide_forms_of_a_sign_are_the_sign() -> None:
    assert code_key("medium\uff1f") == code_key("medium?")
    assert code_key("\uff1emedium") == code_key(">medium")


@pytest.mark.parametrize(
    "typed", ["Y.C.C.", " y c c", "y-c-c", "Y_C_C", "y\u2013c\u2013c", "Y&C&C", "Y\u00adCC", "y\u00a0c\u200bc"]
)
def test_stops_hyphens_spaces_and_ampersands_are_overlooked_in_a_code_word(typed: str) -> None:
    assert code_key(typed) == "ycc"


@pytest.mark.parametrize(
    "word", ["medium -", "medium-", "- medium", "\u2212medium", "medium...", "medium\u2026", "medium &"]
)
def test_a_code_word_that_goes_on_or_is_graded_is_another(word: str) -> None:
    assert code_key(word) != code_key("medium")
    assert code_key("medium -") == code_key("medium-")


def test_and_is_overlooked_as_its_sign_is() -> None:
    assert code_key("Safety and wellbeing") == code_key("Safety & well-being") == "safetywellbeing"
    assert code_key("Sandy") == "sandy"


def test_a_word_of_what_is_overlooked_alone_is_not_nothing() -> None:
    assert code_key("-") == code_key("\u2013") == "-"
    assert code_key(" ") == ""


@pytest.mark.parametrize("typed", ["Case ref. (ours):", "CASE REF; 'ours'", "case_ref #ours"])
def test_a_heading_is_compared_without_what_punctuates_it(typed: str) -> None:
    assert heading_key(typed) == "caserefours"


def test_a_heading_keeps_the_signs_that_bear_meaning() -> None:
    assert len({heading_key(typed) for typed in ("Risk", "Risk?", "Risk %", "< Risk", "Risk/age")}) == 5


def test_what_is_taken_out_is_told_with_its_place() -> None:
    reading = read("\ufeffAB\u200b101\u2011 2")
    assert reading.text == "AB101- 2"
    assert [odd.in_words() for odd in reading.odd_characters] == [
        "an invisible U+FEFF at the start",
        "an invisible U+200B after 'AB'",
        "a U+2011 (read as '-') after 'AB101'",
    ]


def test_the_place_can_be_told_without_quoting_what_may_be_a_name() -> None:
    (odd,) = read("AB\u200b101").odd_characters
    assert odd.in_words(quoting=False) == "an invisible U+200B after character 2"


def test_signs_and_letters_are_read_as_they_are() -> None:
    reading = read("  >  5 % of \u00bd caf\u00e9? ")
    assert (reading.text, reading.odd_characters) == ("> 5 % of \u00bd caf\u00e9?", ())


@given(st.text(max_size=20))
def test_what_is_read_is_read_the_same_again(text: str) -> None:
    reading = read(text).text
    assert read(reading) == type(read(reading))(reading)


@given(st.text(max_size=20))
def test_the_key_of_a_key_is_the_key(text: str) -> None:
    for key in (reference_key, name_key):
        assert key(key(text)) == key(text)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12))
def test_a_text_is_the_same_as_what_is_read_of_it(text: str) -> None:
    for key in (reference_key, name_key, code_key, heading_key):
        assert key(read(text).text) == key(text)
