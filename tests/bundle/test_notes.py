"""Printed probabilities that other draws might have printed otherwise are noted, and are no findings."""

from fractions import Fraction

from tests.factories.loaded import YOUTH
from trigpoint.bundle.notes import probabilities_near_another_digit
from trigpoint.rules.stability import NotShown, Spread, Stability

WORST, RI, GOOD, BEST = YOUTH.method.ratings


def stability(**draws: tuple[int, int]) -> Stability:
    """Draws of the two worst ratings, of standards ('s2_1') or the whole; nothing is shown of the others."""
    spreads = {name: Spread(WORST, {WORST: worst, RI: ri, GOOD: 0, BEST: 0}) for name, (worst, ri) in draws.items()}
    standards = {one.id: spreads.get(f"s{one.id}".replace(".", "_"), NotShown.NOT_RATED) for one in YOUTH.standards}
    return Stability(standards, spreads.get("overall", NotShown.NOT_RATED), (), 10_000, 1)


def test_what_is_near_another_per_cent_is_noted_with_its_error() -> None:
    # 0.1030 x 0.8970 / 10,000 is 0.00000924, its root 0.00304: from 10.00 to 10.60, so 10 or 11 per cent.
    assert probabilities_near_another_digit(stability(s2_1=(1_030, 8_970)), YOUTH) == (
        "2.1: Inadequate 10% (10.30 ± 0.30), Requires improvement 90% (89.70 ± 0.30)",
    )


def test_what_is_clear_of_another_per_cent_is_not() -> None:
    certain = stability(s2_1=(1_000, 9_000), overall=(10_000, 0))
    assert probabilities_near_another_digit(certain, YOUTH) == ()
    assert certain.standard_error == Fraction(3, 1_000)
