"""What filling the urns gives: how often each rating came out."""

from collections.abc import Mapping
from dataclasses import dataclass

from trigpoint.rules.method import Rating


@dataclass(frozen=True, slots=True)
class RatingsDrawn:
    """In how many draws each rating came out (the whole scale): by standard, and overall.

    `overall` is None where the rules give no total, or no standard that counts was drawn.
    """

    standards: Mapping[str, Mapping[Rating, int]]
    overall: Mapping[Rating, int] | None
