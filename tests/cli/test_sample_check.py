"""`trigpoint sample`: what it prints of a list, of the template and of the size, and with which code it ends."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.case_lists.lists import GOOD, HEADINGS, csv_bytes, row, xlsx_bytes
from tests.cli.running import InProcess
from tests.factories.framework_files import copied
from tests.factories.loaded import HARBOUR_FOLDER, YOUTH_FOLDER

REPORTS = Path(__file__).parents[1] / "public_reports"
GOOD_TOO = row(reference="C3", child="K3")
DATES = ("--drawn-up", "2026-10-20", "--fieldwork", "2026-11-23")


def written(folder: Path, *rows: tuple[str, ...], name: str = "list.csv") -> str:
    file = folder / name
    file.write_bytes(xlsx_bytes([HEADINGS, *rows]) if file.suffix == ".xlsx" else csv_bytes(*rows))
    return str(file)


def in_one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("command", [(), ("check",), ("template",), ("size",)], ids=" ".join)
def test_help_is_there_with_exit_codes(command: tuple[str, ...], trigpoint: InProcess) -> None:
    ended = trigpoint("sample", *command, "--help")
    assert ended.code == 0
    assert "Exit codes: 0 done, 1 checked and found wanting, 2 input that cannot be used." in in_one_line(ended.out)


# check


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
    assert ended.out.endswith("\nThe list cannot be taken in. 1 row to correct.\n")


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
    assert "50 rows to correct." in ended.out


# Questions


HIDDEN = REPORTS / "01-hidden-rows" / "02-hidden-rows.xlsx"
TWO_SHEETS = REPORTS / "02-second-sheet-ignored" / "03-two-sheets.xlsx"
TWO_HEADINGS = REPORTS / "05-two-headings-fit" / "d1-two-dates.csv"
MONTH_FIRST = REPORTS / "06-us-dates" / "c06-us.csv"
TWO_SPELLINGS = REPORTS / "08-child-with-and-without-noughts" / "13-child-zeros.xlsx"
LATER = ("--drawn-up", "2026-11-28", "--fieldwork", "2026-11-23")


@pytest.mark.parametrize(
    ("file", "option", "answer", "rows"),
    [
        (HIDDEN, "--hidden-rows shown", ("--hidden-rows", "shown"), 3),
        (HIDDEN, "--hidden-rows all", ("--hidden-rows", "all"), 6),
        (TWO_SHEETS, "--sheet Q2", ("--sheet", "Q2"), 2),
        (TWO_SHEETS, "--sheet Q1", ("--sheet", "Q1", "--sheet", "Q2"), 3),
        (MONTH_FIRST, "--dates month-first", ("--dates", "month-first"), 4),
        (TWO_SPELLINGS, "--noughts 'Child reference=same'", ("--noughts", "child=same"), 3),
        (
            TWO_HEADINGS,
            "--column 'Date of disposal=Outcome date'",
            ("--column", "Date of disposal=Outcome date", "--column", "age=Age at outcome", "--dates", "day-first"),
            3,
        ),
    ],
)
def test_a_question_is_printed_with_the_options_that_answer_it(
    trigpoint: InProcess, file: Path, option: str, answer: tuple[str, ...], rows: int
) -> None:
    asked = trigpoint("sample", "check", str(file), *LATER)
    assert (asked.code, option in in_one_line(asked.out)) == (1, True)
    assert "to answer." in asked.out.splitlines()[-1]
    ended = trigpoint("sample", "check", str(file), *LATER, *answer)
    assert (ended.code, ended.err) == (0, "")
    assert f"{file.name}: court disposals, {rows} rows\n" in ended.out
    assert ended.out.endswith("\nThe list can be taken in.\n")


def test_a_word_is_given_a_meaning_or_its_cases_are_left_out_by_rule(trigpoint: InProcess, tmp_path: Path) -> None:
    rows = row(risk_of_serious_harm="N/K"), row(reference="C2", child="K2", disposal="Conditional Discharge"), GOOD_TOO
    file = written(tmp_path, *rows)
    asked = trigpoint("sample", "check", file, *DATES)
    assert asked.code == 1
    assert "What do these words mean: 'Conditional Discharge' and 'N/K'?" in in_one_line(asked.out)
    words = ("--word", "ROSH:N/K=low", "--word", "Disposal:Conditional Discharge=none")
    ended = trigpoint("sample", "check", file, *DATES, *words)
    assert ended.code == 0
    assert "1 case: 'Conditional Discharge' is none of the values of 'Disposal'." in in_one_line(ended.out)
    assert "Risk of serious harm: low 2.\n" in ended.out


def test_a_word_with_an_apostrophe_is_asked_about_as_it_is_written(trigpoint: InProcess, tmp_path: Path) -> None:
    asked = trigpoint("sample", "check", written(tmp_path, row(risk_of_serious_harm="Don't know")), *DATES)
    assert "What do these words mean: 'Don't know'?" in in_one_line(asked.out)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--sheet", "Q3"), "'Q3' is no answer to the question: Which sheet is the list of court disposals?"),
        (("--hidden-rows", "all"), "--hidden-rows: no row of the list is hidden."),
        (("--dates", "day-first"), "--dates: no date of the list is written in figures"),
        (("--noughts", "child=same"), "--noughts: no two references of that column differ"),
        (("--noughts", "child"), "--noughts is written 'Child reference=same'"),
        (("--column", "Age"), "--column is written 'Date of disposal=Outcome date', not 'Age'."),
        (("--column", "Agee=Age"), "--column: 'Agee' is none of Case reference, Child reference"),
        (("--column", "Age=Agee"), "'Agee' is no answer to the question: Which of your headings holds"),
        (("--word", "Sex=M"), "--word is written 'Sex:girls=female', not 'Sex=M'."),
        (("--word", "Sex:girls=girl child"), "--word: 'girl child' is no value of 'Sex'."),
        (("--word", "Sex:girls=female"), "--word: the word is not in that column of the list"),
    ],
)
def test_an_answer_to_what_is_not_asked_is_refused(
    trigpoint: InProcess, options: tuple[str, ...], sentence: str
) -> None:
    ended = trigpoint("sample", "check", str(TWO_SHEETS), *LATER, *options)
    assert (ended.code, ended.out) == (2, "")
    assert sentence in in_one_line(ended.err)


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


def test_the_type_that_disposals_do_not_tell_is_asked_for(trigpoint: InProcess, tmp_path: Path) -> None:
    mixed = written(tmp_path, GOOD, row(reference="C2", child="K2", disposal="YCC"))
    ended = trigpoint("sample", "check", mixed)
    assert (ended.code, ended.out) == (2, "")
    assert "disposals of more than one type. Say which list it is: --list court or --list out_of_court." in in_one_line(
        ended.err
    )
    assert trigpoint("sample", "check", mixed, "--list", "court").code == 1
    assert "no disposal that tells its type" in in_one_line(trigpoint("sample", "check", written(tmp_path)).err)
    wrong = trigpoint("sample", "check", mixed, "--list", "courts")
    assert "--list is one of court, out_of_court, not 'courts'. Did you mean 'court'?" in in_one_line(wrong.err)


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


# template


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


# size


def test_the_size_of_one_type(trigpoint: InProcess) -> None:
    """63: 164.2 · 63 / (63 + 163.2) = 45.7, so 46; its margin is 1.2816 · √(0.25/46 · 17/62) = 4.947 points."""
    ended = trigpoint("sample", "size", "--eligible", "63")
    assert (ended.code, ended.err) == (0, "")
    assert ["court", "disposals", "63", "46", "4.9", "points"] in [line.split() for line in ended.out.splitlines()]
    assert "Not worked out: out_of_court. Give its number too: --eligible out_of_court=N." in in_one_line(ended.out)


def test_a_type_is_given_by_name_and_none_is_dropped(trigpoint: InProcess) -> None:
    ended = trigpoint("sample", "size", "--eligible", "out_of_court=40", "--eligible", "court=63", "--json")
    sample = json.loads(ended.out)
    assert [(one["case_type"], one["read"]) for one in sample["samples"]] == [
        ("court", 46),
        ("out_of_court", 31),
        (None, 77),
    ]
    assert sample["not_given"] == []
    assert json.loads(trigpoint("sample", "size", "--eligible", "63", "--json").out)["not_given"] == ["out_of_court"]


@pytest.mark.parametrize(
    ("numbers", "what"),
    [
        (["out_of_court=40"], "give --eligible court=N too, 0 where there is none."),
        (["cuort=40"], "not 'cuort'. Did you mean 'court'?"),
        (["court=many"], "is a number of cases, or TYPE=number, not 'court=many'."),
        (["court=4", "5"], "says 'court' twice."),
    ],
)
def test_what_cannot_be_sized_is_said(trigpoint: InProcess, numbers: list[str], what: str) -> None:
    ended = trigpoint("sample", "size", *(part for number in numbers for part in ("--eligible", number)))
    assert ended.code == 2
    assert what in in_one_line(ended.err)


def test_the_size_of_both_types_stands_60_to_40_with_the_whole(trigpoint: InProcess) -> None:
    """46 · 40 / 60 is 30.7, so 31 of the other type."""
    ended = trigpoint("sample", "size", "--eligible", "63", "--eligible-other", "40", "--json")
    court, other, whole = json.loads(ended.out)["samples"]
    assert (court["case_type"], court["read"], court["census"]) == ("court", 46, False)
    assert (other["case_type"], other["eligible"], other["read"]) == ("out_of_court", 40, 31)
    assert (whole["case_type"], whole["eligible"], whole["read"]) == (None, 103, 77)


def test_a_sample_of_all_cases_is_a_census_and_of_none_has_no_margin(trigpoint: InProcess) -> None:
    ended = trigpoint("sample", "size", "--eligible", "8", "--eligible-other", "0")
    assert "court disposals 8 8 census: every case out-of-court disposals 0 0 none to read" in in_one_line(ended.out)


def test_a_framework_without_a_sample_is_said(trigpoint: InProcess) -> None:
    ended = trigpoint("sample", "size", "--eligible", "8", "--framework", str(HARBOUR_FOLDER))
    assert (ended.code, ended.out) == (2, "")
    assert "found     no sample\n" in ended.err


def test_a_second_number_needs_a_second_type(trigpoint: InProcess, tmp_path: Path) -> None:
    folder = copied(YOUTH_FOLDER, tmp_path)
    method = folder / "method.yaml"
    lines = [
        line for line in method.read_text("utf-8").splitlines() if "case_type: out_of_court, from_months" not in line
    ]
    method.write_text("\n".join(lines).replace("share_percent: 60", "share_percent: 100") + "\n", "utf-8")
    ended = trigpoint("sample", "size", "--eligible", "8", "--eligible-other", "8", "--framework", str(folder))
    assert ended.code == 2
