"""A Document as one web page that stands alone: styles inside, no script, nothing loaded."""

import base64
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from importlib.resources import files
from itertools import pairwise

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from trigpoint.report.anchors import Anchors
from trigpoint.report.document import Block, Contents, Document, Heading, Inline, Words

_NOTES = Heading(1, "Notes", "notes")
"""The part of the page after the last of the report; paper has its notes at the foot of each page."""

_SVG_NAMES = re.compile(r'(?<=\s)(id|aria-labelledby|aria-describedby)="([^"]*)"')
_SVG_TARGETS = re.compile(r'(url\(|href=")#')


def html(document: Document) -> str:
    """Return the document as one self-contained, accessible HTML page; the same document gives the same page.

    The anchors of the document are the ids of the page. Raises BrokenLinkError where a link or a note mark leads
    nowhere.
    """
    draw, draw_notes = _drawers(document)
    return (
        _environment()
        .get_template("report.html.jinja")
        .render(
            document=document,
            parts=[(blocks, Contents() in blocks) for blocks in _parts(document.blocks)],
            has_contents=Contents() in document.blocks,
            draw=draw,
            draw_notes=draw_notes,
            style=Markup(_style()),  # noqa: S704 # nosec B704 - our own file
            style_source=style_source(),
        )
    )


def with_links(page: str, back: tuple[str, str], files: Sequence[tuple[str, str]]) -> str:
    """Return a page with links for a site that serves it: to where its reader came from, and to the report's files.

    Each is a text with an address. The words are ours.
    """
    begun, main, rest = page.partition('id="main-content" tabindex="-1">')
    links = f'<nav aria-label="Back"><p class="govuk-body back">{_link(*back)}</p></nav>'
    if files:
        named = " ".join(f"<li>{_link(*file)}</li>" for file in files)
        links += f'\n<p class="govuk-body files">Download this report</p><ul class="govuk-list files">{named}</ul>'
    return f"{begun}{main}\n{links}{rest}"


def _link(text: str, href: str) -> Markup:
    return Markup('<a class="govuk-link" href="{}">{}</a>').format(href, text)


def style_source() -> str:
    """Return the page's styles as a policy names them: by their digest."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()}'"


class _Names:
    """Names what the document leaves nameless, in the order it is drawn: captions, figures and note marks."""

    def __init__(self, anchors: Anchors) -> None:
        self.heading: Heading | None = None
        self._anchors = anchors
        self._count: Counter[str] = Counter()
        self._marks: dict[int, list[str]] = defaultdict(list)

    def under(self, heading: Heading) -> str:
        """Remember the heading that the next blocks are under; return its anchor."""
        self.heading = heading
        return heading.anchor

    def place(self, anchor: str | None) -> str | None:
        """Return the anchor if it is not yet an id in the page."""
        return self._anchors.place(anchor)

    def new(self, kind: str) -> str:
        """Return the next id of this kind, such as 'figure-2'."""
        self._count[kind] += 1
        return f"{kind}-{self._count[kind]}"

    def mark(self, number: int) -> str:
        """Return the id of the next mark of a note."""
        mark = self.new("note-mark")
        self._marks[number].append(mark)
        return mark

    def marks(self, number: int) -> list[str]:
        """Return the ids of the marks of a note that have been drawn."""
        return self._marks[number]


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("trigpoint.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["with_breaks"] = _with_breaks
    return environment


# Longer than any word of a report.
_LONG_WORD = re.compile(r"\S{25,}")


def _with_breaks(text: str) -> Markup:
    """Return a text in which long words, such as addresses, are marked: in a table they break where they do not fit."""

    def marked(part: str) -> Markup:
        return Markup('<span class="long-word">{}</span>').format(part) if _LONG_WORD.fullmatch(part) else escape(part)

    return Markup().join(marked(part) for part in re.split(r"(\S+)", text))


def _style() -> str:
    return files("trigpoint.report").joinpath("static/report.css").read_text(encoding="utf-8")


def _drawers(document: Document) -> tuple[Callable[[Block | Inline], Markup], Callable[[tuple[Words, ...]], Markup]]:
    """Return what draws one part of the document, by the macro that has its class's name; and what draws its notes."""

    def draw(part: Block | Inline) -> Markup:
        macro: Callable[[Block | Inline], Markup] = getattr(macros, type(part).__name__)
        return macro(part)

    macros = (
        _environment()
        .get_template("blocks.html.jinja")
        .make_module(
            {
                "draw": draw,
                "names": _Names(Anchors(document)),
                "contents": _tree((*document.contents(), *[_NOTES] * bool(document.notes))),
                "notes_heading": _NOTES,
                "with_own_names": _with_own_names,
            }
        )
    )
    draw_notes: Callable[[tuple[Words, ...]], Markup] = getattr(macros, "Notes")  # noqa: B009 - a macro by its name
    return draw, draw_notes


def _parts(blocks: tuple[Block, ...]) -> list[tuple[Block, ...]]:
    """Cut the blocks before each heading of level 1."""
    starts = [at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 1]
    return [blocks[start:end] for start, end in pairwise([0, *starts, len(blocks)]) if start < end]


def _tree(headings: tuple[Heading, ...]) -> list[tuple[Heading, list[Heading]]]:
    """Put each heading of level 2 below the heading of level 1 before it."""
    tree: list[tuple[Heading, list[Heading]]] = []
    for heading in headings:
        if heading.level == 1 or not tree:
            tree.append((heading, []))
        else:
            tree[-1][1].append(heading)
    return tree


def _with_own_names(svg: str, figure: str) -> Markup:
    """Return the picture with the figure's id before each of its own: many pictures on a page may say id="t"."""

    def renamed(match: re.Match[str]) -> str:
        names = " ".join(f"{figure}-{name}" for name in match[2].split())
        return f'{match[1]}="{names}"'

    named = _SVG_TARGETS.sub(rf"\1#{figure}-", _SVG_NAMES.sub(renamed, svg))
    return Markup(named)  # noqa: S704 # nosec B704 - drawn by this package, and the page's policy runs no script
