"""What stays in the record for good says so where it is typed, in the same words on every form."""

from collections.abc import Iterator

import pytest
from django.urls import get_resolver

from trigpoint.web.govuk.fields import KEPT_FOR_GOOD, long_text
from trigpoint.web.govuk.forms import Form

# Kept in a table of its own or about no person: what an interest is, and context figures.
ELSEWHERE = {"nature", "parts"}


def _all(of: type[Form]) -> Iterator[type[Form]]:
    for one in of.__subclasses__():
        yield one
        yield from _all(one)


def _long_texts() -> list[tuple[str, str, str]]:
    assert get_resolver().url_patterns  # imports every form
    area = type(long_text("Reason").widget)
    return sorted(
        (f"{one.__module__}.{one.__name__}", name, str(field.help_text))
        for one in _all(Form)
        if one.__module__.startswith("trigpoint.")
        for name, field in one.base_fields.items()
        if isinstance(field.widget, area)
    )


@pytest.mark.parametrize("name", ["reason", "words", "note", "reply"])
def test_there_are_forms_with_this_text(name: str) -> None:
    assert name in {one[1] for one in _long_texts()}


def test_every_text_that_goes_into_the_record_asks_for_no_names() -> None:
    for form, name, hint in _long_texts():
        assert hint.endswith(KEPT_FOR_GOOD) == (name not in ELSEWHERE), f"{form}.{name}"
