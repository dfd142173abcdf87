"""What a spreadsheet shows of a number: its format code (ECMA-376, part 1, 18.8.31) applied.

Codes for numbers, noughts in front, words around them, shares and powers of ten are understood. Of others, such as
fractions and conditions, it is said that they are not.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

GENERAL: Final = "General"
# Codes that a workbook names by number alone: 18.8.30. All others below 164 are of dates in other alphabets.
BUILT_IN: Final = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    **dict.fromkeys((*range(14, 18), 22, *range(27, 37), *range(50, 59)), "d/m/yyyy"),
    **dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "h:mm"),
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    48: "##0.0E+0",
    49: "@",
}
# In words: a quoted text, a sign after a backslash, a space as wide as a sign, a sign repeated, something in brackets,
# a power of ten, the general form, and any other sign.
_PIECES_OF_A_CODE: Final = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]|[Ee][+-]|General|.', re.DOTALL | re.IGNORECASE)
_COLOUR: Final = re.compile(r"\[(?:black|blue|cyan|green|magenta|red|white|yellow|colou?r ?\d{1,2})\]", re.IGNORECASE)
_CURRENCY: Final = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_ELAPSED: Final = re.compile(r"\[[hms]+\]", re.IGNORECASE)
_PLACES: Final = "0#?"
# A spreadsheet keeps so many digits of a number.
_DIGITS: Final = 15
_KEPT: Final = Context(prec=_DIGITS, rounding=ROUND_HALF_UP)
# No spreadsheet has a number beyond it, and a text that claims one would be written out in full.
_LARGEST_POWER: Final = 308


def number_in(text: str) -> Decimal | None:
    """Return the number that a workbook stores as a text; None for what is none."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number.adjusted()) > _LARGEST_POWER:
        return None
    return _KEPT.plus(number)


def is_rounded(number: Decimal) -> bool:
    """Whether a number has more digits before its point than a spreadsheet keeps."""
    return number.adjusted() >= _DIGITS


def is_shortened(shown: str, number: Decimal) -> bool:
    """Whether a number with decimals is shown as another: '16' where 15.6 is stored."""
    if number == number.to_integral_value():
        return False
    figures = number_in(shown.replace(",", ""))
    return figures is not None and figures != number


def is_of_dates(code: str) -> bool:
    """Whether a code shows a number as a day or a time."""
    first = _sections(code)[0]
    return any(
        _ELAPSED.fullmatch(piece) or (piece.lower() in set("dmyhs") and len(piece) == 1) for piece in _pieces(first)
    )


def shown_text(text: str, code: str) -> str:
    """Return what is shown of a text: most codes leave it as it is, some write something around it."""
    sections = _sections(code)
    own = sections[3] if len(sections) > 3 else sections[-1]
    pieces = _pieces(own)
    if "@" not in pieces:
        return text
    return "".join(text if piece == "@" else _literal(piece) for piece in pieces)


def shown_number(number: Decimal, code: str) -> str | None:
    """Return what is shown of a number, or None where the code is not understood.

    Under the general form all digits are given, though a narrow column shows fewer.
    """
    section, sign = _section_for(number, code)
    pieces = _pieces(section)
    if any(_asks_for_a_condition(piece) for piece in pieces):
        return None
    if "@" in pieces or any(piece.lower() == GENERAL.lower() for piece in pieces):
        written = plain(abs(number))
        return sign + "".join(
            written if piece == "@" or piece.lower() == GENERAL.lower() else _literal(piece) for piece in pieces
        )
    if "/" in pieces and any(piece in _PLACES for piece in pieces):
        return None
    form = _form(pieces)
    return sign + (form.scientific(abs(number)) if form.power else form.fixed(abs(number)))


