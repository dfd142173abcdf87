"""Caps: a rating that is limited by a part of what it rests on. What it was before the cap is always kept.

A cap limits what the rules give. A ratings panel that uses discretion decides on the rating after the cap, as on any
other result of the rules; whether a published method lets a panel go above a cap is for its guidance to say.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from trigpoint.rules.method import Cap, Rating


@dataclass(frozen=True, slots=True)
class Capped:
    """What a rating was before caps lowered it, and the caps that did, in the method's order."""

    before: Rating
    caps: tuple[Cap, ...]


def under_caps(before: Rating, applying: Iterable[Cap]) -> tuple[Rating, Capped | None]:
    """Return the rating under the caps that apply, with what it was before; None where no cap lowers it."""
    lowering = tuple(cap for cap in applying if cap.to.score < before.score)
    if not lowering:
        return before, None
    return min((cap.to for cap in lowering), key=lambda rating: rating.score), Capped(before, lowering)


def applies(cap: Cap, rating: Rating) -> bool:
    """Say whether a cap applies, given the rating (or the band) of what it watches."""
    return rating.score <= cap.at_most.score
