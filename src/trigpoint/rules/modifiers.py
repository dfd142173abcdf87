"""Words that change a quantity: 'more than', 'almost' or 'not' before it, 'or more' after it.

Before or after a share they make it an end of a range. 'About' and 'almost' reach as far from it as the method says
(`WordRange.near`); where it says nothing, 'almost' is only 'less than', and 'about' could not be contradicted. 'Not'
turns a range that has one end. 'Not half' and 'not in a few cases' may mean more than one thing, so they mean nothing.
"""

from fractions import Fraction

from trigpoint.rules.meanings import CaseRange
from trigpoint.rules.method import WordRange

_KINDS = {
    "at_least": ("at least", "no less than", "no fewer than", "a minimum of", "or more", "or above"),
    "more_than": (
        *("over", "more than", "above", "well over", "well above", "in excess of", "upwards of", "better than"),
        *("comfortably over", "considerably more than", "far more than", "significantly more than", "greater than"),
    ),
    "at_most": ("at most", "no more than", "up to", "a maximum of", "or less", "or fewer", "or below"),
    "less_than": (
        *("under", "less than", "fewer than", "below", "well under", "well below", "far fewer than", "far less than"),
        *("considerably fewer than", "considerably less than", "significantly fewer than", "significantly less than"),
        *("well short of", "short of"),
    ),
    "almost": (
        *("almost", "nearly", "close to", "just under", "just below", "just less than"),
        *("slightly under", "slightly less than", "slightly fewer than", "a little under", "a little less than"),
        *("just short of", "just shy of", "approaching", "marginally under", "marginally less than", "practically"),
    ),
    "just_over": (
        *("just over", "just above", "just more than", "slightly over", "slightly more than"),
        *("a little over", "a little more than", "marginally over", "marginally more than"),
    ),
    "about": ("about", "around", "roughly", "approximately", "some", "barely", "scarcely", "not quite"),
}
_KIND_OF = {words: kind for kind, all_words in _KINDS.items() for words in all_words}
AFTER = tuple(words for words in _KIND_OF if words.startswith("or "))
BEFORE = tuple(words for words in _KIND_OF if words not in AFTER)


def kind_of(modifier: str) -> str:
    """Return what kind of modifier some plain words are, such as 'at_least'."""
    return _KIND_OF[modifier]


def modified(modifier: str, words: str, share: Fraction, near: Fraction | None) -> WordRange | None:
    """Return what `words` mean, in which the modifier is beside a share; None where they rule nothing out."""
    low, high = (None, None) if near is None else (share - near, share + near)
    ranges = {
        "at_least": WordRange((words,), at_least=share),
        "more_than": WordRange((words,), more_than=share),
        "at_most": WordRange((words,), at_most=share),
        "less_than": WordRange((words,), less_than=share),
        "almost": WordRange((words,), at_least=low, less_than=share),
        "just_over": WordRange((words,), more_than=share, at_most=high),
        "about": None if near is None else WordRange((words,), at_least=low, at_most=high),
    }
    return ranges[_KIND_OF[modifier]]


def modified_cases(modifier: str, cases: int) -> CaseRange | None:
    """Return what a modifier beside a number of cases means; None where it rules nothing out."""
    ranges = {
        "at_least": CaseRange(at_least=cases),
        "more_than": CaseRange(at_least=cases + 1),
        "at_most": CaseRange(at_most=cases),
        "less_than": CaseRange(at_most=cases - 1),
    }
    return ranges.get(_KIND_OF[modifier])


def negated(words: str, meant: WordRange) -> WordRange | None:
    """Return what `words` mean, in which 'not' is before a range; None where that may mean more than one thing.

    'Not in most cases' is in half or fewer: it does not say 'or in all', though 'most' is fewer than all.
    """
    open_above = meant.at_most is None and meant.less_than in (None, 1)
    open_below = meant.at_least is None and meant.more_than is None
    if open_above and meant.at_least:
        return WordRange((words,), less_than=meant.at_least)
    if open_above and meant.more_than:
        return WordRange((words,), at_most=meant.more_than)
    if open_below and meant.at_most is not None:
        return WordRange((words,), more_than=meant.at_most)
    if open_below and meant.less_than is not None:
        return WordRange((words,), at_least=meant.less_than)
    return None
