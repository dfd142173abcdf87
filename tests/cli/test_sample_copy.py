"""`trigpoint sample check --annotated`: the copy of a list with what has to be corrected in it."""

from pathlib import Path

from openpyxl import load_workbook

from tests.case_lists.lists import GOOD, row
from tests.cli.running import InProcess
from tests.cli.sample_lists import DATES, in_one_line, written


def test_the_annotated_copy_is_a_workbook_of_text_whatever_the_list_is(trigpoint: InProcess, tmp_path: Path) -> None:
    file = written(tmp_path, row(reference="00123", sex=""))
    ended = trigpoint("sample", "check", file, *DATES, "--annotated", str(tmp_path / "copy.xlsx"))
    assert ended.code == 1
    cells = list(load_workbook(tmp_path / "copy.xlsx")["Case list"].iter_rows())[1]
    assert str(cells[0].value).startswith("'Sex' is missing. Fill it in.")
    assert (cells[2].value, cells[2].data_type, cells[2].number_format) == ("00123", "s", "@")


def test_a_copy_named_as_a_csv_is_written_beside_as_a_workbook_and_never_over_another_file(
    trigpoint: InProcess, tmp_path: Path
) -> None:
    file, copy = written(tmp_path, GOOD), tmp_path / "copy.csv"
    first = trigpoint("sample", "check", file, *DATES, "--annotated", str(copy))
    assert "The copy is a workbook, so that noughts at the front of references stay" in in_one_line(first.err)
    assert "copy.xlsx" in first.err
    assert [path.name for path in sorted(tmp_path.glob("copy*"))] == ["copy.xlsx"]
    second = trigpoint("sample", "check", file, *DATES, "--annotated", str(copy))
    assert (second.code, second.out) == (2, "")
    assert "is there already" in in_one_line(second.err)


def test_a_copy_over_the_list_itself_is_refused(trigpoint: InProcess, tmp_path: Path) -> None:
    file = written(tmp_path, GOOD)
    before = Path(file).read_bytes()
    ended = trigpoint("sample", "check", file, "--annotated", file)
    assert (ended.code, ended.out) == (2, "")
    assert "--annotated names the list itself." in in_one_line(ended.err)
    assert Path(file).read_bytes() == before
