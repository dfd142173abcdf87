"""Faults in framework files that are easily told wrongly: each is one problem, in plain words."""

from pathlib import Path

import pytest

from tests.factories.framework_files import copied, edit, marked_lines
from tests.factories.loaded import HARBOUR_FOLDER
from trigpoint.bundle.frameworks import load_framework, read_framework
from trigpoint.bundle.identifiers import FILE_NAME, publish
from trigpoint.bundle.problems import Problem, UnusableFileError

WORDS, METHOD = "framework.yaml", "method.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(HARBOUR_FOLDER, tmp_path)


def problems(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(UnusableFileError) as caught:
        load_framework(folder)
    return caught.value.problems


def test_a_fault_in_the_only_item_of_a_list_is_one_problem(folder: Path) -> None:
    edit(folder / WORDS, ("in_overall: false", "in_overal: false"))
    assert [problem.actual for problem in problems(folder)] == ["the key 'in_overal'"]


def test_an_empty_list_is_named_in_plain_words(folder: Path) -> None:
    edit(folder / METHOD, ("[every passage]", "[]"))
    assert "tuple" not in problems(folder)[0].expected


def test_a_fraction_beyond_one_is_not_called_a_whole_number(folder: Path) -> None:
    edit(folder / METHOD, ("more_than: 3/5", "more_than: 6/5"))
    assert "whole number" not in problems(folder)[0].expected


def test_an_anchor_is_refused(folder: Path) -> None:
    edit(folder / WORDS, ("title: Harbour", "title: &name Harbour"))
    assert "anchor" in problems(folder)[0].actual


def test_no_is_text_and_neither_true_nor_false(folder: Path) -> None:
    edit(folder / WORDS, ("may_be_not_rated: true", "may_be_not_rated: yes"))
    assert problems(folder)[0].actual == "'yes'"


def test_findings_that_bar_a_framework_come_in_the_order_of_the_file(folder: Path) -> None:
    edit(
        folder / METHOD,
        ("{name: Sound, score: 3, tone: yellow}", "{name: Sound, score: 1, tone: yellow}  # here"),
        ("{rating: Sound, from: 40, to: 74}", "{rating: Sound, from: 41, to: 74}  # here"),
    )
    assert [problem.line for problem in problems(folder)] == marked_lines(folder / METHOD)


def test_a_band_for_an_unknown_rating_is_said_beside_a_fault_in_the_other_file(folder: Path) -> None:
    edit(folder / WORDS, ("label: boarding", "label: 2"))
    edit(folder / METHOD, ("{rating: Sound, from: 40, to: 74}", "{rating: Sond, from: 40, to: 74}"))
    assert [problem.file.name for problem in problems(folder)] == [WORDS, METHOD]


def test_a_published_list_that_is_not_text_is_a_problem_and_no_crash(folder: Path) -> None:
    (folder / FILE_NAME).write_bytes("1 Caf\xe9\n".encode("latin-1"))
    assert problems(folder)[0].file == folder / FILE_NAME


def test_a_published_value_of_a_fact_that_is_gone_is_found(folder: Path) -> None:
    # Cases already recorded say 'none'; under the new id they would not be read.
    publish(load_framework(folder), folder)
    edit(folder / WORDS, ("{id: none, label: no tug}", "{id: no_tug, label: no tug}"))
    assert read_framework(folder).findings != ()
