"""Two questions compared: 'planning was stronger for desistance {2.2.1} than for the safety of others {2.2.3}'.

Read where a sentence names two questions with 'than' between them. 'More often' and 'higher' are of the shares;
'better' and 'stronger' are of the work, so they only rule out a share that is the other way about.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from trigpoint.rules.answers import Tally
from trigpoint.rules.meanings import CaseRange, Cases, Meaning
from trigpoint.rules.method import WordRange
from trigpoint.rules.passages import QUESTION, Mention, Sentence

_MORE = r"more\s+(?:often|frequently|consistently|regularly)|higher|greater"
_LESS = r"less\s+(?:often|frequently|consistently|regularly)|lower|rarer"
_BETTER = r"better|stronger|sounder|more\s+(?:effective|thorough|robust|reliable)(?:ly)?"
_WORSE = r"worse|weaker|poorer|less\s+(?:effective|thorough|robust|reliable|good|well)(?:ly)?"
_CASES = r"\s+(?:cases|plans|assessments|reviews|children|files)"
_COMPARED = re.compile(
    rf"\b(?:(?:(?P<more_cases>more)|(?P<fewer_cases>fewer)){_CASES}|(?P<more>{_MORE})|(?P<less>{_LESS})|"
    rf"(?P<better>{_BETTER})|(?P<worse>{_WORSE}))\b[^.;:,]*?\bthan\b"
    rf"|\b(?:(?P<twice>twice\s+as\s+many)|(?P<as_many>as\s+many|the\s+same\s+number\s+of)){_CASES}\b[^.;:,]*?\bas\b"
    r"|\bthe\s+same\s+(?P<same>share|proportion)\b[^.;:,]*?\bas\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not?|never|neither|nor|hardly|scarcely|rarely|if|whether|any|should|would|could)\b|n['’]t\b")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Words that compare two questions: where they start, and what they mean of the first one's share."""

    words: str
    start: int
    mention: Mention
    meaning: Meaning


def comparisons(sentence: Sentence) -> Iterator[Comparison]:
    """Yield the comparison of a sentence that names two questions and denies nothing, if it has one."""
    places = sentence.places(QUESTION)
    if len(places) != 2 or _NOT.search(sentence.words.casefold()):
        return
    first, second = (sentence.mention_at(place) for place in places)
    if not isinstance(first, Mention) or not isinstance(second, Mention) or second.count is None:
        return
    match = _COMPARED.search(sentence.words)
    if match is None or not places[0] < match.end() < places[1]:
        return
    words = " ".join(re.sub(f"[{QUESTION}()]", " ", match[0]).split())
    yield Comparison(words, match.start(), first, _meaning(match, words, second.count))


def _meaning(match: re.Match[str], words: str, other: Tally) -> Meaning:
    share = Fraction(other.yes, other.relevant)
    meanings: dict[str, Meaning] = {
        "more_cases": CaseRange(at_least=other.yes + 1),
        "fewer_cases": CaseRange(at_most=other.yes - 1),
        "twice": Cases(yes=2 * other.yes),
        "as_many": Cases(yes=other.yes),
        "more": WordRange((words,), more_than=share),
        "less": WordRange((words,), less_than=share),
        "better": WordRange((words,), at_least=share),
        "worse": WordRange((words,), at_most=share),
        "same": WordRange((words,), at_least=share, at_most=share),
    }
    return next(meanings[kind] for kind in meanings if match[kind] is not None)
