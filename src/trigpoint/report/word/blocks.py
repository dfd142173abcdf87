"""Blocks of a Document → the paragraphs and tables of a Word file, one function for each kind of block."""

from collections.abc import Sequence
from io import BytesIO

from docx.shared import Mm

from trigpoint.report.document import (
    Block,
    Bullets,
    Contents,
    Facts,
    Figure,
    Fold,
    Heading,
    Numbered,
    Paragraph,
    Table,
    Words,
)
from trigpoint.report.raster import WIDTH_MM, png
from trigpoint.report.word.draft import Draft
from trigpoint.report.word.styles import identifier
from trigpoint.report.word.tables import table
from trigpoint.report.word.xml import Xml, element, field_end, field_start, jump, legal, paragraph, run


def draw(block: Block, draft: Draft) -> list[Xml]:  # noqa: C901, PLR0911 - one case a kind
    """Return the paragraphs and tables of one block. Raises TypesettingError where a figure is not SVG."""
    match block:
        case Heading():
            return [_heading(block, draft)]
        case Paragraph(words=words, lead=lead, introduces=introduces):
            keep = [element("w:keepNext")] * introduces
            return [paragraph("Lead" if lead else "Normal", draft.words(words), *keep)]
        case Bullets(entries=entries):
            return [paragraph("ListBullet", draft.words(words)) for words in entries]
        case Numbered(entries=entries, start=start):
            return _numbered(entries, start, draft)
        case Facts(rows=rows):
            return [_fact(name, words, draft) for name, words in rows]
        case Fold():
            raise TypeError("Paper has no folds: they are opened before anything is drawn.")
        case Table():
            return table(block, draft)
        case Figure():
            return _figure(block, draft)
        case Contents():
            return _contents(draft.document.contents())


def _heading(block: Heading, draft: Draft) -> Xml:
    # Word gathers 'Heading 1' and 'Heading 2' into the contents list, so an unlisted one has a style of its own.
    listed = block.in_contents or block.level > 2
    style = identifier(f"Heading {block.level}" if listed else f"Unlisted Heading {block.level}")
    follows_on = [element("w:pageBreakBefore", val=0)] * (block.level == 1 and block.continues)
    return paragraph(style, [*draft.place(block.anchor), run(block.text)], *follows_on)


def _numbered(entries: Sequence[Words], start: int, draft: Draft) -> list[Xml]:
    number = draft.new_list(start)
    return [
        paragraph(
            "ListNumber",
            draft.words(words),
            element("w:numPr", element("w:ilvl", val=0), element("w:numId", val=number)),
        )
        for words in entries
    ]


def _fact(name: str, words: Words, draft: Draft) -> Xml:
    return paragraph("Fact", [run(f"{name}:\t", element("w:b")), *draft.words(words)])


def _figure(block: Figure, draft: Draft) -> list[Xml]:
    inline = draft.part.new_pic_inline(BytesIO(png(block.svg)), width=Mm(WIDTH_MM))
    inline.docPr.set("descr", legal(block.description))
    inline.docPr.set("id", str(next(draft.numbers)))
    for side in "TBLR":
        inline.set(f"dist{side}", "0")
    picture = element("w:r", element("w:drawing", inline))
    return [paragraph("Caption", [run(block.title)]), paragraph("Picture", [picture])]


def _contents(headings: Sequence[Heading]) -> list[Xml]:
    """Return a contents list that Word can update; until then it has the headings, without page numbers."""
    entries = [
        paragraph(identifier(f"toc {heading.level}"), [jump(heading.anchor, [run(heading.text)])])
        for heading in headings
    ]
    if entries:
        for position, part in enumerate(field_start('TOC \\o "1-2" \\h \\z'), start=1):
            entries[0].insert(position, part)
        entries[-1].append(field_end())
    return entries
