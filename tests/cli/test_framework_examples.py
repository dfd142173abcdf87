"""A framework's worked examples are run, and its method printed, from wherever it is."""

from pathlib import Path

import pytest

from tests.cli.running import InProcess, from_json
from tests.factories.framework_files import copied
from tests.factories.loaded import LANTERN_FOLDER, YOUTH_FOLDER

CHAPTER = """\
chapter: 1
title: Whole per cents
settings: [rounding]
about: One chapter.
examples:
  - title: Half up
    rule: A half is rounded up.
    basis: inferred
    worked: 5 of 8 is 62.5.
    counts:
      - count: 5 of 8
        gives: {percent: 62, band: Requires improvement}
  - title: Level
    rule: The lowest decides.
    basis: inferred
    worked: 4 of 8 is 50.
    standards:
      - standard: 9.9
        tallies: {9.9.1: 4 of 8}
        gives: {rules: Requires improvement}
      - standard: 3.4
        tallies: {3.4.1: 8 of 8, 3.4.2: 4 of 8}
        gives: {rules: Good, lowest: [3.4.2]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the youth framework with one chapter, in which three things are wrong."""
    folder = copied(YOUTH_FOLDER, tmp_path)
    (folder / "examples").mkdir(exist_ok=True)
    for file in (folder / "examples").glob("*.yaml"):
        file.unlink()
    (folder / "examples" / "1-per-cents.yaml").write_text(CHAPTER, "utf-8")
    return folder


def test_the_examples_of_a_built_in_framework_come_out(trigpoint: InProcess) -> None:
    ended = trigpoint("frameworks", "test", "hmip-youth-2018")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.endswith("rows: all as the rules give.\n")


def test_an_example_that_the_rules_do_not_bear_out_is_named_with_both_values(
    trigpoint: InProcess, folder: Path
) -> None:
    ended = trigpoint("frameworks", "test", str(folder))
    assert ended.code == 1
    assert "Chapter 1, Half up, row 1: percent\n  the example says  62\n  the rules give    63\n" in ended.out
    assert (
        "Chapter 1, Level, row 2: rules\n  the example says  Good\n  the rules give    Requires improvement\n"
        in ended.out
    )
    assert "Chapter 1, Level, row 1: the row" in ended.out
    assert ended.out.endswith("2 examples, 3 rows: 3 differences.\n")
    differences = from_json(trigpoint("frameworks", "test", str(folder), "--json").out)["differences"]
    assert [(one["example"], one["row"], one["what"]) for one in differences] == [
        ("Half up", 1, "percent"),
        ("Level", 1, "the row"),
        ("Level", 2, "rules"),
    ]


def test_a_framework_without_examples_is_told_so(trigpoint: InProcess) -> None:
    ended = trigpoint("frameworks", "test", str(LANTERN_FOLDER))
    assert ended.code == 2
    assert "found     no worked examples" in ended.err


def test_the_method_is_printed_on_the_screen_or_into_a_file(trigpoint: InProcess, folder: Path, tmp_path: Path) -> None:
    page = trigpoint("frameworks", "print", str(folder)).out
    assert "## 1. Whole per cents" in page
    # What no chapter shows is among the other settings.
    assert "### Bands" in page
    out = tmp_path / "method.md"
    assert trigpoint("frameworks", "print", str(folder), "--out", str(out)).out == f"Wrote {out}.\n"
    assert out.read_text("utf-8") == page
    assert trigpoint("frameworks", "print", str(folder), "--out", str(out)).code == 2


def test_every_setting_of_a_framework_of_another_shape_is_printed(trigpoint: InProcess) -> None:
    page = trigpoint("frameworks", "print", str(LANTERN_FOLDER)).out
    assert "The whole is judged by the ratings panel; nothing is added up." in page
    assert "| Fair |" in page
