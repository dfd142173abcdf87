"""Checks of what gives a framework its shape: scales and bands of single standards, caps, and scales of answers."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from trigpoint.rules.framework import Framework, Graded, Standard, StandardBasis
from trigpoint.rules.lint.finding import LintFinding, Place, placed_questions
from trigpoint.rules.method import Rating


def own_settings_are_of_declared_standards(framework: Framework) -> Iterator[LintFinding]:
    """Bands and scales of single standards name standards, each once; a counted standard with a scale has its bands."""
    method = framework.method
    for key, owned in (
        ("ratings", [own.standards for own in method.own_scales]),
        ("bands", [own.standards for own in method.own_bands]),
    ):
        used: list[str] = []
        for number, standards in enumerate(owned):
            for position, standard_id in enumerate(standards):
                place: Place = (key, "own", number, "standards", position)
                yield from _declared(framework, standard_id, place, used)
                used.append(standard_id)
    for number, scale in enumerate(method.own_scales):
        for standard_id in scale.standards:
            standard = _standards(framework).get(standard_id)
            if standard and standard.basis is StandardBasis.CASE_BASED and method.of(standard_id).bands == method.bands:
                wrong = f"a scale for {standard_id} and no bands that end on it"
                yield LintFinding("method.yaml", ("ratings", "own", number), wrong, "its bands, under bands › own")


def _declared(framework: Framework, standard_id: str, place: Place, used: Sequence[str]) -> Iterator[LintFinding]:
    if standard_id not in _standards(framework):
        yield LintFinding("method.yaml", place, f"the standard '{standard_id}'", "a standard of the framework")
    elif standard_id in used:
        yield LintFinding("method.yaml", place, f"{standard_id} a second time", "each standard once")


def _standards(framework: Framework) -> dict[str, Standard]:
    return {standard.id: standard for standard in framework.standards}


def caps_watch_what_is_rated(framework: Framework) -> Iterator[LintFinding]:
    """A cap watches a key question of the standard, or a standard of the whole; its ratings are of their scales."""
    caps = framework.method.caps
    if caps is None:
        return
    banded = {
        question.id: standard
        for standard in framework.standards
        if standard.basis is StandardBasis.CASE_BASED
        for question in standard.key_questions
    }
    for number, cap in enumerate(caps.standards):
        place: Place = ("caps", "standards", number)
        if cap.key_question not in banded:
            wrong = f"the key question '{cap.key_question}'"
            yield LintFinding("method.yaml", (*place, "key_question"), wrong, "one of a case-based standard")
        else:
            scale = framework.method.of(banded[cap.key_question].id).ratings
            yield from _on_scale(place, (("at_most", cap.at_most, scale), ("to", cap.to, scale)))
    for number, whole in enumerate(caps.overall):
        place = ("caps", "overall", number)
        if whole.standard not in _standards(framework):
            wrong = f"the standard '{whole.standard}'"
            yield LintFinding("method.yaml", (*place, "standard"), wrong, "a standard of the framework")
        else:
            scale = framework.method.of(whole.standard).ratings
            yield from _on_scale(place, (("at_most", whole.at_most, scale), ("to", whole.to, framework.method.ratings)))
    if caps.overall and framework.method.overall is None:
        yield LintFinding("method.yaml", ("caps", "overall"), "a cap on a whole that is not rated", "no such cap")


def _on_scale(place: Place, named: Sequence[tuple[str, Rating, Sequence[Rating]]]) -> Iterator[LintFinding]:
    for key, rating, scale in named:
        if rating not in scale:
            right = f"a rating of its scale: {', '.join(rating.name for rating in scale)}"
            yield LintFinding("method.yaml", (*place, key), f"the rating '{rating.name}'", right)


def grades_follow_one_another(framework: Framework) -> Iterator[LintFinding]:
    """The grades of a scale rise by one, so that a case judged one grade differently is always worth one point."""
    for number, scale in enumerate(framework.answer_scales):
        place: Place = ("answer_scales", number)
        if scale.id in [earlier.id for earlier in framework.answer_scales[:number]]:
            yield LintFinding("framework.yaml", (*place, "id"), f"'{scale.id}' a second time", "an id of its own")
        for position, (lower, higher) in enumerate(pairwise(scale.numbers), start=1):
            if higher != lower + 1:
                at = (*place, "grades", position, "grade")
                yield LintFinding("framework.yaml", at, f"the grade {higher} after {lower}", str(lower + 1))


def answers_are_about_cases(framework: Framework) -> Iterator[LintFinding]:
    """Grades are given to cases: a question that is asked of no case has none."""
    for place, standard, question in placed_questions(framework):
        if isinstance(question.answers, Graded) and not standard.reads_cases:
            wrong = f"an answer scale for {question.id}, which is asked of no case"
            yield LintFinding("framework.yaml", (*place, "answers"), wrong, "none, or a case type for its standard")
