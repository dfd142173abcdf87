"""Checks of a framework: one function each, every finding back at once.

A place is given as the steps to it in its file, so that whoever read the file can add the line.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from trigpoint.rules.framework import Basis, Condition, Framework, KeyQuestion, Standard
from trigpoint.rules.method import Band

Place: TypeAlias = tuple[str | int, ...]
File: TypeAlias = Literal["framework.yaml", "method.yaml"]


@dataclass(frozen=True, slots=True)
class LintFinding:
    """One thing that is wrong in a framework: where, what, and what would be right."""

    file: File
    place: Place
    wrong: str
    right: str


def lint(framework: Framework) -> tuple[LintFinding, ...]:
    """Return every finding of every check, in the order of the checks."""
    return tuple(finding for check in _CHECKS for finding in check(framework))


def _standards(framework: Framework) -> Iterator[tuple[Place, Standard]]:
    for d, domain in enumerate(framework.domains):
        for s, standard in enumerate(domain.standards):
            yield ("domains", d, "standards", s), standard


def _key_questions(framework: Framework) -> Iterator[tuple[Place, Standard, KeyQuestion]]:
    for place, standard in _standards(framework):
        for k, question in enumerate(standard.key_questions):
            yield (*place, "key_questions", k), standard, question


def bands_cover_every_percentage_once(framework: Framework) -> Iterator[LintFinding]:
    """Each whole per cent from 0 to 100 must lie in exactly one band."""
    yield from _cover(framework.method.bands, 100, "per cent", ("bands", "table"))


def overall_bands_cover_every_score_once(framework: Framework) -> Iterator[LintFinding]:
    """Each score from 0 to the highest that can be reached must lie in exactly one band, and none beyond."""
    highest = framework.highest_score
    counted = sum(standard.in_overall for standard in framework.standards)
    best = max(rating.score for rating in framework.method.ratings)
    why = f"{counted} standards count, each scored up to {best}, so the scale runs from 0 to {highest}"
    yield from _cover(framework.method.overall_bands, highest, "points", ("overall", "bands"), why)


def _cover(bands: Sequence[Band], last: int, unit: str, place: Place, why: str = "") -> Iterator[LintFinding]:
    reason = f" ({why})" if why else ""
    expected = 0
    for number, band in sorted(enumerate(bands), key=lambda pair: pair[1].first):
        here = (*place, number)
        if band.last < band.first:
            wrong = f"the band {band.rating.name} runs from {band.first} to {band.last}"
            yield LintFinding("method.yaml", here, wrong, "a last number that is not below the first")
            continue
        if band.first > expected:
            gap = _span(expected, band.first - 1, unit)
            yield LintFinding("method.yaml", here, f"no band holds {gap}", f"a band from {expected}{reason}")
        if band.first < expected:
            twice = _span(band.first, min(expected - 1, band.last), unit)
            yield LintFinding("method.yaml", here, f"two bands hold {twice}", f"a band from {expected}{reason}")
        expected = max(expected, band.last + 1)
    if expected - 1 != last:
        wrong = f"the bands end at {expected - 1} {unit}"
        yield LintFinding("method.yaml", place, wrong, f"bands that end at {last}{reason}")


def _span(first: int, last: int, unit: str) -> str:
    return f"{first} {unit}" if first == last else f"{first} to {last} {unit}"


def bands_rise_with_the_scale(framework: Framework) -> Iterator[LintFinding]:
    """A higher share or score must never earn a lower rating, and every rating can be earned."""
    for bands, place in (
        (framework.method.bands, ("bands", "table")),
        (framework.method.overall_bands, ("overall", "bands")),
    ):
        names = [band.rating.name for band in sorted(bands, key=lambda band: band.first)]
        scale = [rating.name for rating in framework.method.ratings]
        if names != scale:
            right = f"one band for each rating of the scale, worst first: {', '.join(scale)}"
            yield LintFinding("method.yaml", place, f"bands for {', '.join(names)}", right)


def scores_rise_with_the_scale(framework: Framework) -> Iterator[LintFinding]:
    """Ratings stand worst first, each with a name of its own, and each next one scores more."""
    for number, (worse, better) in enumerate(
        zip(framework.method.ratings, framework.method.ratings[1:], strict=False), start=1
    ):
        if better.score <= worse.score:
            wrong = f"{better.name} scores {better.score}, no more than {worse.name}"
            yield LintFinding("method.yaml", ("ratings", "scale", number, "score"), wrong, "the worst rating first")
    names = [rating.name for rating in framework.method.ratings]
    for number, name in enumerate(names):
        if name in names[:number]:
            place = ("ratings", "scale", number, "name")
            yield LintFinding("method.yaml", place, f"'{name}' a second time", "a name for each rating")


def ids_are_unique_and_nested(framework: Framework) -> Iterator[LintFinding]:
    """An id is its parent's id, a point and a number; numbers rise, and may leave out one that was given up."""
    yield from _ids_in_order([(("domains", d), one.id) for d, one in enumerate(framework.domains)], "")
    for d, domain in enumerate(framework.domains):
        place: Place = ("domains", d, "standards")
        yield from _ids_in_order([((*place, s), one.id) for s, one in enumerate(domain.standards)], domain.id)
    for place, standard in _standards(framework):
        own = [((*place, "key_questions", k), one.id) for k, one in enumerate(standard.key_questions)]
        yield from _ids_in_order(own, standard.id)
    for place, _, question in _key_questions(framework):
        yield from _ids_in_order([((*place, "prompts", p), o.id) for p, o in enumerate(question.prompts)], question.id)
    for name, entries in (("facts", framework.facts), ("case_types", framework.case_types)):
        ids = [entry.id for entry in entries]
        for number, one in enumerate(ids):
            if one in ids[:number]:
                right = "an id that nothing else has"
                yield LintFinding("framework.yaml", (name, number, "id"), f"'{one}' a second time", right)


