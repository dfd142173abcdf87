"""How a framework rates, in the words of its pages."""

from typing import assert_never

from trigpoint.report.overall_in_words import NO_OVERALL, judge_in_words
from trigpoint.rules.framework import Framework, Standard, StandardBasis
from trigpoint.rules.method import Band, JudgedOverall, StandardRule, SumOfScores


def overall_bands(framework: Framework) -> tuple[Band, ...]:
    """The bands of the sum of scores; none where nothing is added up."""
    match framework.method.overall:
        case SumOfScores(bands=bands):
            return bands
        case JudgedOverall() | None:
            return ()
        case _:
            assert_never(framework.method.overall)


def overall_words(framework: Framework) -> str:
    """How the overall rating comes about where no scores are added up; '' where the table of bands says it."""
    match framework.method.overall:
        case SumOfScores():
            return ""
        case JudgedOverall(judge=judge):
            return f"The overall rating is judged by {judge_in_words(judge)}; no scores are added up."
        case None:
            return NO_OVERALL
        case _:
            assert_never(framework.method.overall)


def how_rated(standard: Standard, framework: Framework) -> str:
    """How a standard is rated, and whether it counts for more."""
    cases = framework.case_type(standard.case_type).name.lower() if standard.reads_cases else ""
    apart = isinstance(framework.method.overall, SumOfScores) and not standard.in_overall
    return f"{_how(standard, framework, cases)}{' It does not count towards the overall rating.' if apart else ''}"


def _how(standard: Standard, framework: Framework, cases: str) -> str:
    match standard.basis:
        case StandardBasis.JUDGED:
            informed = f", informed by answers about {cases}" if cases else ""
            return f"Rated by one judgement from all the evidence{informed}."
        case StandardBasis.CASE_BASED:
            return f"Rated from answers about {cases}: {_deciding(framework.method.standard_rule)}."
        case _:
            assert_never(standard.basis)


def _deciding(rule: StandardRule) -> str:
    match rule:
        case StandardRule.LOWEST_KEY_QUESTION:
            return "the lowest key question decides"
        case StandardRule.MAJORITY_OF_KEY_QUESTIONS:
            return "the majority of the key questions decides"
        case _:
            assert_never(rule)
