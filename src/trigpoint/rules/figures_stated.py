"""Numbers typed beside a reference to a figure: '300,000 people ({context population})' must be what it prints.

A reference prints its figure, so a number is only taken to be the same one where the two are put side by side: the
reference in brackets or after a dash or comma behind the number, or the number in brackets behind the reference. Up
to six words may stand between, but no other number, 'and' or 'of': '26 staff and {context volunteers} volunteers'
are two figures. Years, ages and the numbers of standards are no figures.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from trigpoint.rules.method import Method, WordRange
from trigpoint.rules.modifiers import BEFORE, kind_of
from trigpoint.rules.number_words import DECIMAL, NUMBER, NUMBER_STARTS, PER_CENT, any_of, number, plain
from trigpoint.rules.passages import FIGURE, FigureMention, Piece, Sentence, sentences
from trigpoint.rules.quantities import quantities

BASE = 10
ROUND_ZEROS = 3
"""A number with so many noughts at its end is a round one, and may be said of what rounds to it."""
ALMOST_TENTHS = 10
"""'Nearly 30,000' and 'just over 30,000' reach a tenth of it."""
ABOUT_TWENTIETHS = 20
"""'About 30,000' reaches a twentieth of it either way."""


@dataclass(frozen=True, slots=True)
class StatedNumber:
    """A number as written beside a figure, and where in the sentence.

    `out_of` where it is written with its whole ('25 of 36'), `words_of` where it is a word for a share ('a third'),
    `unit` what its last digit stands for where that is in words ('1.2 million').
    """

    words: str
    start: int
    end: int
    value: Fraction
    modifier: str = ""
    out_of: Fraction | None = None
    is_percent: bool = False
    decimals: int = 0
    words_of: WordRange | None = None
    unit: Fraction | None = None


@dataclass(frozen=True, slots=True)
class FigureClaim:
    """A number that is not the figure beside it; `passage` is its sentence."""

    words: str
    position: int
    mention: FigureMention
    passage: str


def figure_contradictions(text: Sequence[Piece], method: Method) -> tuple[FigureClaim, ...]:
    """Return the numbers of a text that are not the figure which they stand beside, in the order of the text."""
    return tuple(
        FigureClaim(stated.words, sentence.start + stated.start, figure, sentence.written)
        for sentence in sentences(text)
        for stated, figure in stated_numbers(sentence, method)
        if figure.value is not None and not _holds(stated, figure, figure.value)
    )


_COUNT = (
    rf"(?P<yes>{NUMBER})(?:\s+(?:points?|marks?))?(?:\s+(?:out\s+)?of\s+(?:a\s+possible\s+|the\s+)?|\s*/\s*)"
    rf"(?P<whole>{NUMBER})(?![\w,]*[0-9])(?!{PER_CENT})"
)
_LARGE = {"hundred": BASE**2, "thousand": BASE**ROUND_ZEROS, "million": BASE ** (2 * ROUND_ZEROS)}
_PARTS = {
    "a": Fraction(1),
    "half a": Fraction("0.5"),
    "a quarter of a": Fraction("0.25"),
    "three quarters of a": Fraction("0.75"),
}
_LARGE_NUMBER = rf"(?P<times>{DECIMAL}|{any_of(_PARTS)})\s+(?P<large>{any_of(_LARGE)})"
_NUMBER = re.compile(
    rf"{NUMBER_STARTS}(?:(?P<modifier>{any_of(BEFORE)})\s+)?"
    rf"(?:{_COUNT}|{_LARGE_NUMBER}|(?P<value>{DECIMAL})(?P<percent>{PER_CENT})?)(?![\w\-‐‑/–]|[.,][0-9])",
    re.IGNORECASE,
)
_NO_FIGURE = re.compile(
    r"\b(?:aged?|ages|years?|standards?|questions?|pages?|sections?|domains?|paragraphs?|no\.|number|category|tier|"
    r"weeks?|months?|days?|grade|level|annexe|[0-9]+\s+(?:to|and|or)|between)\s+$",
    re.IGNORECASE,
)
_AGED = re.compile(r"\b(?:children|people|those|boys|girls|adults|anyone)\s+$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_APART = r"(?:and|or|but|of|to|than|against|from|including|plus|while|whom|which|who|that|is|are|was|were)"
_WORD = rf"(?!{_APART}\b)[^\W\d_][\w’'\-]*"
_AGE = r"(?:aged|between|from|under|over)\s+[0-9]{1,2}(?:\s*(?:to|and|[\-–])\s*[0-9]{1,2})?"
_GAP = re.compile(
    rf"(?P<of>\s+of)?(?:\s+(?:{_AGE}|{_WORD})(?:\s+of(?!\s+wh))?){{0,6}}\s*(?P<sign>[(,–—:]?)\s*", re.IGNORECASE
)
_CLOSED = re.compile(r"\s*(?:[),;]|$)")
_ENDED = re.compile(r"\s*(?:[).,;:–—]|$)")
_BRACKETED = re.compile(rf"(?:\s+{_WORD}){{0,4}}\s*\(\s*", re.IGNORECASE)


def stated_numbers(sentence: Sentence, method: Method) -> Iterator[tuple[StatedNumber, FigureMention]]:
    """Yield each number that stands beside a figure, with the figure."""
    places = sentence.places(FIGURE)
    if not places:
        return
    numbers = _numbers(sentence.words)
    shares = [
        share for share in _shares(sentence.words, method) if not any(_is_within(share, other) for other in numbers)
    ]
    # 'One in ten' is neither one nor ten.
    numbers = [other for other in numbers if not any(_overlap(share, other) for share in shares)]
    for position in places:
        figure = sentence.mention_at(position)
        stated = _beside(sentence.words, position, sorted([*numbers, *shares], key=lambda each: each.start))
        if isinstance(figure, FigureMention) and stated is not None and _is_alike(stated, figure):
            yield stated, figure


def _overlap(one_number: StatedNumber, other: StatedNumber) -> bool:
    return one_number.start < other.end and other.start < one_number.end


def _is_within(share: StatedNumber, number: StatedNumber) -> bool:
    return _overlap(share, number) and share.end - share.start <= number.end - number.start


def _beside(words: str, position: int, stated: Sequence[StatedNumber]) -> StatedNumber | None:
    before = [each for each in stated if each.end <= position]
    if before and (gap := _GAP.fullmatch(words, before[-1].end, position)):
        is_share = before[-1].is_percent or before[-1].words_of is not None
        if gap["of"] and not is_share:
            return None  # '12 of the staff ({context staff})' are a part of them
        in_brackets = gap["sign"] == "("
        if before[-1].words_of is not None and not in_brackets:
            return None  # 'most people {context young}' is hardly said of that figure
        return before[-1] if (_CLOSED if in_brackets else _ENDED).match(words, position + 1) else None
    after = next((each for each in stated if each.start > position), None)
    if after and _BRACKETED.fullmatch(words, position + 1, after.start) and words[after.end :].lstrip().startswith(")"):
        return after
    return None


def _is_alike(stated: StatedNumber, figure: FigureMention) -> bool:
    """Say whether the two can be of the same kind: a percentage is no number of people."""
    if stated.words_of is not None or stated.is_percent:
        return figure.is_percent or figure.out_of is not None
    return not figure.is_percent and (stated.out_of is None or figure.out_of is not None)


def _numbers(words: str) -> list[StatedNumber]:
    return [_number(match) for match in _NUMBER.finditer(words) if _may_be_a_figure(match)]


def _may_be_a_figure(match: re.Match[str]) -> bool:
    if match["value"] is not None and _YEAR.fullmatch(match["value"]):
        return False
    of_age = match["modifier"] is not None and _AGED.search(match.string, 0, match.start())
    return not of_age and _NO_FIGURE.search(match.string, 0, match.start()) is None


def _number(match: re.Match[str]) -> StatedNumber:
    words = " ".join(match[0].split())
    modifier = plain(match["modifier"] or "")
    if match["yes"] is not None:
        whole = number(match["whole"])
        return StatedNumber(words, match.start(), match.end(), number(match["yes"]), modifier, out_of=whole)
    if match["large"] is not None:
        return _large(match, words, modifier)
    _, _, decimals = match["value"].partition(".")
    return StatedNumber(
        words,
        match.start(),
        match.end(),
        number(match["value"]),
        modifier,
        is_percent=match["percent"] is not None,
        decimals=len(decimals),
    )


def _large(match: re.Match[str], words: str, modifier: str) -> StatedNumber:
    large, part = _LARGE[plain(match["large"])], _PARTS.get(plain(match["times"]))
    times = number(match["times"]) if part is None else part
    # '1.2 million' has its last digit; 'a quarter of a million' is round, and reaches as far as round numbers do.
    decimals = len(match["times"].partition(".")[2])
    unit = Fraction(large, BASE**decimals) if part is None else times * large
    return StatedNumber(words, match.start(), match.end(), times * large, modifier, unit=unit)


def _shares(words: str, method: Method) -> Iterator[StatedNumber]:
    for quantity in quantities(words, method):
        if isinstance(quantity.meaning, WordRange):
            yield StatedNumber(
                quantity.words, quantity.start, quantity.end, Fraction(0), words_of=quantity.meaning, is_percent=True
            )


def _holds(stated: StatedNumber, figure: FigureMention, value: Fraction) -> bool:
    if stated.out_of is not None and stated.out_of != figure.out_of:
        return False
    if stated.words_of is not None:
        return stated.words_of.holds(_share(figure, value))
    if stated.is_percent and not figure.is_percent:
        value = 100 * _share(figure, value)
    return _agrees(stated, value)


def _share(figure: FigureMention, value: Fraction) -> Fraction:
    if figure.is_percent:
        return value / 100
    return value / figure.out_of if figure.out_of else Fraction(0)


def _agrees(stated: StatedNumber, value: Fraction) -> bool:
    written = stated.value
    in_round_words = stated.unit == written  # 'a quarter of a million'
    near = written / (ALMOST_TENTHS if in_round_words else ABOUT_TWENTIETHS)
    # A round number is not far off what it is said of: 200,000 is not 237,354.
    reach = Fraction(1, 2) if _unit(stated) == 1 else min(_unit(stated) / 2, near)
    ends: dict[str, bool] = {
        "": abs(value - written) <= reach,
        "at_least": value >= written,
        "more_than": value > written,
        "at_most": value <= written,
        "less_than": value < written,
        "almost": written - written / ALMOST_TENTHS <= value < written,
        "just_over": written < value <= written + written / ALMOST_TENTHS,
        "about": abs(value - written) <= max(reach, near),
    }
    return ends[kind_of(stated.modifier) if stated.modifier else ""]


def _unit(stated: StatedNumber) -> Fraction:
    """Return what the last digit that was written stands for: a thousand in '240,000', a tenth in '10.7'."""
    if stated.unit is not None:
        return stated.unit
    digits = str(int(stated.value))
    zeros = len(digits) - len(digits.rstrip("0"))
    if stated.decimals == 0 and zeros >= ROUND_ZEROS:
        return Fraction(BASE**zeros)
    return Fraction(1, BASE**stated.decimals)
