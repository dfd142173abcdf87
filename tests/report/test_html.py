"""The HTML format: what a page must be for a reader, a screen reader and a browser that runs nothing."""

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.report.composed import REPORT
from tests.report.page import Element, Page
from tests.report.sample import COUNTS, SAMPLE, SVG
from trigpoint.report.anchors import BrokenLinkError
from trigpoint.report.document import (
    Block,
    Document,
    Facts,
    Figure,
    Fold,
    Heading,
    Link,
    Mark,
    NoteMark,
    Paragraph,
    Text,
    plain,
)
from trigpoint.report.html import html

HOSTILE = "<script>alert('&')</script>\"><img src=x onerror=alert(1)>"


def page_of(*blocks: Block) -> Page:
    return Page(html(replace(SAMPLE, blocks=blocks, notes=())))


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(html(SAMPLE))


def test_the_same_document_gives_the_same_page() -> None:
    assert html(SAMPLE) == html(SAMPLE)


def test_the_page_says_its_language_title_and_description(page: Page) -> None:
    assert html(SAMPLE).startswith('<!DOCTYPE html>\n<html lang="en-GB"')
    assert page.all("title")[0].text == "An inspection of an invented service"
    assert page.one("meta", name="description").attrs["content"] == "A document with every kind of block."
    assert page.one("meta", name="viewport").attrs["content"] == "width=device-width, initial-scale=1"


def test_there_is_one_of_each_landmark_and_the_skip_link_is_first(page: Page) -> None:
    assert [len(page.all(tag)) for tag in ("header", "main", "nav", "footer")] == [1, 1, 1, 1]
    first = page.all("a")[0]
    assert first.attrs["href"] == f"#{page.one('main').attrs['id']}"
    assert first.text == "Skip to main content"


def test_the_title_is_the_only_h1_and_a_heading_of_level_n_is_one_lower(page: Page) -> None:
    headings = [(e.tag, e.text) for e in page.elements if re.fullmatch(r"h\d", e.tag)]
    assert headings == [
        ("h1", "An inspection of an invented service"),
        ("h2", "Contents"),
        ("h2", "Introduction"),
        ("h3", "Lists"),
        ("h4", "Boxes"),
        ("h2", "Counts"),
        ("h2", "Notes"),
    ]


def test_what_is_folded_opens_without_a_script_and_can_be_led_to(page: Page) -> None:
    steps, picture = page.all("details")
    assert [summary.text for summary in page.all("summary")] == ["How this rating was reached", "As a picture"]
    assert (steps.id, picture.id) == ("steps", "picture")
    assert "open" not in steps.attrs
    assert "So it is." in steps.text
    assert "The box in full" not in page.source


def test_what_a_table_says_again_is_for_screens_and_what_introduces_a_block_is_marked_for_paper() -> None:
    picture = Fold("As a picture", (Paragraph(plain("Bars.")),), "bars", on_paper=False)
    page = page_of(Heading(1, "A", "a"), Paragraph(plain("As follows:"), introduces=True), picture)
    assert page.one("details").attrs["class"] == "fold fold--screen"
    assert [p.text for p in page.all("p", **{"class": "govuk-body introduces"})] == ["As follows:"]


def test_the_contents_list_nests_level_2_below_level_1(page: Page) -> None:
    nav = page.one("nav")
    assert nav.attrs["aria-label"] == "Contents"
    depths = {a.attrs["href"]: a.within.count("ol") for a in page.all("a") if "nav" in a.within}
    assert depths == {"#introduction": 1, "#lists": 2, "#counts": 1, "#notes": 1}


def test_the_menu_holds_every_part_of_the_page_but_itself() -> None:
    page = Page(html(REPORT))
    parts = [heading.text for heading in page.all("h2")]
    listed = [a.text for a in page.all("a") if "nav" in a.within and a.within.count("ol") == 1]
    assert ["Contents", *listed] == parts
    assert listed[0] == "About this report"


