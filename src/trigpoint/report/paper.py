"""A Document as paper has it: nothing is folded. What a screen folds away is in an annexe, where a link leads."""

from collections.abc import Iterator
from dataclasses import replace

from trigpoint.report.document import Block, Document, Fold, Heading, Link, Paragraph, Text


def for_paper(document: Document) -> Document:
    """Return the document without folds, for formats that cannot open and close anything."""
    blocks = tuple(_unfolded(document.blocks, document.annexe_of_folds))
    return replace(document, blocks=(*blocks, *_annexe(document)))


def _unfolded(blocks: tuple[Block, ...], annexe: str) -> Iterator[Block]:
    for block in blocks:
        if not isinstance(block, Fold):
            yield block
        elif block.annexe_title is None:
            yield from _unfolded(block.blocks, annexe) if block.on_paper else ()
        else:
            name = annexe.partition(":")[0]
            yield Paragraph((Text(f"{block.title}: see "), Link(name, f"#{block.anchor}"), Text(".")))


def _annexe(document: Document) -> Iterator[Block]:
    folds = [block for block in document.blocks if isinstance(block, Fold) and block.annexe_title]
    if folds:
        yield Heading(1, document.annexe_of_folds, "folds", continues=True)
    for fold in folds:
        yield Heading(2, fold.annexe_title or fold.title, fold.anchor, in_contents=False)
        yield from _unfolded(fold.blocks, document.annexe_of_folds)
