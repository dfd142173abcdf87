"""Files of other shapes: what is wrong with them is said in plain words, with what would be right."""

from pathlib import Path

import pytest

from tests.factories.framework_files import copied, edit
from tests.factories.loaded import FERRY, FERRY_FOLDER, HARBOUR_FOLDER, LANTERN, LANTERN_FOLDER
from tests.shapes.ness import NESS, SOUND_FERRY
from trigpoint.bundle.conformance import nonconformities
from trigpoint.bundle.files import load_bundle
from trigpoint.bundle.frameworks import load_framework
from trigpoint.bundle.model import Bundle
from trigpoint.bundle.problems import UnusableFileError
from trigpoint.rules.framework import Framework


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("rule: lowest_key_question", "rule: highest", "one of lowest_key_question, majority_of_key_questions"),
        ("rule: sum_of_scores", "rule: mean", "one of sum_of_scores, judged"),
        ("rule: half_up", "rule: half_down", "one of half_up, down"),
    ],
)
def test_an_unknown_rule_fails_at_load_with_the_list_of_known_ones(
    old: str, new: str, expected: str, tmp_path: Path
) -> None:
    folder = copied(HARBOUR_FOLDER, tmp_path)
    edit(folder / "method.yaml", ("rule: down", "rule: half_up"))
    edit(folder / "method.yaml", (old, new))
    with pytest.raises(UnusableFileError) as raised:
        load_framework(folder)
    assert [problem.expected for problem in raised.value.problems] == [expected]


@pytest.mark.parametrize(
    ("folder", "old", "new", "expected"),
    [
        (LANTERN_FOLDER, "  judge: ratings_panel\n", "", "with judged, a judge (lead_inspector, ratings_panel) and no bands"),
        (HARBOUR_FOLDER, "  rule: sum_of_scores\n", "  rule: sum_of_scores\n  judge: ratings_panel\n",
         "with sum_of_scores, the table of bands and no judge"),
    ],
)  # fmt: skip
def test_an_overall_rule_has_the_settings_that_it_needs_and_no_other(
    folder: Path, old: str, new: str, expected: str, tmp_path: Path
) -> None:
    copy = copied(folder, tmp_path)
    edit(copy / "method.yaml", (old, new))
    with pytest.raises(UnusableFileError) as raised:
        load_framework(copy)
    assert [problem.expected for problem in raised.value.problems] == [expected]


def test_a_question_that_names_no_declared_scale_is_found(tmp_path: Path) -> None:
    folder = copied(LANTERN_FOLDER, tmp_path)
    edit(
        folder / "framework.yaml",
        ("text: How clear was the flame?, answers: four_grades", "text: How clear was the flame?, answers: for_grades"),
    )
    with pytest.raises(UnusableFileError) as raised:
        load_framework(folder)
    (problem,) = raised.value.problems
    assert (problem.actual, problem.expected) == (
        "the answer scale 'for_grades'",
        "a declared answer scale: four_grades",
    )
    assert problem.fix == "Did you mean 'four_grades'?"


def test_a_cap_to_a_rating_that_is_on_no_scale_is_found(tmp_path: Path) -> None:
    folder = copied(LANTERN_FOLDER, tmp_path)
    edit(
        folder / "method.yaml",
        ("      key_question: 1.1.1\n      at_most: Failing", "      key_question: 1.1.1\n      at_most: Fading"),
    )
    with pytest.raises(UnusableFileError) as raised:
        load_framework(folder)
    assert [problem.actual for problem in raised.value.problems] == ["the rating 'Fading'"]


def changed(bundle: Bundle, **parts: object) -> Bundle:
    """The Bundle with some parts as a file would give them."""
    return Bundle.model_validate({**bundle.model_dump(mode="json", by_alias=True), **parts})


def case(**answers: object) -> list[dict[str, object]]:
    """One watch with these answers."""
    questions = {name.removeprefix("q").replace("_", "."): answer for name, answer in answers.items()}
    return [{"reference": "W1", "case_type": "watch", "facts": {"fog": "no"}, "answers": questions}]


@pytest.mark.parametrize(
    ("framework", "bundle", "found"),
    [
        (LANTERN, changed(NESS.bundle, cases=case(q1_1_1="yes"), texts={}, findings={}), ["the answer 'yes'"]),
        (LANTERN, changed(NESS.bundle, cases=case(q1_1_1=5), texts={}, findings={}), ["the answer '5'"]),
        (LANTERN, changed(NESS.bundle, cases=case(q1_2_1=2), texts={}, findings={}), ["the grade 2"]),
        (LANTERN, changed(NESS.bundle, cases=case(q1_1_1="not evidenced"), texts={}, findings={}), []),
        (
            LANTERN,
            changed(NESS.bundle, cases=[], tallies={"1.1.1": {"yes": 1, "relevant": 2}}),
            ["a count of yes for 1.1.1, which is graded"],
        ),
        (LANTERN, changed(NESS.bundle, texts={"introduction": ["{1.1.1 yes}"]}), ["the figure 'yes' of 1.1.1"]),
        (LANTERN, changed(NESS.bundle, texts={"introduction": ["{overall score}"]}), ["the figure 'score' of overall"]),
        (FERRY, changed(SOUND_FERRY.bundle, texts={"introduction": ["{overall rating}"]}), ["the figure 'rating' of overall"]),
        (
            FERRY,
            changed(SOUND_FERRY.bundle, judgements={"overall": {"rating": "Fine", "reason": "All is well."}}),
            ["a judgement on 'overall'"],
        ),
        (
            FERRY,
            changed(SOUND_FERRY.bundle, judgements={"1.3": {"rating": "Fine", "reason": "They are fine."}}),
            ["the rating 'Fine'"],
        ),
        (FERRY, changed(SOUND_FERRY.bundle, texts={"introduction": ["{1.1.1 percent} {1.1.2 not yes}"]}), []),
    ],
)  # fmt: skip
def test_what_does_not_conform_to_the_shape_is_said(framework: Framework, bundle: Bundle, found: list[str]) -> None:
    assert [nonconformity.actual for nonconformity in nonconformities(bundle, framework)] == found


def test_an_answer_that_is_neither_a_word_nor_a_grade_is_said_once_with_the_words(tmp_path: Path) -> None:
    file = tmp_path / "inspection.yaml"
    text = (LANTERN_FOLDER / "inspection.yaml").read_text("utf-8")
    file.write_text(text.replace('1.2.1: "no"', "1.2.1: maybe"), "utf-8")
    with pytest.raises(UnusableFileError) as raised:
        load_bundle(file, LANTERN_FOLDER)
    assert [(problem.actual, problem.expected) for problem in raised.value.problems] == [
        ("'maybe'", "one of yes, no, not applicable, not evidenced, a grade")
    ]


def test_keys_that_a_file_leaves_out_do_not_change_its_digest() -> None:
    """Installations are pinned to the digest of the shipped framework."""
    framework = load_framework(Path(__file__).parents[2] / "src/trigpoint/frameworks/hmip-youth-2018")
    assert framework.digest == "680b0c4e9d0467f2cf7ce48cc7ac04afa8db43ff92989acef5278b14035436af"
    assert (framework.method.caps, framework.method.own_bands, framework.method.own_scales) == (None, (), ())
    assert (FERRY.method.overall, FERRY_FOLDER.name) == (None, FERRY.id)
