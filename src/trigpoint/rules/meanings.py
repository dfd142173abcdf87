"""What words of quantity may mean: a range of shares, a count, a number of cases, a per cent."""

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from trigpoint.rules.answers import Tally
from trigpoint.rules.bands import whole_percent
from trigpoint.rules.method import Rounding, WordRange

_BASE = 10


@dataclass(frozen=True, slots=True)
class Counted:
    """A count as written, 'yes of relevant'; it need not be one that can be ('9 of 8').

    `idiom` is the share that the words mean of another number of cases: 'nine out of ten' may be said of 20.
    """

    yes: int
    relevant: int
    idiom: WordRange | None = None

    def holds(self, tally: Tally) -> bool:
        """Say whether it is this count exactly (4 of 8 is not 1 of 2), or its idiom is so."""
        if self.idiom is not None and self.relevant != tally.relevant:
            return self.idiom.holds(Fraction(tally.yes, tally.relevant))
        return (self.yes, self.relevant) == (tally.yes, tally.relevant)


@dataclass(frozen=True, slots=True)
class Cases:
    """A number of cases as written, answered yes ('in three cases') or not ('all but one'); 'both' says each.

    `may_be_all` where the words may as well say how many cases there were: 'eight cases had a victim'.
    """

    yes: int | None = None
    not_yes: int | None = None
    may_be_all: bool = False

    def holds(self, tally: Tally) -> bool:
        """Say whether what was written is so, however many cases are relevant."""
        if self.may_be_all and self.yes == tally.relevant:
            return True
        return self.yes in (None, tally.yes) and self.not_yes in (None, tally.not_yes)


@dataclass(frozen=True, slots=True)
class CaseRange:
    """A number of cases with an end: 'in at least three cases', 'in fewer than five cases'."""

    at_least: int | None = None
    at_most: int | None = None

    def holds(self, tally: Tally) -> bool:
        """Say whether so many cases were answered yes."""
        return (self.at_least is None or tally.yes >= self.at_least) and (
            self.at_most is None or tally.yes <= self.at_most
        )


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
        return abs(100 * share - self.value) <= Fraction(1, 2 * _BASE**self.decimals)


Meaning: TypeAlias = WordRange | Counted | Cases | CaseRange | Percent
