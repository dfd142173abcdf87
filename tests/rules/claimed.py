"""What is claimed by a text in a short notation, for the tests of wording."""

import re

from tests.factories.loaded import YOUTH
from trigpoint.rules.answers import Tally
from trigpoint.rules.method import Method
from trigpoint.rules.passages import Mention, Piece
from trigpoint.rules.wording import Verdict, claims

METHOD = YOUTH.method
HOLDS, CONTRADICTED, NO_FIGURE = Verdict


def pieces(text: str) -> list[Piece]:
    """Return a text of these tests as its words and mentions."""
    return [_mention(one[1:-1]) if one.startswith("{") else one for one in re.split(r"(\{.*?\})", text)]


def _mention(name: str) -> Mention:
    counts = re.match("([0-9]+)/([0-9]+)", name)
    return Mention(name, Tally(int(counts[1]), int(counts[2])) if counts else None, negated=name.endswith(" not"))


def found(text: str, method: Method = METHOD) -> list[tuple[str, str, Verdict]]:
    """Return the words, the mention and the verdict of every claim of a text."""
    return [(one.words, one.mention.name, one.verdict) for one in claims(pieces(text), method)]


def verdicts(text: str, method: Method = METHOD) -> list[Verdict]:
    """Return the verdict of every claim of a text."""
    return [verdict for _, _, verdict in found(text, method)]
