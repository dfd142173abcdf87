"""What a case list holds under a framework, and what an author is told who writes it wrongly."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.case_lists.lists import LAYOUT
from tests.factories.framework_files import copied, edit, marked_lines
from tests.factories.loaded import HARBOUR_FOLDER, YOUTH, YOUTH_FOLDER
from trigpoint.bundle.frameworks import load_framework
from trigpoint.bundle.problems import Problem, UnusableFileError
from trigpoint.bundle.source import read_source
from trigpoint.case_lists.layout import LAYOUT_FILE, load_layout
from trigpoint.sameness import code_key


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = copied(YOUTH_FOLDER, tmp_path)
    shutil.copy(YOUTH_FOLDER / LAYOUT_FILE, copy / LAYOUT_FILE)
    return copy


def problems(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(UnusableFileError) as caught:
        load_layout(folder)
    return caught.value.problems


def test_a_framework_without_case_lists_has_no_layout() -> None:
    assert load_layout(HARBOUR_FOLDER) is None


def test_the_layout_is_no_part_of_the_frameworks_digest(folder: Path) -> None:
    assert load_framework(folder).digest == YOUTH.digest
    (folder / LAYOUT_FILE).unlink()
    assert load_framework(folder).digest == YOUTH.digest


def test_the_attributes_are_those_that_the_method_matches_in_its_order() -> None:
    assert YOUTH.method.sample is not None
    assert len(LAYOUT.attributes) == len(YOUTH.method.sample.matched)
    assert [attribute.id for attribute in LAYOUT.attributes] == [
        "sex",
        "disposal",
        "risk_of_serious_harm",
        "safety_and_wellbeing",
    ]


def test_ages_exclusions_and_case_types_are_read() -> None:
    assert (LAYOUT.youngest, LAYOUT.oldest) == (10, 18)
    assert LAYOUT.exclusions_source.basis == "unverified"
    assert "moved_away" in [attribute.id for attribute in LAYOUT.exclusions]
    assert LAYOUT.case_type_name("court") == "court disposals"


def test_disposals_count_as_a_value_of_the_frameworks_fact() -> None:
    (disposal,) = [attribute for attribute in LAYOUT.attribute_layouts if attribute.id == "disposal"]
    assert disposal.fact == "disposal"
    assert disposal.fact_values["referral_order"] == "community_sentence"
    assert disposal.fact_values["detention_and_training_order"] == "custodial_sentence"
    assert disposal.fact_values["youth_caution"] == "youth_caution"
    assert set(disposal.fact_values) == {value.id for value in disposal.attribute.values}


@pytest.mark.parametrize(
    ("attribute", "word", "value"),
    [
        ("sex", "M", "male"),
        ("disposal", "RO", "referral_order"),
        ("disposal", "YRO", "youth_rehabilitation_order"),
        ("disposal", "DTO", "detention_and_training_order"),
        ("disposal", "YCC", "youth_conditional_caution"),
        ("disposal", "Youth  Caution", "youth_caution"),
        ("disposal", "C.R.", "community_resolution"),
        ("risk_of_serious_harm", "VERY HIGH", "very_high"),
        ("safety_and_wellbeing", "very-high", "very_high"),
    ],
)
def test_a_value_goes_by_several_words(attribute: str, word: str, value: str) -> None:
    (layout,) = [layout for layout in LAYOUT.attribute_layouts if layout.id == attribute]
    assert layout.words[code_key(word)] == value


@pytest.mark.parametrize(
    ("old", "new", "actual"),
    [
        ("matches: gender", "matches: genders  # here", "'genders'"),
        ("fact: disposal\n", "fact: disposals  # here\n", "the fact 'disposals'"),
        ("id: longer_detention,", "id: referral_order,  # here\n        ", "the id 'referral_order' again"),
        ("also: [F, girl]}", "also: [F, girl], fact_value: girl}  # here", "'girl'"),
        ("also: [F, girl]}", "also: [F, girl], case_type: caught}  # here", "'caught'"),
        ("- {id: held_elsewhere,", "- {id: moved_away,  # here\n       ", "the id 'moved_away' again"),
        ("  - id: sex\n", "  - id: age  # here\n", "the id 'age' again"),
        ("from: 10\n", "from: ten  # here\n", "'ten'"),
        ("  - id: sex\n", "  - id: Sex  # here\n", "'Sex'"),
    ],
)  # fmt: skip
def test_a_fault_is_found_on_its_line(folder: Path, old: str, new: str, actual: str) -> None:
    edit(folder / LAYOUT_FILE, (old, new))
    (line,) = marked_lines(folder / LAYOUT_FILE)
    assert (actual, line) in [(problem.actual, problem.line) for problem in problems(folder)]


@pytest.mark.parametrize("place", [("attributes",), ("attributes", 0, "values"), ("exclusions", "reasons")])
def test_a_list_that_must_not_be_empty_is_refused_when_it_is(folder: Path, place: tuple[str | int, ...]) -> None:
    file = folder / LAYOUT_FILE
    layout: Any = read_source(file).value
    inside = layout
    for step in place[:-1]:
        inside = inside[step]
    inside[place[-1]] = []
    file.write_text(json.dumps(layout), encoding="utf-8")
    assert "an empty list" in [problem.actual for problem in problems(folder)]


def test_a_word_means_one_value_and_a_heading_one_column(folder: Path) -> None:
    edit(folder / LAYOUT_FILE, ("also: [DTO]", "also: [DTO, y.r.o.]"), ("also: [gender]", "also: [gender, AGE]"))
    assert [problem.actual for problem in problems(folder)] == [
        "the word 'AGE', which also means 'age'",
        "the word 'y.r.o.', which also means 'youth_rehabilitation_order'",
    ]


def test_a_word_that_the_method_matches_and_no_attribute_stands_for_is_named(folder: Path) -> None:
    edit(folder / LAYOUT_FILE, ("matches: gender", "matches: genders"))
    wrong, missing = problems(folder)[::-1]
    assert wrong.fix == "Did you mean 'gender'?"
    assert (missing.actual, missing.expected) == ("none", "an attribute that matches 'gender'")


def test_attributes_in_another_order_than_the_methods_are_refused(folder: Path) -> None:
    risk, safety = "risk of serious harm classification\n", "safety and wellbeing classification\n"
    edit(
        folder / LAYOUT_FILE,
        (f"matches: {risk}", "matches: placeholder\n"),
        (f"matches: {safety}", f"matches: {risk}"),
        ("matches: placeholder\n", f"matches: {safety}"),
    )
    (problem,) = problems(folder)
    assert problem.expected.startswith(
        "each once, in the order gender, sentence or disposal type, risk of serious harm"
    )


def test_a_value_counts_as_one_that_the_fact_has_and_is_of_its_type(folder: Path) -> None:
    edit(
        folder / LAYOUT_FILE,
        ("fact_value: youth_caution, case_type: out_of_court", "fact_value: youth_caution, case_type: court"),
        ("fact_value: community_resolution", "fact_value: community_resolutions"),
    )
    triples = [(problem.actual, problem.expected, problem.fix) for problem in problems(folder)]
    assert triples[0] == ("court", "out_of_court", "The framework's 'youth_caution' is of that type.")
    assert triples[1][0] == "'community_resolutions'"
    assert triples[1][2] == "Did you mean 'community_resolution'?"


def test_ages_from_high_to_low_are_refused(folder: Path) -> None:
    edit(folder / LAYOUT_FILE, ("from: 10\n", "from: 19\n"))
    assert problems(folder)[0].expected == "'from' not above 'to'"


def test_a_layout_beside_a_framework_that_matches_nothing_is_refused(tmp_path: Path) -> None:
    copy = copied(HARBOUR_FOLDER, tmp_path)
    shutil.copy(YOUTH_FOLDER / LAYOUT_FILE, copy / LAYOUT_FILE)
    assert "a framework that matches its sample" in [problem.expected for problem in problems(copy)]


def test_a_framework_that_cannot_be_used_is_said_with_its_own_problems(folder: Path) -> None:
    edit(folder / "method.yaml", ("confidence_percent: 80", "confidence_percent: 800"))
    assert problems(folder)[0].file.name == "method.yaml"
