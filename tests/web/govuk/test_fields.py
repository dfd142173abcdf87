"""What a text field takes and what it refuses."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from trigpoint.web.govuk import fields

LABEL = "Why it is moved"
KINDS: list[Any] = [fields.text, fields.long_text]


@pytest.mark.parametrize("field", KINDS)
@pytest.mark.parametrize("typed", ["a\u202eb", "a\u2066", "\u2069a", "ring\a", "\x1b[2J cleared", "a\x7fb", "a\x9bb"])
def test_what_turns_text_or_controls_a_terminal_is_refused(field: Any, typed: str) -> None:
    with pytest.raises(
        ValidationError, match="Why it is moved must not have characters that cannot be seen, such as U"
    ):
        field(LABEL).clean(typed)


@pytest.mark.parametrize(
    ("label", "says"),
    [
        ("Title", "Enter a title"),
        ("Organisation", "Enter an organisation"),
        ("Why the role ends", "Enter why the role ends"),
        ("Your name", "Enter your name"),
        ("Figures", "Enter figures"),
    ],
)
def test_what_is_missing_is_asked_for_in_a_sentence(label: str, says: str) -> None:
    with pytest.raises(ValidationError, match=f"^\\['{says}'\\]$"):
        fields.text(label).clean("")


@pytest.mark.parametrize("field", KINDS)
@pytest.mark.parametrize("typed", ["\u200b", "\u200b \u200d\ufeff", "\u2060\u00a0"])
def test_a_text_of_characters_that_nobody_sees_is_none(field: Any, typed: str) -> None:
    with pytest.raises(ValidationError, match="Enter"):
        field(LABEL).clean(typed)


@pytest.mark.parametrize("typed", ["Ünïcödé – “quoted”", "東京", "שלום", "👩\u200d👧 family", "one\ttwo"])
def test_all_that_people_write_is_taken(typed: str) -> None:
    assert [one(LABEL).clean(typed) for one in KINDS] == [typed, typed]


@pytest.mark.parametrize("typed", ["one\r\ntwo", "one\ntwo", "one\rtwo"])
def test_a_line_break_counts_once_however_it_is_sent(typed: str) -> None:
    assert fields.long_text(LABEL, longest=7).clean(typed) == "one\ntwo"


@pytest.mark.parametrize("field", [*KINDS, fields.recorded_text])
def test_a_text_that_is_too_long_says_by_how_much(field: Any) -> None:
    says = "Why it is moved must be 1,000 characters or fewer. It has 1,002: take out 2"
    with pytest.raises(ValidationError, match=f"^\\['{says}'\\]$"):
        field(LABEL, longest=1_000).clean("x" * 1_002)
    assert field(LABEL, longest=1_000).clean("x" * 1_000) == "x" * 1_000
