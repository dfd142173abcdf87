"""What lint finds: one planted fault or more for each check, with the line that is marked as the place of it."""

from pathlib import Path

import pytest

from tests.factories.framework_files import copied, edit, marked_lines
from tests.factories.loaded import ALL, FERRY_FOLDER, HARBOUR_FOLDER, LANTERN_FOLDER, YOUTH_FOLDER, id_of
from tests.rules.planted import FAULTS, METHOD, SOUND, TOW, WORDS, Fault, findings
from tests.rules.planted_shapes import SHAPE_FAULTS
from trigpoint.bundle.frameworks import built_in
from trigpoint.rules import lint as module
from trigpoint.rules.framework import Framework
from trigpoint.rules.lint import lint

ALL_FOLDERS = (*built_in().values(), HARBOUR_FOLDER, LANTERN_FOLDER, FERRY_FOLDER)
ALL_FAULTS = (*FAULTS, *SHAPE_FAULTS)


@pytest.mark.parametrize("fault", ALL_FAULTS, ids=lambda fault: f"{fault.check}: {fault.wrong}")
def test_a_planted_fault_is_the_one_finding_with_its_file_line_and_words(fault: Fault, tmp_path: Path) -> None:
    folder = copied(fault.folder, tmp_path)
    edit(folder / fault.file, *fault.edits)
    found = [(one.file, one.line, one.actual, one.expected) for one in findings(folder)]
    (line,) = marked_lines(folder / fault.file)
    assert found == [(folder / fault.file, line, fault.wrong, fault.right)]


def test_every_check_has_a_planted_fault() -> None:
    assert {fault.check for fault in ALL_FAULTS} == {check.__name__ for check in module._CHECKS}


@pytest.mark.parametrize("framework", ALL, ids=id_of)
def test_the_frameworks_in_use_have_no_findings(framework: Framework) -> None:
    assert lint(framework) == ()


@pytest.mark.parametrize("folder", ALL_FOLDERS, ids=lambda folder: folder.name)
def test_the_files_in_use_have_no_findings(folder: Path) -> None:
    assert findings(folder) == ()


def test_a_scale_from_0_to_30_over_twelve_standards_is_rejected(tmp_path: Path) -> None:
    # The slip of the Trafford report: 'each of the 10 standards', 'a 0-30 scale', beside twelve standards.
    folder = copied(YOUTH_FOLDER, tmp_path)
    edit(
        folder / METHOD,
        ("  bands:", "  bands:  # here"),
        ("from: 0, to: 6}", "from: 0, to: 5}"),
        ("from: 7, to: 18}", "from: 6, to: 15}"),
        ("from: 19, to: 30}", "from: 16, to: 25}"),
        ("from: 31, to: 36}", "from: 26, to: 30}"),
    )
    (found,) = findings(folder)
    assert [found.line] == marked_lines(folder / METHOD)
    assert found.actual == "the bands end at 30 points"
    assert found.expected == (
        "bands that end at 36 (12 standards count, each scored up to 3, so the scale runs from 0 to 36)"
    )


def test_a_band_that_runs_backwards_leaves_its_place_empty(tmp_path: Path) -> None:
    folder = copied(HARBOUR_FOLDER, tmp_path)
    edit(folder / METHOD, (SOUND, "{rating: Sound, from: 74, to: 40}"))
    assert [(one.actual, one.expected) for one in findings(folder)] == [
        ("the band Sound runs from 74 to 40", "a last number that is not below the first"),
        ("no band holds 40 to 74 per cent", "a band from 40"),
    ]


def test_a_band_may_hold_a_single_per_cent(tmp_path: Path) -> None:
    folder = copied(HARBOUR_FOLDER, tmp_path)
    edit(folder / METHOD, (SOUND, "{rating: Sound, from: 40, to: 40}"), ("from: 75, to: 100", "from: 41, to: 100"))
    assert findings(folder) == ()


def test_a_rating_named_twice_is_found(tmp_path: Path) -> None:
    folder = copied(HARBOUR_FOLDER, tmp_path)
    strong = "- {name: Strong, score: 5, tone: green}"
    edit(folder / METHOD, (strong, f"{strong}\n    - {{name: Sound, score: 6, tone: green}}  # here"))
    twice = [one for one in findings(folder) if one.actual == "'Sound' a second time"]
    assert [(one.line, one.expected) for one in twice] == [(marked_lines(folder / METHOD)[0], "a name for each rating")]


def test_all_findings_come_at_once(tmp_path: Path) -> None:
    folder = copied(HARBOUR_FOLDER, tmp_path)
    edit(folder / METHOD, (SOUND, "{rating: Sound, from: 41, to: 74}"), ("from: 46, to: 60", "from: 46, to: 61"))
    edit(folder / WORDS, (TOW, "- {fact: tug, is: [several]}"))
    assert [one.actual for one in findings(folder)] == [
        "the fact 'tug'",
        "no band holds 40 per cent",
        "the bands end at 61 points",
    ]
