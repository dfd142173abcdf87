"""What a test knows of a framework and the types do not: that its scores are added up, that a question is yes or no."""

from trigpoint.rules.answers import AnyTally, Tally
from trigpoint.rules.framework import Framework
from trigpoint.rules.method import Band, SumOfScores
from trigpoint.rules.overall_rules import Overall, Total


def total_of(overall: Overall | None) -> Total:
    """The overall rating of a framework that adds up scores."""
    assert isinstance(overall, Total)
    return overall


def yes_of(tally: AnyTally | None) -> Tally:
    """The count of a question that is answered yes or no."""
    assert isinstance(tally, Tally)
    return tally


def sum_rule(framework: Framework) -> SumOfScores:
    """The rule of a framework that adds up scores."""
    assert isinstance(framework.method.overall, SumOfScores)
    return framework.method.overall


def score_bands(framework: Framework) -> tuple[Band, ...]:
    """The bands of the total."""
    return sum_rule(framework).bands
