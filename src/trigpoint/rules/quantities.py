"""From words to quantities: 'over two-thirds', '4 of 8', 'four out of eight', 'less than 50 per cent'.

Read are the words of the method (`Method.wording`), counts 'N of M' in digits or in words up to twenty, and per
cents. Words before a number ('more than', 'at least') make it an end of a range; before a number that is only said
to be about right ('around 40 per cent') nothing is read, since nothing could contradict it. The longest words win:
'almost all' is not 'all'. Words that a method lists without an end, such as 'most likely', mean no quantity.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

from trigpoint.rules.answers import Tally
from trigpoint.rules.bands import whole_percent
from trigpoint.rules.method import Method, Rounding, WordRange


@dataclass(frozen=True, slots=True)
class Counted:
    """A count as written, 'yes of relevant'; it need not be one that can be ('9 of 8')."""

    yes: int
    relevant: int

    def holds(self, tally: Tally) -> bool:
        """Say whether it is this count exactly: 4 of 8 is not 1 of 2."""
        return (self.yes, self.relevant) == (tally.yes, tally.relevant)


@dataclass(frozen=True, slots=True)
class Percent:
    """A per cent as written, with its number of decimals."""

    value: Fraction
    decimals: int

    def holds(self, share: Fraction, rounding: Rounding) -> bool:
        """Say whether a share (0 to 1) is printed so: a whole per cent by the method's rounding, others half up."""
        if self.decimals == 0:
            return self.value == whole_percent(share.numerator, share.denominator, rounding)
        return self.is_near(share)

    def is_near(self, share: Fraction) -> bool:
        """Say whether a share (0 to 1) is this per cent to the last decimal written, rounded either way."""
        return abs(100 * share - self.value) <= Fraction(1, 2 * 10**self.decimals)


Meaning: TypeAlias = WordRange | Counted | Percent


@dataclass(frozen=True, slots=True)
class Quantity:
    """Words that say how many: where they start and end in the text, and what they may mean.

    Each run of white space in `words` is one space.
    """

    words: str
    start: int
    end: int
    meaning: Meaning


def quantities(text: str, method: Method) -> Iterator[Quantity]:
    """Yield the quantities of a text in order."""
    pattern, ranges = _reading(method.wording)
    for match in pattern.finditer(text):
        words = " ".join(match[0].split())
        meaning = ranges[match.lastgroup] if match.lastgroup in ranges else _stated(match, words)
        if meaning is not None:
            yield Quantity(words, match.start(), match.end(), meaning)


@dataclass(frozen=True, slots=True)
class StatedShare:
    """A count and a per cent that a text gives as the same: '34 of 61 (56 per cent)'."""

    count_words: str
    count: Counted
    percent_words: str
    percent: Percent

    @property
    def share(self) -> Fraction | None:
        """The share that the count is; None of nothing."""
        return Fraction(self.count.yes, self.count.relevant) if self.count.relevant else None

    def agrees(self, rounding: Rounding) -> bool:
        """Say whether the per cent is that of the count, by the method's rounding or ordinary rounding."""
        return self.share is not None and (self.percent.holds(self.share, rounding) or self.percent.is_near(self.share))


def stated_shares(text: str, method: Method) -> Iterator[StatedShare]:
    """Yield each count that stands with its per cent in brackets, or the other way about.

    Up to three words may stand before the bracket: '34 of the 61 children in it (56 per cent)'.
    """
    for first, second in pairwise(quantities(text, method)):
        if _BRACKET.fullmatch(text, first.end, second.start):
            if isinstance(first.meaning, Counted) and isinstance(second.meaning, Percent):
                yield StatedShare(first.words, first.meaning, second.words, second.meaning)
            elif isinstance(first.meaning, Percent) and isinstance(second.meaning, Counted):
                yield StatedShare(second.words, second.meaning, first.words, first.meaning)


_BRACKET = re.compile(r"(?:\s+[^\s()]+){0,3}\s*\(")

