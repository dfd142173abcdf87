"""A rating has the colour that its framework gives it, whatever the framework calls it."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from trigpoint.bundle.frameworks import built_in, load_framework
from trigpoint.web import govuk
from trigpoint.web.govuk.ratings import NamedRating, overall_rating

WEB = Path(govuk.__file__).parents[1]


@dataclass
class Row:
    """As an inspection keeps it."""

    overall: str
    framework: str = "hmip-youth-2018"


@pytest.mark.parametrize(
    ("name", "tone"),  # The scale of hmip-youth-2018/method.yaml.
    [("Inadequate", "red"), ("Requires improvement", "yellow"), ("Good", "turquoise"), ("Outstanding", "green")],
)
def test_a_rating_kept_by_name_has_the_tone_of_its_framework(name: str, tone: str) -> None:
    assert overall_rating(Row(name)) == NamedRating(name, tone)


def test_a_rating_of_a_framework_that_is_gone_is_grey_and_none_is_none() -> None:
    assert overall_rating(Row("Good", "gone-1999")) == NamedRating("Good", "grey")
    assert overall_rating(Row("")) is None


def test_no_page_names_a_rating_of_a_framework() -> None:
    names = {rating.name for folder in built_in().values() for rating in load_framework(folder).method.ratings}
    sources = [path for ending in ("*.py", "*.jinja", "*.html") for path in WEB.rglob(ending)]
    assert len(sources) > 100
    assert [(path.name, name) for path in sources for name in names if f'"{name}"' in path.read_text()] == []
