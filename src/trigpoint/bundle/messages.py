"""The wording of every finding and gap of a Bundle, with both figures, by the ids that things have in the file."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from trigpoint.bundle.typeface import code_point
from trigpoint.english import either_of, list_of
from trigpoint.rules.answers import Tally
from trigpoint.rules.figures_stated import FigureClaim
from trigpoint.rules.gaps import Gap, GapKind
from trigpoint.rules.method import WordRange
from trigpoint.rules.overall_rules import Overall, Total
from trigpoint.rules.passages import FigureMention, Mention
from trigpoint.rules.possible import PossibleOverall
from trigpoint.rules.ratings_named import RatingClaim
from trigpoint.rules.wording import Claim


def share(tally: Tally, percent: int) -> str:
    """Return '3 of 8 (38 per cent)'."""
    return f"{tally.yes} of {tally.relevant} ({percent} per cent)"


def number(value: Decimal) -> str:
    """Return '25,426' or '10.7': the number as written, with commas."""
    return f"{value:,f}"


def per_cent(share: Fraction | None, decimals: int) -> str:
    """Return a share (0 to 1) as '10.7 per cent', rounded half up; None, a part of nothing, has none."""
    if share is None:
        return "no percentage"
    steps = 10**decimals
    return f"{number(Decimal((200 * steps * share + 1) // 2) / steps)} per cent"


# Texts


def claim_figure(claim: Claim) -> str:
    """Return the figure that the words are checked against."""
    if claim.count is None or claim.percent is None:
        return "no relevant cases" if claim.mention.tally else "no count"
    return share(claim.count, claim.percent) + (", not yes" if claim.mention.negated else "")


def contradicted(claim: Claim) -> str:
    """Words that their figure does not bear out. What a number means need not be said."""
    sentence = f'"{claim.words}" beside {claim.mention.name}: {claim_figure(claim)}'
    if claim.is_denied and claim.count is not None:
        sentence += f"; the clause says what was not done, which is {claim.count.not_yes} of {claim.count.relevant}"
    return (
        f'{sentence}; "{claim.words}" means {_range(claim.meaning)}'
        if isinstance(claim.meaning, WordRange)
        else sentence
    )


def no_figure(claim: Claim) -> str:
    """Words beside a question without a count."""
    figure = claim_figure(claim)
    return f'"{claim.words}" beside {claim.mention.name}: {figure}, so there is no figure to check it against'


def mend_words(claim: Claim) -> str:
    """How to put words right that their figure does not bear out."""
    name = claim.mention.name
    figure = f"{{{name} not yes}}" if claim.mention.negated else f"{{{name} share}}"
    return (
        f"Choose words that the count bears out, or name the figure: {figure}. Words that are of something else stand "
        f"in another sentence, or behind the reference to what they are of"
    )


def other_rating(claim: RatingClaim) -> str:
    """A rating beside what is rated otherwise."""
    if isinstance(claim.mention, Mention):
        return f'"{claim.words}" beside {claim.mention.name}: its share earns {claim.expected}'
    what = "by the rules it is" if claim.by_rules else "it is rated"
    return f'"{claim.words}" beside {claim.mention.name}: {what} {claim.expected}'


def mend_rating(claim: RatingClaim) -> str:
    """How to put a rating right."""
    name = claim.mention.name.partition(" ")[0]
    if isinstance(claim.mention, Mention):
        return f"Name it, and it is always right: {{{name} band}}"
    rules = "" if claim.by_rules else f". A rating by the rules alone says so: 'by the rules', or {{{name} rules}}"
    return f"Name it, and it is always right: {{{name} {'rules' if claim.by_rules else 'rating'}}}{rules}"


def printed_figure(mention: FigureMention) -> str:
    """Return a figure as the report prints it: '237,354', '10.7 per cent' or '20 of 36'."""
    value = _decimal(mention.value or Fraction(0), mention.decimals)
    if mention.is_percent:
        return f"{value} per cent"
    return f"{value} of {_decimal(mention.out_of, 0)}" if mention.out_of is not None else value


def other_figure(claim: FigureClaim) -> str:
    """A number beside a figure that is another."""
    return f'"{claim.words}" beside {claim.mention.name}: it is {printed_figure(claim.mention)}'


def mend_figure(mention: FigureMention) -> str:
    """How to put a number right."""
    return f"Let the reference stand alone, without the number: {mention.written} prints the figure itself"


def _decimal(value: Fraction, decimals: int) -> str:
    return f"{Decimal(value.numerator) / Decimal(value.denominator):,.{decimals}f}"


def waives_nothing(words: str, beside: str) -> str:
    """A waiver of something that is not found, or no longer."""
    return f'the waiver of "{words}" beside {beside} waives nothing: take it away, or mend its words'


def wrong_per_cent(count: str, percent: str, right: str) -> str:
    """A count and a per cent in one text that are not the same: '3 of 8 (40 per cent)'."""
    return f'"{percent}" beside "{count}": {count} is {right}'


def _range(words: WordRange) -> str:
    """Return the shares of a range: 'more than 50 per cent and less than 100 per cent'."""
    if words.band is not None:
        return f"{words.band[0]} to {words.band[1]} per cent, as the framework's bands have it"
    ends = (
        ("at least", words.at_least),
        ("more than", words.more_than),
        ("at most", words.at_most),
        ("less than", words.less_than),
    )
    low, high = words.at_least or Fraction(0), Fraction(1) if words.at_most is None else words.at_most
    if low == high:
        return f"exactly {_share_of_cases(low)}"
    return " and ".join(f"{name} {_share_of_cases(end)}" for name, end in ends if end is not None)


def _share_of_cases(part: Fraction) -> str:
    """Return '50 per cent' or '62.5 per cent', and '2/3' where no two decimals would say it exactly."""
    hundredths = 10_000 * part
    return f"{number(Decimal(int(hundredths)) / 100)} per cent" if hundredths.denominator == 1 else str(part)


def not_in_typeface(characters: Sequence[str]) -> str:
    """Characters that the report cannot print, each with its number: 'U+0645'."""
    each = [f"'{character}' ({code_point(character)})" for character in characters[:MOST_CHARACTERS]]
    more = len(characters) - len(each)
    each += [f"{more} more"] if more > 0 else []
    return f"{list_of(each)}, which the typeface of the report does not have"


MOST_CHARACTERS = 12
MEND_CHARACTERS = "Write it in letters of European languages, digits and usual signs, or say in words what it is"


# Context and sample


def percentages_total(row: str, total: Decimal, tolerance: int) -> str:
    """Parts in per cent that do not make a whole."""
    return f"the percentages of '{row}' add up to {number(total)}, not to 100 (within {tolerance})"


def numbers_total(row: str, total: Decimal, printed: Decimal) -> str:
    """Parts that do not make the total beside them."""
    return f"the numbers of '{row}' add up to {number(total)}, not to the total of {number(printed)}"


def more_than_whole(part: str, value: Decimal, whole: str, of: Decimal) -> str:
    """A part that is more than what it is part of."""
    return f"'{part}' is {number(value)}, more than '{whole}', of which it is a part: {number(of)}"


def not_the_percentage(figure: str, printed: Decimal, part: Decimal, whole: Decimal, right: str) -> str:
    """A percentage beside the two numbers that it is of."""
    return f"'{figure}' is {number(printed)} per cent, but {number(part)} of {number(whole)} is {right}"


def made_up_of(fact: str, case_type: str, total: int, read: int) -> str:
    """A description of the sample that leaves cases out or counts some twice."""
    return f"the {case_type} cases by {fact} add up to {total}; {read} were read"


def cases_in_file(case_type: str, in_file: int, read: int) -> str:
    """Another number of cases than were read."""
    return f"{in_file} {case_type} cases are in the file; {read} were read"


def more_interviews(case_type: str, interviews: int, read: int) -> str:
    """More interviews about cases than cases."""
    return f"{interviews} interviews about {read} {case_type} cases: at most one a case is expected"


def certificate_of_another(certified: str, expected: str) -> str:
    """The certificate of another inspection, or under another framework."""
    return f"the certificate of the draw is of '{certified}', not of '{expected}' as this file is"


def not_as_drawn(case_type: str, what: str, number: int, drawn: int) -> str:
    """Another number of cases than the certificate has."""
    return f"{number} {case_type} cases are said to be {what}; the certificate of the draw has {drawn}"


def case_not_as_drawn(reference: str, *, in_file: bool) -> str:
    """A case that was not drawn, or one that was and is not here."""
    where = "is in the file and was not drawn" if in_file else "was drawn and is not in the file"
    return f"case {reference} {where}"


def apart_by_noughts(reference: str, before: str) -> str:
    """Two references that may be one case."""
    return (
        f"only leading noughts tell the case {reference} from {before}: if it is one case, take one of the two out; if "
        "they are two, give one of them another reference"
    )


# Counts


def counted_though_unrated(standard: str) -> str:
    """A standard that was left unrated although cases were counted for it."""
    return f"{standard} was left unrated, yet cases are counted for it: rate it, or take the counts away"


def not_all_cases(question: str, relevant: int, read: int) -> str:
    """A question that applies to every case, counted on another number of cases than were read."""
    return f"{question} applies to every case and is counted on {relevant}; {read} were read"


# Printed


def printed_rating(standard: str, printed: str, computed: str) -> str:
    """A standard that is rated otherwise in print."""
    return f"{standard} is printed as {printed}; by what was recorded it is {computed}"


def printed_score(printed: int, computed: Total) -> str:
    """Another score in print."""
    return f"the score is printed as {printed}; what was recorded gives {computed.score} of {computed.out_of}"


def printed_overall(printed: str, computed: Overall) -> str:
    """Another overall rating in print."""
    return f"the overall rating is printed as {printed}; what was recorded gives {computed.rating.name}"


def possible_in_words(possible: PossibleOverall) -> str:
    """Return what the whole may still come to: '0 to 12 of 36, Inadequate or Requires improvement'."""
    is_open = len(possible.ratings) == len(possible.scale)
    ratings = "any rating" if is_open else either_of([rating.name for rating in possible.ratings])
    scores = possible.scores
    if not scores:
        return ratings
    span = str(scores[0]) if len(scores) == 1 else f"{scores[0]} to {scores[-1]}"
    return f"{span} of {possible.out_of}, {ratings}"


def impossible_score(printed: int | None, possible: str) -> str:
    """A score in print that cannot come out any more, whatever is still missing."""
    return f"the score is printed as {printed}; with what is recorded, still possible: {possible}"


def impossible_overall(printed: str | None, possible: str) -> str:
    """An overall rating in print that cannot come out any more."""
    return f"the overall rating is printed as {printed}; with what is recorded, still possible: {possible}"


def overall_beside_score(printed: str | None, score: int | None) -> str:
    """A score and an overall rating in print that do not go together."""
    return f"the overall rating is printed as {printed}, which a score of {score} does not give"


# Gaps

_GAPS: dict[GapKind, str] = {
    GapKind.FACT_MISSING: "the fact '{detail}' is not recorded",
    GapKind.ANSWER_MISSING: "no answer to {question}",
    GapKind.ANSWERED_THOUGH_NOT_RELEVANT: "{question} is answered '{detail}', though by its facts it is not relevant",
    GapKind.NOT_APPLICABLE_THOUGH_IT_APPLIES: "{question} is answered 'not applicable', though it applies",
    GapKind.TALLY_MISSING: "no tally of {question}",
    GapKind.JUDGEMENT_MISSING: "no judgement on {standard}",
    GapKind.NOTHING_RECORDED: "neither cases nor tallies nor a printed rating for {standard}",
    GapKind.NO_RELEVANT_CASES: "no case is relevant to any key question of {standard}",
    GapKind.MAY_NOT_BE_LEFT_UNRATED: "{standard} was left unrated, which the framework does not allow",
    GapKind.DECISION_ON_ANOTHER_RATING: "the panel decided on {standard} as {detail}, which is not what the rules give",
    GapKind.DECISION_WITHOUT_GROUND: "the panel used discretion on {standard}, but no ground for it holds",
    GapKind.STANDARD_NOT_RATED: "{standard} is not rated yet",
    GapKind.ONLY_PRINTED: "of {standard} only the printed rating is known, {detail}",
}


def gap_sentence(gap: Gap) -> str:
    """Return a gap in words: 'case C3: no answer to 2.1.2'."""
    sentence = _GAPS[gap.kind].format(standard=gap.standard, question=gap.question, detail=gap.detail)
    return f"case {gap.case}: {sentence}" if gap.case else sentence
