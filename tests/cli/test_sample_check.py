"""`trigpoint sample check`: what it prints of a list that it read, and with which code it ends."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.case_lists.lists import GOOD, HEADINGS, row, xlsx_bytes
from tests.cli.running import InProcess
from tests.cli.sample_lists import (
    DATES,
    LATER,
    MONTH_FIRST,
    in_one_line,
    written,
)
from tests.factories.framework_files import copied
from tests.factories.loaded import HARBOUR_FOLDER, YOUTH_FOLDER


def test_a_good_list_can_be_taken_in(trigpoint: InProcess, tmp_path: Path) -> None:
    ended = trigpoint("sample", "check", written(tmp_path, GOOD), *DATES)
    assert (ended.code, ended.err) == (0, "")
    assert "list.csv: court disposals, 1 row\n" in ended.out
    # Seven to twelve months before 23 November 2026.
    assert "Cases are drawn from disposals of 23 November 2025 to 23 April 2026." in ended.out
    assert ["Case", "reference", "Case", "Ref"] in [line.split() for line in ended.out.splitlines()]
    assert ended.out.endswith("\nThe list can be taken in.\n")


def test_without_fieldwork_the_windows_are_not_checked_and_that_is_said(trigpoint: InProcess, tmp_path: Path) -> None:
    ended = trigpoint("sample", "check", written(tmp_path, row(disposed="2018-01-01")))
    assert ended.code == 0
    assert "Windows were not checked: --fieldwork was not given." in ended.out
    assert "Notes" not in ended.out


def test_what_is_found_is_said_line_by_line_with_code_1(trigpoint: InProcess, tmp_path: Path) -> None:
    file = written(tmp_path, row(age="19"), row(reference="C2", disposed="2025-01-01"), name="list.xlsx")
    ended = trigpoint("sample", "check", file, *DATES)
    assert ended.code == 1
    assert "To correct: 1 line 2 The age 19 at disposal is not from 10 to 18." in in_one_line(ended.out)
    assert "Notes: 3" in ended.out
    assert "line 3 The disposal on 1 January 2025 is not from 23 November 2025 to 23 April 2026" in in_one_line(
        ended.out
    )
    assert ended.out.endswith("\nThe list cannot be taken in. 1 fault to correct.\n")


def test_a_list_of_headings_alone_may_be_meant_and_is_said(trigpoint: InProcess, tmp_path: Path) -> None:
    ended = trigpoint("sample", "check", written(tmp_path), "--list", "court")
    assert ended.code == 0
    assert "list There is no case in the list, only headings." in in_one_line(ended.out)
    assert ended.out.endswith("\nThe list can be taken in.\n")


def test_columns_that_are_not_asked_for_are_named_and_so_is_where_the_headings_were_read(
    trigpoint: InProcess, tmp_path: Path
) -> None:
    file = tmp_path / "list.xlsx"
    cover = [["Our cases"], ["of 2026", "x"]]
    file.write_bytes(xlsx_bytes(cover, [[*HEADINGS, "Name of child"], [*GOOD, "Ann Other"]]))
    ended = trigpoint("sample", "check", str(file), *DATES)
    assert ended.code == 0
    assert "Headings in line 1 of the sheet 'Sheet 2'." in in_one_line(ended.out)
    assert "Not asked for and left out: 'Name of child'." in in_one_line(ended.out)
    assert "Ann Other" not in ended.out
    result: Any = json.loads(trigpoint("sample", "check", str(file), *DATES, "--json").out)
    assert (result["sheet"], result["line_of_headings"], result["left_out"]) == ("Sheet 2", 1, ["Name of child"])


def test_a_list_without_a_known_heading_is_one_thing_to_mend(trigpoint: InProcess, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("a,b\n", encoding="utf-8")
    ended = trigpoint("sample", "check", str(tmp_path / "list.csv"), "--list", "court")
    assert ended.code == 1
    assert "To correct: 1 list None of the headings that are asked for was found." in in_one_line(ended.out)
    assert "There is no case" not in ended.out
    assert "Not known as a column that is asked for: 'a', 'b'." in in_one_line(ended.out)


def test_a_list_is_not_made_on_a_day_to_come(trigpoint: InProcess, tmp_path: Path) -> None:
    ended = trigpoint("sample", "check", written(tmp_path, GOOD), "--drawn-up", "2099-01-01")
    assert (ended.code, "--drawn-up is a day to come." in in_one_line(ended.err)) == (2, True)


def test_what_is_alike_is_said_once_with_its_rows(trigpoint: InProcess, tmp_path: Path) -> None:
    rows = (row(reference=f"C{n}", child=f"K{n}", disposed="05/03/26") for n in range(10, 60))
    ended = trigpoint("sample", "check", written(tmp_path, *rows), *DATES)
    assert "To correct: 50 50 rows The year has two figures. Write all four. Line 2 ('05/03/26'), " in in_one_line(
        ended.out
    )
    assert "line 11 ('05/03/26') and 40 more." in in_one_line(ended.out)
    assert "50 faults to correct." in ended.out


def test_what_was_read_comes_first(trigpoint: InProcess) -> None:
    ended = trigpoint("sample", "check", str(MONTH_FIRST), *LATER)
    assert "Dates of disposal: read as day/month: 1 February to 4 November 2026.\n" in ended.out
    assert "Sex: male 1, female 3.\n" in ended.out
    assert "line 2: AB101, C101, 3 May 2026, 15, male, referral order, low, medium\n" in ended.out
    result: Any = json.loads(trigpoint("sample", "check", str(MONTH_FIRST), *LATER, "--json").out)
    assert (result["can_be_taken_in"], result["read"]["rows_taken"]) == (False, 4)
    assert [question["id"] for question in result["questions"]] == ["dates"]


def test_as_json_every_finding_has_its_line_rule_and_column(trigpoint: InProcess, tmp_path: Path) -> None:
    ended = trigpoint("sample", "check", written(tmp_path, row(sex="")), *DATES, "--json")
    result: Any = json.loads(ended.out)
    assert ended.code == 1
    assert result["list"] == "court"
    assert result["drawn_up"] == "2026-10-20"
    assert result["window"] == ["2025-11-23", "2026-04-23"]
    assert result["columns"]["sex"] == "Gender"
    assert (result["rows"], result["can_be_taken_in"]) == (1, False)
    assert result["findings"] == [
        {"line": 2, "rule": "missing_value", "column": "sex", "severity": "error", "message": "'Sex' is missing. Fill it in."}
    ]  # fmt: skip


def test_a_list_that_cannot_be_read_is_a_message_with_code_2(trigpoint: InProcess, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(b'a,b\n"1,2\n')
    ended = trigpoint("sample", "check", str(file))
    assert (ended.code, ended.out) == (2, "")
    assert f"{file}\n  found     The quotes in line 2 do not match.\n  to fix    Put a whole cell into" in ended.err


@pytest.mark.parametrize(("name", "problem"), [("gone.csv", "no such file"), (".", "a folder")])
def test_a_missing_list_and_a_folder_are_said(trigpoint: InProcess, tmp_path: Path, name: str, problem: str) -> None:
    ended = trigpoint("sample", "check", str(tmp_path / name))
    assert (ended.code, ended.out) == (2, "")
    assert f"found     {problem}\n" in ended.err


def test_a_framework_of_ones_own_is_named_by_its_folder(trigpoint: InProcess, tmp_path: Path) -> None:
    folder = copied(YOUTH_FOLDER, tmp_path)
    shutil.copy(YOUTH_FOLDER / "case_list.yaml", folder / "case_list.yaml")
    assert trigpoint("sample", "check", written(tmp_path, GOOD), "--framework", str(folder)).code == 0
    ended = trigpoint("sample", "check", written(tmp_path, GOOD), "--framework", str(HARBOUR_FOLDER))
    assert (ended.code, "no case_list.yaml" in ended.err) == (2, True)
