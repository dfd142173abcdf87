"""Where a number of the method comes from."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

SourceBasis: TypeAlias = Literal["published", "inferred", "unverified"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number comes from, and whether it was printed there or worked out by us."""

    text: str
    basis: SourceBasis
