"""The whole report as values: its order, every printed count in its place, and reports of unusual inspections."""

from pathlib import Path

import pytest

from tests.factories.bundles import HARBOUR_SMALL, PRINTED, TWIN, values, written_json
from tests.factories.framework_files import copied, edit
from tests.factories.loaded import HARBOUR, HARBOUR_FOLDER
from tests.factories.trafford import printed_tallies
from tests.report.composed import REPORT, composed, headings, steps, tables
from trigpoint.bundle.files import load_bundle
from trigpoint.bundle.frameworks import load_framework
from trigpoint.bundle.rated import rated_bundle
from trigpoint.report.compose import compose
from trigpoint.report.document import text_of
from trigpoint.report.html import html
from trigpoint.report.pdf import pdf
from trigpoint.rules.tally import question_ids

# Every passage well conducted: 3 of 4, rounded down 75, the first per cent of the highest band, Strong (5 points).
HARBOUR_COUNTS = {
    question: "{yes: 3, relevant: 4}"
    for domain in HARBOUR.domains
    for standard in domain.standards
    if standard.case_type
    for question in question_ids(standard)
}
HARBOUR_ADDED = (
    "tallies:\n"
    + "".join(f"  {one}: {counts}\n" for one, counts in HARBOUR_COUNTS.items())
    + 'judgements:\n  "1.1": {rating: Sound, reason: One answer was late.}\n  "1.2": {rating: Strong, reason: x}\n'
    '  "5.1": {rating: Strong, reason: x}\n  "5.2": {rating: Weak, reason: x}\n'
)


def test_the_parts_stand_in_the_order_of_the_published_report() -> None:
    assert headings(REPORT, 1) == [
        "Contents",
        "About this report",
        "Introduction",
        "Ratings",
        "Recommendations",
        "Background",
        "Contextual facts",
        "1. Organisational delivery",
        "2. Court disposals",
        "3. Out-of-court disposals",
        "Annexe 1: Methodology",
        "Annexe 2: How sure the ratings are",
        "Annexe 3: Statistics and checks",
    ]


def test_a_domain_opens_with_strengths_and_areas_for_improvement_and_goes_on_with_its_standards() -> None:
    level_two = headings(REPORT, 2)
    start = level_two.index("2.1. Assessment")

    assert level_two[start - 2 : start + 4] == [
        "Strengths",
        "Areas for improvement",
        "2.1. Assessment",
        "2.2. Planning",
        "2.3. Implementation and delivery",
        "2.4. Reviewing",
    ]


def test_the_title_page_has_both_totals() -> None:
    facts = {name: text_of(words) for name, words in REPORT.facts.rows}

    assert facts == {
        "Overall rating": "Good",
        "Score": "20 of 36",
        "By the rules alone": "Requires improvement",
        "Score by the rules alone": "17 of 36",
        "Fieldwork": "19 to 22 October 2020",
        "Published": "February 2021",
    }


@pytest.mark.parametrize("example", [PRINTED, TWIN], ids=lambda example: example.name)
def test_every_one_of_the_116_printed_counts_stands_in_its_row_of_its_table(example: Path) -> None:
    """A key question (2.1.2) in the table of its standard, a prompt (2.1.2.1) under its key question."""
    document = compose(rated_bundle(load_bundle(example)))
    found = {
        row.anchor: (under, text_of(row.cells[0]), text_of(row.cells[1]), text_of(row.cells[2]))
        for under, table in tables(document)
        for row in table.rows
        if row.anchor
    }
    expected = printed_tallies()

    for one, tally in expected.items():
        parent = one.rpartition(".")[0]
        heading, name, relevant, yes = found[f"q-{one}"]
        assert heading == (f"s-{parent}" if one.count(".") == 2 else f"p-{parent}")
        assert name.startswith(f"{one} ")
        assert (int(relevant), int(yes)) == (tally.relevant, tally.yes)
    assert len(found) == len(expected) == 116


def test_the_per_cent_and_the_band_stand_beside_the_count_of_each_key_question() -> None:
    (table,) = [table for _, table in tables(REPORT) if table.anchor == "table-2.1"]

    assert [[text_of(cell) for cell in row.cells[1:]] for row in table.rows] == [
        ["8", "5", "63%", "Requires improvement"],
        ["8", "3", "38%", "Inadequate"],
        ["8", "4", "50%", "Requires improvement"],
    ]