def _ids_in_order(ids: Sequence[tuple[Place, str]], parent: str) -> Iterator[LintFinding]:
    start = f"{parent}." if parent else ""
    before = 0
    for place, one in ids:
        number = one.removeprefix(start)
        right = f"{start}{before + 1}" + ("" if before == 0 else " or a higher number that was never used")
        if not one.startswith(start) or not (number.isascii() and number.isdigit()):
            yield LintFinding("framework.yaml", (*place, "id"), f"the id '{one}'", right)
        elif int(number) <= before:
            yield LintFinding("framework.yaml", (*place, "id"), f"the id '{one}', used or out of order", right)
        else:
            before = int(number)


def relevance_names_declared_facts(framework: Framework) -> Iterator[LintFinding]:
    """A relevance rule must name a declared fact, that cases of the standard's type have, and values it may have."""
    for place, standard, question in _key_questions(framework):
        for number, condition in enumerate(question.relevant_when):
            here = (*place, "relevant_when", number)
            for step, wrong, right in _wrong_in(framework, standard, condition):
                yield LintFinding("framework.yaml", (*here, step), wrong, right)


def _wrong_in(framework: Framework, standard: Standard, condition: Condition) -> Iterator[tuple[str, str, str]]:
    facts = {fact.id: fact for fact in framework.facts if fact.asked_of(standard.case_type)}
    fact = facts.get(condition.fact)
    if fact is None:
        yield "fact", f"the fact '{condition.fact}'", f"a fact of these cases: {', '.join(facts) or 'none is declared'}"
        return
    possible = [v.id for v in fact.values if v.case_type in (None, standard.case_type)]
    for value in condition.values:
        if value not in possible:
            yield "is", f"the value '{value}' of {fact.id}", f"a value that these cases may have: {', '.join(possible)}"


def every_key_question_is_reachable(framework: Framework) -> Iterator[LintFinding]:
    """Some case must be able to meet all the conditions of a key question at once."""
    for place, _, question in _key_questions(framework):
        allowed: dict[str, set[str]] = {}
        for condition in question.relevant_when:
            values = set(condition.values)
            allowed[condition.fact] = allowed.get(condition.fact, values) & values
        for fact, values in allowed.items():
            if not values:
                wrong = f"{question.id} asks for two values of {fact} at once, so no case is ever relevant to it"
                yield LintFinding("framework.yaml", (*place, "relevant_when"), wrong, "conditions that a case can meet")


