"""Horizontal bars that are divided into named parts, from 0 to 100 per cent across the picture."""

from collections.abc import Sequence
from dataclasses import dataclass

from trigpoint.report.figures.svg import (
    BODY,
    INK,
    LINE,
    MARGIN,
    PAPER,
    SMALL,
    WIDTH,
    Drawn,
    element,
    line_height,
    lines,
    width_of,
    words,
    wrapped,
)

PLOT = WIDTH - 2 * MARGIN
_BAR = 30
_PADDING = 8
_SWATCH = 18


@dataclass(frozen=True, slots=True)
class Look:
    """The ground of a part and the colour of the words on it."""

    ground: str
    ink: str


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a bar: its size, and what is written on it, in full or in short, where there is room."""

    amount: int
    label: str
    short: str
    look: Look
    strong: bool = False


def at(part: int, whole: int) -> int:
    """Return how far across the picture a share is."""
    return MARGIN + (2 * PLOT * part + whole) // (2 * whole)


def bar(segments: Sequence[Segment]) -> Drawn:
    """Draw the parts of one bar next to each other; a part of size 0 is left out."""
    whole, before, shapes = sum(segment.amount for segment in segments), 0, ""
    for segment in segments:
        left, right = at(before, whole), at(before + segment.amount, whole)
        before += segment.amount
        if segment.amount:
            shapes += _segment(segment, left, right)
    return Drawn(shapes, _BAR)


def fits(segment: Segment, whole: int) -> bool:
    """Say whether a part has room for its words in full."""
    return _label_that_fits(segment, segment.amount * PLOT // whole) == segment.label


def _label_that_fits(segment: Segment, width: int) -> str:
    for label in (segment.label, segment.short):
        if width_of(label, SMALL, bold=segment.strong) + 2 * _PADDING <= width:
            return label
    return ""


def _segment(segment: Segment, left: int, right: int) -> str:
    box = element(
        "rect", x=left, y=0, width=right - left, height=_BAR, fill=segment.look.ground, stroke=INK, stroke_width=1
    )
    label = _label_that_fits(segment, right - left)
    if not label:
        return box
    weight = "bold" if segment.strong else "normal"
    return box + words(left + _PADDING, 20, label, SMALL, fill=segment.look.ink, font_weight=weight)


def heading(label: str, figure: str) -> Drawn:
    """Draw the line above a bar: what it is on the left, its figure on the right.

    A white edge keeps the words clear of the lines that may run behind them.
    """
    clear: dict[str, str | int] = {
        "paint_order": "stroke",
        "stroke": PAPER,
        "stroke_width": 4,
        "stroke_linejoin": "round",
    }
    room = PLOT - width_of(figure, bold=True) - 2 * MARGIN if figure else PLOT
    label_lines = wrapped(label, room)
    right = words(WIDTH - MARGIN, 20, figure, text_anchor="end", font_weight="bold", **clear) if figure else ""
    return Drawn(lines(MARGIN, 20, label_lines, **clear) + right, max(len(label_lines), 1) * line_height(BODY) + 6)


def legend(entries: Sequence[tuple[str, Look]]) -> Drawn:
    """Draw a square with its name for each kind of part, in as many lines as they need."""
    shapes, x, y = "", MARGIN, 0
    for name, look in entries:
        width = _SWATCH + _PADDING + width_of(name, SMALL) + 2 * _PADDING
        if x > MARGIN and x + width > WIDTH - MARGIN:
            x, y = MARGIN, y + _SWATCH + _PADDING
        shapes += element("rect", x=x, y=y, width=_SWATCH, height=_SWATCH, fill=look.ground, stroke=LINE)
        shapes += words(x + _SWATCH + _PADDING, y + 14, name, SMALL)
        x += width
    return Drawn(shapes, y + _SWATCH + MARGIN)


def space(height: int) -> Drawn:
    """Leave some room."""
    return Drawn("", height)
