"""How numbers are written in a text: digits, words up to ninety-nine, per cents, and the patterns that find them."""

import re
from collections.abc import Iterable
from fractions import Fraction

_ONES = ("nought", *"one two three four five six seven eight nine".split())  # noqa: SIM905 - a line to read
_TEENS = tuple(
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()  # noqa: SIM905
)
_TENS = tuple("twenty thirty forty fifty sixty seventy eighty ninety".split())  # noqa: SIM905
# In the order of counting, so that a word's place is its number.
_NUMBER_WORDS = (*_ONES, *_TEENS, *(f"{ten} {digit}".removesuffix(f" {_ONES[0]}") for ten in _TENS for digit in _ONES))
_VALUES = {words: value for value, words in enumerate(_NUMBER_WORDS)} | {"zero": 0, "one hundred": 100}
_GAP = r"[\s\-‐‑]+"


def number(words: str) -> Fraction:
    """Return the number that `NUMBER` or the digits of `PER_CENT` found."""
    value = _VALUES.get(plain(words))
    return Fraction(words.replace(",", "") if value is None else value)


def plain(words: str) -> str:
    """Return words as they are looked up: hyphen and space are alike, and so are capitals and small letters."""
    return re.sub(_GAP, " ", words).casefold()


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of some words, the longest first; a line may break between them."""
    return "|".join(sorted(map(_spaced, words), key=len, reverse=True))


def _spaced(words: str) -> str:
    return _GAP.join(re.escape(word) for word in re.split(_GAP, words))


# Ten digits at most: more is no count of cases. Looked up in lower case, so only ASCII letters may differ in case.
_DIGITS = "(?:[0-9]{1,3}(?:,[0-9]{3}){1,2}|[0-9]{1,10})"
_NUMBER_WORD = f"(?a:{any_of(_VALUES)})"
NUMBER = f"(?:{_DIGITS}|{_NUMBER_WORD})"
DECIMAL = rf"(?:{_DIGITS}(?:\.[0-9]{{1,6}})?|{_NUMBER_WORD})"
PER_CENT = r"(?:\s*(?:%|per\s+cent(?!\w)|percent(?!\w)))"
NUMBER_STARTS = r"(?<![\w.,/\-‐‑–])"
NUMBER_ENDS = r"(?![\w\-‐‑/]|[.,][0-9])"
