"""Words of a Document → the runs of a Word file: text, links, marks, and the places that links lead to."""

from dataclasses import dataclass, field
from itertools import count

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docx.parts.document import DocumentPart

from trigpoint.report.anchors import Anchors, note_anchor
from trigpoint.report.document import Document, Inline, Link, Mark, NoteMark, Text, Words
from trigpoint.report.tones import TONES
from trigpoint.report.word.xml import Xml, bookmark, element, jump, legal, run


@dataclass
class Draft:
    """One Word file in the making: what its parts must know of one another.

    `links` is the part that web links are written in, where that is not the text.
    """

    document: Document
    part: DocumentPart
    anchors: Anchors
    numbers: "count[int]" = field(default_factory=lambda: count(1))
    links: XmlPart | None = None

    def words(self, words: Words) -> list[Xml]:
        """Return the runs of these words."""
        return [run_or_place for part in words for run_or_place in self._inline(part)]

    def place(self, anchor: str | None) -> list[Xml]:
        """Return a bookmark for the anchor; nothing where there is none or it is already placed."""
        placed = self.anchors.place(anchor)
        return [] if placed is None else bookmark(placed, next(self.numbers))

    def new_list(self, start: int) -> int:
        """Return the number of a new ordered list that begins at `start`, numbered as Word's List Number."""
        lists = self.part.numbering_part.element
        (of_style,) = self.part.styles["List Number"].element.xpath("w:pPr/w:numPr/w:numId/@w:val")
        (pattern,) = lists.xpath(f"w:num[@w:numId='{of_style}']/w:abstractNumId/@w:val")
        numbered = lists.add_num(int(pattern))
        numbered.add_lvlOverride(ilvl=0).add_startOverride(start)
        return int(numbered.numId)

    def _inline(self, part: Inline) -> list[Xml]:
        match part:
            case Text(text=text, strong=strong, emphasis=emphasis):
                return [run(text, *[element("w:b")] * strong, *[element("w:i")] * emphasis)]
            case Link(text=text, target=target):
                return [self._link(text, target)]
            case Mark(text=text, tone=tone):
                colours = TONES[tone]
                shade = element("w:shd", val="clear", color="auto", fill=_hex(colours.ground))
                # No-break spaces give the tag its margin, as inset does on paper.
                return [run(f"\u00a0{text}\u00a0", element("w:b"), element("w:color", val=_hex(colours.text)), shade)]
            case NoteMark(number=number):
                return self._note_mark(number)

    def _note_mark(self, number: int) -> list[Xml]:
        """Return the reference of a footnote; at a later mark its number, which leads to the first one."""
        bookmarked = self.place(note_anchor(number))
        if not bookmarked:
            return [jump(note_anchor(number), [raised(number)])]
        properties = element("w:rPr", element("w:vertAlign", val="superscript"))
        return [*bookmarked, element("w:r", properties, element("w:footnoteReference", id=number))]

    def _link(self, text: str, target: str) -> Xml:
        shown = [run(text, element("w:rStyle", val="Hyperlink"))]
        if target.startswith("#"):
            return jump(target[1:], shown)
        relation = (self.links or self.part).relate_to(legal(target), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = element("w:hyperlink", *shown, history=1)
        link.set(qn("r:id"), relation)
        return link


def raised(number: int) -> Xml:
    """Return a note's number, small and raised."""
    return run(str(number), element("w:vertAlign", val="superscript"))


def _hex(colour: str) -> str:
    return colour.removeprefix("#").upper()
