"""From words to quantities: 'over two-thirds', '4 of 8', 'one in four', 'only three cases', 'less than 50 per cent'.

Read are the words of the method (`Method.wording`), counts 'N of M' in digits or in words, also apart ('of the 20
cases, eleven'), shares 'N in M' and 'N/M', numbers of cases ('only one case', 'three cases had', 'all but one') and
per cents, with what is before or after them (`modifiers`). The longest words win: 'almost all' is not 'all'. Words
that a method lists without an end, such as 'most likely', mean no quantity, and neither does 'of all' after one:
'half of all cases'.

Left unread, since they may mean more than one thing: 'about 40 per cent', 'not half', 'most, if not all', 'all but
the youngest', 'rose from 50 to 60 per cent', 'both' without 'cases' (perhaps 'both A and B'), 'in one case' (mostly
an example) and 'the three cases' (perhaps those that were read).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

from trigpoint.rules.denials import Denial, denial
from trigpoint.rules.meanings import CaseRange, Cases, Counted, Meaning, Percent
from trigpoint.rules.method import Method, Rounding, WordRange
from trigpoint.rules.modifiers import modified, modified_cases, negated
from trigpoint.rules.number_words import number, plain
from trigpoint.rules.quantity_patterns import (
    is_a_span,
    is_adverb,
    is_observed,
    is_of_other_things,
    is_of_the_sample,
    is_required,
    is_turned,
    quantity_pattern,
)
from trigpoint.rules.said_elsewhere import is_said_elsewhere


@dataclass(frozen=True, slots=True)
class Quantity:
    """Words that say how many: where they start and end in the text, and what they may mean.

    Each run of white space in `words` is one space. `denial` where the words around say what was not so.
    """

    words: str
    start: int
    end: int
    meaning: Meaning
    denial: Denial = Denial.NONE


AROUND = 400
"""So many characters before and after a quantity bear on it: a sentence without end is read in time."""


def quantities(text: str, method: Method) -> Iterator[Quantity]:
    """Yield the quantities of a text in order."""
    pattern, ranges = _reading(method.wording)
    for match in pattern.finditer(text):
        words = " ".join(match["quantity"].split())
        meaning = _meaning(match, words, ranges)
        start, end = match.span("quantity")
        begin = max(0, start - AROUND)
        around, within = text[begin : end + AROUND], (start - begin, end - begin)
        if meaning is not None and not is_required(text, end) and not is_said_elsewhere(around, *within):
            is_turned_already = match["in_any"] is not None or _is_turned(match, ranges)
            denied = Denial.NONE if is_turned_already else denial(around, *within)
            yield Quantity(words, start, end, meaning, denied)


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
    in_brackets = quantities(text, method) if "(" in text else ()  # most texts have none, and need not be read
    for first, second in pairwise(in_brackets):
        if _BRACKET.fullmatch(text, first.end, second.start):
            if isinstance(first.meaning, Counted) and isinstance(second.meaning, Percent):
                yield StatedShare(first.words, first.meaning, second.words, second.meaning)
            elif isinstance(first.meaning, Percent) and isinstance(second.meaning, Counted):
                yield StatedShare(second.words, second.meaning, first.words, first.meaning)


_BRACKET = re.compile(r"(?:\s+[^\s()]+){0,3}\s*\(")

Ranges: TypeAlias = Mapping[str, WordRange]


@lru_cache(maxsize=8)
def _reading(wording: tuple[WordRange, ...]) -> tuple[re.Pattern[str], Ranges]:
    """Return one pattern for all that is read, and the range of each phrase in it."""
    ranges = {plain(words): meant for meant in wording for words in meant.words}
    return quantity_pattern(ranges), ranges


def _meaning(match: re.Match[str], words: str, ranges: Ranges) -> Meaning | None:
    read = next((_READERS[name] for name in _READERS if match[name] is not None), None)
    if read is None:
        return None
    if match["negation"] is None:
        return read(match, words, ranges)
    if match["phrase"] is not None and (own := ranges.get(f"not {plain(match['phrase'])}")) is not None:
        return own if is_observed(match.string, match.start()) else None
    meaning = read(match, words, ranges)
    return negated(words, meaning) if isinstance(meaning, WordRange) and match["unsure"] is None else None


def _phrase(match: re.Match[str], words: str, ranges: Ranges) -> Meaning | None:
    meant = ranges.get(plain(match["phrase"]))
    if meant is None or not _has_an_end(meant) or not _is_of_cases(match):
        return None
    modifier = match["tone"] or match["after"]
    if modifier is not None:
        return modified(plain(modifier), words, meant.share, meant.near) if meant.share is not None else None
    if _is_turned(match, ranges):
        return ranges.get(f"not {plain(match['phrase'])}") or negated(words, meant)
    return meant


def _is_turned(match: re.Match[str], ranges: Ranges) -> bool:
    """Say whether a 'not' before turns 'all' or an adverb; of other words it rather says what was not so."""
    if match["phrase"] is None or match["negation"] is not None:
        return False
    turns = ranges[plain(match["phrase"])].at_least == 1 or is_adverb(match["phrase"])
    return turns and is_turned(match.string, match.start("quantity"), match["phrase"])


def _is_of_cases(match: re.Match[str]) -> bool:
    if is_adverb(match["phrase"]):
        return is_observed(match.string, match.start("quantity"))
    return not is_of_other_things(match.string, match.end("quantity"))


def _has_an_end(meant: WordRange) -> bool:
    return any(end is not None for end in (meant.at_least, meant.more_than, meant.at_most, meant.less_than))


def _number(match: re.Match[str], words: str, ranges: Ranges) -> Meaning | None:
    meaning: Meaning | None
    near = None
    if is_of_other_things(match.string, match.end("quantity")):
        return None
    if match["percent"] is not None:
        _, _, decimals = match["percent"].partition(".")
        meaning = Percent(number(match["percent"]), len(decimals))
        share, near = meaning.value / 100, Fraction(1, NEAR_TENTH)
    elif match["yes"] is not None:
        meaning = _count(match, ranges)
        share, near = Fraction(meaning.yes, meaning.relevant or 1), meaning.idiom.near if meaning.idiom else None
    else:
        share = number(match["part"]) / (number(match["whole"]) or 1)
        # 'One in four' is as near as 'a quarter'; '24/7' is no share.
        named = _named(share, ranges) or _exactly(share, words)
        meaning, near = named if share <= 1 else None, named.near
    modifier = match["before"] or match["after"]
    return meaning if modifier is None or meaning is None else modified(plain(modifier), words, share, near)


def _count(match: re.Match[str], ranges: Ranges) -> Counted:
    counted = Counted(int(number(match["yes"])), int(number(match["relevant"])))
    # 'Nine out of ten' is also said of 20 cases; '4 of 8' is not 1 of 2.
    if not (match["of_every"] or (match["out"] and plain(match["relevant"]) in _OF_IDIOMS)):
        return counted
    share = Fraction(counted.yes, counted.relevant or 1)
    return replace(counted, idiom=_named(share, ranges))


_OF_IDIOMS = ("three", "four", "five", "ten", "3", "4", "5", "10")
NEAR_TENTH = 10
"""'About 40 per cent' reaches a tenth of all cases, ten points, either way."""


def _named(share: Fraction, ranges: Ranges) -> WordRange | None:
    return next((meant for meant in ranges.values() if meant.share == share), None)


def _exactly(share: Fraction, words: str) -> WordRange:
    return WordRange((words,), at_least=share, at_most=share)


def _of_which(match: re.Match[str], _words: str, _: Ranges) -> Meaning | None:
    return None if match["after"] else Counted(int(number(match["these"])), int(number(match["of_all"])))


def _between_per_cents(match: re.Match[str], words: str, _: Ranges) -> Meaning | None:
    if match["after"]:
        return None
    if match["low"] is not None:
        return _from_to(words, number(match["low"]) / 100, number(match["high"]) / 100)
    if match["low_to"] is None or not is_a_span(match.string, match.start("quantity"), match.end("quantity")):
        return None
    return _from_to(words, number(match["low_to"]) / 100, number(match["high_to"]) / 100)


def _between_fractions(match: re.Match[str], words: str, ranges: Ranges) -> Meaning | None:
    low, high = (ranges.get(plain(match[end])) for end in ("from", "to"))
    return _from_to(words, low.share, high.share) if low and high and not match["after"] else None


def _from_to(words: str, low: Fraction | None, high: Fraction | None) -> WordRange | None:
    in_order = low is not None and high is not None and low <= high
    return WordRange((words,), at_least=low, at_most=high) if in_order else None


def _cases(match: re.Match[str], _words: str, _: Ranges) -> Meaning | None:
    """'Only three cases', 'in at least three cases'; 'in one case' is mostly an example, and so no count."""
    start, end = match.start("cases"), match.end("cases")
    if is_of_the_sample(match.string, start, end):
        return None
    cases = int(number(match["bare"]))
    modifier = match["limit"] or match["after"]
    if match["or_bare"] is not None:
        return None if modifier else CaseRange(cases, int(number(match["or_bare"])))
    if modifier is not None:
        return modified_cases(plain(modifier), cases)
    is_only = match["only"] is not None or match["alone"] is not None
    if cases == 1 and not is_only:
        return None
    return Cases(yes=cases, may_be_all=not (match["within"] or is_only))


def _one_or_two(match: re.Match[str], _words: str, _: Ranges) -> Meaning | None:
    """'A single case', which is no example, and 'a couple of cases', which may be three."""
    start, end = match.span("one_or_two")
    if match["after"] or is_of_the_sample(match.string, start, end):
        return None
    return Cases(yes=1) if match["single"] else CaseRange(2, 2 + 1)


def _in_any(match: re.Match[str], words: str, _: Ranges) -> Meaning | None:
    """'Not found in any of the plans' is none; 'in any case' without a denial is no quantity."""
    start, end = match.span("in_any")
    denied = match["after"] is None and denial(match.string, start, end) is Denial.NOT_BEFORE
    return WordRange((words,), at_most=Fraction(0)) if denied else None


def _all_or_none(match: re.Match[str], words: str, _: Ranges) -> Meaning | None:
    if match["after"]:
        return None
    if match["both"]:
        return Cases(yes=2, not_yes=0)
    if is_of_other_things(match.string, match.end("quantity")):
        return None
    if match["no_case"] or match["none_of"]:
        return WordRange((words,), at_most=Fraction(0))
    if match["all_n"]:
        return Cases(yes=int(number(match["all_of"])))
    excepted = match["but"] or match["except"] or match["exceptions"]
    return Cases(not_yes=int(number(excepted))) if excepted else None


_READERS: dict[str, Callable[[re.Match[str], str, Ranges], Meaning | None]] = {
    "phrase": _phrase,
    "of_which": _of_which,
    "number": _number,
    "cases": _cases,
    "between": _between_per_cents,
    "fractions": _between_fractions,
    "all_but": _all_or_none,
    "all_n": _all_or_none,
    "both": _all_or_none,
    "no_case": _all_or_none,
    "none_of": _all_or_none,
    "one_or_two": _one_or_two,
    "in_any": _in_any,
}
