"""Words checked against figures: 'in most cases' beside a question must be true of that question's counts.

A quantity is checked against the next mention of a question after it in its sentence, and where there is none, against
the nearest before it. Mentions in a row, with nothing but 'and', 'or', commas and brackets between them, are checked
together. So 'in all cases, desistance {2.3.1}, and safety {2.3.2}' says nothing of 2.3.2: a claim that is meant of
both needs the two in a row. Each of several quantities takes its own next mention: one that stands before another
reference, with a further quantity after that, is about the other reference and not about the question behind it.

Where a clause plainly says what was not so ('most plans failed'), its quantity is of the cases not answered yes
(`denials`); what was told, wanted or once so is no quantity (`said_elsewhere`); two questions may be compared
(`comparisons`).

A sentence without a mention is never checked against anything. A method lists words that mean no count ('most
likely') itself, and numbers beside a reference to a figure are that figure's (`figures_stated`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise, zip_longest

from trigpoint.rules.answers import Tally
from trigpoint.rules.bands import whole_percent
from trigpoint.rules.comparisons import comparisons
from trigpoint.rules.denials import Denial
from trigpoint.rules.figures_stated import stated_numbers
from trigpoint.rules.meanings import Cases, Meaning, Percent
from trigpoint.rules.method import Method, WordRange
from trigpoint.rules.modifiers import negated
from trigpoint.rules.passages import ASIDE, FIGURE, QUESTION, RATING, Mention, Piece, Sentence, sentences
from trigpoint.rules.quantities import Quantity, quantities
from trigpoint.rules.quantity_patterns import is_of_those_before


class Verdict(StrEnum):
    """What became of a quantity that was checked against a count."""

    HOLDS = "holds"
    CONTRADICTED = "contradicted"
    NO_FIGURE = "no figure to check it against"


@dataclass(frozen=True, slots=True)
class Claim:
    """A quantity checked against one mention, with the count and its whole per cent (None where there is no figure).

    `position` is where the words start in the text, each mention counted as one character; `passage` is the sentence.
    `is_denied` where the clause plainly says what was not so, and the reference does not.
    """

    words: str
    meaning: Meaning
    position: int
    mention: Mention
    count: Tally | None
    percent: int | None
    verdict: Verdict
    passage: str
    is_denied: bool = False


def claims(text: Sequence[Piece], method: Method) -> tuple[Claim, ...]:
    """Return every quantity that is beside a mention, checked against it, in the order of the text."""
    return tuple(claim for sentence in sentences(text) for claim in _in_sentence(sentence, method))


def contradictions(text: Sequence[Piece], method: Method) -> tuple[Claim, ...]:
    """Return the claims that their figure does not bear out, or that have no figure."""
    return tuple(claim for claim in claims(text, method) if claim.verdict is not Verdict.HOLDS)


def _in_sentence(sentence: Sentence, method: Method) -> Iterator[Claim]:
    for quantity, row in _pairs(sentence, method):
        for mention in dict.fromkeys(_questions(sentence, row)):
            yield _claim(quantity, sentence, mention, method)
    for compared in comparisons(sentence):
        quantity = Quantity(compared.words, compared.start, compared.start, compared.meaning)
        yield _claim(quantity, sentence, compared.mention, method)


def _questions(sentence: Sentence, row: Sequence[int]) -> Iterator[Mention]:
    for position in row:
        mention = sentence.mention_at(position)
        if isinstance(mention, Mention):
            yield mention


def _pairs(sentence: Sentence, method: Method) -> Iterator[tuple[Quantity, list[int]]]:
    """Yield each quantity of a sentence with the row of mentions (their positions in it) that it is checked against."""
    places = sentence.places(QUESTION)
    if not places:
        return
    rows = [[places[0]]]
    for before, position in pairwise(places):
        if sentence.are_in_a_row(before, position):
            rows[-1].append(position)
        else:
            rows.append([position])
    figures = [(stated.start, stated.end) for stated, _ in stated_numbers(sentence, method)]
    of_cases = _with_exceptions(
        [
            quantity
            for quantity in quantities(sentence.words, method)
            if not any(quantity.start < end and start < quantity.end for start, end in figures)
        ]
    )
    others = sentence.places(RATING + FIGURE + ASIDE)
    for quantity, after in zip_longest(of_cases, of_cases[1:]):
        row = next((row for row in rows if row[0] >= quantity.end), None)
        if row and after and after.end <= row[0] and is_of_those_before(after.words):
            continue
        if row is None:
            yield quantity, rows[-1]
        elif after is None or not any(quantity.end <= other < after.start < row[0] for other in others):
            yield quantity, row


def _with_exceptions(of_cases: list[Quantity]) -> list[Quantity]:
    """'All were sound, with two exceptions' is not all; 'none, apart from one case' is left to the author."""
    excepting = [each for each in of_cases if isinstance(each.meaning, Cases) and each.meaning.yes is None]
    none = [each for each in of_cases if isinstance(each.meaning, WordRange) and each.meaning.at_most == 0]
    every = [each for each in of_cases if isinstance(each.meaning, WordRange) and each.meaning.at_least == 1]
    if not excepting or not (none or every):
        return of_cases
    unread = [*none, *every, *(excepting if none else [])]
    return [each for each in of_cases if each not in unread]


def _claim(quantity: Quantity, sentence: Sentence, mention: Mention, method: Method) -> Claim:
    count = mention.count
    percent = whole_percent(count.yes, count.relevant, method.rounding) if count else None
    verdict = Verdict.NO_FIGURE
    if count is not None:
        verdict = Verdict.HOLDS if _is_true(quantity, mention, count, method) else Verdict.CONTRADICTED
    position = sentence.start + quantity.start
    is_denied = quantity.denial in (Denial.PLAIN, Denial.NOT_BEFORE) and not mention.negated
    return Claim(
        quantity.words, quantity.meaning, position, mention, count, percent, verdict, sentence.written, is_denied
    )


def _is_true(quantity: Quantity, mention: Mention, count: Tally, method: Method) -> bool:
    """'Planning was not sufficient in most cases' is of the cases not answered yes, though the reference is not."""
    is_so = holds(quantity.meaning, count, method)
    if quantity.denial is Denial.NONE or mention.negated:
        return is_so
    others = Tally(count.relevant - count.yes, count.relevant)
    if holds(quantity.meaning, others, method):
        return True
    if quantity.denial is Denial.NOT_BEFORE:  # 'not sufficient in most' is also said where it was in half or fewer
        turned = negated(quantity.words, quantity.meaning) if isinstance(quantity.meaning, WordRange) else None
        return turned is not None and holds(turned, count, method)
    return is_so and quantity.denial is Denial.PERHAPS


def holds(meaning: Meaning, count: Tally, method: Method) -> bool:
    """Say whether a meaning is true of a count of at least one case."""
    share = Fraction(count.yes, count.relevant)
    if isinstance(meaning, WordRange):
        return meaning.holds(share)
    return meaning.holds(share, method.rounding) if isinstance(meaning, Percent) else meaning.holds(count)
