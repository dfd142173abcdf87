"""The charts: what they show can be read without colour, without the picture, and in any framework."""

import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.factories.frameworks import a_framework, case_based, judged
from tests.factories.loaded import HARBOUR, YOUTH
from tests.factories.recorded import alike, counts
from tests.factories.trafford import PUBLISHED, TRAFFORD
from trigpoint.bundle.files import load_bundle
from trigpoint.bundle.rated import RatedBundle, rated_bundle
from trigpoint.report.document import Figure, Table, Text, text_of
from trigpoint.report.figures import (
    key_questions,
    ratings_at_a_glance,
    ratings_table,
    stability_bars,
    stability_table,
)
from trigpoint.report.figures.stability import per_cent
from trigpoint.report.figures.svg import width_of, wrapped
from trigpoint.report.raster import png
from trigpoint.rules.answers import Judgement, Recorded, Tally
from trigpoint.rules.rating import RatedInspection, rate

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = """</text><script>alert("1")</script>&'"""
TRAFFORD_RATED = rate(YOUTH, TRAFFORD)


def twin() -> RatedBundle:
    return rated_bundle(load_bundle(Path(__file__).parents[2] / "examples" / "trafford-2021-cases"))


def with_tallies(*pairs: tuple[int, int]) -> RatedInspection:
    return rate(YOUTH, replace(TRAFFORD, tallies={**TRAFFORD.tallies, **counts(YOUTH, "2.1", *pairs)}))


def every_figure() -> list[Figure]:
    report = twin()
    case_based = [one for one in report.rated.standards if one.key_questions]
    return [
        ratings_at_a_glance(TRAFFORD_RATED),
        ratings_at_a_glance(rate(HARBOUR, Recorded())),
        *(key_questions(report.rated, one) for one in case_based),
        stability_bars(report.rated, report.stability),
    ]


def drawn(figure: Figure) -> ET.Element:
    return ET.fromstring(figure.svg)  # noqa: S314 - drawn by us


def said_in(group: ET.Element) -> str:
    return " ".join(text.text or "" for text in group.iter(f"{SVG}text"))


def marks(figure: Figure, kind: str) -> list[str]:
    return [said_in(group) for group in drawn(figure).iter(f"{SVG}g") if group.get("class") == kind]


def cells(table: Table) -> list[list[str]]:
    return [[text_of(cell) for cell in row.cells] for row in table.rows]


def test_every_picture_has_its_title_and_description_inside_and_they_name_it() -> None:
    for figure in every_figure():
        picture = drawn(figure)
        inside = {one.get("id"): one.text for one in picture if one.get("id")}
        assert inside == {"title": figure.title, "description": figure.description}
        assert (picture.get("role"), picture.get("aria-labelledby")) == ("img", "title description")


def test_a_picture_loads_nothing_and_needs_no_style_so_that_a_strict_page_shows_it() -> None:
    for figure in every_figure():
        tags = {one.tag.removeprefix(SVG) for one in drawn(figure).iter()}
        assert tags <= {"svg", "title", "desc", "g", "rect", "line", "path", "text"}
        assert not re.search(r"style=|href|url\(|='", figure.svg)


def test_words_are_at_least_13_pixels_high_and_places_are_whole_numbers() -> None:
    for figure in every_figure():
        assert min(int(size) for size in re.findall(r'font-size="(\d+)"', figure.svg)) >= 13
        assert not re.search(r'"-?\d+\.\d+"', figure.svg)


def test_the_same_inspection_gives_the_same_picture() -> None:
    assert every_figure() == every_figure()


def test_every_picture_can_be_drawn_for_word() -> None:
    assert all(png(figure.svg).startswith(b"\x89PNG") for figure in every_figure())


