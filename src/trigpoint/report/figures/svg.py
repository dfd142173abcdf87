"""Shapes and words of a picture, in whole pixels, so that the same values give the same bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

WIDTH = 640
MARGIN = 10
INK = "#0b0c0c"
LINE = "#505a5f"
PAPER = "#ffffff"

BODY = 16
SMALL = 14

# The width of a letter in hundredths of the font's size: Inter's, which is the widest of the fonts we ask for.
_NARROW = dict.fromkeys("ijlI|.,:;'!()[] ", 33) | dict.fromkeys("frt-/", 40)
_WIDE = dict.fromkeys("mwMWQOGCDNHU&%@–", 88)
_USUAL = 62
_CAPITAL = 71
_BOLD_PERCENT = 107


@dataclass(frozen=True, slots=True)
class Drawn:
    """Some shapes, drawn from the top left corner, and how high they are together."""

    svg: str
    height: int


def element(tag: str, content: str = "", /, **attributes: str | int) -> str:
    """Return an element; `content` is markup. An attribute's `_` stands for '-', and a last one is dropped."""
    written = "".join(
        f' {name.removesuffix("_").replace("_", "-")}="{escape(str(value), {chr(34): "&quot;"})}"'
        for name, value in attributes.items()
    )
    return f"<{tag}{written}>{content}</{tag}>" if content else f"<{tag}{written}/>"


def words(x: int, y: int, text: str, size: int = BODY, /, **attributes: str | int) -> str:
    """Return one line of text whose baseline is at y."""
    return element("text", escape(text), **{"x": x, "y": y, "font_size": size, "fill": INK, **attributes})


def lines(x: int, y: int, texts: Sequence[str], size: int = BODY, /, **attributes: str | int) -> str:
    """Return several lines, the first with its baseline at y."""
    step = line_height(size)
    return "".join(words(x, y + number * step, text, size, **attributes) for number, text in enumerate(texts))


def line_height(size: int) -> int:
    """Return the distance from one baseline to the next."""
    return size * 5 // 4


def width_of(text: str, size: int = BODY, *, bold: bool = False) -> int:
    """Return about how wide a text is, rather too wide than too narrow."""
    letters = _NARROW | _WIDE
    hundredths = sum(letters.get(letter, _CAPITAL if letter.isupper() else _USUAL) for letter in text)
    return hundredths * size * (_BOLD_PERCENT if bold else 100) // 10_000 + 1


def wrapped(text: str, width: int, size: int = BODY, *, bold: bool = False) -> tuple[str, ...]:
    """Break a text into lines of at most this width; a word that is wider is broken too."""
    broken: list[str] = [""]
    for word in text.split():
        for piece in _pieces(word, width, size, bold=bold):
            longer = f"{broken[-1]} {piece}".strip()
            if width_of(longer, size, bold=bold) <= width:
                broken[-1] = longer
            else:
                broken.append(piece)
    return tuple(line for line in broken if line)


def _pieces(word: str, width: int, size: int, *, bold: bool) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and width_of(pieces[-1] + letter, size, bold=bold) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def stacked(parts: Sequence[Drawn]) -> Drawn:
    """Set parts one below the other."""
    svg, top = "", 0
    for part in parts:
        svg += element("g", part.svg, transform=f"translate(0 {top})") if part.svg else ""
        top += part.height
    return Drawn(svg, top)


def picture(title: str, description: str, drawn: Drawn, width: int = WIDTH) -> str:
    """Return the whole picture, on white, with its title and description inside."""
    return element(
        "svg",
        element("title", escape(title), id="title")
        + element("desc", escape(description), id="description")
        + element("rect", width=width, height=drawn.height, fill=PAPER)
        + drawn.svg,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {drawn.height}",
        role="img",
        aria_labelledby="title description",
        font_family="Inter, Arial, sans-serif",
    )
