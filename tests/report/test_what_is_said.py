"""What a report says of itself: who stands behind it, what was drawn and read, and each thing once, in plain words."""

from pathlib import Path

import pytest

from tests.factories.bundles import PRINTED, TWIN, values, written_json
from tests.report.composed import REPORT, composed, headings, opened, steps, tables, under
from trigpoint.bundle.files import load_bundle
from trigpoint.bundle.rated import rated_bundle
from trigpoint.report.compose import compose
from trigpoint.report.document import Document, Figure, Heading, NoteMark, Paragraph, Table, text_of


def test_what_the_imprint_says_is_before_the_introduction_and_who_signs_is_at_its_end() -> None:
    """As in the report of February 2021."""
    assert under(REPORT, "acknowledgements")[0].startswith("This inspection was led by HM Inspector Pauline Burke")
    assert under(REPORT, "role")[0].startswith("Her Majesty's Inspectorate of Probation is the independent inspector")
    assert under(REPORT, "role")[-1].endswith("have been changed to protect the individual's identity.")
    assert under(REPORT, "publisher")[0] == "© Crown copyright 2021"
    assert under(REPORT, "publisher")[2:] == [
        "Published by: Her Majesty's Inspectorate of Probation, 1st Floor Civil Justice Centre, 1 Bridge Street West, "
        "Manchester, M3 3FX",
        "This publication can be downloaded from www.justiceinspectorates.gov.uk/hmiprobation",
        "ISBN 978-1-84099-959-4",
    ]
    assert under(REPORT, "introduction")[-2:] == ["Marc Baker", "Director of Operations"]


def test_a_report_without_an_imprint_has_no_part_for_it_and_none_for_an_introduction_that_is_not_written(
    tmp_path: Path,
) -> None:
    assert headings(composed(tmp_path, ""), 1)[:2] == ["Contents", "Ratings"]


def with_cases(folder: Path, court: int, out_of_court: int, read: int) -> Document:
    """The twin with so many cases of each type, of which the first are read and the others have no answer yet."""
    bundle = values(TWIN)
    cases = []
    for case_type, number in (("court", court), ("out_of_court", out_of_court)):
        first = next(case for case in bundle["cases"] if case["case_type"] == case_type)
        cases += [
            {**first, "reference": f"{case_type}-{at}", "answers": first["answers"] if at < read else {}}
            for at in range(number)
        ]
    sample = [{"case_type": "court", "read": court}, {"case_type": "out_of_court", "read": out_of_court}]
    kept = {name: bundle[name] for name in ("bundle_version", "inspection", "framework")}
    return compose(rated_bundle(load_bundle(written_json(folder, {**kept, "cases": cases, "sample": sample}))))


# 33 of 46 is 71.7 per cent, 13 of 46 is 28.3; 8 of 14 is 57.1, 6 of 14 is 42.9; 12 of 20 is 60 as designed, 8 is 40.
@pytest.mark.parametrize(
    ("court", "out_of_court", "sentences"),
    [
        (
            33,
            13,
            (
                "In this inspection they make up 72 per cent of the whole sample (33 of 46 cases); by design it would "
                "be 60 per cent.",
                "In this inspection they make up 28 per cent of the whole sample (13 of 46 cases); by design it would "
                "be 40 per cent.",
            ),
        ),
        (
            8,
            6,
            (
                "In this inspection they make up 57 per cent of the whole sample (8 of 14 cases); by design it would "
                "be 60 per cent.",
                "In this inspection they make up 43 per cent of the whole sample (6 of 14 cases); by design it would "
                "be 40 per cent.",
            ),
        ),
        (
            12,
            8,
            (
                "They make up 60 per cent of the whole sample (12 of 20 cases), as designed.",
                "They make up 40 per cent of the whole sample (8 of 20 cases), as designed.",
            ),
        ),
    ],
)
def test_the_share_of_a_type_of_cases_is_the_one_that_was_drawn_and_the_design_is_said_beside_it(
    court: int, out_of_court: int, sentences: tuple[str, str], tmp_path: Path
) -> None:
    document = with_cases(tmp_path, court, out_of_court, read=100)
    assert under(document, "m-cases-court")[0].endswith(sentences[0])
    assert under(document, "m-cases-out_of_court")[0].endswith(sentences[1])


def test_without_a_sample_the_share_is_the_designs(tmp_path: Path) -> None:
    (window, *_) = under(composed(tmp_path, ""), "m-cases-court")
    assert window.endswith("By design they make up 60 per cent of the whole sample.")


def captions(document: Document) -> set[str]:
    return {table.caption for anchor, table in tables(document) if table.anchor and table.anchor.startswith("table-2")}


