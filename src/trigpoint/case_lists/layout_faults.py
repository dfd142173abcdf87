"""What is wrong with a case list's layout although each part has the right shape: one function a rule."""

from collections.abc import Iterable, Iterator
from itertools import chain

from trigpoint.bundle.problems import Place, Problem
from trigpoint.bundle.source import Source
from trigpoint.case_lists.layout_file import AttributeShape, CaseListShape, ColumnShape, ValueShape
from trigpoint.english import did_you_mean, one_of, quoted
from trigpoint.rules.framework import Fact, Framework
from trigpoint.tables.words import normal

_COLUMNS = ("reference", "child", "disposed", "age")


def faults(shape: CaseListShape, source: Source, framework: Framework) -> Iterator[Problem]:
    """Return everything that is wrong."""
    yield from _ids_stand_once(shape, source)
    yield from _headings_mean_one_column(shape, source)
    yield from _words_mean_one_value(shape, source)
    yield from _attributes_are_those_matched(shape, source, framework)
    yield from _facts_exist(shape, source, framework)
    yield from _case_types_exist(shape, source, framework)


def _ids_stand_once(shape: CaseListShape, source: Source) -> Iterator[Problem]:
    attributes = [(("attributes", n, "id"), one.id) for n, one in enumerate(shape.attributes)]
    reasons = [(("exclusions", "reasons", n, "id"), one.id) for n, one in enumerate(shape.exclusions.reasons)]
    yield from _twice(source, attributes, taken=_COLUMNS)
    yield from _twice(source, reasons)
    for place, one in _attributes(shape):
        yield from _twice(source, [((*place, "values", n, "id"), value.id) for n, value in enumerate(one.values)])


def _twice(source: Source, ids: Iterable[tuple[Place, str]], taken: Iterable[str] = ()) -> Iterator[Problem]:
    seen = set(taken)
    for place, one in ids:
        if one in seen:
            yield source.problem(place, f"the id {quoted(one)} again", "an id that stands once", "")
        seen.add(one)


def _headings_mean_one_column(shape: CaseListShape, source: Source) -> Iterator[Problem]:
    columns: list[tuple[Place, str, ColumnShape | AttributeShape]] = [
        (("columns", name), name, getattr(shape.columns, name)) for name in _COLUMNS
    ]
    columns += [(place, one.id, one) for place, one in _attributes(shape)]
    yield from _shared(source, ((place, name, (name, one.label, *one.also)) for place, name, one in columns))


def _words_mean_one_value(shape: CaseListShape, source: Source) -> Iterator[Problem]:
    for place, one in _attributes(shape):
        values = enumerate(one.values)
        yield from _shared(
            source, (((*place, "values", n), value.id, (value.id, value.label, *value.also)) for n, value in values)
        )


def _shared(source: Source, things: Iterable[tuple[Place, str, tuple[str, ...]]]) -> Iterator[Problem]:
    """Find words that mean two things. A thing may say a word of its own twice: 'low' is often both id and label."""
    owners: dict[str, str] = {}
    for place, name, words in things:
        for word in words:
            owner = owners.setdefault(normal(word), name)
            if owner != name:
                found = f"the word {quoted(word)}, which also means '{owner}'"
                yield source.problem(place, found, "words that mean one thing", "Keep it in one of the two places.")


def _attributes_are_those_matched(shape: CaseListShape, source: Source, framework: Framework) -> Iterator[Problem]:
    sample = framework.method.sample
    matched = sample.matched if sample else ()
    said = [one.matches for one in shape.attributes]
    for place, one in _attributes(shape):
        if one.matches not in matched:
            expected = one_of(matched) or "a framework that matches its sample"
            mend = did_you_mean(one.matches, matched) or "Repeat a word of sample.matched in method.yaml."
            yield source.problem((*place, "matches"), quoted(one.matches), expected, mend)
    missing = [word for word in matched if word not in said]
    if missing:
        expected = f"an attribute that matches {' and one that matches '.join(quoted(word) for word in missing)}"
        yield source.problem(("attributes",), "none", expected, "Add it: the sample is matched on it.")
    elif set(said) == set(matched) and said != list(matched):
        yield source.problem(("attributes",), ", ".join(said), f"each once, in the order {', '.join(matched)}", "")


def _facts_exist(shape: CaseListShape, source: Source, framework: Framework) -> Iterator[Problem]:
    known = {fact.id: fact for fact in framework.facts}
    for place, one in _attributes(shape):
        if one.fact is None:
            for n, value in enumerate(one.values):
                if value.fact_value:
                    here = (*place, "values", n, "fact_value")
                    yield source.problem(here, quoted(value.fact_value), "a 'fact' of the attribute beside it", "")
        elif one.fact not in known:
            mend = did_you_mean(one.fact, known)
            yield source.problem((*place, "fact"), f"the fact {quoted(one.fact)}", one_of(known), mend)
        else:
            yield from _fact_values_exist(place, one, source, known[one.fact])


def _fact_values_exist(place: Place, one: AttributeShape, source: Source, fact: Fact) -> Iterator[Problem]:
    known = {value.id: value for value in fact.values}
    for n, value in enumerate(one.values):
        here = (*place, "values", n)
        if value.fact_value is None:
            continue
        counted = known.get(value.fact_value)
        if counted is None:
            mend = did_you_mean(value.fact_value, known)
            yield source.problem((*here, "fact_value"), quoted(value.fact_value), one_of(known), mend)
        elif counted.case_type != value.case_type:
            found, expected = value.case_type or "no case type", counted.case_type or "no case type"
            mend = f"The framework's '{counted.id}' is of that type."
            yield source.problem((*here, "case_type"), found, expected, mend)


def _case_types_exist(shape: CaseListShape, source: Source, framework: Framework) -> Iterator[Problem]:
    known = [one.id for one in framework.case_types]
    for one, place, value in _values(shape):
        # Where the value counts as one of a fact, its type is held against that one.
        if value.case_type and value.case_type not in known and not (one.fact and value.fact_value):
            mend = did_you_mean(value.case_type, known)
            yield source.problem((*place, "case_type"), quoted(value.case_type), one_of(known), mend)


def _attributes(shape: CaseListShape) -> Iterator[tuple[Place, AttributeShape]]:
    return ((("attributes", n), one) for n, one in enumerate(shape.attributes))


def _values(shape: CaseListShape) -> Iterator[tuple[AttributeShape, Place, ValueShape]]:
    return chain.from_iterable(
        ((one, (*place, "values", n), value) for n, value in enumerate(one.values)) for place, one in _attributes(shape)
    )
