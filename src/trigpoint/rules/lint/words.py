"""Checks of `framework.yaml`: ids, facts, relevance rules and what a standard must have."""

import re
from collections.abc import Iterator, Sequence

from trigpoint.rules.framework import Condition, Framework, Standard, StandardBasis
from trigpoint.rules.lint.finding import LintFinding, Place, placed_questions, placed_standards
from trigpoint.rules.overall_rules import bearing_on_overall

# Four digits at most: no list of questions is longer.
_NUMBER = re.compile("[1-9][0-9]{0,3}")


def ids_are_unique_and_nested(framework: Framework) -> Iterator[LintFinding]:
    """An id is its parent's id, a point and a number; numbers rise, and may leave out one that was given up."""
    yield from _ids_in_order([(("domains", d), domain.id) for d, domain in enumerate(framework.domains)], "")
    for d, domain in enumerate(framework.domains):
        place: Place = ("domains", d, "standards")
        yield from _ids_in_order([((*place, s), standard.id) for s, standard in enumerate(domain.standards)], domain.id)
    for place, standard in placed_standards(framework):
        own = [((*place, "key_questions", k), question.id) for k, question in enumerate(standard.key_questions)]
        yield from _ids_in_order(own, standard.id)
    for place, _, question in placed_questions(framework):
        prompts = [((*place, "prompts", p), prompt.id) for p, prompt in enumerate(question.prompts)]
        yield from _ids_in_order(prompts, question.id)
    for name, entries in (("facts", framework.facts), ("case_types", framework.case_types)):
        ids = [entry.id for entry in entries]
        for number, entry_id in enumerate(ids):
            if entry_id in ids[:number]:
                right = "an id that nothing else has"
                yield LintFinding("framework.yaml", (name, number, "id"), f"'{entry_id}' a second time", right)


def _ids_in_order(ids: Sequence[tuple[Place, str]], parent: str) -> Iterator[LintFinding]:
    start = f"{parent}." if parent else ""
    before = 0
    for place, printed_id in ids:
        number = printed_id.removeprefix(start)
        right = f"{start}{before + 1}" + ("" if before == 0 else " or a higher number that was never used")
        if not printed_id.startswith(start) or not _NUMBER.fullmatch(number):
            yield LintFinding("framework.yaml", (*place, "id"), f"the id '{printed_id}'", right)
        elif int(number) <= before:
            yield LintFinding("framework.yaml", (*place, "id"), f"the id '{printed_id}', used or out of order", right)
        else:
            before = int(number)


def facts_are_of_declared_case_types(framework: Framework) -> Iterator[LintFinding]:
    """Facts and their values belong to declared case types, and a fact has each value once."""
    declared = [None, *(case_type.id for case_type in framework.case_types)]
    for f, fact in enumerate(framework.facts):
        values = [value.id for value in fact.values]
        placed: list[tuple[Place, str | None]] = [(("facts", f), fact.case_type)]
        placed += [(("facts", f, "values", v), value.case_type) for v, value in enumerate(fact.values)]
        for place, case_type in placed:
            if case_type not in declared:
                yield LintFinding(
                    "framework.yaml", (*place, "case_type"), f"the case type '{case_type}'", "a declared one"
                )
        for v, value in enumerate(values):
            if value in values[:v]:
                at: Place = ("facts", f, "values", v, "id")
                yield LintFinding("framework.yaml", at, f"'{value}' a second time", "each value once")


def relevance_names_declared_facts(framework: Framework) -> Iterator[LintFinding]:
    """A relevance rule must name a declared fact, that cases of the standard's type have, and values it may have."""
    for place, standard, question in placed_questions(framework):
        for number, condition in enumerate(question.relevant_when):
            at = (*place, "relevant_when", number)
            for step, wrong, right in _wrong_in(framework, standard, condition):
                yield LintFinding("framework.yaml", (*at, step), wrong, right)


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


def standards_that_read_cases_are_complete(framework: Framework) -> Iterator[LintFinding]:
    """A standard that reads cases names their type; its key questions have a label and a phrase that counts them."""
    declared = [case_type.id for case_type in framework.case_types]
    for place, standard in placed_standards(framework):
        needs_cases = standard.basis is StandardBasis.CASE_BASED or standard.reads_cases
        if needs_cases and standard.case_type not in declared:
            wrong = f"the case type '{standard.case_type}'" if standard.case_type else f"no case type for {standard.id}"
            right = f"a declared case type: {', '.join(declared) or 'none is declared'}"
            yield LintFinding("framework.yaml", (*place, "case_type"), wrong, right)
    for place, standard, question in placed_questions(framework):
        if standard.basis is StandardBasis.CASE_BASED or standard.reads_cases:
            if not question.label:
                yield LintFinding("framework.yaml", place, f"no label for {question.id}", "a short label")
            if "{n}" not in question.table_phrase:
                at, right = (*place, "table_phrase"), "a phrase with {n}, such as 'Of the {n} cases inspected'"
                yield LintFinding("framework.yaml", at, f"no count of cases for {question.id}", right)


def judged_standards_have_no_case_rules(framework: Framework) -> Iterator[LintFinding]:
    """A judged standard that is not informed by cases has no relevance rules, and no prompts to count."""
    for place, standard, question in placed_questions(framework):
        informed = standard.basis is StandardBasis.CASE_BASED or standard.reads_cases
        if not informed and (question.relevant_when or question.prompts):
            wrong = f"prompts or relevance rules under {question.id}, which is asked of no case"
            yield LintFinding("framework.yaml", place, wrong, "none, or the case type that informs the judgement")


def standards_that_count_are_always_rated(framework: Framework) -> Iterator[LintFinding]:
    """A standard that the overall rating rests on cannot be left unrated: nothing says what it would add."""
    bearing = bearing_on_overall(framework)
    for place, standard in placed_standards(framework):
        if standard.id in bearing and standard.may_be_not_rated:
            at = (*place, "may_be_not_rated")
            wrong = f"{standard.id} may be not rated and yet counts in the overall rating"
            yield LintFinding("framework.yaml", at, wrong, "in_overall: false")
