"""Texts cut into sentences, with the references in them.

A sentence ends at . ? or ! before a space or the end (not in 'e.g.', not in '56.5'), and at an empty line; a
semicolon parts two clauses and ends one too, a colon does not. A reference that follows the full stop directly, as a
note does, belongs to the sentence before it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from trigpoint.rules.answers import Tally


@dataclass(frozen=True, slots=True)
class Mention:
    """A question named in a text, with its counts; `tally` is None where they are not known.

    `negated` where the words are about the relevant cases that were not answered yes. `ratings` are those that may be
    named beside it: the one that its share earns, and then its standard's; none where its share earns none.
    """

    name: str
    tally: Tally | None
    negated: bool = False
    ratings: tuple[str, ...] = ()

    @property
    def count(self) -> Tally | None:
        """The count that words are checked against; None where there is none or no case is relevant."""
        if self.tally is None or self.tally.relevant == 0:
            return None
        return Tally(self.tally.not_yes, self.tally.relevant) if self.negated else self.tally

    @property
    def written(self) -> str:
        """The reference as an author writes it."""
        return f"{{{self.name} not}}" if self.negated else f"{{{self.name}}}"


@dataclass(frozen=True, slots=True)
class RatingMention:
    """A standard, or the whole, named in a text with its ratings; '' while they are not known.

    `only` where the reference itself prints one of the two and leaves no doubt which is meant.
    """

    name: str
    final: str
    rules: str
    only: Literal["", "final", "rules"] = ""

    @property
    def written(self) -> str:
        """The reference as an author writes it."""
        return f"{{{self.name}}}"


@dataclass(frozen=True, slots=True)
class FigureMention:
    """A figure that a reference prints; `out_of` is the highest score or the whole that it is part of.

    `is_percent` where it is a percentage, `decimals` are those printed, `value` is None while it is not known.
    """

    name: str
    value: Fraction | None
    out_of: Fraction | None = None
    is_percent: bool = False
    decimals: int = 0

    @property
    def written(self) -> str:
        """The reference as an author writes it."""
        return f"{{{self.name}}}"


@dataclass(frozen=True, slots=True)
class Aside:
    """A reference that no words can contradict."""

    written: str


AnyMention: TypeAlias = Mention | RatingMention | FigureMention | Aside
Piece: TypeAlias = str | AnyMention
"""A text comes as its words and mentions in order."""

QUESTION, RATING, FIGURE, ASIDE = "\ufffc", "\ufffb", "\ufffa", "\ufff9"
ANY_MENTION = f"[{ASIDE}-{QUESTION}]"
_SIGNS = {Mention: QUESTION, RatingMention: RATING, FigureMention: FIGURE, Aside: ASIDE}
_IS_SIGN = re.compile(ANY_MENTION)
_IN_A_ROW = re.compile(r"[\s,()&/]*(?:(?:and|or|nor|as well as)\b[\s,()&/]*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its words, in which each mention is one sign, and the mentions in order.

    `start` is where it starts in the text, each mention counted as one character.
    """

    words: str
    start: int
    mentions: tuple[AnyMention, ...]

    def places(self, signs: str) -> list[int]:
        """Return where the mentions of some kinds stand."""
        return [position for position, character in enumerate(self.words) if character in signs]

    def mention_at(self, position: int) -> AnyMention:
        """Return the mention whose sign is at this position."""
        return self.mentions[len(_IS_SIGN.findall(self.words, 0, position))]

    def are_in_a_row(self, first: int, second: int) -> bool:
        """Say whether two mentions stand in a row: with nothing but 'and', 'or', commas and brackets between them."""
        return _IN_A_ROW.fullmatch(self.words, first + 1, second) is not None

    @property
    def written(self) -> str:
        """The sentence as its author wrote it, on one line."""
        mentions = iter(self.mentions)
        return " ".join(_IS_SIGN.sub(lambda _: next(mentions).written, self.words).split())


_ABBREVIATED = r"(?<!\be\.g)(?<!\bi\.e)(?<!\bcf)(?<!\bvs)"
_SENTENCE_END = re.compile(rf"{_ABBREVIATED}[.?!][\"'’”)\]]*{ANY_MENTION}*(?=\s|$)|;|\n\s*\n", re.IGNORECASE)


def sentences(text: Sequence[Piece]) -> Iterator[Sentence]:
    """Yield the sentences of a text that have a mention, in order."""
    mentions = [piece for piece in text if not isinstance(piece, str)]
    if not mentions:
        return
    running = "".join(_IS_SIGN.sub(" ", piece) if isinstance(piece, str) else _SIGNS[type(piece)] for piece in text)
    places = [match.start() for match in _IS_SIGN.finditer(running)]
    for start, end in _bounds(running):
        first, last = bisect_left(places, start), bisect_left(places, end)
        if first < last:
            yield Sentence(running[start:end], start, tuple(mentions[first:last]))


def _bounds(running: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in _SENTENCE_END.finditer(running):
        yield start, end.end()
        start = end.end()
    yield start, len(running)
