"""A report as values: what is said and in which order, without any format.

`compose` makes one Document from a rated inspection; `html`, `pdf` and `word` each draw the same Document.
Nothing here knows a rating rule, a file or a colour: a tone is a name that each format turns into its own colours.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from trigpoint.rules.method import Tone


@dataclass(frozen=True, slots=True)
class Text:
    """Some words, plain unless marked."""

    text: str
    strong: bool = False
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an anchor in this document (`#...`) or to a web address."""

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A rating or a state, drawn as a coloured tag; the words alone carry the meaning."""

    text: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The small number that leads to a note of the document, from 1. Several marks may lead to the same note."""

    number: int


Inline: TypeAlias = Text | Link | Mark | NoteMark
Words: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. Level 1 is a part of the report; 2 and 3 lie inside it.

    On paper a part begins a new page, but for one that `continues`, a short one that may follow on; and in the PDF for
    one that would leave more than half a page empty.
    """

    level: Literal[1, 2, 3, 4]
    text: str
    anchor: str
    in_contents: bool = True
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `lead` is larger, for the statement that opens a section.

    `introduces` says that it is nothing without what follows it: both are kept on one page.
    """

    words: Words
    lead: bool = False
    introduces: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """An unordered list."""

    entries: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """An ordered list whose first number is `start`."""

    entries: tuple[Words, ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with their values, such as 'Score: 20 of 36'."""

    rows: tuple[tuple[str, Words], ...]


@dataclass(frozen=True, slots=True)
class Fold:
    """What only some readers want: folded away under its title on a screen, until it is opened.

    Paper does not fold (see `paper`): there it is in an annexe, under `annexe_title`; without one, it is in its place.
    A picture that says again what a table beside it says is for screens alone: it is not `on_paper`.
    """

    title: str
    blocks: "tuple[Block, ...]"
    anchor: str
    annexe_title: str | None = None
    on_paper: bool = True


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading; numbers are set to the right. `share` is its part of the width, against the others'."""

    heading: str
    numeric: bool = False
    share: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its first cell names it (a row header). A group row has one cell, across the whole table."""

    cells: tuple[Words, ...]
    anchor: str | None = None
    group: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption. Raises ValueError where a row has too many or too few cells."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    anchor: str | None = None

    def __post_init__(self) -> None:
        for row in self.rows:
            expected = 1 if row.group else len(self.columns)
            if len(row.cells) != expected:
                raise ValueError(f"A row of '{self.caption}' has {len(row.cells)} cells; expected {expected}.")


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture (SVG) and the sentence that says what it shows. The same figures are in a table near it."""

    title: str
    description: str
    svg: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The place of the contents list: every heading of level 1 and 2 that is `in_contents`."""


Block: TypeAlias = Heading | Paragraph | Bullets | Numbered | Facts | Fold | Table | Figure | Contents


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report.

    `kicker` is above the title (the publisher), `subtitle` below it; `facts` are on the title page.
    `notice`, where there is one, is shown before anything else: for instance that the cases are invented.
    `notes` are numbered from 1, in the order of their first marks; each is printed once. `annexe_of_folds` is the
    heading of the part in which paper has what a screen folds away.
    """

    title: str
    subtitle: str
    kicker: str
    description: str
    language: str
    facts: Facts
    notice: str | None
    blocks: tuple[Block, ...]
    notes: tuple[Words, ...] = ()
    annexe_of_folds: str = "How each rating was reached"

    def contents(self) -> tuple[Heading, ...]:
        """Return the headings that the contents list shows, in order."""
        return tuple(
            block for block in self.blocks if isinstance(block, Heading) and block.level <= 2 and block.in_contents
        )


def text_of(words: Words) -> str:
    """Return the words without any marking, as one string; note marks say nothing."""
    return "".join(_spoken(words))


def _spoken(words: Words) -> Iterator[str]:
    for part in words:
        if not isinstance(part, NoteMark):
            yield part.text


def plain(text: str) -> Words:
    """Return one plain run of words."""
    return (Text(text),)
