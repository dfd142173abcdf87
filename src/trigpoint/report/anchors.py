"""Where the links of a document lead: checked before a format is made, so that no published link is dead."""

from collections.abc import Iterator

from trigpoint.report.document import (
    Block,
    Bullets,
    Document,
    Facts,
    Fold,
    Heading,
    Link,
    NoteMark,
    Numbered,
    Paragraph,
    Table,
    Words,
)

WEB = ("https://", "http://", "mailto:")


class BrokenLinkError(ValueError):
    """A link leads to no anchor of the document and to no web address, or a note mark has no note."""


class Anchors:
    """The anchors of one document, given out in reading order while a format is drawn.

    Raises BrokenLinkError, with every link that leads nowhere, when made.
    """

    def __init__(self, document: Document) -> None:
        self._placed: set[str] = set()
        _check_links(document)
        _check_notes(document)

    def place(self, anchor: str | None) -> str | None:
        """Return the anchor the first time it is met, and nothing after that: a place in a file has one name."""
        if anchor is None or anchor in self._placed:
            return None
        self._placed.add(anchor)
        return anchor


def note_anchor(number: int) -> str:
    """Return the anchor of a note."""
    return f"note-{number}"


def _check_notes(document: Document) -> None:
    """Every mark has its note, every note a mark, and the numbers follow the first marks, as paper counts them."""
    marks = [part.number for block in _all_blocks(document) for part in _parts(block) if isinstance(part, NoteMark)]
    numbers = list(range(1, len(document.notes) + 1))
    without = sorted(set(marks) - set(numbers))
    if without:
        raise BrokenLinkError(f"Note mark {without[0]} has no note.")
    if list(dict.fromkeys(marks)) != numbers:
        raise BrokenLinkError("The notes are not numbered in the order of their first marks, or one has no mark.")


def _check_links(document: Document) -> None:
    blocks = list(_all_blocks(document))
    anchors = {anchor for block in blocks for anchor in _anchors(block)}
    targets = [part.target for block in blocks for part in _parts(block) if isinstance(part, Link)]
    broken = sorted({target for target in targets if not _leads_somewhere(target, anchors)})
    if broken:
        raise BrokenLinkError(
            f"These links lead to no place in the document and to no web address: {', '.join(map(repr, broken))}."
        )


def _leads_somewhere(target: str, anchors: set[str]) -> bool:
    return target[1:] in anchors if target.startswith("#") else target.startswith(WEB)


def _all_blocks(document: Document) -> Iterator[Block]:
    yield from _opened((document.facts, *document.blocks))
    yield from (Paragraph(words) for words in document.notes)


def _opened(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Fold):
            yield from _opened(block.blocks)


def _anchors(block: Block) -> Iterator[str]:
    if isinstance(block, Heading | Fold):
        yield block.anchor
    if isinstance(block, Table):
        yield from (anchor for anchor in (block.anchor, *(row.anchor for row in block.rows)) if anchor)


def _parts(block: Block) -> Iterator[object]:
    for words in _words(block):
        yield from words


def _words(block: Block) -> Iterator[Words]:
    match block:
        case Paragraph(words=words):
            yield words
        case Bullets(entries=entries) | Numbered(entries=entries):
            yield from entries
        case Facts(rows=rows):
            yield from (words for _, words in rows)
        case Table(rows=rows):
            for row in rows:
                yield from row.cells
