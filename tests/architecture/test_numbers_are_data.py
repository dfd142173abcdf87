"""Numbers and names of a method stand in `method.yaml` and `framework.yaml`, never in the code of the rules.

A bare number in the rules may count, step or split in two (-1, 0, 1, 2) or speak of per cent (100, 200 = 2 · 100);
every boundary, score, limit and size of a framework is another number, so it cannot hide there. That a 1 or a 2 is
no number of a framework either is shown by the two frameworks whose every number differs. What else is a number of
our own computing and not of any method is listed here with its reason.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories.loaded import BOTH, id_of
from trigpoint import rules
from trigpoint.rules.framework import Framework

ALLOWED = {-1, 0, 1, 2, 100, 200}
OURS: dict[str, dict[str | complex, str]] = {
    "urns": {"BLOCK": "how much is filled together: bounds the memory, changes no result"},
    "balance": {"LEAST_IN_A_CROSSING": "below it a crossing says nothing: bounds a table, changes no sample"},
    "method": {"SMALLEST_GROUP": "for a framework that sets none: bounds what is printed, changes no rating"},
    "chance": {"BITS": "the length of a SHA-256"},
    "eligibility": {"MONTHS": "months of a year"},
    "sample_size": {
        "DECIMALS": "a quantile has four decimals in printed tables",
        "TENTHS_OF_A_POINT": "the unit of a margin",
        4: "a half squared, the same half under a root",
    },
    "stability": {"HUNDREDTHS": "the unit of a standard error"},
    "differing": {"LISTED": "how many judgements to one effect are listed: bounds what is printed, changes no ground"},
    "quantities": {
        8: "how many frameworks' words are remembered at a time",
        "AROUND": "how far around a quantity is looked: bounds the time",
        "NEAR_TENTH": "how near 'about 40 per cent' is: bounds what is found in texts, changes no rating",
    },
    "rating_names": {8: "how many scales' names are remembered at a time"},
    "meanings": {"_BASE": "the base of decimals"},
    "figures_stated": {
        "BASE": "the base of decimals",
        "ROUND_ZEROS": "what a round number is: bounds what is found in texts",
        "ALMOST_TENTHS": "how near 'almost' is: bounds what is found in texts",
        "ABOUT_TWENTIETHS": "how near 'about' is: bounds what is found in texts",
    },
}
MODULES = sorted(Path(rules.__path__[0]).rglob("*.py"))


def constants(file: Path) -> Iterator[ast.Constant]:
    yield from (node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Constant))


def named(file: Path) -> dict[int, str]:
    """The lines on which the module gives a name to a number."""
    body = ast.parse(file.read_text("utf-8")).body
    assignments = (one for one in body if isinstance(one, ast.Assign) and isinstance(one.value, ast.Constant))
    return {one.lineno: one.targets[0].id for one in assignments if isinstance(one.targets[0], ast.Name)}


def bare_numbers(file: Path) -> list[str]:
    ours, names_on = OURS.get(file.stem, {}), named(file)
    return [
        f"{file.name}, line {node.lineno}: {node.value}"
        for node in constants(file)
        if isinstance(node.value, int | float | complex)
        and not isinstance(node.value, bool)
        and node.value not in ALLOWED
        and names_on.get(node.lineno, node.value) not in ours
    ]


def names(framework: Framework) -> set[str]:
    """Every name by which the framework calls its own things."""
    things = (*framework.standards, *framework.questions(), *framework.facts, *framework.case_types)
    return {rating.name for rating in framework.method.ratings} | {one.id for one in things}


def test_no_number_of_a_method_stands_in_the_rules() -> None:
    assert len(MODULES) > 30
    assert [number for file in MODULES for number in bare_numbers(file)] == []


@pytest.mark.parametrize("framework", BOTH, ids=id_of)
def test_no_name_of_a_framework_stands_in_the_rules(framework: Framework) -> None:
    said = {node.value for file in MODULES for node in constants(file) if isinstance(node.value, str)}
    assert said & names(framework) == set()


def test_a_boundary_in_the_code_would_be_found(tmp_path: Path) -> None:
    file = tmp_path / "planted.py"
    file.write_text("def good(percent: int) -> bool:\n    return percent >= 65 or percent / 0.5 > 100\n")
    assert bare_numbers(file) == ["planted.py, line 2: 65", "planted.py, line 2: 0.5"]
