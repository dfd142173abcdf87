"""Cases in short, what is counted of their draws, and how near that is to what must come."""

from fractions import Fraction

from tests.factories.frameworks import a_framework, case_based
from trigpoint.rules.answers import AnswerWord, Case, Judgement, Recorded
from trigpoint.rules.framework import Framework
from trigpoint.rules.rating import rate
from trigpoint.rules.stability import NotShown, Spread, Stability, stability

ANSWERS = {
    "y": AnswerWord.YES,
    "n": AnswerWord.NO,
    "e": AnswerWord.NOT_EVIDENCED,
    "-": AnswerWord.NOT_APPLICABLE,
}


def cases(case_type: str = "court", **answers: str) -> tuple[Case, ...]:
    """Return cases by the letters of each question's answers: `safety="yn"` is two cases, a yes and a no."""
    size = len(next(iter(answers.values())))
    return tuple(
        Case(f"{case_type}-{at}", case_type, {}, {one: ANSWERS[letters[at]] for one, letters in answers.items()})
        for at in range(size)
    )


def of(framework: Framework, *read: Case, court: int, **judgements: str) -> Stability:
    judged_as = {one: Judgement(rating, "") for one, rating in judgements.items()}
    return stability(rate(framework, Recorded(cases=read, judgements=judged_as)), {"court": court})


def counts(spread: Spread | NotShown) -> dict[str, int]:
    assert isinstance(spread, Spread)
    return {rating.name: number for rating, number in spread.draws_with.items()}


def assert_near(spread: Spread | NotShown, expected: dict[str, Fraction]) -> None:
    """Each count is within 4.5 standard deviations of the binomial; what is impossible never comes."""
    found = counts(spread)
    draws = sum(found.values())
    for name, number in found.items():
        share = expected.get(name, Fraction(0))
        assert (number - draws * share) ** 2 <= Fraction(45, 10) ** 2 * draws * share * (1 - share), (name, number)


ONE = a_framework(case_based("2.1", "safety"))
