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
    """The small number that leads to a note. Its text is in the next Notes block that has this number."""

    number: int


Inline: TypeAlias = Text | Link | Mark | NoteMark
Words: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. Level 1 is a part of the report and starts a new page on paper; 2 and 3 lie inside it."""

    level: Literal[1, 2, 3, 4]
    text: str
    anchor: str
    in_contents: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `lead` is larger, for the statement that opens a section."""

    words: Words
    lead: bool = False


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
class Callout:
    """A titled box set apart from the text, such as 'How this rating was reached'."""

    title: str
    blocks: "tuple[Block, ...]"


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
    """A picture (SVG), the sentence that says what it shows, and the table that holds the same figures."""

    title: str
    description: str
    svg: str
    table: Table


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of the section just ended, each with its number."""

    notes: tuple[tuple[int, Words], ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """The place of the contents list: every heading of level 1 and 2 that is `in_contents`."""


Block: TypeAlias = Heading | Paragraph | Bullets | Numbered | Facts | Callout | Table | Figure | Notes | Contents


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report.

    `kicker` is above the title (the publisher), `subtitle` below it; `facts` are on the title page.
    `notice`, where there is one, is shown before anything else: for instance that the cases are invented.
    """

    title: str
    subtitle: str
    kicker: str
    description: str
    language: str
    facts: Facts
    notice: str | None
    blocks: tuple[Block, ...]

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
