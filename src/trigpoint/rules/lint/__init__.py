"""Checks of a framework: one function each, every finding back at once.

A place is given as the steps to it in its file, so that whoever read the file can add the line.
"""

from collections.abc import Callable, Iterator

from trigpoint.rules.framework import Framework
from trigpoint.rules.lint import numbers, shape, words
from trigpoint.rules.lint.finding import LintFinding

_CHECKS: tuple[Callable[[Framework], Iterator[LintFinding]], ...] = (
    numbers.bands_cover_every_percentage_once,
    numbers.overall_bands_cover_every_score_once,
    numbers.bands_rise_with_the_scale,
    numbers.scores_rise_with_the_scale,
    words.ids_are_unique_and_nested,
    words.facts_are_of_declared_case_types,
    words.relevance_names_declared_facts,
    words.every_key_question_is_reachable,
    words.standards_that_read_cases_are_complete,
    words.judged_standards_have_no_case_rules,
    words.standards_that_count_are_always_rated,
    shape.own_settings_are_of_declared_standards,
    shape.caps_watch_what_is_rated,
    shape.grades_follow_one_another,
    shape.answers_are_about_cases,
    numbers.samples_are_of_declared_case_types,
    numbers.triggers_stand_once,
    numbers.words_have_one_meaning,
)


def lint(framework: Framework) -> tuple[LintFinding, ...]:
    """Return every finding of every check, in the order of the checks."""
    return tuple(finding for check in _CHECKS for finding in check(framework))
