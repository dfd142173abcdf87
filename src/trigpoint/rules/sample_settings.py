"""How a sample is set: which cases may be drawn, how many are read, and on what it is matched."""

from dataclasses import dataclass
from enum import StrEnum

from trigpoint.rules.source import Source


class Sizing(StrEnum):
    """What the size of a type's sample follows from."""

    FIRST_TYPE = "first_type"
    EACH_TYPE = "each_type"


@dataclass(frozen=True, slots=True)
class CaseWindow:
    """Which cases of a type may be drawn (months since the disposal), and how many of them are read.

    `share_percent` is their share of the whole sample, None where each type is sized by itself. `confidence_percent` is
    the type's own, where it has one. At least `minimum` and at most `maximum` cases are read, as far as there are any.
    """

    case_type: str
    from_months: int
    to_months: int
    share_percent: int | None
    confidence_percent: int | None = None
    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class SampleSettings:
    """How large the sample is and what it is matched on."""

    confidence_percent: int
    margin_points: int
    windows: tuple[CaseWindow, ...]
    matched: tuple[str, ...]
    source: Source
    sizing: Sizing = Sizing.FIRST_TYPE

    def confidence_of(self, case_type: str) -> int:
        """Return the confidence, in per cent, that the sample of this type is sized for."""
        own = (window.confidence_percent for window in self.windows if window.case_type == case_type)
        return next((percent for percent in own if percent is not None), self.confidence_percent)
