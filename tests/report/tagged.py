"""A tagged PDF as what a screen reader walks through: elements of the structure tree in reading order."""

from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Object
from pypdf import PdfReader


class Tagged:
    """One PDF, opened from its bytes."""

    def __init__(self, made: bytes) -> None:
        self.file = pikepdf.open(BytesIO(made))
        self.text_of_pages = [page.extract_text() for page in PdfReader(BytesIO(made)).pages]
        self.text = "\n".join(self.text_of_pages)

    def all(self, kind: str, inside: Object | None = None) -> list[Object]:
        """Return every element of this kind, such as 'TH'."""
        start = self.file.Root.StructTreeRoot if inside is None else inside
        return [found for found in _walk(start.K) if f"/{kind}" == found.S]

    def rows(self, table: Object) -> list[list[Object]]:
        return [list(row.K) for row in self.all("TR", table)]

    def identifiers(self) -> set[str]:
        return set(pikepdf.NameTree(self.file.Root.StructTreeRoot.IDTree).keys())

    def bookmarks(self) -> list[str]:
        with self.file.open_outline() as outline:
            return [str(item.title) for item in _flat(outline.root)]

    def page_of(self, destination: Object) -> int:
        """Return the number of the page, from 1, that a link's destination lies on."""
        return next(n for n, page in enumerate(self.file.pages, 1) if page.objgen == destination[0].objgen)


def table_attribute(cell: Object, name: str) -> object:
    """Return a table attribute of a cell: its Scope, its Headers, its ColSpan."""
    return next(part.get(f"/{name}") for part in cell.A if part.get("/O") == "/Table")


def headers(cell: Object) -> list[str]:
    found = table_attribute(cell, "Headers")
    return [str(header) for header in found] if isinstance(found, Array) else []


def _walk(kids: Object) -> Iterator[Object]:
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from _walk(kid.get("/K", Array()))


def _flat(items: list[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    for item in items:
        yield item
        yield from _flat(item.children)
