"""A framework's folder: which there are, what is taken from it, and the digest of what it says."""

from pathlib import Path

import pytest

from tests.factories.framework_files import Edit, copied, edit
from tests.factories.loaded import HARBOUR, HARBOUR_FOLDER, YOUTH, YOUTH_FOLDER
from trigpoint.bundle.frameworks import built_in, framework_folder, load_framework
from trigpoint.bundle.problems import UnusableFileError
from trigpoint.rules.method import Rounding
from trigpoint.rules.sample_settings import CaseWindow


def test_a_built_in_framework_is_found_by_its_id_and_any_other_by_its_folder() -> None:
    assert framework_folder("hmip-youth-2018") == YOUTH_FOLDER
    assert framework_folder(str(HARBOUR_FOLDER)) == HARBOUR_FOLDER


@pytest.mark.parametrize(
    ("name", "fix"),
    [
        ("hmip-youth-2081", "Did you mean 'hmip-youth-2018'?"),
        ("lighthouses", "Give an id, or the folder that holds framework.yaml and method.yaml."),
    ],
)
def test_an_unknown_framework_is_refused_with_a_suggestion(name: str, fix: str) -> None:
    with pytest.raises(UnusableFileError) as caught:
        framework_folder(name)
    (problem,) = caught.value.problems
    assert (problem.actual, problem.fix) == ("no such framework", fix)
    assert all(name in problem.expected for name in built_in())


def test_each_built_in_folder_holds_the_framework_of_its_name() -> None:
    assert {name: load_framework(folder).id for name, folder in built_in().items()} == {n: n for n in built_in()}


def test_numbers_are_taken_from_the_method_file() -> None:
    windows = YOUTH.method.sample.windows if YOUTH.method.sample else ()
    assert windows == (CaseWindow("court", 7, 12, 60), CaseWindow("out_of_court", 7, 10, 40))
    assert HARBOUR.method.sample is None
    assert [method.rounding for method in (YOUTH.method, HARBOUR.method)] == [Rounding.HALF_UP, Rounding.DOWN]
    assert (YOUTH.highest_score, HARBOUR.highest_score) == (36, 60)


def test_the_youth_framework_has_twelve_standards_and_23_key_questions_and_93_prompts_about_cases() -> None:
    questions = [question.id for question in YOUTH.questions()]
    assert len(YOUTH.standards) == 12
    assert [sum(question.count(".") == points for question in questions) for points in (2, 3)] == [23, 93]


def test_comments_and_layout_do_not_change_the_digest(tmp_path: Path) -> None:
    folder = copied(HARBOUR_FOLDER, tmp_path)
    edit(
        folder / "framework.yaml",
        ("id: harbour-2030\n", "\n\nid:   'harbour-2030'   # an id\n"),
        ("text: Was boarding safe?", "text: >-\n              Was boarding\n              safe?"),
    )
    edit(
        folder / "method.yaml",
        ("{name: Weak, score: 1, tone: red}", "{tone: red, score: 1, name: Weak}"),
        ("  draws: 500\n  seed: 2030", "  seed: 2030\n  draws: 500"),
    )
    assert load_framework(folder).digest == HARBOUR.digest


@pytest.mark.parametrize(
    ("file", "change"),
    [
        ("framework.yaml", ("title: Harbour", "title: Haven")),
        ("framework.yaml", ("Was every order answered?", "Was each order answered?")),
        ("framework.yaml", ("is: [one, several]", "is: [several, one]")),
        ("framework.yaml", (", may_not_apply: inferred}", "}")),
        ("framework.yaml", ("id: 4.3.2", "id: 4.3.3")),
        ("method.yaml", ("seed: 2030", "seed: 2031")),
        ("method.yaml", ("points: 2", "points: 3")),
        ("method.yaml", ("at_most: 1/10", "at_most: 1/9")),
        ("method.yaml", ("rule: down", "rule: half_up")),
        ("method.yaml", ("basis: published\n  rationale: Every", "basis: inferred\n  rationale: Every")),
    ],
)
def test_any_other_value_changes_the_digest(file: str, change: Edit, tmp_path: Path) -> None:
    folder = copied(HARBOUR_FOLDER, tmp_path)
    edit(folder / file, change)
    assert load_framework(folder).digest != HARBOUR.digest


def test_a_copy_elsewhere_has_the_same_digest_and_two_frameworks_have_two(tmp_path: Path) -> None:
    assert load_framework(copied(YOUTH_FOLDER, tmp_path)) == YOUTH
    assert YOUTH.digest != HARBOUR.digest
