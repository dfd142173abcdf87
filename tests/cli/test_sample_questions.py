"""`trigpoint sample check`: what it asks about a list, and the options that answer it."""

from pathlib import Path

import pytest

from tests.case_lists.lists import GOOD, HEADINGS, row, saved, workbook_of
from tests.cli.running import InProcess
from tests.cli.sample_lists import (
    DATES,
    HIDDEN,
    LATER,
    MONTH_FIRST,
    TWO_HEADINGS,
    TWO_SHEETS,
    TWO_SPELLINGS,
    in_one_line,
    written,
)


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
    rows = (
        row(risk_of_serious_harm="N/K"),
        row(reference="C2", child="K2", disposal="Conditional Discharge"),
        row(reference="C3", child="K3"),
    )
    file = written(tmp_path, *rows)
    asked = trigpoint("sample", "check", file, *DATES)
    assert asked.code == 1
    assert (
        "To answer: 2 What does 'Conditional Discharge' mean in 'Disposal'? It is in the list once, in line 3. --word "
        "'Disposal:Conditional Discharge=VALUE' VALUE is referral order, reparation order, "
    ) in in_one_line(asked.out)
    assert "What does 'N/K' mean in 'Risk of serious harm'?" in in_one_line(asked.out)
    # What a question asks is not told a second time as a fault.
    assert "To correct" not in asked.out
    assert asked.out.endswith("\nThe list cannot be taken in. 2 questions to answer.\n")
    words = ("--word", "ROSH:N/K=low", "--word", "Disposal:Conditional Discharge=none")
    ended = trigpoint("sample", "check", file, *DATES, *words)
    assert ended.code == 0
    assert "1 case: 'Conditional Discharge' is none of the values of 'Disposal'." in in_one_line(ended.out)
    assert "Risk of serious harm: low 2.\n" in ended.out


def test_of_a_column_that_is_not_known_every_heading_that_is_left_is_an_answer(
    trigpoint: InProcess, tmp_path: Path
) -> None:
    file = written(tmp_path, GOOD, headings=("Number", *HEADINGS[1:-1], "Care"))
    asked = trigpoint("sample", "check", file, *DATES)
    printed = in_one_line(asked.out)
    assert asked.code == 1
    assert (
        "To answer: 2 Which of your headings holds 'Case reference'? None of your headings is known to be it."
        in printed
    )
    assert "--column 'Case reference=Number' --column 'Case reference=Care'" in printed
    assert "To correct" not in asked.out
    answers = ("--column", "Case reference=Number", "--column", "Safety and wellbeing=Care")
    assert trigpoint("sample", "check", file, *DATES, *answers).code == 0


def test_where_no_heading_is_left_the_column_has_to_be_added(trigpoint: InProcess, tmp_path: Path) -> None:
    asked = trigpoint("sample", "check", written(tmp_path, GOOD[:-1], headings=HEADINGS[:-1]), *DATES)
    assert "No heading is left that could hold it: add the column to the file and check it again." in in_one_line(
        asked.out
    )


def test_the_sums_are_those_of_what_is_listed(trigpoint: InProcess, tmp_path: Path) -> None:
    """Three unknown words; two faults in one row and one in another; one note."""
    rows = (
        row(age="9", disposed="31/02/2026", sex="girls"),
        row(reference="C2", child="K2", age="99", risk_of_serious_harm="amber"),
        row(reference="C3", child="K3", disposed="2025-01-01", safety_and_wellbeing="amber"),
    )
    asked = trigpoint("sample", "check", written(tmp_path, *rows), *DATES)
    listed = asked.out.splitlines()
    assert sum(line.startswith("What does ") for line in listed) == 3
    assert [line for line in listed if line.startswith(("To answer", "To correct", "Notes"))] == [
        "To answer: 3", "To correct: 3", "Notes: 1"
    ]  # fmt: skip
    assert listed[-1] == "The list cannot be taken in. 3 questions to answer and 3 faults to correct."


def test_a_word_with_an_apostrophe_is_asked_about_as_it_is_written(trigpoint: InProcess, tmp_path: Path) -> None:
    asked = trigpoint("sample", "check", written(tmp_path, row(risk_of_serious_harm="Don't know")), *DATES)
    assert "What does 'Don't know' mean in 'Risk of serious harm'?" in in_one_line(asked.out)


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


def test_where_no_disposal_tells_the_type_every_sheet_of_the_workbook_is_named(
    trigpoint: InProcess, tmp_path: Path
) -> None:
    book, (_, hidden) = workbook_of(Cover=[["Our cases", "of 2026"]], Cases=[HEADINGS, GOOD])
    hidden.sheet_state = "hidden"
    (tmp_path / "list.xlsx").write_bytes(saved(book))
    ended = trigpoint("sample", "check", str(tmp_path / "list.xlsx"))
    assert (ended.code, ended.out) == (2, "")
    assert (
        "Looked at: the sheet 'Cover' (0 rows). Not looked at: the sheet 'Cases' (1 row, hidden in your file). Name "
        "another with --sheet. Say which list it is: --list court or --list out_of_court."
    ) in in_one_line(ended.err)
    assert trigpoint("sample", "check", str(tmp_path / "list.xlsx"), "--sheet", "Cases").code == 0
