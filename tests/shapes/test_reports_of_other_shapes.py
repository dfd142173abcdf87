"""Every format and figure of a report, for frameworks of other shapes: each says what is so and nothing that is not."""

from collections.abc import Callable

import pytest

from tests.shapes.ness import ferry, ness
from trigpoint.bundle.check import check
from trigpoint.bundle.rated import RatedBundle
from trigpoint.report.compose import compose
from trigpoint.report.html import html
from trigpoint.report.pdf import pdf
from trigpoint.report.tables import DataTable, open_tables
from trigpoint.report.word import word

BOTH_REPORTS = pytest.mark.parametrize("report", [ness, ferry], ids=lambda report: report.__name__)


def tables(report: RatedBundle) -> dict[str, DataTable]:
    return {table.name: table for table in open_tables(report)}


def words_of(report: RatedBundle) -> str:
    return html(compose(report))


@BOTH_REPORTS
def test_every_format_can_be_made(report: Callable[[], RatedBundle]) -> None:
    document = compose(report())
    assert html(document).startswith("<!DOCTYPE html>")
    assert pdf(document).startswith(b"%PDF")
    assert word(document).startswith(b"PK")


@BOTH_REPORTS
def test_words_agree_with_counts_and_nothing_is_missing(report: Callable[[], RatedBundle]) -> None:
    reported = report()
    assert check(reported.bundle, reported.framework, reported.rated) == ()


def test_a_report_names_the_caps_and_shows_both_results() -> None:
    page = words_of(ness())
    assert "The cap &#39;A dark lamp&#39; applies. Where the lamp is Failing, the standard is Fair at best." in page
    assert "Before the cap it was Bright; under it, it is Fair." in page
    assert "1.1 The lamp and its signals (Bright before the cap)" in page
    assert "Safety first: Where safety is Failing, the whole is Fair at best." in page


def test_a_report_says_how_grades_become_a_share() -> None:
    page = words_of(ness())
    assert "1 (poor), 2 (middling), 3 (sound) and 4 (exemplary)" in page
    assert "12 of 16 points" in page
    assert "1 sound and 2 exemplary: 12 of 16 points" in page


def test_a_report_says_which_rule_rates_a_standard() -> None:
    assert "The standard has the rating that most of its key questions have" in words_of(ness())
    assert "lowest" not in words_of(ness()).lower().replace("counts as the lowest", "")
    assert "The standard has the rating of its lowest key question." in words_of(ferry())


def test_a_report_says_who_judged_the_whole_and_adds_nothing_up() -> None:
    page = words_of(ness())
    assert "The overall rating was judged by the ratings panel. The reason: The lens makes up for much, " in page
    for word_of_sums in ("Score by the rules alone", "added up to", "total score"):
        assert word_of_sums not in page


def test_a_report_without_an_overall_rating_says_so_and_shows_none() -> None:
    page = words_of(ferry())
    assert "This framework gives no overall rating: each standard is rated by itself." in page
    assert "Overall rating</dt>" not in page
    assert "Final total" not in page


def test_a_report_shows_what_informs_a_judgement() -> None:
    page = words_of(ferry())
    assert "The judgement on 1.1 is informed by cases that were read" in page
    assert "Of the 3 cases inspected, what informs the judgement" in page
    assert "It informs the judgement and gives no rating by itself." in page


def test_open_data_have_grades_and_caps_where_there_are_any() -> None:
    data = tables(ness())
    assert ("1.1.2", 4, "exemplary", 2) in data["grades"].rows
    assert data["caps"].rows == (
        (
            "1.1",
            "by the rules",
            "A dark lamp",
            "Where the lamp is Failing, the standard is Fair at best.",
            "Bright",
            "Fair",
        ),
    )
    assert [row[:2] + row[4:6] for row in data["grade_what_ifs"].rows][:2] == [
        ("1.1.1", "up", 5, 6),
        ("1.1.1", "down", 5, 4),
    ]
    assert {row[0] for row in data["what_ifs"].rows} == {"1.2.1", "1.2.2"}
    assert ("final", "the ratings panel", "Bright") in data["overall"].rows


def test_open_data_leave_out_what_a_framework_does_not_have() -> None:
    data = tables(ferry())
    assert not {"overall", "caps", "grades", "grade_what_ifs", "decisions"} & data.keys()
    assert ("1.1.1", "key question") in [row[:2] for row in data["questions"].rows]
    assert ("Met", 1) in data["ratings"].rows
