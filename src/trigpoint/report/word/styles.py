"""The styles of the Word draft: Word's own names, so that editors and screen readers know them."""

from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.styles.styles import Styles

from trigpoint.report.word.xml import Xml, element

INK = RGBColor(0x0B, 0x0C, 0x0C)
LINK = "1A65A6"
RULE = "B1B4B6"
FONT = "Arial"  # on every editor's machine; Word files do not carry fonts


@dataclass(frozen=True, slots=True)
class Look:
    """How one paragraph style looks: sizes and spaces in points; `parent` where it is not Word's own."""

    size: float
    before: float = 0
    after: float = 6
    bold: bool = False
    keep: bool = False
    parent: str | None = None


LOOKS = {
    "Normal": Look(11, after=8),
    "Title": Look(28, before=6, after=12, bold=True),
    "Subtitle": Look(15, after=24),
    "Kicker": Look(12, before=120, bold=True, parent="Normal"),
    "Notice": Look(11, bold=True, parent="Normal"),
    "Heading 1": Look(20, after=12, bold=True, keep=True),
    "Heading 2": Look(15, before=18, bold=True, keep=True),
    "Heading 3": Look(12, before=14, bold=True, keep=True),
    "Heading 4": Look(11, before=12, bold=True, keep=True),
    "Unlisted Heading 1": Look(20, after=12, bold=True, keep=True, parent="Heading 1"),
    "Unlisted Heading 2": Look(15, before=18, bold=True, keep=True, parent="Heading 2"),
    "Lead": Look(13, after=10, parent="Normal"),
    "Fact": Look(11, after=4, parent="Normal"),
    "List Bullet": Look(11),
    "List Number": Look(11),
    "Caption": Look(11, before=12, bold=True, keep=True),
    "Picture": Look(11, keep=True, parent="Normal"),
    "Cell": Look(10, before=2, after=2, parent="Normal"),
    "Gap": Look(6, after=4, parent="Normal"),
    "Note": Look(9, after=3, parent="Normal"),
    "toc 1": Look(11, before=8, after=3, bold=True, parent="Normal"),
    "toc 2": Look(11, after=3, parent="Normal"),
    "Header": Look(9),
    "Footer": Look(9),
}


def dress(draft: WordDocument, language: str) -> None:
    """Give the document our styles and its language, such as 'en-GB'."""
    _set_defaults(draft.styles, language)
    for name, look in LOOKS.items():
        _set_style(_paragraph_style(draft.styles, name, look), look)
    _set_places(draft.styles)
    _add_link_style(draft.styles)
    _add_table_style(draft.styles)


def identifier(name: str) -> str:
    """Return the identifier that a paragraph refers to a style by."""
    return name[:1].upper() + name[1:].replace(" ", "")


def _paragraph_style(styles: Styles, name: str, look: Look) -> ParagraphStyle:
    if look.parent is not None:
        _add(styles, "paragraph", name, look.parent)
    style = styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"The style {name} is not one for paragraphs.")
    return style


def _add(styles: Styles, kind: str, name: str, parent: str, *looks: Xml) -> None:
    named = (element("w:name", val=name), element("w:basedOn", val=identifier(parent)))
    styles.element.append(element("w:style", *named, *looks, type=kind, styleId=identifier(name)))


def _set_style(style: ParagraphStyle, look: Look) -> None:
    for old in style.element.xpath("w:rPr | w:pPr/w:pBdr | w:pPr/w:tabs | w:pPr[../@w:styleId='Subtitle']/w:numPr"):
        old.getparent().remove(old)
    style.hidden, style.quick_style = False, True
    style.font.name, style.font.size = FONT, Pt(look.size)
    style.font.bold = look.bold or None  # never "not bold": it would cancel the bold of a table's head
    style.font.color.rgb = INK
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.keep_with_next, shape.line_spacing = look.keep, 1.15


def _set_places(styles: Styles) -> None:
    """Set what only some styles have: where a page begins, how far a line is moved in."""
    for name, left, hanging in (("Fact", 55, 55), ("toc 2", 6, 0)):
        style = styles[name]
        if isinstance(style, ParagraphStyle):
            style.paragraph_format.left_indent = Mm(left)
            style.paragraph_format.first_line_indent = -Mm(hanging)
    first = styles["Heading 1"]
    if isinstance(first, ParagraphStyle):
        first.paragraph_format.page_break_before = True


def _set_defaults(styles: Styles, language: str) -> None:
    (defaults,) = styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    for old in defaults.xpath("w:rFonts | w:lang"):
        defaults.remove(old)
    defaults.insert(0, element("w:rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT))
    defaults.append(element("w:lang", val=language, eastAsia=language))


def _add_link_style(styles: Styles) -> None:
    look = element("w:rPr", element("w:color", val=LINK), element("w:u", val="single"))
    _add(styles, "character", "Hyperlink", "Default Paragraph Font", look)


def _add_table_style(styles: Styles) -> None:
    """Add 'Report Table': thin rules between rows; the head and the first column bold."""
    rules = [element(f"w:{side}", val="single", sz=4, space=0, color=RULE) for side in ("top", "bottom", "insideH")]
    ruled = element("w:tblPr", element("w:tblBorders", *rules))
    _add(styles, "table", "Report Table", "Table Normal", ruled, _bold_part("firstRow"), _bold_part("firstCol"))


def _bold_part(part: str) -> Xml:
    return element("w:tblStylePr", element("w:rPr", element("w:b")), type=part)
