"""A word that is wider than its place breaks: every letter of it is on the page, in the PDF and on the web."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.public_reports.trafford import texts_of, written
from tests.report.pixels import pages_of
from tests.report.sample import SAMPLE
from tests.report.tagged import Tagged
from trigpoint.bundle.files import load_bundle
from trigpoint.bundle.rated import rated_bundle
from trigpoint.report.compose import compose
from trigpoint.report.document import (
    Bullets,
    Column,
    Contents,
    Document,
    Facts,
    Fold,
    Heading,
    Link,
    Mark,
    NoteMark,
    Numbered,
    Paragraph,
    Row,
    Table,
    Text,
    plain,
)
from trigpoint.report.html import html
from trigpoint.report.pdf import pdf

TOWN = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
FILE = "Minutes_and_Action_Log_of_the_Management_Board_with_all_comments_of_all_partners_accepted_September_2026.docx"
WIDE = "W" * 90
ADDRESS = "https://www.example.org/" + "abcdefghij" * 20


def everywhere() -> Document:
    """A document with a long word in each place that has a width of its own."""
    columns = (Column(f"Question {FILE}", share=3), Column(FILE, numeric=True), Column("Responsibilities"))
    rows = (Row((plain(FILE), plain("8" * 40), plain(WIDE))), Row((plain(WIDE),), group=True))
    return replace(
        SAMPLE,
        title=f"An inspection of {TOWN}",
        subtitle=FILE,
        kicker=FILE,
        notice=FILE,
        facts=Facts(((FILE, plain(FILE)), ("Rating", (Mark(WIDE, "yellow"),)))),
        blocks=(
            Contents(),
            Heading(1, FILE, "file"),
            Paragraph(plain(WIDE)),
            Paragraph(plain(FILE), lead=True),
            Bullets((plain(WIDE),)),
            Numbered((plain(FILE),)),
            Fold(FILE, (Bullets((plain(WIDE),)),), "fold", FILE),
            Heading(2, WIDE, "wide"),
            Table(FILE, columns, rows),
            Paragraph((Link(ADDRESS, "https://www.example.org/"), NoteMark(1))),
        ),
        notes=((Text(f"{WIDE} "), Link(ADDRESS, "https://www.example.org/")),),
    )


def only(*words: str) -> Document:
    """A document of these paragraphs."""
    paragraphs = (Paragraph(plain(text)) for text in words)
    return replace(SAMPLE, blocks=(Heading(1, "A", "a"), *paragraphs), notes=())


def test_nothing_is_drawn_beyond_the_margins() -> None:
    for page in pages_of(everywhere()):
        height, width = page.shape
        margin = 24 * width // 210  # of the 25 mm on an A4 page of 210 mm, one is left for marks that hang out
        assert height > width
        assert np.all(page[:, -margin:] == 255)


def test_every_letter_is_in_the_text_of_the_pdf_and_nothing_between_the_letters() -> None:
    text = Tagged(pdf(everywhere())).text.replace("\n", "")
    assert "\u200b" not in text
    # Title page 5, running head of two pages 2, contents 1, heading, lead, list and what leads to the annexe 4,
    # caption 1, head of the table 2, its row 1, heading in the annexe 1.
    assert text.count(FILE) == 17
    # Rating, contents, paragraph, list, list in the annexe, heading, cell, group row and note.
    assert text.count(WIDE) == 9
    # Link, and link of a note.
    assert text.count(ADDRESS) == 2
    assert TOWN in text


def test_a_word_that_fits_is_never_broken() -> None:
    words = "multidisciplinary responsibilities misunderstandings " * 40
    text = Tagged(pdf(only(words))).text_of_pages[1]
    assert [word for word in text.split() if word.startswith(("mul", "res", "mis"))] == words.split()


def test_the_report_that_was_cut_has_all_of_its_title_and_of_its_words(tmp_path: Path) -> None:
    introduction = texts_of("19-pdf-cut-at-the-edge")
    file = written(tmp_path, introduction, title=f"An inspection of {TOWN}")
    report = compose(rated_bundle(load_bundle(file)))
    start = next(
        n for n, block in enumerate(report.blocks) if isinstance(block, Heading) and block.anchor == "introduction"
    )
    text = Tagged(pdf(replace(report, blocks=report.blocks[start : start + 2], notes=()))).text_of_pages
    assert TOWN in text[0].replace("\n", "")
    assert introduction[0].replace(" ", "") in text[1].replace("\n", "").replace(" ", "")


@pytest.mark.parametrize("letters", [24, 25, 60])
def test_on_the_web_a_long_word_can_break_and_is_copied_whole(letters: int) -> None:
    word = "<" + "x" * (letters - 2) + ">"
    page = html(only(f"see {word} there"))
    escaped = word.replace("<", "&lt;").replace(">", "&gt;")
    long_word = f'<span class="long-word">{escaped}</span>'
    assert f"see {long_word if letters >= 25 else escaped} there" in page
