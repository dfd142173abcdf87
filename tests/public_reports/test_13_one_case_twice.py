"""One case is in a Bundle once: capitals and characters that nobody sees make no other case of it."""

from pathlib import Path

import pytest

from tests.cli.running import InProcess
from trigpoint.bundle.check import check
from trigpoint.bundle.files import load_bundle
from trigpoint.bundle.problems import UnusableFileError
from trigpoint.bundle.recorded import recorded
from trigpoint.rules.rating import rate

REPORTED = Path(__file__).parent / "13-one-case-twice" / "dupcase" / "inspection.yaml"


def test_the_case_that_was_reported_twice_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ended = InProcess(monkeypatch, capsys)("rate", str(REPORTED.parent))
    assert ended.code == 2
    said = " ".join((ended.out + ended.err).split())
    assert "the reference 'c1' again" in said
    assert "The 1st case has it as well (there 'C1'): give each case its own." in said


def with_reference(tmp_path: Path, written: str) -> Path:
    """The reported file with another reference in the place of 'c1'. A double-quoted word of YAML may have escapes."""
    text = REPORTED.read_text(encoding="utf-8")
    assert text.count("reference: c1\n") == 1
    file = tmp_path / "inspection.yaml"
    file.write_text(text.replace("reference: c1\n", f"reference: {written}\n"), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("written", "actual"),
    [
        ('"C1\\u200B"', "the reference 'C1' with an invisible U+200B after 'C1' again"),
        ('"\\uFEFFC1"', "the reference 'C1' with an invisible U+FEFF at the start again"),
        ('"C\\u00AD1"', "the reference 'C1' with an invisible U+00AD after 'C' again"),
        ('"\\uFF231"', "the reference '\uff231' again"),
        ('"C1 "', "the reference 'C1' again"),
        ("C2\u200b", "the reference 'C2' with an invisible U+200B after 'C2'"),
    ],
)
def test_a_reference_is_what_a_reader_sees_of_it(tmp_path: Path, written: str, actual: str) -> None:
    with pytest.raises(UnusableFileError) as refused:
        load_bundle(with_reference(tmp_path, written))
    assert [problem.actual for problem in refused.value.problems] == [actual]


def test_other_references_are_other_cases(tmp_path: Path) -> None:
    assert len(load_bundle(with_reference(tmp_path, "C-1")).bundle.cases) == 14


def test_leading_noughts_are_a_question_that_check_asks(tmp_path: Path) -> None:
    loaded = load_bundle(with_reference(tmp_path, "C001"))
    rated = rate(loaded.framework, recorded(loaded.bundle))
    (asked,) = check(loaded.bundle, loaded.framework, rated)
    assert asked.place == ("cases", 1, "reference")
    assert asked.message == (
        "only leading noughts tell the case C001 from C1: if it is one case, take one of the two out; if they are two, "
        "give one of them another reference"
    )
