"""Every kind of reference in a text becomes the figure that it names, worked by hand from the Trafford inspection."""

from decimal import Decimal

import pytest

from tests.factories.bundles import PRINTED, TWIN, values, written_json
from trigpoint.bundle.files import load_bundle
from trigpoint.bundle.rated import RatedBundle, rated_bundle
from trigpoint.report.document import Link, Text, text_of
from trigpoint.report.overall_in_words import total_in_words
from trigpoint.report.words import number_in_words, rating_mark, writer

REPORT = rated_bundle(load_bundle(TWIN))

# The twin has eligible cases. 2.1.2 is 3 of 8: 37.5, half up 38. 21 of 58 is 36.2; 34 of 61 is 55.7.
FIGURES = {
    "{2.1.2}": "(2.1.2)",
    "{2.1.2 not}": "(2.1.2)",
    "{2.1.2 share}": "3 of 8",
    "{2.1.2 yes}": "3",
    "{2.1.2 relevant}": "8",
    "{2.1.2 not yes}": "5",
    "{2.1.2 percent}": "38 per cent",
    "{2.1.2 band}": "Inadequate",
    "{2.1.1.4 share}": "4 of 6",
    "{2.1.1.4 percent}": "67 per cent",
    "{2.1.1.4 band}": "not known",
    "{1.1.1}": "(1.1.1)",
    "{2.1}": "2.1",
    "{2.1 rating}": "Requires improvement",
    "{2.1 rules}": "Inadequate",
    "{1.2 rating}": "Outstanding",
    "{overall rating}": "Good",
    "{overall score}": "20 of 36",
    "{overall rules}": "Requires improvement",
    "{overall rules score}": "17 of 36",
    "{context population}": "237,354",
    "{context caseload_average}": "8.2",
    "{context youth_share}": "10.7 per cent",
    "{context looked_after share}": "21 of 58",
    "{context looked_after percent}": "36 per cent",
    "{context suitable_provision percent}": "56 per cent",
    "{context population share}": "not known",
    "{sample court read}": "8",
    "{sample court eligible}": "10",
    "{sample court interviews}": "7",
    "{evidence meetings}": "9",
    "a {{brace}} stays": "a {brace} stays",
}


def said(report: RatedBundle, text: str) -> str:
    return text_of(writer(report).words_of(text))


@pytest.mark.parametrize(("text", "figure"), FIGURES.items(), ids=list(FIGURES))
def test_a_reference_becomes_its_figure(text: str, figure: str) -> None:
    assert said(REPORT, text) == figure


def test_questions_and_standards_are_links_to_where_they_stand() -> None:
    assert writer(REPORT).words_of("As {2.1} says ({2.1.2}).")[1] == Link("2.1", "#s-2.1")
    assert writer(REPORT).words_of("Most ({2.1.2}).".replace("({2.1.2})", "{2.1.2}"))[1:4] == (
        Text("("),
        Link("2.1.2", "#q-2.1.2"),
        Text(")"),
    )


def test_what_is_not_recorded_is_not_known() -> None:
    """The printed inspection does not say how many cases were eligible."""
    assert said(rated_bundle(load_bundle(PRINTED)), "{sample court eligible}") == "not known"


def test_figures_of_an_unrated_inspection_are_not_known(tmp_path_factory: pytest.TempPathFactory) -> None:
    bundle = values(PRINTED) | {"findings": {}, "panel_decisions": {}, "recommendations": [], "texts": {}}
    for one in ("2.1.2", "2.1.2.1", "2.1.2.2", "2.1.2.3"):
        del bundle["tallies"][one]
    del bundle["printed"]
    report = rated_bundle(load_bundle(written_json(tmp_path_factory.mktemp("unrated"), bundle)))

    for text in (
        "{2.1.2 share}",
        "{2.1.2 band}",
        "{2.1.2 percent}",
        "{2.1 rating}",
        "{overall rules}",
        "{overall score}",
    ):
        assert said(report, text) == "not known", text


def test_a_percentage_of_two_figures_is_right_to_their_last_decimal(tmp_path_factory: pytest.TempPathFactory) -> None:
    """0.000003 of 0.000004 is 75 per cent, though both are nought in thousandths."""
    figures = [
        {"id": "part", "label": "P", "value": "0.000003", "whole": "all", "year": "y", "source": "s"},
        {"id": "all", "label": "A", "value": "0.000004", "year": "y", "source": "s"},
    ]
    bundle = values(PRINTED) | {"context": [{"title": "T", "figures": figures}], "texts": {}, "findings": {}}
    bundle |= {"judgements": {}, "panel_decisions": {}, "recommendations": []}
    report = rated_bundle(load_bundle(written_json(tmp_path_factory.mktemp("small"), bundle)))

    assert said(report, "{context part percent}") == "75 per cent"


def test_numbers_are_printed_with_commas_and_the_decimals_that_they_were_given() -> None:
    assert number_in_words(Decimal(25426)) == "25,426"
    assert number_in_words(Decimal("10.70")) == "10.70"
    assert number_in_words(Decimal("1E+3")) == "1,000"


def test_what_has_no_rating_says_so() -> None:
    assert rating_mark(None).text == "Not yet rated"
    assert total_in_words(None) == "not known"
