"""Why a case may be excluded before the draw."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A reason for which a case may be excluded."""

    id: str
    label: str
