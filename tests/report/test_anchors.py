"""Where links lead: every one somewhere, and every place once."""

from dataclasses import replace

import pytest

from tests.report.sample import COUNTS, SAMPLE
from trigpoint.report.anchors import Anchors, BrokenLinkError
from trigpoint.report.document import (
    Block,
    Document,
    Facts,
    Fold,
    Heading,
    Link,
    NoteMark,
    Numbered,
    Paragraph,
    Words,
    plain,
)


def holding(*blocks: Block, notes: tuple[Words, ...] = ()) -> Document:
    return replace(SAMPLE, blocks=blocks, notes=notes)


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


def test_links_are_looked_for_in_facts_lists_notes_cells_and_folds() -> None:
    gone = (Link("see", "#gone"),)
    with pytest.raises(BrokenLinkError, match="#gone"):
        Anchors(replace(SAMPLE, facts=Facts((("Score", gone),)), blocks=(), notes=()))
    with pytest.raises(BrokenLinkError, match="#gone"):
        Anchors(holding(Paragraph((NoteMark(1),)), notes=(gone,)))
    row = replace(COUNTS.rows[0], cells=(gone,))
    for block in (
        Numbered((gone,)),
        replace(COUNTS, rows=(row,)),
        Fold("Steps", (Paragraph(gone),), "steps"),
    ):
        with pytest.raises(BrokenLinkError, match="#gone"):
            Anchors(holding(block))


def test_a_place_is_given_out_once_and_no_place_never() -> None:
    anchors = Anchors(SAMPLE)
    assert [anchors.place(name) for name in ("counts", "counts", None)] == ["counts", None, None]


def test_a_link_may_lead_into_a_fold_and_to_the_fold_itself() -> None:
    Anchors(holding(Fold("Steps", (COUNTS,), "steps"), Paragraph((Link("see", "#q-2.1.2"), Link("all", "#steps")))))


@pytest.mark.parametrize(
    ("marks", "notes", "wrong"),
    [
        ((1, 3), 2, "Note mark 3 has no note"),
        ((0,), 1, "Note mark 0 has no note"),
        ((2, 1), 2, "not numbered in the order of their first marks"),
        ((1,), 2, "one has no mark"),
    ],
)
def test_every_mark_has_its_note_every_note_its_mark_and_first_marks_come_in_order(
    marks: tuple[int, ...], notes: int, wrong: str
) -> None:
    with pytest.raises(BrokenLinkError, match=wrong):
        Anchors(holding(Paragraph(tuple(map(NoteMark, marks))), notes=(plain("A note."),) * notes))


def test_a_note_may_be_marked_again() -> None:
    Anchors(holding(Paragraph((NoteMark(1), NoteMark(2), NoteMark(1))), notes=(plain("One."), plain("Two."))))
