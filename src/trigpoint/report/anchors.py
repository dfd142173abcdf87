"""Where the links of a document lead: checked before a format is made, so that no published link is dead."""

from collections.abc import Iterator

from trigpoint.report.document import (
    Block,
    Bullets,
    Callout,
    Document,
    Facts,
    Figure,
    Heading,
    Link,
    NoteMark,
    Notes,
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
        self._notes = [frozenset(n for n, _ in b.notes) for b in _all_blocks(document) if isinstance(b, Notes)]
        self._passed = 0
        self._placed: set[str] = set()
        _check_links(document)
        self._check_notes(document)

    def place(self, anchor: str | None) -> str | None:
        """Return the anchor the first time it is met, and nothing after that: a place in a file has one name."""
        if anchor is None or anchor in self._placed:
            return None
        self._placed.add(anchor)
        return anchor

    def note(self, number: int) -> str:
        """Return the anchor of the note that a mark at this point leads to: in the next Notes that have it."""
        later = range(self._passed, len(self._notes))
        following = next((block for block in later if number in self._notes[block]), None)
        if following is None:
            raise BrokenLinkError(f"Note mark {number} has no note after it.")
        return f"note-{following + 1}-{number}"

    def notes(self, block: Notes) -> list[str]:
        """Return the anchors of the notes of the next Notes block, which is this one."""
        self._passed += 1
        return [f"note-{self._passed}-{number}" for number, _ in block.notes]

    def _check_notes(self, document: Document) -> None:
        for block in _all_blocks(document):
            for part in _parts(block):
                if isinstance(part, NoteMark):
                    self.note(part.number)
            self._passed += isinstance(block, Notes)
        self._passed = 0


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


def _opened(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Callout):
            yield from _opened(block.blocks)
        if isinstance(block, Figure):
            yield block.table


def _anchors(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
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
        case Notes(notes=notes):
            yield from (words for _, words in notes)
        case Table(rows=rows):
            for row in rows:
                yield from row.cells
