"""Finer faults that lint finds: each alone in a framework that is otherwise sound."""

from pathlib import Path

import pytest

from tests.factories.framework_files import Edit, copied, edit
from tests.factories.loaded import HARBOUR_FOLDER, YOUTH_FOLDER
from trigpoint.bundle.frameworks import read_framework

WORDS, METHOD = "framework.yaml", "method.yaml"
NO_TUG = "{id: none, label: no tug}"
WIND = "\n  - {id: wind, label: Wind, case_type: voyage, values: [{id: calm, label: calm}]}\n\ndomains:"


@pytest.mark.parametrize(
    ("folder", "file", "change"),
    [
        pytest.param(HARBOUR_FOLDER, WORDS, ("\ndomains:", WIND), id="a fact of cases of an undeclared type"),
        pytest.param(
            HARBOUR_FOLDER,
            WORDS,
            (NO_TUG, "{id: none, label: no tug, case_type: voyage}"),
            id="a value of cases of an undeclared type",
        ),
        pytest.param(HARBOUR_FOLDER, WORDS, (NO_TUG, "{id: one, label: no tug}"), id="a value of a fact twice"),
        pytest.param(HARBOUR_FOLDER, WORDS, ("3.1.1.1", "3.1.1.01"), id="an id with a nought before its number"),
        pytest.param(
            YOUTH_FOLDER,
            METHOD,
            ("{case_type: out_of_court, from", "{case_type: court, from"),
            id="a sample of one case type twice and of the other not at all",
        ),
        pytest.param(
            HARBOUR_FOLDER,
            METHOD,
            ("{rule: small_sample, cases: 3}", "{rule: near_boundary, points: 7}"),
            id="a trigger twice with two numbers",
        ),
    ],
)
def test_lint_finds(folder: Path, file: str, change: Edit, tmp_path: Path) -> None:
    copy = copied(folder, tmp_path)
    edit(copy / file, change)
    assert read_framework(copy).findings != ()


def test_a_standard_id_used_twice_is_the_only_finding(tmp_path: Path) -> None:
    folder = copied(HARBOUR_FOLDER, tmp_path)
    edit(folder / WORDS, ('id: "5.2"', 'id: "5.1"'), ("{id: 5.2.1,", "{id: 5.1.1,"))
    assert [one.actual for one in read_framework(folder).findings] == ["the id '5.1', used or out of order"]
