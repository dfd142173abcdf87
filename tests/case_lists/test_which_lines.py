"""Which lines of a sheet are cases: titles, totals, notes and hidden columns are told apart from them."""

import pytest

from tests.case_lists.lists import GOOD, HEADINGS, row, saved, workbook_of
from tests.case_lists.outcomes import of_csv, outcome, rules
from tests.public_reports.case_lists import outcome_of


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_titles_above_the_headings_are_one_note(separator: str) -> None:
    table = "\n".join(separator.join(cells) for cells in (HEADINGS, GOOD))
    text = f"Court disposals, Eastmere\nRun on 28 November 2026\n\n{table}\n"
    result = outcome_of(text.encode(), "list.csv")
    assert (result.can_be_sent, result.references) == (True, ("C1",))
    (finding,) = result.noted()
    assert finding.words == ("Lines 1 and 2 are above the headings, which are in line 4, and not part of the list.")


def test_a_title_above_the_headings_of_a_workbook_is_one_note() -> None:
    result = outcome(List=[["Cases of Eastmere"], [], HEADINGS, GOOD])
    assert (result.can_be_sent, [finding.rule for finding in result.noted()]) == (True, ["title_rows"])


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        (("Total", "", "", "1", "", "", "", ""), "This is a row of totals and no case."),
        (("", "Grand total:", "", "15", "", "1", "", ""), "This is a row of totals and no case."),
        (("", "", "", "Number of cases: 1", "", "", "", ""), "This is a row of totals and no case."),
        (("Printed by the case system", "", "", "", "", "", "", ""), "Hardly anything is filled in here"),
        (HEADINGS, "The headings stand here once more."),
    ],
)
def test_a_row_that_is_no_case_is_one_finding(cells: tuple[str, ...], says: str) -> None:
    result = of_csv(GOOD, cells)
    (finding,) = result.to_correct()
    assert (finding.rule, [place.line for place in finding.places]) == ("no_case", [3])
    assert finding.words.startswith(says)


def test_of_a_row_that_is_no_case_nothing_is_asked() -> None:
    """Neither its sums are words, nor '1' another child than '01'."""
    totals = ("Total", "1", "", "15", "1", "1", "1", "1")
    result = of_csv(row(child="01"), totals, ("Printed by", "01", "", "", "", "", "", ""))
    assert (list(result.asked()), rules(result)) == ([], [("no_case", [3]), ("no_case", [4])])


def test_a_case_whose_reference_says_total_is_a_case() -> None:
    assert of_csv(row(reference="TOTAL-1")).can_be_sent


def test_a_column_that_is_hidden_is_read_and_said() -> None:
    book, (sheet,) = workbook_of(List=[HEADINGS, GOOD])
    sheet.column_dimensions["D"].hidden = True
    (finding,) = outcome_of(saved(book), "list.xlsx").noted()
    assert (finding.rule, finding.column) == ("hidden_column", "age")


def test_a_column_that_is_hidden_is_not_taken_in_the_place_of_one_that_is_shown() -> None:
    book, (sheet,) = workbook_of(List=[("Date of disposal", *HEADINGS), ("2026-03-01", *GOOD)])
    sheet.column_dimensions["A"].hidden = True
    asked = outcome_of(saved(book), "list.xlsx").asked()
    assert asked["heading-disposed"].hint == "'Date of disposal' and 'Disposal Date' both fit."
    sheet.column_dimensions["A"].hidden = False
    assert outcome_of(saved(book), "list.xlsx").as_read.dates == "1 March 2026"
