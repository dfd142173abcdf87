"""The PDF format: accessible to a screen reader (PDF/UA-1), faithful to what was written, the same everywhere."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from tests.report.sample import SAMPLE
from tests.report.tagged import Tagged, headers, table_attribute
from trigpoint.report.anchors import BrokenLinkError
from trigpoint.report.document import (
    Block,
    Column,
    Facts,
    Figure,
    Heading,
    Link,
    Paragraph,
    Row,
    Table,
    Text,
    plain,
)
from trigpoint.report.pdf import pdf
from trigpoint.report.typesetting import TypesettingError


def tagged(*blocks: Block) -> Tagged:
    return Tagged(pdf(replace(SAMPLE, blocks=blocks, notes=())))


def long_table(rows: int, words: str = "Is the child safe?") -> Table:
    columns = (Column("Key question", share=3), Column("Relevant cases", numeric=True))
    return Table("Many rows", columns, tuple(Row((plain(f"Row {n}: {words}"), plain("8"))) for n in range(rows)))


@pytest.fixture(scope="module")
def sample() -> Tagged:
    return Tagged(pdf(SAMPLE))


def test_it_says_that_it_keeps_pdf_ua_1(sample: Tagged) -> None:
    xmp = sample.file.Root.Metadata.read_bytes().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp


def test_the_file_is_sound(sample: Tagged) -> None:
    assert sample.file.check_pdf_syntax() == []


def test_it_is_tagged_and_in_british_english(sample: Tagged) -> None:
    assert bool(sample.file.Root.MarkInfo.Marked)
    assert sample.file.Root.Lang == "en-GB"


def test_a_reader_shows_its_title_and_the_publisher_is_its_author(sample: Tagged) -> None:
    assert bool(sample.file.Root.ViewerPreferences.DisplayDocTitle)
    assert sample.file.docinfo.Title == "An inspection of an invented service"
    assert sample.file.docinfo.Author == "An inspectorate"


def test_every_row_of_every_table_begins_with_a_header_of_its_own(sample: Tagged) -> None:
    rows = [row for table in sample.all("Table") for row in sample.rows(table)]
    assert len(rows) == 5  # two facts; a head, a group and a question
    assert all(row[0].S == "/TH" for row in rows)
    assert [str(table_attribute(row[0], "Scope")) for row in rows] == [
        *["/Row"] * 2,
        *["/Column", "/Column", "/Row"],
    ]


def test_the_head_names_the_columns_and_a_cell_knows_its_column_its_group_and_its_row(sample: Tagged) -> None:
    table = sample.all("Table")[1]
    head, group, question = sample.rows(table)
    assert [str(table_attribute(cell, "Scope")) for cell in head] == ["/Column"] * 3
    assert table_attribute(group[0], "ColSpan") == 3
    relevant = question[1]
    assert headers(relevant) == [str(head[1].ID), str(group[0].ID), str(question[0].ID)]


def test_groups_that_follow_one_another_or_end_a_table_are_headers_too() -> None:
    rows = [Row((plain(name),), group=True) for name in ("Outer", "Inner", "Empty")]
    rows.insert(2, Row((plain("Is the child safe?"), plain("8"))))
    made = tagged(Heading(1, "A", "a"), replace(long_table(0), rows=tuple(rows)))
    head, outer, inner, question, empty = made.rows(made.all("Table")[1])
    assert [str(table_attribute(row[0], "Scope")) for row in (outer, inner, empty)] == ["/Column"] * 3
    assert headers(question[1]) == [str(head[1].ID), str(inner[0].ID), str(question[0].ID)]


def test_every_header_that_a_cell_refers_to_can_be_found(sample: Tagged) -> None:
    referred = {header for kind in ("TD", "TH") for cell in sample.all(kind) for header in headers(cell)}
    assert referred
    assert referred <= sample.identifiers()


def test_a_figure_has_its_description(sample: Tagged) -> None:
    (figure,) = sample.all("Figure")
    assert figure.Alt == "3 of 8 cases were answered yes."


def test_bookmarks_are_the_headings_in_order(sample: Tagged) -> None:
    headings = [block.text for block in SAMPLE.blocks if isinstance(block, Heading)]
    assert sample.bookmarks() == [*headings, "Annexe: Steps", "The box in full"]


def test_the_contents_list_has_the_listed_headings_of_levels_1_and_2(sample: Tagged) -> None:
    assert len(sample.all("TOCI")) == 4
    lines = [line.replace(".", "").split() for line in sample.text_of_pages[1].splitlines() if ". ." in line]
    assert lines == [["Introduction", "2"], ["Lists", "2"], ["Counts", "3"], ["Annexe:", "Steps", "3"]]


def test_marks_of_typesetting_and_markup_are_printed_as_typed(sample: Tagged) -> None:
    assert "# $ * _ @ \\ <b>.</b>" in sample.text
    assert "Does it <keep> the child & others safe?" in sample.text


def test_template_commands_in_text_are_printed_and_not_obeyed() -> None:
    typed = '#panic("stop") $x^2$ [a] //no comment {1+1} \\u{41} = not a heading'
    assert typed in tagged(Heading(1, "A", "a"), Paragraph(plain(typed))).text


def test_the_notice_is_on_the_title_page_and_at_the_head_of_every_other(sample: Tagged) -> None:
    assert all("The cases in this document are invented." in page for page in sample.text_of_pages)


def test_without_a_notice_nothing_is_said_about_one() -> None:
    assert "invented." not in Tagged(pdf(replace(SAMPLE, notice=None))).text


def test_a_part_of_the_report_starts_a_new_page_but_where_that_would_leave_more_than_half_a_page_empty() -> None:
    """A line and the space below it are about 18 points, a heading of a part 60, a page 697."""
    lines = {"First": 10, "Second": 12, "Third": 28, "Fourth": 1}
    blocks: list[Block] = []
    for name, number in lines.items():
        blocks += [Heading(1, name, name.lower()), *[Paragraph(plain("A line."))] * number]
    made = tagged(*blocks)
    # The first ends at 240 of 697; with the second the page is filled to 516, and the third fills 564 of its own.
    assert [[name for name in lines if name in page] for page in made.text_of_pages] == [
        [],
        ["First", "Second"],
        ["Third"],
        ["Fourth"],
    ]


def test_a_web_address_that_fits_into_a_line_is_not_broken() -> None:
    address = "www.nationalarchives.gov.uk/doc/open-government-licence"
    made = tagged(*[Paragraph(plain(f"{'x' * number} {address} and more.")) for number in range(20, 60)])
    assert made.text.count(address) == 40


def test_a_table_repeats_its_head_on_every_page_and_its_caption_on_none() -> None:
    _, first, *later = tagged(Heading(1, "A", "a"), long_table(120)).text_of_pages
    assert "Many rows" in first
    assert later
    assert all("Key question" in page and "Many rows" not in page for page in later)


def test_a_row_stays_on_one_page() -> None:
    made = tagged(Heading(1, "A", "a"), long_table(60, words="word " * 60 + "end."))
    assert len(made.text_of_pages) > 4
    for page in made.text_of_pages[1:]:
        assert page.count("Row ") == page.count("end.")


def test_a_row_longer_than_a_page_is_broken_and_not_cut_off() -> None:
    made = tagged(Heading(1, "A", "a"), long_table(1, words="word " * 2000))
    assert made.text.count("word") == 2000


def test_a_link_inside_the_document_leads_to_the_page_of_its_row(sample: Tagged) -> None:
    to_question, *_ = sample.file.pages[1].Annots[4:]
    assert sample.page_of(to_question.Dest) == 3


def test_a_note_is_at_the_foot_of_its_marks_page_and_a_web_link_in_it_leads_to_its_address(sample: Tagged) -> None:
    (web,) = [link.A.URI for link in sample.file.pages[1].Annots if "/A" in link and "/URI" in link.A]
    assert web == "https://www.example.org/"
    assert ["A note, with a web address" in " ".join(page.split()) for page in sample.text_of_pages] == [
        False,
        True,
        False,
    ]


def test_what_a_screen_folds_away_is_in_an_annexe_where_a_link_leads_and_a_fold_without_one_in_its_place(
    sample: Tagged,
) -> None:
    pages = [" ".join(page.split()) for page in sample.text_of_pages]
    assert "How this rating was reached: see Annexe." in pages[1]
    assert ["3 of 8 is 38 per cent." in page for page in pages] == [False, False, True]
    assert "Yes answers" in pages[2]


def test_a_link_that_leads_nowhere_is_refused_by_name() -> None:
    with pytest.raises(BrokenLinkError, match="'#nowhere'"):
        tagged(Paragraph((Link("see", "#nowhere"),)))


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\ufffe", "\ud800", "漢", "😀"])
def test_a_character_that_the_font_lacks_is_refused_and_never_left_out(character: str) -> None:
    with pytest.raises(TypesettingError, match="could not be typeset"):
        tagged(Paragraph(plain(f"before {character} after")))


@pytest.mark.parametrize("character", ["£", "½", "–", "’", "ŵ", "≥", "→", "✓", "ł", "é"])
def test_the_characters_of_british_reports_are_printed(character: str) -> None:
    assert f"before {character} after" in tagged(Paragraph(plain(f"before {character} after"))).text


def test_a_tab_keeps_words_apart() -> None:
    assert "one two" in tagged(Paragraph((Text("one\ttwo"),))).text


def test_a_picture_that_is_not_svg_is_refused() -> None:
    with pytest.raises(TypesettingError, match="SVG"):
        tagged(Figure("Title", "Says what it shows.", "not a picture"))


def test_a_value_that_is_no_part_of_a_document_is_refused() -> None:
    with pytest.raises(TypeError, match="holds no float"):
        tagged(Paragraph((Text(1.5),)))  # type: ignore[arg-type]  # what the test is about


def test_a_heading_that_skips_a_level_is_refused() -> None:
    with pytest.raises(TypesettingError, match="level 1 to 3"):
        tagged(Heading(1, "A", "a"), Heading(3, "B", "b"))


def test_a_title_page_without_facts_and_a_table_without_rows_can_be_printed() -> None:
    made = Tagged(pdf(replace(SAMPLE, facts=Facts(()), blocks=(long_table(0),), notes=())))
    assert "Key question" in made.text


@pytest.mark.proof
def test_the_same_document_gives_the_same_bytes_in_another_process_and_time_zone() -> None:
    program = (
        "import sys; from tests.report.sample import SAMPLE; from trigpoint.report.pdf import pdf;"
        "sys.stdout.buffer.write(pdf(SAMPLE))"
    )
    elsewhere = {**os.environ, "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path)}
    other = subprocess.run([sys.executable, "-c", program], env=elsewhere, capture_output=True, check=True).stdout
    assert other == pdf(SAMPLE)
