"""`trigpoint sample template`: what a list is filled into."""

from pathlib import Path

from tests.cli.running import InProcess
from tests.cli.sample_lists import in_one_line


def test_a_template_is_written_and_is_checked_as_an_empty_list(trigpoint: InProcess, tmp_path: Path) -> None:
    for name in ("template.csv", "template.xlsx"):
        out = str(tmp_path / name)
        ended = trigpoint("sample", "template", "--list", "out_of_court", out)
        assert (ended.code, ended.out) == (0, f"Wrote {out}.\n")
        assert trigpoint("sample", "check", out, "--list", "out_of_court").code == 0


def test_a_template_of_another_kind_or_type_is_refused(trigpoint: InProcess, tmp_path: Path) -> None:
    assert "give OUT such a name" in in_one_line(
        trigpoint("sample", "template", "--list", "court", str(tmp_path / "t.ods")).err
    )
    assert "Did you mean 'court'?" in trigpoint("sample", "template", "--list", "cort", str(tmp_path / "t.csv")).err
    assert list(tmp_path.iterdir()) == []
