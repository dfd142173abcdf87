"""A guide as HTML in the clothes of all pages. Links to other guides lead to their pages."""

import re
from collections.abc import Container, Sequence
from functools import lru_cache
from typing import Final

from django.urls import reverse
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

# Kind of token → the class that it wears.
_CLASSES: Final = {
    "paragraph_open": "govuk-body",
    "bullet_list_open": "govuk-list govuk-list--bullet",
    "ordered_list_open": "govuk-list govuk-list--number",
    "table_open": "govuk-table",
    "thead_open": "govuk-table__head",
    "tbody_open": "govuk-table__body",
    "tr_open": "govuk-table__row",
    "th_open": "govuk-table__header",
    "td_open": "govuk-table__cell",
}
_HEADINGS: Final = {"h1": "govuk-heading-l", "h2": "govuk-heading-m", "h3": "govuk-heading-s"}
_CODE_BLOCKS: Final = ("fence", "code_block")


# Few and small; each is drawn once in a process.
@lru_cache(maxsize=64)
def drawn(markdown: str, names: frozenset[str]) -> Markup:
    """Return a guide as HTML. `names` are the guides that there are; a link to anything else that we do not serve is
    left as its text.
    """
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(markdown)
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            token.attrSet("class", _HEADINGS.get(token.tag, "govuk-heading-s"))
            token.attrSet("id", slug(tokens[number + 1].content))
        elif token.type in _CLASSES:
            token.attrSet("class", _CLASSES[token.type])
        elif token.type in _CODE_BLOCKS:
            # The block scrolls where its lines are long, so the keyboard has to reach it.
            token.attrJoin("class", "tp-command")
            token.attrSet("tabindex", "0")
        if token.type == "th_open":
            token.attrSet("scope", "col")
        if token.children:
            token.children = _with_links(token.children, names)
    # Rendered by the library from our own files, which may hold no HTML.
    return Markup(parser.renderer.render(tokens, parser.options, {}))  # noqa: S704 # nosec B704 - our own files


def _with_links(tokens: Sequence[Token], names: Container[str]) -> list[Token]:
    """The parts of a line with the links that lead somewhere here, or to the web."""
    parts: list[Token] = []
    leads_nowhere = False
    for token in tokens:
        if token.type == "link_open":
            href = _href(str(token.attrGet("href") or ""), names)
            leads_nowhere = not href
            token.attrSet("href", href)
            token.attrSet("class", "govuk-link")
        if token.type in {"link_open", "link_close"} and leads_nowhere:
            continue
        parts.append(token)
    return parts


def _href(href: str, names: Container[str]) -> str:
    """The address of a link of a guide; '' for what we do not serve."""
    if href.startswith(("https://", "http://", "#")):
        return href
    file, _, anchor = href.partition("#")
    name = file.removesuffix(".md")
    if file.endswith(".md") and name in names:
        return reverse("guide", args=[name]) + (f"#{anchor}" if anchor else "")
    return ""


def slug(heading: str) -> str:
    """The anchor of a heading, as the repository's own pages make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
