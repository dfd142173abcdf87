"""What a check looks at, and what it reports."""

from dataclasses import dataclass

from trigpoint.bundle.model import Bundle
from trigpoint.bundle.problems import Place
from trigpoint.rules.framework import Framework
from trigpoint.rules.rating import RatedInspection


@dataclass(frozen=True, slots=True)
class Checked:
    """A Bundle that conforms to its framework, with the ratings that it gives."""

    bundle: Bundle
    framework: Framework
    rated: RatedInspection


@dataclass(frozen=True, slots=True)
class Observation:
    """What one check says of one place, in a sentence, and the figure that it was checked against ('' for none).

    `passage` is the sentence of a text that is meant, and `mend` how to put it right, where either needs saying.
    """

    place: Place
    message: str
    figure: str = ""
    passage: str = ""
    mend: str = ""
