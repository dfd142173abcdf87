"""`trigpoint sample check`: what it asks about a list, and the options that answer it."""

from pathlib import Path

import pytest

from tests.case_lists.lists import GOOD, row
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
