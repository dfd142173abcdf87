"""What is wrong with a case list's layout although each part has the right shape: one function a rule."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from trigpoint.bundle.problems import Place, Problem
from trigpoint.bundle.source import Source
from trigpoint.case_lists.attributes import AttributeLayout, ValueLayout
from trigpoint.case_lists.layout_file import CaseListShape, ColumnShape
from trigpoint.english import did_you_mean, one_of, quoted
from trigpoint.rules.framework import Fact, Framework
from trigpoint.sameness import code_key, heading_key

_COLUMNS = ("reference", "child", "disposed", "age")


def faults(shape: CaseListShape, source: Source, framework: Framework) -> Iterator[Problem]:
    """Return everything that is wrong."""
    yield from _ids_are_unique(shape, source)
    yield from _headings_mean_one_column(shape, source)
    yield from _words_mean_one_value(shape, source)
    yield from _attributes_are_those_matched(shape, source, framework)
    yield from _facts_exist(shape, source, framework)
    yield from _case_types_exist(shape, source, framework)


def _ids_are_unique(shape: CaseListShape, source: Source) -> Iterator[Problem]:
    attributes = [((*at, "id"), attribute.id) for at, attribute in _attributes(shape)]
    reasons = [(("exclusions", "reasons", n, "id"), reason.id) for n, reason in enumerate(shape.exclusions.reasons)]
    yield from _twice(source, attributes, taken=_COLUMNS)
    yield from _twice(source, reasons)
    for at, attribute in _attributes(shape):
        values = enumerate(attribute.values)
        yield from _twice(source, [((*at, "values", n, "id"), value.id) for n, value in values])


def _twice(source: Source, ids: Iterable[tuple[Place, str]], taken: Iterable[str] = ()) -> Iterator[Problem]:
    seen = set(taken)
    for at, identifier in ids:
        if identifier in seen:
            yield source.problem(at, f"the id {quoted(identifier)} again", "an id that is used once", "")
        seen.add(identifier)


def _headings_mean_one_column(shape: CaseListShape, source: Source) -> Iterator[Problem]:
    columns: list[tuple[Place, str, ColumnShape | AttributeLayout]] = [
        (("columns", name), name, getattr(shape.columns, name)) for name in _COLUMNS
    ]
    columns += [(at, column.id, column) for at, column in _attributes(shape)]
    things = ((at, name, (name, column.label, *column.also)) for at, name, column in columns)
    yield from _shared(source, things, heading_key)


def _words_mean_one_value(shape: CaseListShape, source: Source) -> Iterator[Problem]:
    for at, attribute in _attributes(shape):
        values = enumerate(attribute.values)
        things = (((*at, "values", n), value.id, (value.id, value.label, *value.also)) for n, value in values)
        yield from _shared(source, things, code_key)


def _shared(
    source: Source, things: Iterable[tuple[Place, str, tuple[str, ...]]], key: Callable[[str], str]
) -> Iterator[Problem]:
    """Find words that mean two things. A thing may say a word of its own twice: 'low' is often both id and label."""
    # Compared as a service's words will be: what is apart here and the same there would be mapped by chance.
    owners: dict[str, str] = {}
    for at, name, words in things:
        for word in words:
            owner = owners.setdefault(key(word), name)
            if owner != name:
                actual = f"the word {quoted(word)}, which also means '{owner}'"
                yield source.problem(at, actual, "words that mean one thing", "Keep it in one of the two places.")


def _attributes_are_those_matched(shape: CaseListShape, source: Source, framework: Framework) -> Iterator[Problem]:
    sample = framework.method.sample
    matched = sample.matched if sample else ()
    named = [attribute.matches for attribute in shape.attributes]
    for at, attribute in _attributes(shape):
        if attribute.matches not in matched:
            expected = one_of(matched) or "a framework that matches its sample"
            fix = did_you_mean(attribute.matches, matched) or "Repeat a word of sample.matched in method.yaml."
            yield source.problem((*at, "matches"), quoted(attribute.matches), expected, fix)
    missing = [word for word in matched if word not in named]
    if missing:
        expected = f"an attribute that matches {' and attribute that matches '.join(quoted(word) for word in missing)}"
        yield source.problem(("attributes",), "none", expected, "Add it: the sample is matched on it.")
    elif set(named) == set(matched) and named != list(matched):
        yield source.problem(("attributes",), ", ".join(named), f"each once, in the order {', '.join(matched)}", "")


def _facts_exist(shape: CaseListShape, source: Source, framework: Framework) -> Iterator[Problem]:
    facts = {fact.id: fact for fact in framework.facts}
    for at, attribute in _attributes(shape):
        if attribute.fact is None:
            for n, value in enumerate(attribute.values):
                if value.fact_value:
                    at_value = (*at, "values", n, "fact_value")
                    yield source.problem(at_value, quoted(value.fact_value), "a 'fact' of the attribute beside it", "")
        elif attribute.fact not in facts:
            fix = did_you_mean(attribute.fact, facts)
            yield source.problem((*at, "fact"), f"the fact {quoted(attribute.fact)}", one_of(facts), fix)
        else:
            yield from _fact_values_exist(at, attribute, source, facts[attribute.fact])


def _fact_values_exist(at: Place, attribute: AttributeLayout, source: Source, fact: Fact) -> Iterator[Problem]:
    fact_values = {value.id: value for value in fact.values}
    for n, value in enumerate(attribute.values):
        at_value = (*at, "values", n)
        if value.fact_value is None:
            continue
        counted = fact_values.get(value.fact_value)
        if counted is None:
            fix = did_you_mean(value.fact_value, fact_values)
            yield source.problem((*at_value, "fact_value"), quoted(value.fact_value), one_of(fact_values), fix)
        elif counted.case_type != value.case_type:
            actual, expected = value.case_type or "no case type", counted.case_type or "no case type"
            fix = f"The framework's '{counted.id}' is of that type."
            yield source.problem((*at_value, "case_type"), actual, expected, fix)


def _case_types_exist(shape: CaseListShape, source: Source, framework: Framework) -> Iterator[Problem]:
    expected = [case_type.id for case_type in framework.case_types]
    for attribute, at, value in _values(shape):
        # Where the value counts as one of a fact, its type is checked against that one.
        if value.case_type and value.case_type not in expected and not (attribute.fact and value.fact_value):
            fix = did_you_mean(value.case_type, expected)
            yield source.problem((*at, "case_type"), quoted(value.case_type), one_of(expected), fix)


def _attributes(shape: CaseListShape) -> Iterator[tuple[Place, AttributeLayout]]:
    return ((("attributes", n), attribute) for n, attribute in enumerate(shape.attributes))


def _values(shape: CaseListShape) -> Iterator[tuple[AttributeLayout, Place, ValueLayout]]:
    return chain.from_iterable(
        ((attribute, (*at, "values", n), value) for n, value in enumerate(attribute.values))
        for at, attribute in _attributes(shape)
    )
