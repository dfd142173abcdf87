"""Nothing that is there already is replaced silently."""

from pathlib import Path

import pytest

from tests.cli.running import InProcess

TEMPLATE = ("sample", "template", "--list", "court")


@pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
def test_a_template_is_not_written_over_a_file_unless_asked(trigpoint: InProcess, tmp_path: Path, name: str) -> None:
    filled_in = tmp_path / name
    filled_in.write_bytes(b"a list that somebody filled in")
    ended = trigpoint(*TEMPLATE, str(filled_in))
    assert ended.code == 2
    assert "is there already. Give another name, or --overwrite to replace it." in " ".join(ended.err.split())
    assert filled_in.read_bytes() == b"a list that somebody filled in"
    assert trigpoint(*TEMPLATE, str(filled_in), "--overwrite").code == 0
    assert filled_in.read_bytes() != b"a list that somebody filled in"


def test_a_report_says_that_an_earlier_one_was_replaced(trigpoint: InProcess, tmp_path: Path) -> None:
    command = ("report", "examples/trafford-2021", "--format", "html", "--out", str(tmp_path / "out"))
    assert "replaced" not in trigpoint(*command).out
    assert f"The earlier report in {tmp_path / 'out'} was replaced" in trigpoint(*command).out


def test_an_annotated_copy_is_not_written_over_a_file_unless_asked(trigpoint: InProcess, tmp_path: Path) -> None:
    empty = tmp_path / "list.csv"
    assert trigpoint(*TEMPLATE, str(empty)).code == 0
    # The copy of a CSV is a workbook, whatever name was given.
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(b"something else")
    command = ("sample", "check", str(empty), "--list", "court", "--annotated", str(tmp_path / "copy.csv"))
    assert "is there already" in trigpoint(*command).err
    assert copy.read_bytes() == b"something else"
    trigpoint(*command, "--overwrite")
    assert copy.read_bytes() != b"something else"
