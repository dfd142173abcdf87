"""How wide the columns of a table are on paper: by their shares, but seldom narrower than their longest word."""

from collections.abc import Iterable, Sequence

from trigpoint.report.document import Link, Mark, Table, Text
from trigpoint.report.figures.svg import width_of

LETTER = 9
"""Points: the size of letters in a table."""

PADDING = 12
"""Points: the room at both sides of a cell, so that the heads of neighbouring columns never touch."""

TAG = 8
"""Points: the room that a tag has around its words."""


def widths(table: Table, whole: int) -> list[int]:
    """Return the width of each column, in the unit of `whole`, which is the width of the text in points.

    A word may claim a third of the text at most, and less where the longest words of all columns have no room beside
    each other: a longer one breaks, so that it takes no room from the words of other columns.
    """
    longest = [_longest_word(table, position) for position in range(len(table.columns))]
    most = _most_for_a_word(longest, whole)
    least = [min(width, most) for width in longest]
    shares = [column.share for column in table.columns]
    needed = dict[int, int]()
    while True:
        # Whoever needs more than its share gets what it needs; the others share the rest.
        free = [position for position in range(len(shares)) if position not in needed]
        rest, parts = whole - sum(needed.values()), sum(shares[position] for position in free)
        needy = {position: least[position] for position in free if least[position] * parts > rest * shares[position]}
        if not needy:
            return [needed.get(position, rest * shares[position] // max(parts, 1)) for position in range(len(shares))]
        needed |= needy


def _most_for_a_word(longest: Sequence[int], whole: int) -> int:
    """Return what a column may have for its longest word: a third of the whole, less if that is too much together."""
    rest = whole
    for fewer, width in enumerate(sorted(longest)):
        part = rest // (len(longest) - fewer)
        if width > part:
            return min(part, whole // 3)
        rest -= width
    return whole // 3


def _longest_word(table: Table, position: int) -> int:
    """Return the width of the longest word of a column, of its longest figure if it is numeric, with the room around.

    A figure such as '17 of 21' is not broken.
    """
    column = table.columns[position]
    cells = [row.cells[position] for row in table.rows if not row.group]
    texts = [part.text for cell in cells for part in cell if isinstance(part, Text | Link)]
    tags = [part.text for cell in cells for part in cell if isinstance(part, Mark)]
    longest = max((width_of(text, LETTER) for text in texts), default=0) if column.numeric else _widest(texts)
    return PADDING + max(longest, _widest([column.heading], bold=True), _widest(tags, bold=True) + TAG)


def _widest(texts: Iterable[str], *, bold: bool = False) -> int:
    return max((width_of(word, LETTER, bold=bold) for text in texts for word in text.split()), default=0)
