"""Where links lead: every one somewhere, and every place once."""

from dataclasses import replace

import pytest

from tests.report.sample import COUNTS, SAMPLE
from trigpoint.report.anchors import Anchors, BrokenLinkError
from trigpoint.report.document import (
    Block,
    Callout,
    Document,
    Facts,
    Heading,
    Link,
    NoteMark,
    Notes,
    Numbered,
    Paragraph,
    plain,
)


def holding(*blocks: Block) -> Document:
    return replace(SAMPLE, blocks=blocks)


def one_note(number: int) -> Notes:
    return Notes(((number, plain("A note.")),))


@pytest.mark.parametrize(
    "target", ["#a", "#table-2.1", "#q-2.1.2", "https://a.org/", "http://a.org/", "mailto:a@a.org"]
)
def test_a_link_may_lead_to_a_heading_a_table_a_row_or_the_web(target: str) -> None:
    Anchors(holding(Heading(1, "A", "a"), COUNTS, Paragraph((Link("see", target),))))


@pytest.mark.parametrize("target", ["", "#", "#none", "a", "javascript:alert(1)", "file:///etc/passwd"])
def test_a_link_to_anywhere_else_is_refused(target: str) -> None:
    with pytest.raises(BrokenLinkError):
        Anchors(holding(Heading(1, "A", "a"), Paragraph((Link("see", target),))))


def test_every_broken_link_is_named_once() -> None:
    links = tuple(Link("see", target) for target in ("#c", "#b", "#c"))
    with pytest.raises(BrokenLinkError, match="'#b', '#c'"):
        Anchors(holding(Paragraph(links)))


def test_links_are_looked_for_in_facts_lists_notes_cells_and_callouts() -> None:
    gone = (Link("see", "#gone"),)
    with pytest.raises(BrokenLinkError):
        Anchors(replace(SAMPLE, facts=Facts((("Score", gone),)), blocks=()))
    row = replace(COUNTS.rows[0], cells=(gone,))
    for block in (
        Numbered((gone,)),
        Notes(((1, gone),)),
        replace(COUNTS, rows=(row,)),
        Callout("", (Paragraph(gone),)),
    ):
        with pytest.raises(BrokenLinkError):
            Anchors(holding(block))


def test_a_place_is_given_out_once_and_no_place_never() -> None:
    anchors = Anchors(SAMPLE)
    assert [anchors.place(name) for name in ("counts", "counts", None)] == ["counts", None, None]


def test_a_note_mark_leads_to_the_next_notes_that_have_its_number() -> None:
    first, second = one_note(1), one_note(1)
    anchors = Anchors(holding(Paragraph((NoteMark(1),)), first, second))
    assert anchors.note(1) == "note-1-1"
    assert anchors.notes(first) == ["note-1-1"]
    assert anchors.note(1) == "note-2-1"


def test_notes_without_the_number_are_passed_over() -> None:
    assert Anchors(holding(Paragraph((NoteMark(2),)), one_note(1), one_note(2))).note(2) == "note-2-2"


def test_a_note_mark_after_its_note_is_refused() -> None:
    with pytest.raises(BrokenLinkError, match="Note mark 1 has no note after it"):
        Anchors(holding(one_note(1), Paragraph((NoteMark(1),))))
