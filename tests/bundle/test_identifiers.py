"""Ids once published stay, with their words."""

from pathlib import Path

import pytest

from tests.factories.framework_files import Edit, copied, edit
from tests.factories.loaded import BOTH, HARBOUR, HARBOUR_FOLDER, id_of
from trigpoint.bundle.frameworks import load_framework, read_framework
from trigpoint.bundle.identifiers import FILE_NAME, publish, published_words
from trigpoint.bundle.problems import UnusableFileError
from trigpoint.rules.framework import Framework

FIX = "Put the words back. A copy under a new id is another framework: remove this file from it."


@pytest.fixture
def published(tmp_path: Path) -> Path:
    folder = copied(HARBOUR_FOLDER, tmp_path)
    publish(load_framework(folder), folder)
    return folder


def line_of(identifier: str, folder: Path) -> int:
    lines = (folder / FILE_NAME).read_text(encoding="utf-8").splitlines()
    return [line.split()[0] for line in lines].index(identifier) + 1


def test_before_publication_nothing_is_held(tmp_path: Path) -> None:
    folder = copied(HARBOUR_FOLDER, tmp_path)
    edit(folder / "framework.yaml", ("Was boarding safe?", "Was boarding dry?"))
    assert read_framework(folder).findings == ()


def test_an_unchanged_framework_agrees_with_what_was_published(published: Path) -> None:
    assert read_framework(published).findings == ()


@pytest.mark.parametrize(
    ("identifier", "change"),
    [
        ("3", ("name: The passage", "name: Under way")),
        ("3.1", ("name: Boarding", "name: Going aboard")),
        ("3.1", ("statement: Pilots board and leave safely.", "statement: Pilots board and leave.")),
        ("3.1.1", ("Was boarding safe?", "Was boarding dry?")),
        ("3.1.1.1", ("Was the ladder rigged as it should be?", "Was the ladder rigged?")),
    ],
)
def test_other_words_under_a_published_id_are_found(identifier: str, change: Edit, published: Path) -> None:
    edit(published / "framework.yaml", change)
    (problem,) = read_framework(published).findings
    assert (problem.file, problem.line, problem.place) == (
        published / FILE_NAME,
        line_of(identifier, published),
        identifier,
    )
    assert (problem.actual, problem.expected) == ("other words than were published", "the same words")
    assert problem.fix == FIX


def test_a_published_id_that_is_gone_is_found(published: Path) -> None:
    edit(published / "framework.yaml", ("3.1.1.1", "3.1.1.2"))
    (problem,) = read_framework(published).findings
    assert (problem.line, problem.place) == (line_of("3.1.1.1", published), "3.1.1.1")
    assert (problem.actual, problem.expected) == ("a published id that is gone", "the id, for ever")


def test_a_changed_framework_may_not_be_used(published: Path) -> None:
    edit(published / "framework.yaml", ("Was boarding safe?", "Was boarding dry?"))
    with pytest.raises(UnusableFileError, match="other words than were published"):
        load_framework(published)


def test_a_new_id_and_another_layout_disturb_nothing(published: Path) -> None:
    prompt = "{id: 3.1.1.1, text: Was the ladder rigged as it should be?}"
    edit(
        published / "framework.yaml",
        (prompt, f"{prompt}\n              - {{id: 3.1.1.2, text: Was it lit?}}"),
        (
            "statement: Pilots board and leave safely.",
            "statement: >-\n          Pilots board\n          and leave safely.",
        ),
    )
    assert read_framework(published).findings == ()


@pytest.mark.parametrize("framework", BOTH, ids=id_of)
def test_every_domain_standard_key_question_and_prompt_has_its_words(framework: Framework) -> None:
    words = published_words(framework)
    # Standards that are judged have key questions too; questions() yields those of the case-based ones.
    assert {question.id: question.text for question in framework.questions()}.items() <= words.items()
    assert {domain.id for domain in framework.domains} | {standard.id for standard in framework.standards} <= set(words)


def test_the_harbour_framework_has_48_ids() -> None:
    # 1 case type, 1 fact with 3 values; 6 domains, 13 standards, 5 + 13 key questions (judged and case-based), 6 prompts.
    assert len(published_words(HARBOUR)) == 1 + 1 + 3 + 6 + 13 + 5 + 13 + 6
