"""From words to quantities: 'over two-thirds', '4 of 8', 'one in four', 'in three cases', 'less than 50 per cent'.

Read are the words of the method (`Method.wording`), counts 'N of M' in digits or in words up to twenty, shares 'N in
M' and 'N/M', numbers of cases ('in three cases', 'both cases', 'all but one') and per cents, with what is before
or after them (`modifiers`). The longest words win: 'almost all' is not 'all'. Words that a method lists without an
end, such as 'most likely', mean no quantity, and neither does 'of all' after one: 'half of all cases'.

Left unread, since they may mean more than one thing: 'about 40 per cent', 'not half', 'most, if not all', 'all but
the youngest', '50 to 60 per cent' (perhaps a change), 'both' without 'cases' (perhaps 'both A and B'), 'in one case'
(mostly an example), 'three cases' without 'in' (perhaps those that were read) and 'at least three cases'.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

from trigpoint.rules.answers import Tally
from trigpoint.rules.bands import whole_percent
from trigpoint.rules.method import Method, Rounding, WordRange
from trigpoint.rules.modifiers import AFTER, BEFORE, modified, negated
from trigpoint.rules.number_words import NUMBER, NUMBER_ENDS, PER_CENT, PER_CENT_NUMBER, any_of, number, plain


@dataclass(frozen=True, slots=True)
class Counted:
    """A count as written, 'yes of relevant'; it need not be one that can be ('9 of 8')."""

    yes: int
    relevant: int

    def holds(self, tally: Tally) -> bool:
        """Say whether it is this count exactly: 4 of 8 is not 1 of 2."""
        return (self.yes, self.relevant) == (tally.yes, tally.relevant)


@dataclass(frozen=True, slots=True)
class Cases:
    """A number of cases as written, answered yes ('in three cases') or not ('all but one'); 'both' says each."""

    yes: int | None = None
    not_yes: int | None = None

    def holds(self, tally: Tally) -> bool:
        """Say whether what was written is so, however many cases are relevant."""
        return self.yes in (None, tally.yes) and self.not_yes in (None, tally.not_yes)


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


Meaning: TypeAlias = WordRange | Counted | Cases | Percent


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
        words = " ".join(match["said"].split())
        meaning = _meaning(match, words, ranges)
        if meaning is not None:
            yield Quantity(words, match.start("said"), match.end("said"), meaning)


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
    """Yield each count that comes with its per cent in brackets, or the other way about.

    Up to three words may come before the bracket: '34 of the 61 children in it (56 per cent)'.
    """
    for first, second in pairwise(quantities(text, method)):
        if _BRACKET.fullmatch(text, first.end, second.start):
            if isinstance(first.meaning, Counted) and isinstance(second.meaning, Percent):
                yield StatedShare(first.words, first.meaning, second.words, second.meaning)
            elif isinstance(first.meaning, Percent) and isinstance(second.meaning, Counted):
                yield StatedShare(second.words, second.meaning, first.words, first.meaning)


_BRACKET = re.compile(r"(?:\s+[^\s()]+){0,3}\s*\(")

_STARTS = r"(?<![\w.,/\-‐‑–])"
_WORD_STARTS, _WORD_ENDS = r"(?<![\w\-‐‑])", r"(?![\w\-‐‑])"
_TIME = r"(?!\s+(?:hour|day|week|month|year))"
_SMALL = r"(?![0-9]{4})" + NUMBER
_COUNT = rf"(?P<yes>{NUMBER})\s+(?:out\s+)?of\s+(?:(?:the|these|those)\s+)?(?P<relevant>{NUMBER}){NUMBER_ENDS}"
# 'In 3 of 2019' is a year, 'three in 12 months' a rate, and '50/50' an idiom.
_SHARE = rf"(?!50/50)(?P<part>{_SMALL})(?:\s+in\s+|/)(?P<whole>{_SMALL}){NUMBER_ENDS}{_TIME}"
_PERCENT = rf"(?P<percent>{PER_CENT_NUMBER}){PER_CENT}"
_CASES = rf"in\s+(?!(?:one|1)\s)(?P<cases>{_SMALL})\s+cases(?!\w)"
_BOTH = r"both\s+(?:of\s+)?(?:(?:the|these|those)\s+)?cases(?!\w)"
_ALL_BUT = (
    r"(?:all|every)(?:\s+(?:of\s+)?(?:the\s+)?cases?)?\s+(?:but|bar|except(?:\s+for)?|apart\s+from)"
    rf"(?:\s+(?P<but>{_SMALL}){NUMBER_ENDS}|(?:\s+\w+){{0,3}})"
)
_BETWEEN = (
    rf"between\s+(?P<low>{PER_CENT_NUMBER}){PER_CENT}?\s+and\s+(?P<high>{PER_CENT_NUMBER}){PER_CENT}|"
    rf"{PER_CENT_NUMBER}(?:\s+(?:and|or)|{PER_CENT}?\s+to)\s+{PER_CENT_NUMBER}{PER_CENT}"
)
_NUMBERS = rf"(?:(?P<before>{any_of(BEFORE)})\s+)?(?P<number>{_COUNT}|{_SHARE}|{_PERCENT})"
_NOT = (
    r"(?:(?:(?P<unsure>if|or)\s+)?(?P<negation>not|[a-z]{2,6}n['’]t|by\s+no\s+means|far\s+from)\s+(?:(?:in|for)\s+)?)?"
)
_AFTER = rf"(?:\s+(?P<after>{any_of(AFTER)})(?!\w))?"

Ranges: TypeAlias = Mapping[str, WordRange]


@lru_cache(maxsize=8)
def _reading(wording: tuple[WordRange, ...]) -> tuple[re.Pattern[str], Ranges]:
    """Return one pattern for all that is read, and the range of each phrase in it."""
    ranges = {plain(words): meant for meant in wording for words in meant.words}
    phrase = f"(?:{any_of(ranges) or '(?!)'}){_WORD_ENDS}"
    fractions = f"between\\s+(?P<from>{phrase})\\s+and\\s+(?P<to>{phrase})"
    # Lazy: 'almost all' is looked for as a phrase before it is 'almost' before 'all'.
    phrases = f"(?:(?P<tone>{any_of(BEFORE)})\\s+)??(?P<phrase>{phrase})"
    numbers = f"{_STARTS}(?:(?P<between>{_BETWEEN})|{_NUMBERS})"
    words = f"(?P<fractions>{fractions})|(?P<all_but>{_ALL_BUT})|(?P<both>{_BOTH})|(?P<in_cases>{_CASES})|{phrases}"
    # 'At most' alone is passed over, or it would be read as 'most'.
    quantity = f"{_NOT}(?:{numbers}|{_WORD_STARTS}(?:{words}|at\\s+most(?!\\w))){_AFTER}"
    return re.compile(f"{_WORD_STARTS}(?P<said>{quantity})(?:\\s+of\\s+all(?!\\w))?", re.IGNORECASE), ranges


def _meaning(match: re.Match[str], words: str, ranges: Ranges) -> Meaning | None:
    read = next((_READERS[name] for name in _READERS if match[name] is not None), None)
    meaning = read(match, words, ranges) if read else None
    if match["negation"] is None:
        return meaning
    return negated(words, meaning) if isinstance(meaning, WordRange) and match["unsure"] is None else None


def _phrase(match: re.Match[str], words: str, ranges: Ranges) -> Meaning | None:
    meant = ranges.get(plain(match["phrase"]))
    if meant is None or not _has_an_end(meant):
        return None
    modifier = match["tone"] or match["after"]
    if modifier is None:
        return meant
    return modified(plain(modifier), words, meant.share, meant.near) if meant.share is not None else None


def _has_an_end(meant: WordRange) -> bool:
    return any(end is not None for end in (meant.at_least, meant.more_than, meant.at_most, meant.less_than))


def _number(match: re.Match[str], words: str, ranges: Ranges) -> Meaning | None:
    meaning: Meaning | None
    if match["percent"] is not None:
        _, _, decimals = match["percent"].partition(".")
        meaning = Percent(number(match["percent"]), len(decimals))
        share = meaning.value / 100
    elif match["yes"] is not None:
        meaning = Counted(int(number(match["yes"])), int(number(match["relevant"])))
        share = Fraction(meaning.yes, meaning.relevant or 1)
    else:
        share = number(match["part"]) / (number(match["whole"]) or 1)
        # 'One in four' is as near as 'a quarter'; '24/7' is no share.
        same = next((meant for meant in ranges.values() if meant.share == share), None)
        meaning = (same or WordRange((words,), at_least=share, at_most=share)) if share <= 1 else None
    modifier = match["before"] or match["after"]
    return meaning if modifier is None or meaning is None else modified(plain(modifier), words, share, None)


def _between_per_cents(match: re.Match[str], words: str, _: Ranges) -> Meaning | None:
    if match["low"] is None or match["after"]:
        return None
    return _from_to(words, number(match["low"]) / 100, number(match["high"]) / 100)


def _between_fractions(match: re.Match[str], words: str, ranges: Ranges) -> Meaning | None:
    low, high = (ranges.get(plain(match[end])) for end in ("from", "to"))
    return _from_to(words, low.share, high.share) if low and high and not match["after"] else None


def _from_to(words: str, low: Fraction | None, high: Fraction | None) -> WordRange | None:
    in_order = low is not None and high is not None and low <= high
    return WordRange((words,), at_least=low, at_most=high) if in_order else None


def _cases(match: re.Match[str], _words: str, _: Ranges) -> Meaning | None:
    if match["after"]:
        return None
    if match["both"]:
        return Cases(yes=2, not_yes=0)
    if match["in_cases"]:
        return Cases(yes=int(number(match["cases"])))
    return Cases(not_yes=int(number(match["but"]))) if match["but"] else None


_READERS: dict[str, Callable[[re.Match[str], str, Ranges], Meaning | None]] = {
    "phrase": _phrase,
    "number": _number,
    "between": _between_per_cents,
    "fractions": _between_fractions,
    "all_but": _cases,
    "both": _cases,
    "in_cases": _cases,
}