def test_a_link_back_to_the_menu_stays_in_sight_after_it_where_there_is_one(page: Page) -> None:
    tags = [(e.tag, e.id or e.attrs.get("href") or e.attrs.get("class")) for e in page.elements]
    menu, link, introduction = (
        tags.index(tag) for tag in (("nav", "contents-list"), ("a", "#contents-list"), ("h2", "introduction"))
    )
    assert menu < link < introduction
    assert page.elements[link].text == "Back to contents"
    assert 'class="govuk-body to-contents"' not in page_of(Heading(1, "Alone", "alone")).source


def test_every_id_is_there_once_and_every_inner_reference_finds_its_id(page: Page) -> None:
    ids = [e.attrs["id"] for e in page.elements if "id" in e.attrs]
    assert len(ids) == len(set(ids))
    targets = [a.attrs["href"][1:] for a in page.all("a") if a.attrs["href"].startswith("#")]
    labels = [name for e in page.elements for name in e.attrs.get("aria-labelledby", "").split()]
    assert targets
    assert labels
    assert set(targets + labels) <= set(ids)


def test_a_link_that_leads_nowhere_is_refused() -> None:
    with pytest.raises(BrokenLinkError, match="#nowhere"):
        page_of(Paragraph((Link("gone", "#nowhere"),)))


def test_the_notice_stands_before_the_title_and_only_where_there_is_one(page: Page) -> None:
    assert page.source.index("The cases in this document are invented.") < page.source.index("<h1")
    without = Page(html(replace(SAMPLE, notice=None)))
    assert 'role="region" aria-labelledby="notice-title"' in page.source
    assert 'aria-labelledby="notice-title"' not in without.source


def hostile_document(text: str) -> Document:
    blocks: tuple[Block, ...] = (
        Heading(1, text, "a"),
        Paragraph((Text(text), Mark(text, "red"), Link(text, "https://example.org/?" + text))),
        Fold(text, (Facts(((text, plain(text)),)),), "fold"),
        replace(COUNTS, caption=text),
        Figure(text, text, SVG),
    )
    blocks = (*blocks, Paragraph((NoteMark(1),)))
    hostile = replace(SAMPLE, title=text, subtitle=text, kicker=text, description=text, notice=text)
    return replace(hostile, blocks=blocks, notes=(plain(text),))


def test_text_is_never_markup() -> None:
    hostile, tame = Page(html(hostile_document(HOSTILE))), Page(html(hostile_document("tame")))
    # A long word is marked as such.
    assert [e.tag for e in hostile.elements if e.attrs.get("class") != "long-word"] == [e.tag for e in tame.elements]
    assert hostile.one("h1").text == HOSTILE
    assert hostile.all("title")[0].text == HOSTILE


