"""The Word format: a draft that editors can work in, with real headings, lists and tables."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import nsmap

from tests.report.sample import COUNTS, SAMPLE, SVG
from trigpoint.report.anchors import BrokenLinkError
from trigpoint.report.document import (
    Block,
    Contents,
    Figure,
    Fold,
    Heading,
    Link,
    NoteMark,
    Numbered,
    Paragraph,
    plain,
)
from trigpoint.report.typesetting import TypesettingError
from trigpoint.report.word import word
from trigpoint.report.word.xml import bookmark_name


def opened(*blocks: Block) -> WordDocument:
    return docx.Document(BytesIO(word(replace(SAMPLE, blocks=blocks, notes=()))))


def styled(made: WordDocument, style: str) -> list[str]:
    """Return the text of each paragraph outside tables that has this style."""
    return [p.text for p in made.paragraphs if p.style is not None and p.style.name == style]


def values(made: WordDocument, path: str) -> list[str]:
    """Return what an XPath finds in the body."""
    return [str(found) for found in made.element.body.xpath(path)]


@pytest.fixture(scope="module")
def sample() -> WordDocument:
    return docx.Document(BytesIO(word(SAMPLE)))


def test_it_begins_with_notice_publisher_title_subtitle_and_facts(sample: WordDocument) -> None:
    first = [(p.style.name, p.text) for p in sample.paragraphs[:6] if p.style is not None]
    assert first == [
        ("Notice", "The cases in this document are invented."),
        ("Kicker", "An inspectorate"),
        ("Title", "An inspection of an invented service"),
        ("Subtitle", "Invented for tests"),
        ("Fact", "Overall rating:\t\u00a0Good\u00a0"),
        ("Fact", "Score:\t20 of 36"),
    ]


def test_headings_have_words_own_styles_in_order(sample: WordDocument) -> None:
    headings = [
        (p.style.name, p.text) for p in sample.paragraphs if p.style is not None and "Heading" in str(p.style.name)
    ]
    assert headings == [
        ("Unlisted Heading 1", "Contents"),
        ("Heading 1", "Introduction"),
        ("Heading 2", "Lists"),
        ("Heading 3", "Boxes"),
        ("Heading 1", "Counts"),
        ("Heading 1", "Annexe: Steps"),
        ("Unlisted Heading 2", "The box in full"),
    ]


def test_an_unlisted_heading_looks_and_counts_as_one_but_word_leaves_it_out_of_the_contents(
    sample: WordDocument,
) -> None:
    assert sample.styles["Unlisted Heading 1"].base_style == sample.styles["Heading 1"]


def test_a_part_of_the_report_starts_a_new_page(sample: WordDocument) -> None:
    assert sample.styles["Heading 1"].paragraph_format.page_break_before is True


def test_the_contents_list_can_be_read_before_word_updates_it(sample: WordDocument) -> None:
    assert styled(sample, "toc 1") == ["Introduction", "Counts", "Annexe: Steps"]
    assert styled(sample, "toc 2") == ["Lists"]
    assert values(sample, ".//w:instrText/text()") == ['TOC \\o "1-2" \\h \\z']


def test_every_field_that_begins_ends(sample: WordDocument) -> None:
    assert values(sample, ".//w:fldChar/@w:fldCharType") == ["begin", "separate", "end"]


def test_a_contents_list_of_nothing_is_nothing() -> None:
    assert values(opened(Contents()), ".//w:fldChar") == []


def test_every_link_inside_leads_to_a_bookmark_that_is_there_once(sample: WordDocument) -> None:
    names = values(sample, ".//w:bookmarkStart/@w:name")
    assert len(names) == len(set(names))
    targets = values(sample, ".//w:hyperlink/@w:anchor")
    assert len(targets) == 6  # four in the contents, one question, one fold
    assert set(targets) <= set(names)
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", name) for name in names)


def test_a_web_link_leads_to_its_address() -> None:
    link = Paragraph((Link("See", "https://www.example.org/a"),))
    made = opened(link)
    (relation,) = values(made, ".//w:hyperlink/@r:id")
    assert made.part.rels[relation].target_ref == "https://www.example.org/a"


def test_a_table_repeats_its_head_keeps_rows_whole_and_says_that_its_first_column_names_the_rows(
    sample: WordDocument,
) -> None:
    tables = [table for table in sample.tables if table.style is not None and table.style.name == "Report Table"]
    assert len(tables) == 1
    for table in tables:
        head, *others = table._tbl.tr_lst
        assert head.xpath("w:trPr/w:tblHeader")
        assert not any(row.xpath("w:trPr/w:tblHeader") for row in others)
        assert all(row.xpath("w:trPr/w:cantSplit") for row in (head, *others))
        assert table._tbl.xpath("w:tblPr/w:tblLook/@w:firstColumn") == ["1"]


def test_a_tables_cells_are_where_they_belong_and_a_group_goes_across(sample: WordDocument) -> None:
    rows = sample.tables[0].rows
    assert [cell.text for cell in rows[0].cells] == ["Key question", "Relevant cases", "Number 'Yes'"]
    assert [cell.text for cell in rows[1].cells] == ["Safety"] * 3  # python-docx gives a wide cell once a column
    assert [cell.text for cell in rows[2].cells] == ["Does it <keep> the child & others safe?", "8", "3"]


def test_captions_of_tables_and_figures_are_captions(sample: WordDocument) -> None:
    assert styled(sample, "Caption") == [COUNTS.caption, "Yes answers"]


def test_every_picture_has_its_description_and_a_number_of_its_own() -> None:
    figures = [Figure("Yes answers", "3 of 8 cases were answered yes.", SVG)] * 2
    made = opened(*figures)
    assert values(made, ".//wp:docPr/@descr") == ["3 of 8 cases were answered yes."] * 2
    assert len(set(values(made, ".//wp:docPr/@id"))) == 2


def test_an_ordered_list_begins_at_its_own_number() -> None:
    made = opened(Numbered((plain("a"), plain("b"))), Numbered((plain("c"),), start=3))
    used = values(made, ".//w:numPr/w:numId/@w:val")
    assert used[0] == used[1] != used[2]
    lists = made.part.numbering_part.element
    starts = [lists.xpath(f"w:num[@w:numId='{n}']//w:startOverride/@w:val") for n in (used[0], used[2])]
    assert starts == [["1"], ["3"]]
    assert styled(made, "List Number") == ["a", "b", "c"]


def test_nothing_is_folded_what_a_screen_folds_is_in_an_annexe_or_in_its_place() -> None:
    made = opened(
        Fold("Steps", (Paragraph(plain("Away.")),), "steps", "2.1"),
        Fold("Prompts", (Paragraph(plain("Here.")),), "prompts"),
    )
    assert styled(made, "Normal") == ["Steps: see Annexe.", "Here.", "Away."]
    assert styled(made, "Unlisted Heading 2") == ["2.1"]


W, R = (f"{{{nsmap[prefix]}}}" for prefix in "wr")


def footnotes(made: WordDocument) -> ET.Element:
    """Return the part of the file that has its footnotes."""
    (part,) = [rel.target_part for rel in made.part.rels.values() if rel.reltype.endswith("/footnotes")]
    return ET.fromstring(part.blob)  # noqa: S314 - written by us


def test_notes_are_words_own_footnotes_each_once_and_a_later_mark_leads_to_the_first(sample: WordDocument) -> None:
    blocks = (Paragraph((NoteMark(1), NoteMark(2))), Paragraph((NoteMark(1),)))
    made = docx.Document(BytesIO(word(replace(SAMPLE, blocks=blocks, notes=(plain("One."), plain("Two."))))))
    assert values(made, ".//w:footnoteReference/@w:id") == ["1", "2"]
    notes = footnotes(made)
    assert [note.get(f"{W}id") for note in notes] == ["-1", "0", "1", "2"]
    assert ["".join(note.itertext()).strip() for note in notes][2:] == ["One.", "Two."]
    (again,) = made.element.body.xpath(".//w:p[w:hyperlink/w:r/w:rPr/w:vertAlign]")
    assert again.xpath(".//w:hyperlink/@w:anchor") == [bookmark_name("note-1")]
    assert bookmark_name("note-1") in values(made, ".//w:bookmarkStart/@w:name")


def test_a_web_link_in_a_note_is_a_relation_of_the_notes(sample: WordDocument) -> None:
    (relation,) = [rel for rel in sample.part.rels.values() if rel.reltype.endswith("/footnotes")]
    (link,) = [link.get(f"{R}id") for link in footnotes(sample).iter(f"{W}hyperlink")]
    assert relation.target_part.rels[link].target_ref == "https://www.example.org/"


def test_no_row_is_alone_on_a_page() -> None:
    def tied(rows: int) -> list[bool]:
        many = replace(COUNTS, rows=tuple(replace(COUNTS.rows[1], anchor=None) for _ in range(rows)))
        return [bool(row.xpath("w:tc/w:p/w:pPr/w:keepNext")) for row in opened(many).tables[0]._tbl.tr_lst]

    assert tied(6) == [True, True, False, False, False, True, False]
    assert tied(3) == [True, True, True, False]


def test_a_paragraph_that_introduces_what_follows_is_kept_with_it_and_a_part_may_follow_on() -> None:
    made = opened(Paragraph(plain("These:"), introduces=True), Heading(1, "Short", "short", continues=True))
    assert made.element.body.xpath(".//w:p[w:r/w:t='These:']/w:pPr/w:keepNext")
    assert made.element.body.xpath(".//w:p[w:r/w:t='Short']/w:pPr/w:pageBreakBefore/@w:val") == ["0"]


def test_a_mark_is_dark_words_on_a_pale_ground(sample: WordDocument) -> None:
    (mark,) = sample.element.body.xpath(".//w:r[w:rPr/w:shd]")
    assert mark.xpath("w:rPr/w:shd/@w:fill") == ["D4ECEA"]
    assert mark.xpath("w:rPr/w:color/@w:val") == ["10403C"]


def test_the_language_and_properties_are_the_documents(sample: WordDocument) -> None:
    assert sample.styles.element.xpath("w:docDefaults//w:lang/@w:val") == ["en-GB"]
    facts = sample.core_properties
    assert (facts.title, facts.author, facts.language) == (SAMPLE.title, "An inspectorate", "en-GB")
    assert facts.created == facts.modified == datetime(1980, 1, 1, tzinfo=UTC)


def test_the_footer_has_the_title_and_the_pages_number_and_the_header_the_notice(sample: WordDocument) -> None:
    footer = sample.sections[0].footer
    assert footer.paragraphs[0].text.startswith(SAMPLE.title)
    assert footer.paragraphs[0]._p.xpath(".//w:instrText/text()") == ["PAGE"]
    assert sample.sections[0].header.paragraphs[0].text == SAMPLE.notice


def test_marks_of_markup_are_shown_as_typed(sample: WordDocument) -> None:
    text = "\n".join(p.text for p in sample.paragraphs)
    assert "In most cases (2.1.2) it was strong and leaning # $ * _ @ \\ <b>.</b> " in text


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1b", "\ufffe", "\ud800"])
def test_a_character_that_a_word_file_cannot_hold_is_shown_as_missing(character: str) -> None:
    made = opened(Heading(1, f"a{character}b", f"a{character}b"), Contents(), Paragraph(plain(f"c{character}d")))
    assert styled(made, "Heading 1") == styled(made, "toc 1") == ["a\ufffdb"]
    assert styled(made, "Normal") == ["c\ufffdd"]


def test_characters_beyond_the_basic_plane_are_kept() -> None:
    assert styled(opened(Paragraph(plain("漢 😀 ŵ"))), "Normal") == ["漢 😀 ŵ"]


def test_a_link_or_note_mark_that_leads_nowhere_is_refused_by_name() -> None:
    with pytest.raises(BrokenLinkError, match="'#nowhere'"):
        opened(Paragraph((Link("see", "#nowhere"),)))
    with pytest.raises(BrokenLinkError, match="7"):
        opened(Paragraph((NoteMark(7),)))


def test_a_picture_that_is_not_svg_is_refused() -> None:
    with pytest.raises(TypesettingError, match="SVG"):
        opened(Figure("Title", "Says what it shows.", "not a picture"))


def test_every_paragraph_has_a_style_that_the_file_defines(sample: WordDocument) -> None:
    defined = set(sample.styles.element.xpath("w:style/@w:styleId"))
    used = (
        values(sample, ".//w:pStyle/@w:val")
        + values(sample, ".//w:rStyle/@w:val")
        + values(sample, ".//w:tblStyle/@w:val")
    )
    assert set(used) <= defined


@pytest.mark.proof
def test_the_same_document_gives_the_same_bytes_in_another_process_and_time_zone() -> None:
    program = (
        "import sys; from tests.report.sample import SAMPLE; from trigpoint.report.word import word;"
        "sys.stdout.buffer.write(word(SAMPLE))"
    )
    elsewhere = {**os.environ, "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path)}
    other = subprocess.run([sys.executable, "-c", program], env=elsewhere, capture_output=True, check=True).stdout
    assert other == word(SAMPLE)


def test_no_entry_of_the_archive_says_when_it_was_made() -> None:
    with ZipFile(BytesIO(word(SAMPLE))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