def test_words_stay_within_the_picture() -> None:
    for figure in every_figure():
        width = int((drawn(figure).get("viewBox") or "").split()[2])
        for text in drawn(figure).iter(f"{SVG}text"):
            long = width_of(text.text or "", int(text.get("font-size", 0)), bold=text.get("font-weight") == "bold")
            x = int(text.get("x", 0)) - {"end": long, "middle": long // 2}.get(text.get("text-anchor", ""), 0)
            assert (x >= 0, x + long <= width) == (True, True), text.text


def test_text_is_never_markup() -> None:
    framework = a_framework(case_based(HOSTILE, HOSTILE), judged("2"))
    rated = rate(framework, alike(framework, 3, 4, "Fair"))
    for figure in (ratings_at_a_glance(rated), key_questions(rated, rated.standards[0])):
        assert "script" not in {one.tag.removeprefix(SVG) for one in drawn(figure).iter()}
        assert "".join(HOSTILE.split()) in "".join(said_in(drawn(figure)).split())


def test_the_final_ratings_of_trafford_are_filled_marks_as_printed() -> None:
    assert marks(ratings_at_a_glance(TRAFFORD_RATED), "final") == [PUBLISHED["overall"], *PUBLISHED["ratings"].values()]


def test_the_rules_result_is_an_open_mark_only_where_the_panel_moved_it() -> None:
    # Overall 17 by the rules; then standards 2.1, 2.2 and 3.4.
    moved = ["Requires improvement", *(before for before, _ in PUBLISHED["discretion"].values())]
    figure = ratings_at_a_glance(TRAFFORD_RATED)
    assert marks(figure, "by-rules") == moved
    assert figure.svg.count("<path") == 4  # the heads of the arrows
    unmoved = rate(YOUTH, replace(TRAFFORD, decisions={}))
    assert marks(ratings_at_a_glance(unmoved), "by-rules") == []


def test_both_totals_are_said_at_the_top() -> None:
    words = said_in(drawn(ratings_at_a_glance(TRAFFORD_RATED)))
    assert words.startswith("Overall rating 20 of 36 in the end 17 of 36 by the rules")


def test_the_ratings_are_described_and_tabled_with_the_same_figures() -> None:
    figure = ratings_at_a_glance(TRAFFORD_RATED)
    assert figure.description == (
        "The overall rating is Good, with 20 of 36; the rules alone give Requires improvement, with 17. "
        "The final ratings of the 12 standards are 3 Outstanding, 3 Good, 5 Requires improvement and 1 Inadequate; "
        "the ratings panel moved 2.1 Assessment from Inadequate to Requires improvement, 2.2 Planning from Inadequate "
        "to Requires improvement and 3.4 Joint working from Requires improvement to Good."
    )
    rows = cells(ratings_table(TRAFFORD_RATED))
    assert rows[0] == ["Overall rating", "Requires improvement 17 of 36", "Good 20 of 36"]
    assert rows[1] == ["Organisational delivery"]
    assert ["2.1 Assessment", "Inadequate", "Requires improvement"] in rows


@pytest.mark.parametrize(
    ("recorded", "said"),
    [
        (Recorded(), "6.1 Heavy tows: not yet rated (not in the overall rating)"),
        (Recorded(tallies={"6.1.1": Tally(0, 0)}), "6.1 Heavy tows: not rated (not in the overall rating)"),
        (Recorded(tallies={"6.1.1": Tally(1, 1)}), "6.1 Heavy tows (not in the overall rating)"),
    ],
)
def test_a_standard_apart_and_one_without_a_rating_say_so(recorded: Recorded, said: str) -> None:
    figure = ratings_at_a_glance(rate(HARBOUR, recorded))
    assert said in said_in(drawn(figure))
    assert figure.description.startswith("There is no overall rating yet.")


def test_what_the_rules_gave_is_not_known_where_only_a_printed_rating_is() -> None:
    rated = rate(HARBOUR, Recorded(printed={"2.2": "Sound"}, judgements={"1.1": Judgement("Weak", "As seen.")}))
    rows = cells(ratings_table(rated))
    assert ["2.2 Briefing", "Not known", "Sound"] in rows
    assert ["1.1 Direction", "Weak", "Weak"] in rows
    assert ["1.2 Pilots", "Not yet rated", "Not yet rated"] in rows


def test_ratings_with_long_names_make_the_picture_wider() -> None:
    steps = {f"{letter}{'incomparably' * 2}": (first, last) for letter, first, last in (("A", 0, 49), ("B", 50, 100))}
    wide = a_framework(judged("1"), steps=steps)
    names = [rating.name for rating in wide.method.ratings]
    figure = ratings_at_a_glance(rate(wide, alike(wide, 0, 0, names[1])))
    assert int((drawn(figure).get("viewBox") or "").split()[2]) > 640
    assert marks(figure, "final")[1] == names[1]


def test_key_questions_are_described_with_their_figures() -> None:
    figure = key_questions(TRAFFORD_RATED, TRAFFORD_RATED.standard("2.1"))
    assert figure.description == (
        "Yes of the relevant cases: 2.1.1 (desistance) 5 of 8, 63 per cent, Requires improvement; "
        "2.1.2 (safety of the child) 3 of 8, 38 per cent, Inadequate; "
        "2.1.3 (safety of others) 4 of 8, 50 per cent, Requires improvement. "
        "The lowest, 2.1.2 (safety of the child), gives Inadequate."
    )


def test_a_bar_is_divided_at_the_share_of_yes() -> None:
    # The picture is 640 wide with 10 on either side: 3 of 8 of 620 is 232.5, so 233 (half up); the rest is 387.
    figure = key_questions(TRAFFORD_RATED, TRAFFORD_RATED.standard("2.1"))
    widths = [int(one.get("width", 0)) for one in drawn(figure).iter(f"{SVG}rect") if one.get("height") == "30"]
    assert widths[2:4] == [233, 387]
    assert "3 yes 5 no or not evidenced" in said_in(drawn(figure))


def test_lines_stand_where_the_bands_of_the_framework_begin() -> None:
    # 10 + 620 x 50, 65 and 80 per cent, in whole pixels.
    figure = key_questions(TRAFFORD_RATED, TRAFFORD_RATED.standard("2.1"))
    assert [one.get("x1") for one in drawn(figure).iter(f"{SVG}line")] == ["320", "413", "506"]
    assert said_in(drawn(figure)).startswith("Inadequate Requires improvement Good Outstanding 2.1.1 desistance")


def test_names_of_narrow_bands_go_on_lines_of_their_own() -> None:
    steps = {f"Step{n}": (n, n if n < 100 else 100) for n in range(101)}
    narrow = a_framework(case_based("1", "1.1"), steps=steps)
    rated = rate(narrow, alike(narrow, 3, 4, "Step1"))
    figure = key_questions(rated, rated.standards[0])
    first, second = (one for one in drawn(figure).iter(f"{SVG}text") if one.text in ("Step50", "Step51"))
    assert first.get("y") != second.get("y")


def test_not_evidenced_is_a_part_of_its_own_where_it_is_known() -> None:
    tallies = {**TRAFFORD.tallies, "2.1.1": Tally(5, 8, 2)}
    rated = rate(YOUTH, replace(TRAFFORD, tallies=tallies))
    figure = key_questions(rated, rated.standard("2.1"))
    words = said_in(drawn(figure))
    assert "5 yes 2 not evidenced 1 no" in words
    assert "2.1.1 (desistance) 5 of 8, 2 not evidenced, 63 per cent" in figure.description


def test_a_part_too_narrow_for_its_words_shows_its_number() -> None:
    # 1 of 20 is 31 pixels: room for '1', none for '1 no or not evidenced'.
    rated = with_tallies((19, 20), (3, 8), (4, 8))
    figure = key_questions(rated, rated.standard("2.1"))
    assert "19 yes 1 2.1.2" in said_in(drawn(figure))


def test_it_is_said_where_rounding_decided_the_band() -> None:
    # 11 of 17 is 64.7 per cent: by rounding 65, Good.
    rated = with_tallies((11, 17), (3, 8), (4, 8))
    assert "11 of 17 (65%, by rounding)" in said_in(drawn(key_questions(rated, rated.standard("2.1"))))


def test_a_key_question_without_relevant_cases_or_with_answers_missing_has_no_bar() -> None:
    rated = rate(HARBOUR, Recorded(tallies=counts(HARBOUR, "3.3", (3, 4), (0, 0))))
    figure = key_questions(rated, rated.standard("3.3"))
    assert "3.3.2 orders no relevant cases" in said_in(drawn(figure))
    missing = rate(HARBOUR, Recorded(tallies={"3.3.1": Tally(3, 4)}))
    figure = key_questions(missing, missing.standard("3.3"))
    assert figure.description.endswith("3.3.2 (orders) not yet rated.")


def test_stability_shows_the_overall_rating_and_each_standard_that_rests_on_cases() -> None:
    report = twin()
    figure, table = stability_bars(report.rated, report.stability), stability_table(report.rated, report.stability)
    assert [row[0] for row in cells(table)] == [
        "Overall rating",
        *(f"{one.id} {one.name}" for one in YOUTH.standards if one.id[0] in "23"),
    ]
    assert [row[1] for row in cells(table)][:3] == ["Requires improvement", "Inadequate", "Inadequate"]
    for row in cells(table):
        share = row[2 + [rating.name for rating in YOUTH.method.ratings].index(row[1])]
        assert f"{row[0]}, {row[1]} in {share}" in figure.description
        assert f"{row[0]} {row[1]} in {share}" in said_in(drawn(figure))


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (Fraction(0), "0%"),
        (Fraction(1, 10_000), "under 1%"),
        (Fraction(1, 200), "1%"),
        (Fraction(5, 8), "63%"),
        (Fraction(9_999, 10_000), "over 99%"),
        (Fraction(1), "100%"),
    ],
)
def test_only_what_never_or_always_came_out_is_0_or_100_per_cent(share: Fraction, said: str) -> None:
    assert per_cent(share) == said


def test_lines_are_broken_between_words_and_a_word_only_where_it_is_too_wide() -> None:
    assert wrapped("Implementation and delivery", 200) == ("Implementation and", "delivery")
    assert "".join(wrapped("x" * 100, 160)) == "x" * 100
    assert all(width_of(line) <= 160 for line in wrapped("x" * 100, 160))


def test_no_table_of_ratings_relies_on_marking() -> None:
    # The same words are there whether a cell is a coloured tag or plain text.
    table = ratings_table(TRAFFORD_RATED)
    assert all(text_of(cell) for row in table.rows for cell in row.cells)
    assert any(not isinstance(part, Text) for row in table.rows for cell in row.cells for part in cell)
