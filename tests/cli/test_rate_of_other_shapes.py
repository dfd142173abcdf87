"""What `trigpoint rate` says under frameworks of other shapes: grades, caps, a judged whole, and none."""

from pathlib import Path

import pytest

from tests.cli.running import InProcess
from tests.factories.loaded import FERRY_FOLDER, LANTERN_FOLDER


def rated(trigpoint: InProcess, folder: Path, *more: str) -> str:
    ended = trigpoint("rate", str(folder / "inspection.yaml"), "--framework", str(folder), *more)
    assert ended.code == 0
    return ended.out


@pytest.mark.parametrize("folder", [LANTERN_FOLDER, FERRY_FOLDER], ids=lambda folder: folder.name)
@pytest.mark.parametrize("more", [("--json",), ("--explain", "1.1", "--json"), ("--explain", "1.2")], ids=str)
def test_everything_can_be_asked_of_it(folder: Path, more: tuple[str, ...], trigpoint: InProcess) -> None:
    assert rated(trigpoint, folder, *more)


def test_a_judged_whole_names_its_judge_and_a_capped_standard_its_cap(trigpoint: InProcess) -> None:
    out = rated(trigpoint, LANTERN_FOLDER)
    assert "Final:        judged by the ratings panel, Bright" in out
    assert "capped: A dark lamp" in out
    assert "majority: 1.1.2 (lens) 12 of 16 points, 1.1.3 (fog signal) 6 of 8 points" in out


def test_a_graded_what_if_goes_by_a_grade_and_has_no_total(trigpoint: InProcess) -> None:
    out = rated(trigpoint, LANTERN_FOLDER, "--explain", "1.1")
    assert "a grade up" in out
    assert "Total" not in out


def test_where_there_is_no_overall_rating_none_is_missed(trigpoint: InProcess) -> None:
    out = rated(trigpoint, FERRY_FOLDER)
    assert "This framework gives no overall rating: each standard is rated by itself." in out
    assert "not yet rated" not in out


def test_what_informs_a_judgement_is_shown_case_by_case(trigpoint: InProcess) -> None:
    out = rated(trigpoint, FERRY_FOLDER, "--explain", "1.1")
    assert "1.1.1 (muster): 2 of 3. It informs the judgement" in out
    assert [line.split() for line in out.splitlines() if line.startswith("C3 ")] == [["C3", "no", "n/e"]]
