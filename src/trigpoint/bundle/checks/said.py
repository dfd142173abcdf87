"""What a check is given, and what it says."""

from dataclasses import dataclass

from trigpoint.bundle.model import Bundle
from trigpoint.bundle.problems import Place
from trigpoint.rules.framework import Framework
from trigpoint.rules.rating import RatedInspection


@dataclass(frozen=True, slots=True)
class Checked:
    """A Bundle that fits its framework, with the ratings that it gives."""

    bundle: Bundle
    framework: Framework
    rated: RatedInspection


@dataclass(frozen=True, slots=True)
class Said:
    """What one check says of one place: a sentence, and the figure that the place was held against ('' for none)."""

    place: Place
    message: str
    figure: str = ""
