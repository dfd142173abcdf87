"""Every worked example of every framework is what the rules give, and the printed page shows them as they are."""

from pathlib import Path

import pytest

from tests.examples.print_method import PAGES
from tests.factories.loaded import HARBOUR_FOLDER, YOUTH, YOUTH_FOLDER
from trigpoint.bundle.frameworks import built_in, load_framework
from trigpoint.bundle.problems import UnusableFileError
from trigpoint.bundle.worked.examples import CountRow, Example, chapters
from trigpoint.bundle.worked.outcome import Row, expected, outcome
from trigpoint.report.method_page.page import page
from trigpoint.rules.framework import Framework

FOLDERS = (*built_in().values(), HARBOUR_FOLDER)
FRAMEWORKS = {folder: load_framework(folder) for folder in FOLDERS}
EXAMPLES = [
    pytest.param(FRAMEWORKS[folder], example, id=f"{folder.name}-{chapter.title}-{example.title}")
    for folder in FOLDERS
    for chapter in chapters(folder)
    for example in chapter.examples
]


def rows(example: Example) -> tuple[Row, ...]:
    return (*example.counts, *example.standards, *example.overall)


@pytest.mark.parametrize(("framework", "example"), EXAMPLES)
def test_the_rules_give_what_the_example_says(framework: Framework, example: Example) -> None:
    for number, row in enumerate(rows(example), start=1):
        assert outcome(row, framework) == expected(row.gives), f"row {number}"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_framework_has_examples_in_numbered_chapters(folder: Path) -> None:
    found = chapters(folder)

    assert [one.chapter for one in found] == list(range(1, len(found) + 1))
    assert found


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_number_that_decides_a_rating_is_shown_before_some_examples(folder: Path) -> None:
    settings = [setting for chapter in chapters(folder) for setting in chapter.settings]

    assert sorted(settings) == ["bands", "discretion", "overall", "ratings", "rounding", "standard"]


def test_an_example_that_the_rules_do_not_bear_out_would_be_found() -> None:
    row = CountRow.model_validate({"count": "5 of 8", "gives": {"percent": 62, "band": "Good"}})

    assert outcome(row, YOUTH) == {"percent": 63, "band": "Requires improvement"}
    assert outcome(row, YOUTH) != expected(row.gives)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("count: 5 of 8", "count: five of 8", "a count such as '5 of 8'"),
        ("published:", "publishd:", "Did you mean 'published'?"),
        ("gives: {percent: 63", "gives: {percents: 63", "percent"),
    ],
)
def test_a_slip_in_an_example_is_said_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    folder = tmp_path / "examples"
    folder.mkdir()
    text = (YOUTH_FOLDER / "examples" / "1-whole-per-cents.yaml").read_text("utf-8")
    (folder / "1.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(UnusableFileError) as raised:
        chapters(tmp_path)

    assert [problem.line for problem in raised.value.problems if not problem.line] == []
    assert said in "\n".join(problem.sentences() for problem in raised.value.problems)


@pytest.mark.parametrize("folder", built_in().values(), ids=lambda folder: folder.name)
def test_the_committed_page_of_the_method_is_the_one_that_is_printed(folder: Path) -> None:
    """Where this fails: make fix."""
    committed = PAGES / f"{folder.name}.md"

    assert committed.read_text("utf-8") == page(load_framework(folder), chapters(folder))