_UP_TO_TWENTY = (
    "nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
_NUMBER_WORDS = tuple(_UP_TO_TWENTY.split())

_WORDS_BEFORE = {
    "at_least": ("at least", "no less than", "no fewer than"),
    "more_than": ("over", "more than", "above"),
    "at_most": ("at most", "no more than", "not more than", "up to"),
    "less_than": ("under", "less than", "fewer than", "below", "almost", "nearly"),
    "about": ("about", "around", "roughly", "approximately", "some"),
}


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(sorted(map(_spaced, words), key=len, reverse=True))


def _spaced(words: str) -> str:
    """Hyphen and space are alike in 'two-thirds', and a line may break between words."""
    return r"[\s\-‐‑]+".join(re.escape(word) for word in re.split(r"[\s\-‐‑]+", words))


# Ten digits at most: more is no count of cases. Looked up in lower case, so only ASCII letters may differ in case.
_DIGITS = "(?:[0-9]{1,3}(?:,[0-9]{3}){1,2}|[0-9]{1,10})"
_NUMBER_WORD = f"(?a:{_any_of(_NUMBER_WORDS)})"
_NUMBER = f"(?:{_DIGITS}|{_NUMBER_WORD})"
_BEFORE = "|".join(f"(?P<{name}>{_any_of(words)})" for name, words in _WORDS_BEFORE.items())
_COUNT = (
    rf"(?P<yes>{_NUMBER})\s+(?:out\s+)?of\s+(?:(?:the|these|those)\s+)?(?P<relevant>{_NUMBER})(?![\w\-‐‑]|[.,][0-9])"
)
_PERCENT = rf"(?P<percent>{_DIGITS}(?:\.[0-9]{{1,6}})?|{_NUMBER_WORD})\s*(?:%|per\s+cent(?!\w)|percent(?!\w))"
_STATED = rf"(?P<stated>(?<![\w.,/\-‐‑–])(?:(?:{_BEFORE})\s+)?(?:{_COUNT}|{_PERCENT}))"


@lru_cache(maxsize=8)
def _reading(wording: tuple[WordRange, ...]) -> tuple[re.Pattern[str], dict[str | None, WordRange | None]]:
    """Return one pattern for all that is read, and what each named phrase in it means (None: no quantity)."""
    phrases = sorted(((words, one) for one in wording for words in one.words), key=lambda pair: -len(pair[0]))
    named = [f"(?P<w{number}>{_spaced(words)})" for number, (words, _) in enumerate(phrases)]
    words_pattern = rf"(?<![\w\-‐‑])(?:{'|'.join(named)})(?![\w\-‐‑])"
    pattern = re.compile(f"{_STATED}|{words_pattern}" if named else _STATED, re.IGNORECASE)
    return pattern, {f"w{n}": one if _has_an_end(one) else None for n, (_, one) in enumerate(phrases)}


def _has_an_end(one: WordRange) -> bool:
    return any(end is not None for end in (one.at_least, one.more_than, one.at_most, one.less_than))


def _stated(match: re.Match[str], words: str) -> Meaning | None:
    written: Counted | Percent
    if match["percent"] is not None:
        _, _, decimals = match["percent"].partition(".")
        written = Percent(_number(match["percent"]), len(decimals))
        share = written.value / 100
    else:
        written = Counted(int(_number(match["yes"])), int(_number(match["relevant"])))
        share = Fraction(written.yes, written.relevant or 1)
    before = next((name for name in _WORDS_BEFORE if match[name] is not None), None)
    if before is None:
        return written
    return _RANGES[before](words, share) if before in _RANGES else None


def _number(words: str) -> Fraction:
    word = words.lower()
    return Fraction(_NUMBER_WORDS.index(word) if word in _NUMBER_WORDS else word.replace(",", ""))


_RANGES: dict[str, Callable[[str, Fraction], WordRange]] = {
    "at_least": lambda words, share: WordRange((words,), at_least=share),
    "more_than": lambda words, share: WordRange((words,), more_than=share),
    "at_most": lambda words, share: WordRange((words,), at_most=share),
    "less_than": lambda words, share: WordRange((words,), less_than=share),
}
