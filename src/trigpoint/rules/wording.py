"""Words checked against figures: 'in most cases' beside a question must be true of that question's counts.

It works sentence by sentence. A sentence ends at . ? or ! before a space or the end (not in 'e.g.', not in '56.5'),
and at an empty line; a semicolon parts two clauses and ends one too, a colon does not. A mention that follows the
full stop directly, as a note does, belongs to the sentence before it.

A quantity is checked against the next mention of a question after it in its sentence, and where there is none, against
the nearest before it. Mentions in a row, with nothing but 'and', 'or', commas and brackets between them, are checked
together. So 'in all cases, desistance {2.3.1}, and safety {2.3.2}' says nothing of 2.3.2: a claim that is meant of
both needs the two in a row. Each of several quantities takes its own next mention.

A sentence without a mention is never checked against anything, and what is beside a mention is always read as a
quantity, so 'all partners' there counts as 'all'. A method lists words that mean no count ('most likely') itself.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

from trigpoint.rules.answers import Tally
from trigpoint.rules.bands import whole_percent
from trigpoint.rules.method import Method, WordRange
from trigpoint.rules.quantities import Cases, Counted, Meaning, Quantity, quantities


@dataclass(frozen=True, slots=True)
class Mention:
    """A question named in a text, with its counts; `tally` is None where they are not known.

    `negated` where the words are about the relevant cases that were not answered yes.
    """

    name: str
    tally: Tally | None
    negated: bool = False

    @property
    def count(self) -> Tally | None:
        """The count that words are checked against; None where there is none or no case is relevant."""
        if self.tally is None or self.tally.relevant == 0:
            return None
        return Tally(self.tally.not_yes, self.tally.relevant) if self.negated else self.tally


Piece: TypeAlias = str | Mention
"""A text comes as its words and mentions in order. Other references in it come as words that say no number."""


class Verdict(StrEnum):
    """What became of a quantity that was checked against a count."""

    HOLDS = "holds"
    CONTRADICTED = "contradicted"
    NO_FIGURE = "no figure to check it against"


@dataclass(frozen=True, slots=True)
class Claim:
    """A quantity checked against one mention, with the count and its whole per cent (None where there is no figure).

    `position` is where the words start in the text, each mention counted as one character.
    """

    words: str
    meaning: Meaning
    position: int
    mention: Mention
    count: Tally | None
    percent: int | None
    verdict: Verdict


def claims(text: Sequence[Piece], method: Method) -> tuple[Claim, ...]:
    """Return every quantity that is beside a mention, checked against it, in the order of the text."""
    mentions = [piece for piece in text if isinstance(piece, Mention)]
    if not mentions:
        return ()
    running = "".join(_MENTION if isinstance(piece, Mention) else piece.replace(_MENTION, " ") for piece in text)
    places = [position for position, character in enumerate(running) if character == _MENTION]
    return tuple(
        _claim(quantity, start, mention, method)
        for start, end in _sentences(running)
        for quantity, row in _pairs(running[start:end], [p - start for p in places if start <= p < end], method)
        for mention in dict.fromkeys(mentions[bisect_left(places, start + position)] for position in row)
    )


def contradictions(text: Sequence[Piece], method: Method) -> tuple[Claim, ...]:
    """Return the claims that their figure does not bear out, or that have no figure."""
    return tuple(claim for claim in claims(text, method) if claim.verdict is not Verdict.HOLDS)


_MENTION = "\ufffc"
_ABBREVIATED = r"(?<!\be\.g)(?<!\bi\.e)(?<!\bcf)(?<!\bvs)"
_SENTENCE_END = re.compile(rf"{_ABBREVIATED}[.?!][\"'’”)\]]*{_MENTION}*(?=\s|$)|;|\n\s*\n", re.IGNORECASE)
_IN_A_ROW = re.compile(r"[\s,()&/]*(?:(?:and|or|nor|as well as)\b[\s,()&/]*)?", re.IGNORECASE)


def _sentences(running: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in _SENTENCE_END.finditer(running):
        yield start, end.end()
        start = end.end()
    yield start, len(running)


def _pairs(sentence: str, places: list[int], method: Method) -> Iterator[tuple[Quantity, list[int]]]:
    """Yield each quantity of a sentence with the row of mentions (their positions in it) that it is checked against."""
    if not places:
        return
    rows = [[places[0]]]
    for before, position in pairwise(places):
        if _IN_A_ROW.fullmatch(sentence, before + 1, position):
            rows[-1].append(position)
        else:
            rows.append([position])
    for quantity in quantities(sentence, method):
        yield quantity, next((row for row in rows if row[0] >= quantity.end), rows[-1])


def _claim(quantity: Quantity, start: int, mention: Mention, method: Method) -> Claim:
    count = mention.count
    percent = whole_percent(count.yes, count.relevant, method.rounding) if count else None
    verdict = Verdict.NO_FIGURE
    if count is not None:
        verdict = Verdict.HOLDS if _holds(quantity.meaning, count, method) else Verdict.CONTRADICTED
    return Claim(quantity.words, quantity.meaning, start + quantity.start, mention, count, percent, verdict)


def _holds(meaning: Meaning, count: Tally, method: Method) -> bool:
    share = Fraction(count.yes, count.relevant)
    if isinstance(meaning, WordRange):
        return meaning.holds(share)
    return meaning.holds(count) if isinstance(meaning, Counted | Cases) else meaning.holds(share, method.rounding)
