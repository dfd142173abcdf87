"""What a check looks at, and what it reports."""

from dataclasses import dataclass
from functools import cached_property

from trigpoint.bundle.checks.mentions import Mentions
from trigpoint.bundle.model import Bundle
from trigpoint.bundle.problems import Place
from trigpoint.bundle.texts import texts_of
from trigpoint.rules.framework import Framework
from trigpoint.rules.passages import Piece
from trigpoint.rules.rating import RatedInspection


@dataclass(frozen=True)
class Checked:
    """A Bundle that conforms to its framework, with the ratings that it gives."""

    bundle: Bundle
    framework: Framework
    rated: RatedInspection

    @cached_property
    def texts(self) -> tuple[tuple[Place, list[Piece]], ...]:
        """Every text that may refer to figures, with its place, as its words and mentions: read once for all checks."""
        mentions = Mentions(self.bundle, self.rated)
        return tuple((at, mentions.pieces(text)) for at, text in texts_of(self.bundle))


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
