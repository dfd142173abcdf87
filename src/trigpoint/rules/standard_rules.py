"""From key questions to the rating of a standard: each rule of a method is one function here.

A rule is given the key questions that have relevant cases, with their ids, and returns the rating with its working.
The rating may depend on the questions' bands alone, never on the counts within a band: `urns` rates thousands of
completed samples by asking a rule once for each combination of bands. The working may name exact shares.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from trigpoint.rules.bands import Banded
from trigpoint.rules.caps import Capped, applies, under_caps
from trigpoint.rules.method import Method, Rating, StandardRule


@dataclass(frozen=True, slots=True)
class BandedQuestion:
    """One key question as a rule is given it."""

    id: str
    banded: Banded


@dataclass(frozen=True, slots=True)
class LowestQuestion:
    """The working of the lowest key question: which it was (by id), or which they were where several are level."""

    rating: Rating
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MajorityOfQuestions:
    """The working of the majority: how many key questions have each rating, worst first, and which decided (by id).

    `level` is True where as many had a better rating, so that the worse of them was taken.
    """

    rating: Rating
    questions: tuple[str, ...]
    numbers: tuple[tuple[Rating, int], ...]
    level: bool


StandardWorking: TypeAlias = LowestQuestion | MajorityOfQuestions


@dataclass(frozen=True, slots=True)
class StandardRating:
    """What the rules give for one standard, how they came to it, and what a cap took away, if one did."""

    rating: Rating
    working: StandardWorking
    capped: Capped | None


def lowest_key_question(questions: Sequence[BandedQuestion]) -> LowestQuestion:
    """Return the lowest band. Source: Annexe 1, 'aligned to the lowest banding at the key question level'."""
    worst = min(question.banded.band.rating.score for question in questions)
    in_band = [question for question in questions if question.banded.band.rating.score == worst]
    rating = in_band[0].banded.band.rating
    if len(in_band) == 1:  # a lower share never has a higher band, so the lowest share is in the lowest band
        return LowestQuestion(rating, (in_band[0].id,))
    shares = [question.banded.share for question in in_band]
    lowest = min(shares)
    level = (question.id for question, share in zip(in_band, shares, strict=True) if share == lowest)
    return LowestQuestion(rating, tuple(level))


def majority_of_key_questions(questions: Sequence[BandedQuestion]) -> MajorityOfQuestions:
    """Return the rating that most key questions have; where several are level, the worst of them."""
    numbers = Counter(question.banded.band.rating for question in questions)
    frequent = _most_frequent(numbers)
    rating = frequent[0]
    return MajorityOfQuestions(
        rating,
        tuple(question.id for question in questions if question.banded.band.rating == rating),
        tuple(sorted(numbers.items(), key=lambda entry: entry[0].score)),
        level=len(frequent) > 1,
    )


def _most_frequent(numbers: Mapping[Rating, int]) -> list[Rating]:
    """Return the ratings that most key questions have, the worst first."""
    most = max(numbers.values())
    return sorted((rating for rating in numbers if numbers[rating] == most), key=lambda rating: rating.score)


def standard_rating(questions: Sequence[BandedQuestion], method: Method) -> StandardRating | None:
    """Return what the method's rule makes of a standard's key questions, under its caps.

    None where no key question has a relevant case.
    """
    if not questions:
        return None
    working = _working(questions, method.standard_rule)
    bands = {question.id: question.banded.band.rating for question in questions}
    rating, capped = _under_caps(working.rating, bands, method)
    return StandardRating(rating, working, capped)


def rating_by_bands(bands: Mapping[str, Rating], method: Method) -> Rating:
    """Return what `standard_rating` rates, without its working, from the band of each key question (by id).

    Raises ValueError where there is none.
    """
    match method.standard_rule:
        case StandardRule.LOWEST_KEY_QUESTION:
            rating = min(bands.values(), key=lambda band: band.score)
        case StandardRule.MAJORITY_OF_KEY_QUESTIONS:
            rating = _most_frequent(Counter(bands.values()))[0]
        case _:
            assert_never(method.standard_rule)
    return _under_caps(rating, bands, method)[0]


def _under_caps(rating: Rating, bands: Mapping[str, Rating], method: Method) -> tuple[Rating, Capped | None]:
    if method.caps is None:
        return rating, None
    applying = [
        cap for cap in method.caps.standards if cap.key_question in bands and applies(cap, bands[cap.key_question])
    ]
    return under_caps(rating, applying)


def _working(questions: Sequence[BandedQuestion], rule: StandardRule) -> StandardWorking:
    match rule:
        case StandardRule.LOWEST_KEY_QUESTION:
            return lowest_key_question(questions)
        case StandardRule.MAJORITY_OF_KEY_QUESTIONS:
            return majority_of_key_questions(questions)
        case _:
            assert_never(rule)
