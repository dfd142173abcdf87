"""What a cell is: references, dates and figures that a spreadsheet turned into something else are found."""

from datetime import date

import pytest

from tests.case_lists.lists import GOOD, HEADINGS, row, saved, workbook_of
from tests.case_lists.outcomes import of_csv, outcome, rules
from tests.public_reports.case_lists import outcome_of


@pytest.mark.parametrize(
    "reference",
    ["01-Mar", "1-Mar", "Mar-26", "mar-2026", "01-Mar-26", "01/03/2026", "2026-03-01", "5 March 2026", "7.00E05",
     "7.00E+05", "1.23457E+15", "1E+05", "7e-05"],
)  # fmt: skip
def test_a_text_that_a_spreadsheet_made_of_a_reference_is_a_fault(reference: str) -> None:
    assert rules(of_csv(row(reference=reference))) == [("reference_turned", [2])]
    assert rules(of_csv(row(child=reference))) == [("reference_turned", [2])]


@pytest.mark.parametrize("reference", ["1-3-9", "MAR-126", "APR-7", "2026/007", "E05-7", "12E34", "26/0417", "1/3/26"])
def test_a_reference_that_only_looks_like_it_is_one(reference: str) -> None:
    assert of_csv(row(reference=reference)).can_be_sent


def test_figures_beyond_fifteen_that_nobody_wrote_are_a_fault() -> None:
    long = "1234567890123456"
    book, (sheet,) = workbook_of(List=[HEADINGS, GOOD])
    sheet["A2"] = int(long)
    assert rules(outcome_of(saved(book), "list.xlsx")) == [("reference_turned", [2])]
    rounded = row(reference="1234567890123450"), row(reference="1234567890123400", child="K2")
    assert rules(of_csv(*rounded)) == [("reference_turned", [2, 3])]
    # Of a column with other figures there, none was rounded.
    assert of_csv(rounded[0], row(reference=long, child="K2")).can_be_sent


@pytest.mark.parametrize(("value", "code"), [(417.5, "0"), (417.04, "0.0"), (4.17, "00000")])
def test_a_reference_or_an_age_that_is_shown_rounded_is_a_fault(value: float, code: str) -> None:
    book, (sheet,) = workbook_of(List=[HEADINGS, GOOD])
    sheet["B2"], sheet["B2"].number_format = value, code
    sheet["D2"], sheet["D2"].number_format = 15.6, "0"
    assert rules(outcome_of(saved(book), "list.xlsx")) == [("reference_turned", [2]), ("impossible_age", [2])]


def test_a_whole_number_is_shown_as_it_is_under_any_format_of_noughts() -> None:
    book, (sheet,) = workbook_of(List=[HEADINGS, GOOD])
    sheet["B2"], sheet["B2"].number_format = 417, "00000"
    sheet["D2"], sheet["D2"].number_format = 15, "0.0"
    (case,) = outcome_of(saved(book), "list.xlsx").cases
    assert case.child == "00417"


def test_a_reference_that_a_program_gave_decimals_is_a_fault() -> None:
    assert rules(of_csv(row(reference="417.0"), row(reference="C2", child="12.00"))) == [
        ("reference_turned", [2]),
        ("reference_turned", [3]),
    ]
    assert of_csv(row(reference="417.1")).can_be_sent


def test_a_text_that_is_written_as_a_formula_to_keep_its_noughts_is_that_text() -> None:
    (case,) = of_csv(row(reference='="00123"', child='="K ""1"""')).read.table.rows
    assert case.cells[:2] == ("00123", 'K "1"')


@pytest.mark.parametrize(("code", "rule"), [("# ?/?", "reference_turned"), ("#,##0", "reference_form")])
def test_a_reference_under_a_format_that_hides_it_is_a_fault(code: str, rule: str) -> None:
    book, (sheet,) = workbook_of(List=[HEADINGS, GOOD])
    sheet["A2"], sheet["A2"].number_format = 1234567, code
    assert rules(outcome_of(saved(book), "list.xlsx")) == [(rule, [2])]


@pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#REF!", "#NAME?", "#VALUE!", "Err:502", "########"])
def test_an_error_that_was_saved_as_text_is_one_and_no_word(error: str) -> None:
    result = of_csv(row(sex=error))
    assert rules(result) == [("cell_without_value", [2])]
    assert not [question for question in result.asked() if question.startswith("word")]


def test_a_percentage_is_no_age() -> None:
    book, (sheet,) = workbook_of(List=[HEADINGS, GOOD])
    sheet["D2"], sheet["D2"].number_format = 0.15, "0%"
    (finding,) = outcome_of(saved(book), "list.xlsx").to_correct()
    assert finding.words == "'15%' is a percentage and no age. Write a number such as 15."


def test_dates_that_a_spreadsheet_swapped_are_told_from_those_that_it_left() -> None:
    """'03/05/2026' was made 3 May, and '03/25/2026' left as it is: the column had the month first."""
    made = [*GOOD[:2], date(2026, 5, 3), *GOOD[3:]]
    left = ["C2", "K2", "03/25/2026", *GOOD[3:]]
    result = outcome(List=[HEADINGS, made, left])
    assert rules(result) == [("dates_swapped", []), ("other_date_order", [3])]
    assert "'03/25/2026' can only have the month first: line 3." in result.asked()["dates"].hint
    assert rules(outcome(List=[HEADINGS, made, left], answers={"dates": "month-first"})) == [("dates_swapped", [])]


def test_ten_rows_with_one_fault_are_one_finding_with_ten_places() -> None:
    rows = [row(reference=f"C{n}", child=f"K{n}", disposed=f"{n}/03/26") for n in range(13, 23)]
    (finding,) = of_csv(*rows).to_correct()
    assert finding.words == "The year has two figures. Write all four."
    assert [place.cell for place in finding.places] == [f"'{n}/03/26'" for n in range(13, 23)]
    assert finding.places[0].where == "line 2"
