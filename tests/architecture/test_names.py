"""A name says what it names: words that fit everything are kept rare, and none comes back unseen."""

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
