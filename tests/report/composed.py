"""A report as values, taken apart: its headings, tables, steps and paragraphs."""

from collections.abc import Iterator
from pathlib import Path

from tests.factories.bundles import PRINTED, SMALL, written
from trigpoint.bundle.files import load_bundle
from trigpoint.bundle.rated import rated_bundle
from trigpoint.report.compose import compose
from trigpoint.report.document import Block, Document, Fold, Heading, Numbered, Paragraph, Table, text_of

REPORT = compose(rated_bundle(load_bundle(PRINTED)))


def composed(folder: Path, added: str, start: str = SMALL, framework: Path | None = None) -> Document:
    return compose(rated_bundle(load_bundle(written(folder, added, start=start), framework)))


def headings(document: Document, level: int) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.level == level]


def tables(document: Document) -> Iterator[tuple[str, Table]]:
    """Yield each table with the anchor of the heading that it stands under."""
    anchor = ""
    for block in opened(document.blocks):
        if isinstance(block, Heading):
            anchor = block.anchor
        if isinstance(block, Table):
            yield anchor, block


def opened(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield from block.blocks if isinstance(block, Fold) else (block,)


def steps(document: Document) -> list[str]:
    inside = [inner for block in document.blocks if isinstance(block, Fold) for inner in block.blocks]
    return [text_of(entry) for block in inside if isinstance(block, Numbered) for entry in block.entries]


def under(document: Document, anchor: str) -> list[str]:
    """The paragraphs from the heading with this anchor to the next heading."""
    start = next(n for n, block in enumerate(document.blocks) if isinstance(block, Heading) and block.anchor == anchor)
    rest = document.blocks[start + 1 :]
    end = next((n for n, block in enumerate(rest) if isinstance(block, Heading)), len(rest))
    return [text_of(block.words) for block in rest[:end] if isinstance(block, Paragraph)]