def test_a_bundle_with_nothing_but_printed_ratings_has_a_report(tmp_path: Path) -> None:
    """Twelve standards rated Good: 24 of 36, and the rules alone have nothing to say."""
    ids = ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3", "3.4"]
    document = composed(tmp_path, "printed:\n  ratings: {" + ", ".join(f'"{one}": Good' for one in ids) + "}\n")
    facts = {name: text_of(words) for name, words in document.facts.rows}

    assert (facts["Overall rating"], facts["Score"], facts["By the rules alone"]) == ("Good", "24 of 36", "not known")
    assert steps(document).count("Only the printed rating is known: Good. The counts behind it are not.") == 12
    assert "By the rules alone" in html(document)


def test_a_bundle_with_nothing_in_it_has_a_report_that_rates_nothing(tmp_path: Path) -> None:
    document = composed(tmp_path, "")

    assert text_of(document.facts.rows[0][1]) == "Not yet rated"
    assert text_of(document.facts.rows[1][1]) == "not known"
    assert "Outstanding" not in " ".join(steps(document))
    assert html(document)


def test_an_incomplete_inspection_has_a_report_that_does_not_rate_it(tmp_path: Path) -> None:
    bundle = values(TWIN)
    del bundle["cases"][0]["answers"]["2.1.2"]
    document = compose(rated_bundle(load_bundle(written_json(tmp_path, bundle))))

    assert text_of(document.facts.rows[0][1]) == "Not yet rated"
    assert any("2.1.2 (safety of the child): not yet rated" in step for step in steps(document))
    assert html(document)


def test_another_framework_has_its_own_report_on_a_page_and_on_paper(tmp_path: Path) -> None:
    """1.1 Sound 3, 1.2 Strong 5, 5.1 Strong 5, 5.2 Weak 1, and eight standards from counts, Strong 5 each: 54 of 60."""
    document = composed(tmp_path, HARBOUR_ADDED, HARBOUR_SMALL, HARBOUR_FOLDER)
    facts = {name: text_of(words) for name, words in document.facts.rows}

    assert (facts["Overall rating"], facts["Score"]) == ("Strong", "54 of 60")
    assert [one for one in headings(document, 1) if one[0].isdigit()] == [
        "1. The harbour office",
        "2. Before the passage",
        "3. The passage",
        "4. After the passage",
        "5. Shared services",
        "6. Heavy tows",
    ]
    assert "Heavy tows are led by one person." in html(document)
    assert pdf(document).startswith(b"%PDF")


def test_a_text_may_name_a_question_of_which_only_the_printed_rating_is_known(tmp_path: Path) -> None:
    """Such a question has no row that a link could lead to."""
    added = 'printed:\n  ratings: {"2.1": Good}\ntexts:\n  introduction: ["It was so in most cases {2.1.2}."]\n'

    text = html(composed(tmp_path, added))

    assert "It was so in most cases (2.1.2)." in text
    assert "#q-2.1.2" not in text


def test_braces_in_the_words_of_a_framework_are_words(tmp_path: Path) -> None:
    """Only a Bundle's texts have references; a framework's words may hold any character."""
    folder = copied(HARBOUR_FOLDER, tmp_path)
    edit(folder / "framework.yaml", ("label: boat", "label: 'boat {2.1.1 share} } [x] <b>'"))
    digest = load_framework(folder).digest
    start = HARBOUR_SMALL.replace(HARBOUR.digest, digest)

    document = composed(tmp_path, HARBOUR_ADDED, start, folder)

    said = [step for step in steps(document) if step.startswith("2.3.1 (boat {2.1.1 share} } [x] <b>): 3 of 4")]
    assert len(said) == 1
    assert "boat {2.1.1 share} } [x] &lt;b&gt;" in html(document)


def test_braces_written_twice_in_a_reason_are_braces(tmp_path: Path) -> None:
    added = 'judgements:\n  "1.1": {rating: Good, reason: "The {{new}} board ({1.1.1}) <met>."}\n'

    document = composed(tmp_path, added)

    assert "Its reason: The {new} board ((1.1.1)) <met>." in steps(document)
    assert "The {new} board" in html(document)


def test_the_reason_why_a_standard_is_not_rated_may_refer_to_figures(tmp_path: Path) -> None:
    added = HARBOUR_ADDED.replace("  6.1.1: {yes: 3, relevant: 4}\n  6.1.1.1: {yes: 3, relevant: 4}\n", "").rstrip()
    added += '\n  "6.1": {reason: "Boarding, {3.1.1 share}, had no heavy tows."}\n'
    assert "6.1.1" not in added
    start = HARBOUR_SMALL

    text = html(composed(tmp_path, added, start, HARBOUR_FOLDER))

    assert "Boarding, 3 of 4, had no heavy tows." in text
    assert "{3.1.1 share}" not in text
