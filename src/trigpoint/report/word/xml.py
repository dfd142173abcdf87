"""The small parts a Word file is built of, as WordprocessingML elements (ECMA-376, part 1, chapter 17)."""

import re
from collections.abc import Iterable
from typing import TypeAlias
from zlib import crc32

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

Xml: TypeAlias = BaseOxmlElement

# XML 1.0 cannot hold these, not even escaped.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """Return the text with a visible mark (U+FFFD) in place of each character that XML cannot hold."""
    return _ILLEGAL.sub("\ufffd", text)


def element(tag: str, *children: Xml, **values: str | int) -> Xml:
    """Return one element; each value becomes an attribute with Word's prefix."""
    part = OxmlElement(tag, {qn(f"w:{name}"): str(value) for name, value in values.items()})
    part.extend(children)
    return part


def run(text: str, *properties: Xml) -> Xml:
    """Return a run of text; tabs and line ends become Word's own."""
    part = element("w:r", element("w:rPr", *properties))
    part.text = legal(text)
    return part


def paragraph(style: str, content: Iterable[Xml], *properties: Xml) -> Xml:
    """Return a paragraph in the style with this identifier."""
    return element("w:p", element("w:pPr", element("w:pStyle", val=style), *properties), *content)


def field_start(instruction: str) -> list[Xml]:
    """Return the beginning of a field that Word can update; what it shows until then follows."""
    code = element("w:instrText")
    code.text = instruction
    return [_field_part("begin"), element("w:r", code), _field_part("separate")]


def field_end() -> Xml:
    """Return the end of a field."""
    return _field_part("end")


def _field_part(kind: str) -> Xml:
    return element("w:r", element("w:fldChar", fldCharType=kind))


def bookmark_name(anchor: str) -> str:
    """Return Word's name for an anchor: at most 40 letters, digits and underscores, beginning with a letter."""
    return f"to_{re.sub('[^A-Za-z0-9]', '_', anchor)[:28]}_{crc32(legal(anchor).encode()):08x}"


def bookmark(anchor: str, number: int) -> list[Xml]:
    """Return the two ends of a bookmark that marks a place; each number is used once in a file."""
    name = bookmark_name(anchor)
    return [element("w:bookmarkStart", id=number, name=name), element("w:bookmarkEnd", id=number)]


def jump(anchor: str, content: Iterable[Xml]) -> Xml:
    """Return a link to a bookmark of the same file."""
    return element("w:hyperlink", *content, anchor=bookmark_name(anchor), history=1)
