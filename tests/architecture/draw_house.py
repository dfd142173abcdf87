"""Draw docs/house.svg from the imports: `python -m tests.architecture.draw_house`, or `make fix`.

Floors are drawn from the top down, one below the other. An arrow to the next floor is short and straight. One that goes
further is an arc beside the rooms, in the colour of the room it comes from; of arcs that end in one room the longest
ends lowest, so that none crosses another there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from textwrap import wrap

from tests.architecture.house import Room, Storeys, read_house
from tests.architecture.source import ROOT

FILE = ROOT / "docs" / "house.svg"
HOUSE = "trigpoint"

WIDTH, LEFT, RIGHT = 1040, 186, 836
ROOF, GAP, INNER_GAP, BETWEEN = 84, 28, 22, 14
# Of a room: its name's line, each line of its purpose, and what a letter takes of a line at most.
NAME, LINE, LETTER = 32, 15, 6.7
PADDING, INNER_LEFT, INNER_RIGHT = 18, 80, 110
# How far an arc's handles reach: its bow is three quarters of that, and stays in the picture.
FURTHEST = 235
INK, QUIET, PAPER, WALL = "#0b0c0c", "#505a5f", "#ffffff", "#b1b4b6"
# Colours that can be told apart by most eyes, each with a contrast of 4.5 to white.
COLOURS = ("#1d70b8", "#00703c", "#912b88", "#c2410c", "#0f766e", "#4c2c92", "#9d174d", "#6b4f00", "#334155", "#505a5f")


@dataclass(frozen=True)
class Box:
    """Where a room is drawn."""

    room: Room
    floor: int
    left: float
    top: float
    width: float
    height: float
    colour: str
    # -1 or 1: the left or the right of a floor is its own; 0: it has the floor to itself.
    side: int

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height


@dataclass(frozen=True)
class Plan:
    """One container's boxes by the names of their rooms, its arrows, and how high it is."""

    boxes: Mapping[str, Box]
    arrows: frozenset[tuple[str, str]]
    height: float


def plan(storeys: Storeys, left: float, right: float, top: float, inner: Mapping[str, float]) -> Plan:
    """Set out the floors of a container; `inner`: how high its rooms' own rooms are, where they have some."""
    boxes: dict[str, Box] = {}
    at, gap = top, GAP if inner else INNER_GAP
    for number, floor in enumerate(storeys.floors):
        width = (right - left - BETWEEN * (len(floor) - 1)) / len(floor)
        height = max(_height(room, width) + inner.get(room.name, 0) for room in floor)
        for column, room in enumerate(floor):
            colour = COLOURS[len(boxes) % len(COLOURS)]
            side = 0 if len(floor) == 1 else -1 if column == 0 else 1
            x = left + column * (width + BETWEEN)
            boxes[room.name] = Box(room, number, x, at, width, height, colour, side)
        at += height + gap
    return Plan(boxes, storeys.arrows, at - gap - top)


def _height(room: Room, width: float) -> float:
    return NAME + LINE * len(_lines(room, width))


def _lines(room: Room, width: float) -> list[str]:
    """What a room says of itself, in as many lines as it needs."""
    return wrap(room.purpose, int((width - 28) / LETTER))


def draw(house: Mapping[str, Storeys]) -> str:
    """The whole picture, as SVG."""
    inner = {name: storeys for name, storeys in house.items() if name != HOUSE}
    span = RIGHT - LEFT - INNER_LEFT - INNER_RIGHT
    heights = {name: plan(storeys, 0, span, 0, {}).height + 2 * PADDING for name, storeys in inner.items()}
    whole = plan(house[HOUSE], LEFT, RIGHT, ROOF + GAP, heights)
    inside = []
    for name, storeys in inner.items():
        box = whole.boxes[name]
        top = box.top + _height(box.room, box.width) + PADDING / 2
        inside.append(plan(storeys, box.left + INNER_LEFT, box.left + INNER_LEFT + span, top, {}))
    height = ROOF + GAP + whole.height + 64
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" role="img" '
        'aria-labelledby="title desc" font-family="Helvetica, Arial, sans-serif">',
        '<title id="title">The house: packages by layer, and what each imports</title>',
        f'<desc id="desc">{escape(" ".join(_sentences([whole, *inside])))}</desc>',
        f'<rect width="{WIDTH}" height="{height:.0f}" fill="{PAPER}"/>',
        *_roof(),
        *(part for box in whole.boxes.values() for part in _room(box, heading=box.room.name in inner)),
        *(part for drawn in inside for box in drawn.boxes.values() for part in _room(box, heading=False)),
        *(part for drawn in [whole, *inside] for part in _arrows(drawn)),
        f'<text x="{LEFT}" y="{height - 26:.0f}" font-size="13" fill="{QUIET}">An arrow goes from a package to one that '
        "it imports, in the colour of the package it comes from. None goes up.</text>",
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _roof() -> Iterator[str]:
    middle = (LEFT + RIGHT) / 2
    yield (
        f'<path d="M {LEFT - 22} {ROOF} L {middle} 14 L {RIGHT + 22} {ROOF} Z" fill="#f3f2f1" stroke="{WALL}" '
        'stroke-width="2" stroke-linejoin="round"/>'
    )
    yield _text(middle, ROOF - 18, HOUSE, 20, INK, 'text-anchor="middle" font-weight="700"')


