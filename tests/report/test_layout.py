"""Every page of four reports, read back: notes under their marks, no page left half empty, nothing torn apart."""

import itertools
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import typst

from tests.factories.bundles import PRINTED, TWIN, values, written_json
from tests.report.laid_out import LaidOut
from tests.report.sample import SAMPLE
from trigpoint.bundle.files import load_bundle
from trigpoint.bundle.rated import rated_bundle
from trigpoint.report.columns import LETTER, widths
from trigpoint.report.compose import compose
from trigpoint.report.document import (
    Block,
    Column,
    Document,
    Fold,
    Heading,
    Mark,
    NoteMark,
    Paragraph,
    Row,
    Table,
    Text,
    plain,
    text_of,
)
from trigpoint.report.paper import for_paper
from trigpoint.report.pdf import TEXT_WIDTH, pdf
from trigpoint.report.typesetting import FONTS

HALF = PRINTED.parent / "eastmere-2026"
"""An inspection in the middle of its case week: some answers, no judgements and no words."""

MOST_EMPTY, MOST_EMPTY_BEFORE_A_PART = 0.3, 0.5
"""Which part of a page may be empty at its foot, in a part of the report and before the next."""


def forty_six(folder: Path) -> Path:
    """33 court and 13 out-of-court disposals: the twin's cases over and over, without its decisions."""
    bundle: dict[str, Any] = values(TWIN)
    cases = []
    for record, read in zip(bundle["sample"], (33, 13), strict=True):
        of_type = [case for case in bundle["cases"] if case["case_type"] == record["case_type"]]
        repeated = itertools.islice(itertools.cycle(of_type), read)
        cases += [{**case, "reference": f"{case['reference']}-{number}"} for number, case in enumerate(repeated)]
        record.update(read=read, made_up_of={}, eligible={**record["eligible"], "number": 2 * read})
        record.pop("interviews")
    bundle["cases"] = cases
    return written_json(
        folder, {name: part for name, part in bundle.items() if name not in {"panel_decisions", "printed"}}
    )


def many_tables() -> Document:
    """Tables of many lengths, each with a note and a sentence before it, begun at many places of a page."""
    blocks: list[Block] = [Heading(1, "Tables", "tables")]
    for number in range(1, 41):
        rows = [Row((plain(f"A row of table {number}"), plain("8"))) for _ in range(2 + number % 7)]
        rows[-(number % 2)] = Row(((Text("The row with the note"), NoteMark(number)), plain("8")))
        columns = (Column("Row", share=3), Column("Cases", numeric=True))
        blocks += [
            Heading(2, f"Heading {number}", f"heading-{number}"),
            Paragraph(plain(f"Sentence {number} is about this table:"), introduces=True),
            Table(f"Caption {number}", columns, tuple(rows)),
            Paragraph(plain("Words in between. " * (number % 11))),
        ]
    notes = tuple(plain(f"The source of table {number}.") for number in range(1, 41))
    return replace(SAMPLE, blocks=tuple(blocks), notes=notes)


@cache
def document_of(example: str) -> Document:
    if example == "many tables":
        return many_tables()
    with TemporaryDirectory() as folder:
        file = {"printed": PRINTED, "twin": TWIN, "half": HALF}.get(example) or forty_six(Path(folder))
        return compose(rated_bundle(load_bundle(file)))


@cache
def laid_out(example: str) -> LaidOut:
    return LaidOut(pdf(document_of(example)))


# To read a whole report back takes some seconds.
REPORTS = [
    "many tables",
    *(pytest.param(name, marks=pytest.mark.proof) for name in ("printed", "twin", "forty-six", "half")),
]


@pytest.mark.parametrize("example", REPORTS)
def test_no_page_between_the_title_and_the_last_is_emptier_than_the_limit(example: str) -> None:
    made = laid_out(example)
    empty = {page: round(made.empty_share(page), 2) for page in range(2, len(made.pages))}
    limits = {page: MOST_EMPTY_BEFORE_A_PART if made.begins_part(page + 1) else MOST_EMPTY for page in empty}
    assert {page: share for page, share in empty.items() if share > limits[page]} == {}


@pytest.mark.parametrize("example", REPORTS)
def test_no_page_ends_with_a_heading_a_caption_or_words_that_introduce_what_follows(example: str) -> None:
    document = document_of(example)
    made = laid_out(example)
    ends = {squeezed(text)[-25:] for text in never_last(document)}
    assert ends
    # A row of a table may say what a heading says: letters of its size are in no heading.
    pages = [page for page in range(1, len(made.pages) + 1) if made.body(page)[-1].size != LETTER]
    assert {page: last for page in pages if (last := last_words(made, page)) in ends} == {}