def test_a_half_read_sample_says_how_many_cases_were_read_and_how_many_are_in_it(tmp_path: Path) -> None:
    document = with_cases(tmp_path, 13, 6, read=5)
    assert captions(document) == {"Of the 5 cases read so far, out of 13 in the sample"}
    assert under(document, "m-cases-court")[1].startswith("So far 5 of the 13 cases in the sample have been read.")
    assert under(document, "m-cases-out_of_court")[1].startswith(
        "So far 5 of the 6 cases in the sample have been read."
    )


def test_a_sample_of_which_nothing_was_read_says_so_and_a_whole_one_is_inspected(tmp_path: Path) -> None:
    nothing = with_cases(tmp_path, 13, 6, read=0)
    assert captions(nothing) == {"None of the 13 cases in the sample has been read so far"}
    assert under(nothing, "m-cases-court")[1].startswith("So far none of the 13 cases in the sample has been read.")
    whole = with_cases(tmp_path, 13, 6, read=13)
    assert captions(whole) == {"Of the 13 cases inspected"}
    assert under(whole, "m-cases-court")[1].startswith("In this inspection 13 cases were read.")


def test_a_case_with_answers_to_another_standard_alone_was_not_read_for_this_one(tmp_path: Path) -> None:
    bundle = values(TWIN)
    of_court = [case for case in bundle["cases"] if case["case_type"] == "court"]
    of_court[0]["answers"] = {name: answer for name, answer in of_court[0]["answers"].items() if name.startswith("2.2")}
    document = compose(rated_bundle(load_bundle(written_json(tmp_path, bundle))))
    found = {table.anchor: table.caption for _, table in tables(document) if table.anchor}
    assert found["table-2.1"] == "Of the 7 cases read so far, out of 8 in the sample"
    assert found["table-2.2"] == "Of the 8 cases inspected"


def texts_of(document: Document) -> str:
    return "\n".join(
        text_of(block.words) for block in opened(document.blocks) if isinstance(block, Paragraph)
    ) + "\n".join(steps(document))


def test_statistics_and_digests_are_in_an_annexe_of_their_own_and_plain_words_lead_there() -> None:
    twin = compose(rated_bundle(load_bundle(TWIN)))
    plain_words = " ".join(under(twin, "how-sure"))
    assert "8 court disposals and 6 out-of-court disposals" in plain_words
    assert "Annexe 2 has the figures." in plain_words
    for word in (" urn ", "Pólya", "SHA-256"):
        assert [anchor for anchor in anchors_with(twin, word) if not anchor.startswith("x-")] == []
    assert anchors_with(twin, "Pólya") == ["x-urns"]


def anchors_with(document: Document, word: str) -> list[str]:
    """The anchors of the headings under which a paragraph has a word."""
    found = []
    anchor = ""
    for block in opened(document.blocks):
        if isinstance(block, Heading):
            anchor = block.anchor
        if isinstance(block, Paragraph) and word in text_of(block.words):
            found.append(anchor)
    return found


def test_what_cannot_be_shown_is_a_sentence_and_no_section() -> None:
    assert not [text for text in headings(REPORT, 2) if "every eligible case" in text]
    assert "This cannot be shown" not in texts_of(REPORT)
    assert "this report has their counts" in " ".join(under(REPORT, "how-sure"))


def test_that_judged_standards_are_not_open_to_discretion_is_said_once() -> None:
    assert texts_of(REPORT).count("discretion is not open to") == 1
    assert anchors_with(REPORT, "discretion is not open to") == ["m-judged"]


@pytest.mark.parametrize("example", [PRINTED, TWIN], ids=lambda example: example.name)
def test_a_note_is_there_once_and_only_sources_of_figures_are_marked_again(example: Path) -> None:
    document = compose(rated_bundle(load_bundle(example)))
    assert len(set(document.notes)) == len(document.notes)
    marks = [
        part.number
        for block in opened(document.blocks)
        if isinstance(block, Table) and not block.caption.startswith("Figures for") and block.anchor
        for row in block.rows
        for cell in row.cells
        for part in cell
        if isinstance(part, NoteMark)
    ]
    assert marks
    assert len(set(marks)) == len(marks)


def test_the_count_of_a_key_question_is_once_in_the_running_text_and_again_only_where_it_is_folded() -> None:
    """2.1.2, 3 of 8: in its table; the words of the inspection may name it."""
    running = [block for block in REPORT.blocks if isinstance(block, Table)]
    rows = [row for table in running for row in table.rows if row.anchor == "q-2.1.2"]
    assert len(rows) == 1
    assert not [block for block in REPORT.blocks if isinstance(block, Figure)]