def _room(box: Box, *, heading: bool) -> Iterator[str]:
    fill = "#f8f8f8" if heading else PAPER
    yield (
        f'<rect x="{box.left:.1f}" y="{box.top:.1f}" width="{box.width:.1f}" height="{box.height:.1f}" rx="4" '
        f'fill="{fill}" stroke="{WALL}" stroke-width="1.5"/>'
    )
    yield f'<rect x="{box.left:.1f}" y="{box.top:.1f}" width="6" height="{box.height:.1f}" rx="3" fill="{box.colour}"/>'
    yield _text(box.left + 18, box.top + 20, box.room.short, 15, INK, 'font-weight="700"')
    for number, line in enumerate(_lines(box.room, box.width)):
        yield _text(box.left + 18, box.top + 38 + LINE * number, line, 12, QUIET)


def _text(x: float, y: float, text: str, size: int, colour: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}" {more}>{escape(text)}</text>'


def _arrows(drawn: Plan) -> Iterator[str]:
    """Straight ones to the next floor, arcs to those further down."""
    arcs: dict[int, list[tuple[Box, Box]]] = {-1: [], 1: []}
    for start, end in sorted(drawn.arrows):
        above, below = drawn.boxes[start], drawn.boxes[end]
        if below.floor == above.floor + 1:
            yield _straight(above, below)
        else:
            arcs[above.side or below.side or 1].append((above, below))
    for side, of_side in arcs.items():
        yield from _arcs(of_side, side)


def _straight(above: Box, below: Box) -> str:
    x = (max(above.left, below.left) + min(above.right, below.right)) / 2
    return _line(f"M {x:.1f} {above.bottom:.1f} V {below.top - 5:.1f}", (x, below.top), (0, 1), above.colour)


def _arcs(arcs: Sequence[tuple[Box, Box]], side: int) -> Iterator[str]:
    """Arcs of one side: the ends at each room are spread over its height, so that arcs lie in one another."""
    ends = _ends(arcs)
    for above, below in arcs:
        first, last = ends[above.room.name, "out", below.room.name], ends[below.room.name, "in", above.room.name]
        begin = above.left if side < 0 else above.right
        if below.side == -side:
            yield _round_the_corner(above, below, side, first)
            continue
        finish = below.left if side < 0 else below.right
        reach = side * _reach(first, last)
        path = (
            f"M {begin:.1f} {first:.1f} C {begin + reach:.1f} {first:.1f}, {finish + reach:.1f} {last:.1f}, "
            f"{finish + side * 5:.1f} {last:.1f}"
        )
        yield _line(path, (finish, last), (-side, 0), above.colour)


def _reach(first: float, last: float) -> float:
    return min(14 + 0.17 * (last - first), FURTHEST)


def _round_the_corner(above: Box, below: Box, side: int, first: float) -> str:
    """An arc to a room that has another between it and this side: through the gap above it, and down."""
    begin, edge = (
        (above.left, below.left - below.width - BETWEEN)
        if side < 0
        else (above.right, below.right + below.width + BETWEEN)
    )
    last, x = below.top - 13 + 4 * side, below.left + 60 if side < 0 else below.right - 60
    reach = side * _reach(first, last)
    path = (
        f"M {begin:.1f} {first:.1f} C {begin + reach:.1f} {first:.1f}, {edge + reach:.1f} {last:.1f}, {edge:.1f} {last:.1f} "
        f"H {x + side * 8:.1f} Q {x:.1f} {last:.1f}, {x:.1f} {below.top - 5:.1f}"
    )
    return _line(path, (x, below.top), (0, 1), above.colour)


def _ends(arcs: Sequence[tuple[Box, Box]]) -> dict[tuple[str, str, str], float]:
    """How high each arc begins and ends: at a room those that come, the nearest first, then those that leave, the furthest first."""
    ends: dict[tuple[str, str, str], float] = {}
    for name, box in {box.room.name: box for arc in arcs for box in arc}.items():
        come = sorted(((above.floor, above.room.name) for above, below in arcs if below is box), reverse=True)
        leave = sorted(((below.floor, below.room.name) for above, below in arcs if above is box), reverse=True)
        keys = [(name, "in", other) for _, other in come] + [(name, "out", other) for _, other in leave]
        step = (box.height - 12) / (len(keys) + 1)
        ends |= {key: box.top + 6 + step * (number + 1) for number, key in enumerate(keys)}
    return ends


def _line(path: str, tip: tuple[float, float], along: tuple[int, int], colour: str) -> str:
    """A path with an arrowhead at its tip, which points along one axis."""
    (x, y), (dx, dy) = tip, along
    back, half = 7, 3.5
    corners = [
        (x, y),
        (x - dx * back + dy * half, y - dy * back + dx * half),
        (x - dx * back - dy * half, y - dy * back - dx * half),
    ]
    points = " ".join(f"{a:.1f},{b:.1f}" for a, b in corners)
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.5"/><polygon points="{points}" fill="{colour}"/>'


def _sentences(plans: Sequence[Plan]) -> Iterator[str]:
    """What the picture shows, for whoever does not see it."""
    for drawn in plans:
        for name, box in drawn.boxes.items():
            imported = [drawn.boxes[end].room.short for start, end in sorted(drawn.arrows) if start == name]
            yield f"{box.room.short} imports {', '.join(imported) or 'nothing of the house'}."


def main(file: Path = FILE) -> None:
    file.write_text(draw(read_house()), encoding="utf-8")


if __name__ == "__main__":
    main()
