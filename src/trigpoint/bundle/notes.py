"""What is worth knowing of an inspection and is no fault: printed figures that chance might have made otherwise."""

from fractions import Fraction
from typing import Final

from trigpoint.rules.bands import whole_percent
from trigpoint.rules.framework import Framework
from trigpoint.rules.method import Rating, Rounding
from trigpoint.rules.stability import HUNDREDTHS, Spread, Stability

OVERALL_NAME: Final = "overall"


def probabilities_near_another_digit(stability: Stability, framework: Framework) -> tuple[str, ...]:
    """Return, for each standard and the whole, the printed probabilities near another whole per cent, in words.

    Near is: within the sampling error, so that other draws might well print it otherwise. The rating by the rules is
    not touched by it.
    """
    spreads = {standard.id: stability.standards[standard.id] for standard in framework.standards}
    near = {
        name: [_figure(rating, spread) for rating in spread.draws_with if spread.is_near_another_percent(rating)]
        for name, spread in (*spreads.items(), (OVERALL_NAME, stability.overall))
        if isinstance(spread, Spread)
    }
    return tuple(f"{name}: {', '.join(figures)}" for name, figures in near.items() if figures)


def _figure(rating: Rating, spread: Spread) -> str:
    """Return 'Inadequate 84% (83.74 ± 0.37)'."""
    share, error = spread.probability(rating), spread.standard_error(rating)
    percent = whole_percent(share.numerator, share.denominator, Rounding.HALF_UP)
    return f"{rating.name} {percent}% ({_points(share)} ± {_points(error)})"


def _points(share: Fraction) -> str:
    hundredths = (2 * HUNDREDTHS * share + 1) // 2
    return f"{hundredths // 100}.{hundredths % 100:02}"
