"""Checks of `framework.yaml`: ids, facts, relevance rules and what a standard must have."""

import re
from collections.abc import Iterator, Sequence

from trigpoint.rules.framework import Condition, Framework, Standard, StandardBasis
from trigpoint.rules.lint.finding import LintFinding, Place, placed_questions, placed_standards

# Four digits at most: no list of questions is longer.
_NUMBER = re.compile("[1-9][0-9]{0,3}")


def ids_are_unique_and_nested(framework: Framework) -> Iterator[LintFinding]:
    """An id is its parent's id, a point and a number; numbers rise, and may leave out one that was given up."""
    yield from _ids_in_order([(("domains", d), one.id) for d, one in enumerate(framework.domains)], "")
    for d, domain in enumerate(framework.domains):
        place: Place = ("domains", d, "standards")
        yield from _ids_in_order([((*place, s), one.id) for s, one in enumerate(domain.standards)], domain.id)
    for place, standard in placed_standards(framework):
        own = [((*place, "key_questions", k), one.id) for k, one in enumerate(standard.key_questions)]
        yield from _ids_in_order(own, standard.id)
    for place, _, question in placed_questions(framework):
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
        if not one.startswith(start) or not _NUMBER.fullmatch(number):
            yield LintFinding("framework.yaml", (*place, "id"), f"the id '{one}'", right)
        elif int(number) <= before:
            yield LintFinding("framework.yaml", (*place, "id"), f"the id '{one}', used or out of order", right)
        else:
            before = int(number)


def facts_are_of_declared_case_types(framework: Framework) -> Iterator[LintFinding]:
    """Facts and their values belong to declared case types, and a fact has each value once."""
    known = [None, *(case_type.id for case_type in framework.case_types)]
    for f, fact in enumerate(framework.facts):
        values = [value.id for value in fact.values]
        placed: list[tuple[Place, str | None]] = [(("facts", f), fact.case_type)]
        placed += [(("facts", f, "values", v), value.case_type) for v, value in enumerate(fact.values)]
        for place, case_type in placed:
            if case_type not in known:
                yield LintFinding(
                    "framework.yaml", (*place, "case_type"), f"the case type '{case_type}'", "a declared one"
                )
        for v, value in enumerate(values):
            if value in values[:v]:
                here: Place = ("facts", f, "values", v, "id")
                yield LintFinding("framework.yaml", here, f"'{value}' a second time", "each value once")


def relevance_names_declared_facts(framework: Framework) -> Iterator[LintFinding]:
    """A relevance rule must name a declared fact, that cases of the standard's type have, and values it may have."""
    for place, standard, question in placed_questions(framework):
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
    for place, _, question in placed_questions(framework):
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
    for place, standard in placed_standards(framework):
        if standard.basis is StandardBasis.CASE_BASED and standard.case_type not in known:
            wrong = f"the case type '{standard.case_type}'" if standard.case_type else f"no case type for {standard.id}"
            right = f"a declared case type: {', '.join(known) or 'none is declared'}"
            yield LintFinding("framework.yaml", (*place, "case_type"), wrong, right)
    for place, standard, question in placed_questions(framework):
        if standard.basis is StandardBasis.CASE_BASED:
            if not question.label:
                yield LintFinding("framework.yaml", place, f"no label for {question.id}", "a short label")
            if "{n}" not in question.table_phrase:
                here, right = (*place, "table_phrase"), "a phrase with {n}, such as 'Of the {n} cases inspected'"
                yield LintFinding("framework.yaml", here, f"no count of cases for {question.id}", right)


def judged_standards_have_no_case_rules(framework: Framework) -> Iterator[LintFinding]:
    """A judged standard rests on one judgement: no case type, no relevance rules and no prompts to count."""
    for place, standard in placed_standards(framework):
        if standard.basis is StandardBasis.JUDGED and standard.case_type:
            here = (*place, "case_type")
            yield LintFinding("framework.yaml", here, "a case type for a judged standard", "none, or basis: case_based")
    for place, standard, question in placed_questions(framework):
        if standard.basis is StandardBasis.JUDGED and (question.relevant_when or question.prompts):
            wrong = f"prompts or relevance rules under {question.id}, which is judged"
            yield LintFinding("framework.yaml", place, wrong, "none, or basis: case_based")


def standards_that_count_are_always_rated(framework: Framework) -> Iterator[LintFinding]:
    """A standard that may be left unrated cannot be in the overall score: nothing says what it would add."""
    for place, standard in placed_standards(framework):
        if standard.in_overall and standard.may_be_not_rated:
            here = (*place, "may_be_not_rated")
            wrong = f"{standard.id} may be not rated and yet counts in the overall score"
            yield LintFinding("framework.yaml", here, wrong, "in_overall: false")
