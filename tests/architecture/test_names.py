"""A name says what it names: words that fit everything are kept rare, and none comes back unseen."""

import ast
from collections.abc import Iterator

from tests.architecture.names import bindings, empty
from tests.architecture.source import ROOT, Source, sources

# Of a hundred names that the source gives, so many may be empty words. It only falls.
MOST_PER_CENT = 0.6

PLANTED = """\
import json as said
from there import elsewhere

class Made:
    kept: int = 1

def done(given, *found, mine=(), **_one):
    with open(given) as held, open(held) as (place, stage):
        pass
    try:
        here = [ours for ours in found if (theirs := ours)]
    except ValueError as told:
        raise
    match given:
        case [one, *there]:
            return lambda known: known.one
    for made in found:
        mine.theirs, mine[0] = made, said.one(done=one)
    known += 1
"""


def test_few_names_are_empty_words() -> None:
    given = [binding for source in sources(ROOT / "src", migrations=False) for binding in bindings(source)]
    places = empty(given)
    per_cent = 100 * len(places) / len(given)
    print(*places, sep="\n")  # noqa: T201 - pytest shows it where the test fails, and `-s` at any time
    assert per_cent <= MOST_PER_CENT, f"{len(places)} of {len(given)} names are empty words: {per_cent:.2f} %"


def test_an_empty_word_is_found_wherever_a_name_is_given() -> None:
    given = list(bindings(Source("planted.py", PLANTED)))
    assert [str(binding) for binding in sorted(empty(given), key=lambda binding: (binding.line, binding.name))] == [
        "planted.py, line 1: said",
        "planted.py, line 5: kept",
        "planted.py, line 7: _one",
        "planted.py, line 7: done",
        "planted.py, line 7: found",
        "planted.py, line 7: given",
        "planted.py, line 7: mine",
        "planted.py, line 8: held",
        "planted.py, line 8: place",
        "planted.py, line 11: here",
        "planted.py, line 11: ours",
        "planted.py, line 11: theirs",
        "planted.py, line 12: told",
        "planted.py, line 15: one",
        "planted.py, line 15: there",
        "planted.py, line 16: known",
        "planted.py, line 17: made",
        "planted.py, line 19: known",
    ]
    assert {binding.name for binding in given} > {"Made", "stage"}


def names_sorted_by_the_database(source: Source) -> Iterator[str]:
    """Each path to a name by which a query or a model is sorted."""
    for node in source.nodes:
        paths: list[ast.AST] = []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "order_by":
            paths = [*node.args]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == "ordering":
            paths = [*ast.walk(node)]
        for path in paths:
            if isinstance(path, ast.Constant) and str(path.value).lstrip("-").rpartition("__")[2] in NAMES_OF_PEOPLE:
                yield str(path.value)


NAMES_OF_PEOPLE = {"name", "short_name"}
# The names of the parts of an inspection are ours, and plain.
WHERE_PARTS_ARE_SORTED = {"inspectorate/parts/queries.py", "inspectorate/progress/contents.py"}


def test_no_name_of_a_person_or_an_organisation_is_sorted_by_the_database() -> None:
    """It puts É after Z, and SQLite and PostgreSQL differ: `sameness.name_key` is what names are sorted by."""
    sorted_there = {
        source.path: paths
        for source in sources(ROOT / "src" / "trigpoint", migrations=False)
        if (paths := list(names_sorted_by_the_database(source)))
    }
    assert set(sorted_there) == WHERE_PARTS_ARE_SORTED
    assert all(path == "name" for paths in sorted_there.values() for path in paths)


def test_a_name_that_the_database_would_sort_is_found() -> None:
    text = 'rows.order_by("starts", "person__name")\nclass Meta:\n    ordering: ClassVar = ["-name"]\n'
    assert list(names_sorted_by_the_database(Source("x.py", text))) == ["person__name", "-name"]