def case_based_standards_are_complete(framework: Framework) -> Iterator[LintFinding]:
    """A case-based standard names its case type; its key questions have a label and a phrase that counts the cases."""
    known = [case_type.id for case_type in framework.case_types]
    for place, standard in _standards(framework):
        if standard.basis is Basis.CASE_BASED and standard.case_type not in known:
            wrong = f"the case type '{standard.case_type}'" if standard.case_type else f"no case type for {standard.id}"
            right = f"a declared case type: {', '.join(known) or 'none is declared'}"
            yield LintFinding("framework.yaml", (*place, "case_type"), wrong, right)
    for place, standard, question in _key_questions(framework):
        if standard.basis is Basis.CASE_BASED:
            if not question.label:
                yield LintFinding("framework.yaml", place, f"no label for {question.id}", "a short label")
            if "{n}" not in question.table_phrase:
                here, right = (*place, "table_phrase"), "a phrase with {n}, such as 'Of the {n} cases inspected'"
                yield LintFinding("framework.yaml", here, f"no count of cases for {question.id}", right)


def judged_standards_have_no_case_rules(framework: Framework) -> Iterator[LintFinding]:
    """A judged standard rests on one judgement: no case type, no relevance rules and no prompts to count."""
    for place, standard in _standards(framework):
        if standard.basis is Basis.JUDGED and standard.case_type:
            here = (*place, "case_type")
            yield LintFinding("framework.yaml", here, "a case type for a judged standard", "none, or basis: case_based")
    for place, standard, question in _key_questions(framework):
        if standard.basis is Basis.JUDGED and (question.relevant_when or question.prompts):
            wrong = f"prompts or relevance rules under {question.id}, which is judged"
            yield LintFinding("framework.yaml", place, wrong, "none, or basis: case_based")


def standards_that_count_are_always_rated(framework: Framework) -> Iterator[LintFinding]:
    """A standard that may be left unrated cannot be in the overall score: nothing says what it would add."""
    for place, standard in _standards(framework):
        if standard.in_overall and standard.may_be_not_rated:
            here = (*place, "may_be_not_rated")
            wrong = f"{standard.id} may be not rated and yet counts in the overall score"
            yield LintFinding("framework.yaml", here, wrong, "in_overall: false")


def samples_are_of_declared_case_types(framework: Framework) -> Iterator[LintFinding]:
    """Windows name declared case types, run forwards, and their shares make up the whole sample."""
    sample = framework.method.sample
    if sample is None:
        return
    known = [case_type.id for case_type in framework.case_types]
    for number, window in enumerate(sample.windows):
        place = ("sample", "case_types", number)
        if window.case_type not in known:
            right = f"a declared case type: {', '.join(known) or 'none is declared'}"
            yield LintFinding("method.yaml", (*place, "case_type"), f"the case type '{window.case_type}'", right)
        if window.to_months < window.from_months:
            wrong = f"a window from {window.from_months} to {window.to_months} months"
            yield LintFinding("method.yaml", place, wrong, "a window that does not end before it begins")
    shares = sum(window.share_percent for window in sample.windows)
    if shares != 100:
        yield LintFinding("method.yaml", ("sample", "case_types"), f"shares that add up to {shares}", "100 per cent")


def words_have_one_meaning(framework: Framework) -> Iterator[LintFinding]:
    """A word stands in one range only, and some share must be able to meet that range."""
    seen: set[str] = set()
    for number, one in enumerate(framework.method.wording):
        place = ("wording", "ranges", number)
        for word in one.words:
            if word in seen:
                yield LintFinding("method.yaml", (*place, "words"), f"'{word}' a second time", "each word in one range")
            seen.add(word)
        if not one.can_hold:
            yield LintFinding("method.yaml", place, f"a range for '{one.words[0]}' that no share meets", "ends that meet")


_CHECKS: tuple[Callable[[Framework], Iterator[LintFinding]], ...] = (
    bands_cover_every_percentage_once,
    overall_bands_cover_every_score_once,
    bands_rise_with_the_scale,
    scores_rise_with_the_scale,
    ids_are_unique_and_nested,
    relevance_names_declared_facts,
    every_key_question_is_reachable,
    case_based_standards_are_complete,
    judged_standards_have_no_case_rules,
    standards_that_count_are_always_rated,
    samples_are_of_declared_case_types,
    words_have_one_meaning,
)