def never_last(document: Document) -> list[str]:
    texts = []
    for block in for_paper(document).blocks:
        if isinstance(block, Heading):
            texts.append(block.text)
        if isinstance(block, Table):
            texts.append(block.caption)
        if isinstance(block, Paragraph) and block.introduces:
            texts.append(text_of(block.words))
    return texts


def last_words(made: LaidOut, page: int) -> str:
    return squeezed("".join(line.text for line in made.body(page)[-2:]))[-25:]


def squeezed(text: str) -> str:
    """A text without spaces: how words are spaced on a line is the typesetter's business."""
    return "".join(text.split())


@pytest.mark.parametrize("example", REPORTS)
def test_no_table_leaves_a_single_row_on_a_page(example: str) -> None:
    made = laid_out(example)
    torn = [rows for rows in made.rows_by_page() if len(rows) > 1 and min(rows.values()) < 2]
    assert torn == []


@pytest.mark.parametrize("example", REPORTS)
def test_each_note_is_printed_once_on_the_page_of_its_mark(example: str) -> None:
    document = document_of(example)
    made = laid_out(example)
    pages = [squeezed(page) for page in made.text_of_pages]
    printed = {
        number: [page for page, text in enumerate(pages, 1) if f"{number}{squeezed(text_of(note))}" in text]
        for number, note in enumerate(document.notes, 1)
    }
    assert {number: len(found) for number, found in printed.items()} == dict.fromkeys(printed, 1)
    marks = list(made.marks())
    assert {int(number) for number, _, _ in marks} == set(printed)
    assert [mark for mark in marks if mark[1] != mark[2] or printed[int(mark[0])] != [mark[1]]] == []


def test_tables_of_that_many_lengths_are_broken_somewhere() -> None:
    assert any(len(rows) > 1 for rows in laid_out("many tables").rows_by_page())


HEADS = ("Rating of", "By the rules", "Inadequate", "Requires improvement", "Good", "Outstanding")


def test_the_heads_of_columns_never_touch_however_small_their_share() -> None:
    """Measured by the typesetter: the longest word of each column and the room beside it fit into its width."""
    cells = (plain("2.3 Implementation and delivery"), (Mark("Requires improvement", "yellow"),), *map(plain, "1234"))
    columns = (Column("Rating of", share=9), *(Column(head, numeric=True) for head in HEADS[1:]))
    table = Table("Ratings", columns, (Row(tuple(cells)),))
    for width, head in zip(widths(table, TEXT_WIDTH), HEADS, strict=True):
        assert width >= max(measured(word) for word in head.split()) + 10
    assert sum(widths(table, TEXT_WIDTH)) <= TEXT_WIDTH


def measured(word: str) -> float:
    """The width of a bold word in the letters of a table, in points."""
    source = (
        f'#set text(font: "Inter", size: {LETTER}pt, weight: "bold")\n'
        f'#context [#metadata(measure("{word}").width.pt()) <width>]'
    )
    return float(typst.query(source.encode(), "<width>", field="value", one=True, font_paths=FONTS))


def test_where_no_words_fit_beside_each_other_each_column_gets_its_part() -> None:
    table = Table("Wide", tuple(Column("x" * 100) for _ in range(3)), ())
    assert widths(table, TEXT_WIDTH) == [151, 151, 151]


def test_a_word_wider_than_the_page_takes_no_room_from_the_words_of_other_columns() -> None:
    """One such column has a third of the text; several have together what the others leave."""
    heads = ("Responsibilities", "Multidisciplinary", "Arrangements")
    for wide in (1, 2):
        table = Table("Wide", tuple(map(Column, ("x" * 100,) * wide + heads)), ())
        given = widths(table, TEXT_WIDTH)
        assert [head for head, width in zip(heads, given[wide:], strict=True) if width < measured(head) + 10] == []
        assert len(set(given[:wide])) == 1
        assert sum(given) <= TEXT_WIDTH
        assert given[0] <= TEXT_WIDTH // 3


def test_a_figure_of_counts_is_not_broken() -> None:
    table = Table(
        "Counts", (Column("Question", share=50), Column("To", numeric=True)), (Row((plain("x"), plain("17 of 21"))),)
    )
    assert widths(table, TEXT_WIDTH)[1] >= measured("17 of 21")


def test_a_fold_in_the_annexe_is_there_once_with_the_heading_that_names_what_it_is_of() -> None:
    document = document_of("printed")
    folded = [block for block in document.blocks if isinstance(block, Fold) and block.annexe_title]
    paper = for_paper(document)
    headings = [block.text for block in paper.blocks if isinstance(block, Heading) and block.level == 2]
    assert [headings.count(fold.annexe_title or "") for fold in folded if fold.anchor.startswith("steps-")] == [2] * 12
    assert not [block for block in paper.blocks if isinstance(block, Fold)]