def test_the_page_loads_and_runs_nothing(page: Page) -> None:
    policy = page.one("meta", **{"http-equiv": "Content-Security-Policy"}).attrs["content"]
    digest = base64.b64encode(hashlib.sha256(page.one("style").text.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:;")
    assert not page.all("script")
    assert not [e for e in page.elements if "src" in e.attrs or "style" in e.attrs]
    assert [e.attrs["href"] for e in page.all("link")] == ["data:,"]
    assert not re.search(r"url\(|@import|@font-face", page.one("style").text)


def test_table_headers_say_what_they_head(page: Page) -> None:
    table = [e for e in page.elements if "figure" not in e.within]
    heads = [(e.attrs["scope"], e.attrs.get("colspan"), e.text) for e in table if e.tag == "th"]
    assert heads == [
        ("col", None, "Key question"),
        ("col", None, "Relevant cases"),
        ("col", None, "Number 'Yes'"),
        ("colgroup", "3", "Safety"),
        ("row", None, "Does it <keep> the child & others safe?"),
    ]
    assert [(e.text, "numeric" in e.attrs["class"]) for e in table if e.tag == "td"] == [("8", True), ("3", True)]


def test_each_group_of_rows_is_a_table_body_of_its_own() -> None:
    group, row = COUNTS.rows
    bodies = page_of(replace(COUNTS, rows=(row, group, row, group, row))).all("tbody")
    assert len(bodies) == 3


def test_a_wide_table_scrolls_in_a_region_named_by_heading_and_caption(page: Page) -> None:
    region = next(e for e in page.elements if e.attrs.get("id") == "table-2.1")
    assert (region.attrs["role"], region.attrs["tabindex"]) == ("region", "0")
    names = [e.text for name in region.attrs["aria-labelledby"].split() for e in page.elements if e.id == name]
    assert names == ["Counts", "Of the 8 cases inspected"]


def test_the_share_of_a_column_is_in_twentieths_of_the_width(page: Page) -> None:
    # 6, 1 and 1 of 8 parts: 15, 2.5 and 2.5 twentieths; halves go to the even number.
    shares = [re.findall(r"share-(\d+)", e.attrs["class"]) for e in page.all("th") if e.attrs["scope"] == "col"]
    assert shares[:3] == [["15"], ["2"], ["2"]]


def test_ids_within_pictures_are_made_the_figures_own() -> None:
    clip = SVG.replace("<rect", '<clipPath id="c"/><use href="#c"/><rect clip-path="url(#c)"', 1)
    page = page_of(*(Figure("Yes answers", "3 of 8.", clip) for _ in range(2)))
    first, second = page.all("svg")
    assert first.attrs["aria-labelledby"] == "figure-1-t figure-1-d"
    assert second.attrs["aria-labelledby"] == "figure-2-t figure-2-d"
    assert [e.attrs["href"] for e in page.all("use")] == ["#figure-1-c", "#figure-2-c"]
    assert [e.attrs["clip-path"] for e in page.all("rect") if "clip-path" in e.attrs] == [
        "url(#figure-1-c)",
        "url(#figure-2-c)",
    ]


def test_a_figure_shows_its_title_and_its_picture_describes_itself(page: Page) -> None:
    inside = [e for e in page.elements if "figure" in e.within]
    assert [e.text for e in inside if e.tag == "figcaption"] == ["Yes answers"]
    (svg,) = page.all("svg")
    described = [e.text for e in inside if e.id in svg.attrs["aria-labelledby"].split()]
    assert described == ["Yes answers", "3 of 8 cases"]


def test_every_cell_says_its_column_for_a_phone_where_the_head_is_not_seen(page: Page) -> None:
    cells = [(cell.attrs["data-column"], cell.text.strip()) for cell in page.all("td")]
    assert cells == [("Relevant cases", "8"), ("Number 'Yes'", "3")]


def note_links(page: Page, role: str) -> list[Element]:
    return [e for e in page.all("a") if e.attrs.get("role") == role]


def test_a_note_is_printed_once_after_the_report_and_each_of_its_marks_leads_there_and_back() -> None:
    blocks = (Paragraph((NoteMark(1), NoteMark(2))), Paragraph((NoteMark(1),)))
    page = Page(html(replace(SAMPLE, blocks=blocks, notes=(plain("First."), plain("Second.")))))
    assert [(note.id, note.text.split()[0]) for note in page.all("li")] == [("note-1", "First."), ("note-2", "Second.")]
    assert [link.attrs["href"] for link in note_links(page, "doc-noteref")] == ["#note-1", "#note-2", "#note-1"]
    marks = {mark.id: mark.text.split()[-1] for mark in page.all("sup")}
    back = [link.attrs["href"][1:] for link in note_links(page, "doc-backlink")]
    assert [marks[mark] for mark in back] == ["1", "1", "2"]
    assert page.one("section", role="doc-endnotes").attrs["aria-labelledby"] == "notes"


@pytest.mark.parametrize(
    ("wrong", "right"), [(lambda p: p.all("b"), "<b>.</b>"), (lambda p: p.all("keep"), "Does it <keep> the child")]
)
def test_signs_of_markup_are_shown_as_they_were_written(
    page: Page, wrong: Callable[[Page], list[Element]], right: str
) -> None:
    assert not wrong(page)
    assert right in page.one("main").text


def test_tones_are_named_and_the_words_carry_the_meaning(page: Page) -> None:
    tag = next(e for e in page.all("strong") if "tag" in e.attrs["class"].split())
    assert tag.text == "Good"
    assert "tag--turquoise" in tag.attrs["class"].split()
