"""Markdown tables."""

from collections.abc import Iterable, Sequence

BREAK = "<br>"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, numeric: Iterable[str] = ()) -> str:
    """Return a table; columns of these names are set to the right."""
    rule = ["---:" if name in set(numeric) else "---" for name in head]
    return "\n".join(_line(cells) for cells in (head, rule, *rows))


def listed(cells: Iterable[str]) -> str:
    """Return several lines of one cell."""
    return BREAK.join(cells)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
