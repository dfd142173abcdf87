"""Document → Word file: an editable draft with real headings, lists and tables; same document, same bytes."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm
from docx.text.paragraph import Paragraph as WordParagraph

from trigpoint.report.anchors import Anchors
from trigpoint.report.document import Document
from trigpoint.report.paper import for_paper
from trigpoint.report.word.blocks import draw
from trigpoint.report.word.draft import Draft
from trigpoint.report.word.footnotes import add_footnotes
from trigpoint.report.word.styles import dress
from trigpoint.report.word.xml import Xml, field_end, field_start, legal, paragraph, run

# A file says when it was made, in two places; the same document must give the same bytes.
NO_TIME = datetime(1980, 1, 1, tzinfo=UTC)


def word(document: Document) -> bytes:
    """Return the document as a Word file.

    A character that the format cannot hold is shown as U+FFFD. Raises BrokenLinkError where a link or note mark
    leads nowhere, and TypesettingError where a figure is not SVG.
    """
    document, draft_file = for_paper(document), docx.Document()
    dress(draft_file, document.language)
    _describe(draft_file, document)
    _set_page(draft_file, document)
    draft = Draft(document, draft_file.part, Anchors(document))
    body = draft_file.element.body
    for part in [*_title_page(document, draft), *_blocks(document, draft)]:
        body.sectPr.addprevious(part)
    add_footnotes(document, draft)
    return _saved(draft_file)


def _title_page(document: Document, draft: Draft) -> list[Xml]:
    notice = [] if document.notice is None else [paragraph("Notice", [run(document.notice)])]
    return [
        *notice,
        paragraph("Kicker", [run(document.kicker)]),
        paragraph("Title", [run(document.title)]),
        paragraph("Subtitle", [run(document.subtitle)]),
        *draw(document.facts, draft),
    ]


def _blocks(document: Document, draft: Draft) -> list[Xml]:
    return [part for block in document.blocks for part in draw(block, draft)]


def _describe(draft_file: WordDocument, document: Document) -> None:
    facts = draft_file.core_properties
    facts.title, facts.author = legal(document.title), legal(document.kicker)
    facts.subject, facts.language = legal(document.description), document.language
    facts.comments = facts.last_modified_by = ""
    facts.created = facts.modified = NO_TIME


def _set_page(draft_file: WordDocument, document: Document) -> None:
    section = draft_file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(25)
    section.different_first_page_header_footer = True
    if document.notice is not None:
        _fill(section.header.paragraphs[0], [run(document.notice)])
    page = [*field_start("PAGE"), run("2"), field_end()]
    footer = section.footer.paragraphs[0]
    footer.paragraph_format.tab_stops.add_tab_stop(Mm(160), WD_TAB_ALIGNMENT.RIGHT)
    _fill(footer, [run(f"{document.title}\t"), *page])


def _fill(words: WordParagraph, content: Sequence[Xml]) -> None:
    words.paragraph_format.element.extend(content)


def _saved(draft_file: WordDocument) -> bytes:
    """Return the file's bytes, with the same date on every entry of the archive."""
    dated, undated = BytesIO(), BytesIO()
    draft_file.save(dated)
    with ZipFile(dated) as source, ZipFile(undated, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, NO_TIME.timetuple()[:6]), source.read(name), ZIP_DEFLATED)
    return undated.getvalue()