def plain(number: Decimal) -> str:
    """A number with all of its digits and no noughts at its end: '15', '15.5'."""
    written = format(number, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


def _section_for(number: Decimal, code: str) -> tuple[str, str]:
    """The part of a code that is for a number, and the sign that it does not write itself."""
    sections = _sections(code)
    if len(sections) > 2 and number == 0:
        return sections[2], ""
    if len(sections) > 1 and number < 0:
        return sections[1], ""
    return sections[0], "-" if number < 0 else ""


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[str, ...]:
    sections = [""]
    for piece in _PIECES_OF_A_CODE.findall(code):
        if piece == ";":
            sections.append("")
        else:
            sections[-1] += piece
    return tuple(sections)


@lru_cache(maxsize=512)
def _pieces(section: str) -> tuple[str, ...]:
    return tuple(_PIECES_OF_A_CODE.findall(_COLOUR.sub("", section)))


def _asks_for_a_condition(piece: str) -> bool:
    return piece.startswith("[") and not _CURRENCY.fullmatch(piece)


def _literal(piece: str) -> str:
    """What a piece writes that stands for no figure."""
    if piece.startswith('"'):
        return piece.strip('"')
    if piece.startswith("["):
        currency = _CURRENCY.fullmatch(piece)
        return currency[1] if currency else ""
    if len(piece) > 1:
        return {"\\": piece[1], "_": " "}.get(piece[0], "")
    return piece


@dataclass(frozen=True, slots=True)
class _Form:
    """The parts of a code for numbers, each a row of pieces."""

    whole: tuple[str, ...]
    decimals: tuple[str, ...]
    power: tuple[str, ...]
    thousands: bool
    scale: Decimal

    def fixed(self, number: Decimal) -> str:
        """The number in figures."""
        places = sum(piece in _PLACES for piece in self.decimals)
        rounded = (number * self.scale).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _WIDE)
        whole, _, decimals = format(rounded, "f").partition(".")
        return _filled(self.whole, whole if whole != "0" else "", thousands=self.thousands) + _decimals(
            self.decimals, decimals
        )

    def scientific(self, number: Decimal) -> str:
        """The number as a power of ten."""
        before = max(1, sum(piece in _PLACES for piece in self.whole))
        power = number.adjusted() - (before - 1) if number else 0
        mantissa = number.scaleb(-power, _WIDE)
        places = sum(piece in _PLACES for piece in self.decimals)
        rounded = mantissa.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _WIDE)
        whole, _, decimals = format(rounded, "f").partition(".")
        sign = "-" if power < 0 else "+" if self.power[0][1] == "+" else ""
        exponent = _filled(self.power[1:], str(abs(power)), thousands=False)
        return _filled(self.whole, whole, thousands=False) + _decimals(self.decimals, decimals) + f"E{sign}{exponent}"


_WIDE: Final = Context(prec=700, rounding=ROUND_HALF_UP)


@lru_cache(maxsize=512)
def _form(pieces: tuple[str, ...]) -> _Form:
    power_at = next((at for at, piece in enumerate(pieces) if piece[:1] in "Ee" and len(piece) == 2), len(pieces))
    point = next((at for at, piece in enumerate(pieces[:power_at]) if piece == "."), power_at)
    whole = pieces[:point]
    last = max((at for at, piece in enumerate(whole) if piece in _PLACES), default=-1)
    first = next((at for at, piece in enumerate(whole) if piece in _PLACES), 0)
    # A comma between places groups thousands; after the last of them it divides by a thousand.
    divisions = sum(piece == "," for piece in whole[last + 1 :])
    shares = sum(piece == "%" for piece in pieces)
    return _Form(
        whole=tuple(piece for piece in whole if piece != ","),
        decimals=pieces[point:power_at],
        power=pieces[power_at:],
        thousands="," in whole[first:last],
        scale=Decimal(100) ** shares / Decimal(1000) ** divisions,
    )


def _filled(pieces: tuple[str, ...], digits: str, *, thousands: bool) -> str:
    """Put digits into places from the right. The first place takes all that are left."""
    first = next((at for at, piece in enumerate(pieces) if piece in _PLACES), None)
    written: list[str] = []
    left, placed = list(digits), 0
    for at in range(len(pieces) - 1, -1, -1):
        piece = pieces[at]
        if piece not in _PLACES:
            written.append(_literal(piece))
            continue
        while True:
            digit = left.pop() if left else {"0": "0", "?": " "}.get(piece, "")
            if digit and thousands and placed and placed % 3 == 0:
                written.append(",")
            written.append(digit)
            placed += 1
            if at != first or not left:
                break
    return "".join(reversed(written))


def _decimals(pieces: tuple[str, ...], digits: str) -> str:
    """Put digits into places from the left; noughts at the end that nobody asked for are left away."""
    needed = sum(piece in _PLACES for piece in pieces)
    padded = digits.ljust(needed, "0")
    written, at = [], 0
    for piece in pieces:
        if piece not in _PLACES:
            written.append(_literal(piece))
            continue
        rest = padded[at:]
        digit = rest[:1]
        at += 1
        if piece != "0" and not rest.strip("0"):
            digit = " " if piece == "?" else ""
        written.append(digit)
    return "".join(written)
