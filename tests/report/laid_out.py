"""The pages of a PDF as its reader sees them: which words are where, how much is empty, which row is on which page."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Object
from pypdf import PdfReader

from tests.report.tagged import Tagged, table_attribute

# Points, from the foot of the page: A4 with margins of 27 mm above and 25 mm below; sizes as in the template.
TOP, FOOT = 842 - 76, 71
NOTE, RUNNING, PART = 8.5, 8.0, 21.0


@dataclass(frozen=True)
class Line:
    """Words on one line: how far above the foot of the page, how large, and what they say."""

    y: float
    size: float
    text: str


class LaidOut(Tagged):
    """One PDF, by its pages."""

    def __init__(self, made: bytes) -> None:
        # Read once, with places: reading the words of a page is what takes the time.
        self.file = pikepdf.open(BytesIO(made))
        self.pages = [_lines(page) for page in PdfReader(BytesIO(made)).pages]
        self.text_of_pages = ["\n".join(line.text for line in page) for page in self.pages]
        self.text = "\n".join(self.text_of_pages)

    def body(self, page: int) -> list[Line]:
        """The lines of a page but for its notes and what is printed on every page; pages are counted from 1."""
        return [line for line in self.pages[page - 1] if FOOT - 5 <= line.y <= TOP + 5 and line.size != NOTE]

    def empty_share(self, page: int) -> float:
        """Which part of a page's height is empty between its last words and its notes or its margin."""
        notes = [line.y for line in self.pages[page - 1] if line.size == NOTE]
        foot = max(notes) + 20 if notes else FOOT
        return (min(line.y for line in self.body(page)) - foot) / (TOP - FOOT)

    def begins_part(self, page: int) -> bool:
        return self.body(page)[0].size == PART

    def marks(self) -> Iterator[tuple[str, int, int]]:
        """For each first mark of a note its number, its page, and the page of the note that it leads to."""
        for number, page in enumerate(self.file.pages, 1):
            for link in page.get("/Annots", Array()):
                name, _, note = str(link.get("/Contents", "")).partition(" ")
                if name == "Footnote":
                    yield note, number, self.page_of(link.Dest)

    def rows_by_page(self) -> Iterator[Counter[int]]:
        """For each table of the text the number of its rows on each page: rows with counts, no heads and no groups."""
        for table in self.all("Table"):
            yield Counter(
                self._page_of_element(row[0])
                for row in self.rows(table)
                if str(table_attribute(row[0], "Scope")) == "/Row"
            )

    def _page_of_element(self, element: Object) -> int:
        while "/Pg" not in element:
            element = next(kid for kid in element.K if isinstance(kid, Dictionary))
        return next(n for n, page in enumerate(self.file.pages, 1) if page.objgen == element.Pg.objgen)


def _lines(page: Any) -> list[Line]:
    found: dict[tuple[float, float], list[str]] = {}

    def visit(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        if text.strip():
            y = round(tm[5] * cm[3] + cm[5], 1)
            found.setdefault((y, round(size * abs(tm[3] * cm[3]), 1)), []).append(text.strip())

    page.extract_text(visitor_text=visit)
    return [Line(y, size, " ".join(texts)) for (y, size), texts in found.items()]
