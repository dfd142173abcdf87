"""What `check` passes, `report` prints: every character that the typeface lacks is found, all at once."""

from pathlib import Path

import pytest

from tests.cli.running import InProcess
from tests.factories.bundles import written as small
from tests.public_reports.trafford import texts_of, written

LIGATURES, ARABIC = texts_of("30-check-passes-report-refuses")


@pytest.fixture
def trigpoint(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> InProcess:
    return InProcess(monkeypatch, capsys)


def test_check_names_every_character_with_its_line_and_number(tmp_path: Path, trigpoint: InProcess) -> None:
    out = trigpoint("check", str(written(tmp_path, ["Good.", ARABIC])))
    assert out.code == 1
    # The words مرحبا بالعالم are of these seven letters.
    for number in ("U+0645", "U+0631", "U+062D", "U+0628", "U+0627", "U+0644", "U+0639"):
        assert number in out.out
    assert out.out.count("which the typeface of the report does not have") == 1
    assert "texts › introduction, 2nd" in out.out


def test_the_report_is_refused_with_the_same_words_before_anything_is_made(
    tmp_path: Path, trigpoint: InProcess
) -> None:
    file = written(tmp_path, ["One 漢.", ARABIC])
    out = trigpoint("report", str(file), "--format", "pdf", "--out", str(tmp_path / "out"))
    assert out.code == 2
    assert "U+6F22" in out.err
    assert "U+0645" in out.err
    assert not (tmp_path / "out").exists()


def test_the_same_text_may_be_written_without_the_pdf(tmp_path: Path, trigpoint: InProcess) -> None:
    file = small(tmp_path, f"texts: {{introduction: ['{ARABIC}']}}\n")
    assert trigpoint("report", str(file), "--format", "html", "--out", str(tmp_path / "out")).code == 0


def test_a_ligature_is_read_as_its_letters_and_said_to_be(tmp_path: Path, trigpoint: InProcess) -> None:
    checked = trigpoint("check", str(written(tmp_path, [LIGATURES])))
    assert checked.code == 0
    assert "'ﬁ' (U+FB01) is read as 'fi'" in checked.out
    assert "'ﬀ' (U+FB00) is read as 'ff'" in checked.out
    file = small(tmp_path, f"texts: {{introduction: ['{LIGATURES}']}}\n")
    report = trigpoint("report", str(file), "--format", "html", "--format", "pdf", "--out", str(tmp_path / "out"))
    assert report.code == 0
    assert "Specific and effective plans." in (tmp_path / "out" / "report.html").read_text("utf-8")
