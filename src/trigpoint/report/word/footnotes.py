"""The notes of a Document as Word's own footnotes, which Word puts at the foot of the page that has their mark."""

from dataclasses import replace

from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.parts.document import DocumentPart

from trigpoint.report.document import Document
from trigpoint.report.word.draft import Draft
from trigpoint.report.word.xml import Xml, element, paragraph, run

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"

# The lines above the notes of a page, by the numbers that Word itself gives them.
_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))


def add_footnotes(document: Document, draft: Draft) -> None:
    """Add the part of the file that has the notes; nothing where there is none."""
    if not document.notes:
        return
    part = _part(draft.part)
    # Web links of a note are relations of the part that the note is in.
    inside = replace(draft, links=part)
    for number, words in enumerate(document.notes, start=1):
        mark = element("w:r", element("w:rPr", element("w:vertAlign", val="superscript")), element("w:footnoteRef"))
        content = [mark, run(" "), *inside.words(words)]
        part.element.append(element("w:footnote", paragraph("Note", content), id=number))
    draft.part.settings.element.append(
        element("w:footnotePr", *(element("w:footnote", id=number) for number, _ in _SEPARATORS))
    )


def _part(document: DocumentPart) -> XmlPart:
    root: Xml = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
    for number, kind in _SEPARATORS:
        line = element("w:p", element("w:r", element(f"w:{kind}")))
        root.append(element("w:footnote", line, type=kind, id=number))
    part = XmlPart(PackURI("/word/footnotes.xml"), _CONTENT, root, document.package)
    document.relate_to(part, _RELATION)
    return part
