"""The rows and the sheet that a person sees are those that are read; whatever else may be meant is asked."""

import pytest

from tests.public_reports.case_lists import answered, reported
from trigpoint.case_lists.answers import NO_ANSWERS
from trigpoint.tables.lines import Visibility

# 01: six rows, of which a filter hides rows 3 to 5; of the ODS three, of which it hides rows 3 and 4.


@pytest.mark.parametrize(
    ("file", "hidden", "shown", "whole"),
    [
        ("01-hidden-rows/02-hidden-rows.xlsx", "Rows 3 to 5", ("AB01", "AB41", "AB51"), 6),
        ("01-hidden-rows/o3-filtered.ods", "Rows 3 and 4", ("AB1",), 3),
    ],
)
def test_hidden_rows_are_asked_about_and_taken_or_left_as_was_answered(
    file: str, hidden: str, shown: tuple[str, ...], whole: int
) -> None:
    before = reported(file)
    question = before.asked()["hidden-rows"]
    rows = "1 row is" if len(shown) == 1 else f"{len(shown)} rows are"
    assert question.hint == f"{hidden} are hidden in your file, by a filter or by hand; {rows} shown."
    assert not before.can_be_sent
    assert (before.as_read.rows_shown, before.as_read.rows_hidden) == (len(shown), whole - len(shown))

    without = reported(file, answered(hidden_rows="shown"))
    assert (without.can_be_sent, without.references) == (True, shown)

    everything = reported(file, answered(hidden_rows="all"))
    assert (everything.can_be_sent, len(everything.references)) == (True, whole)
    assert everything.as_read.rows_taken == whole


def test_another_sheet_with_our_headings_is_named_and_asked_about() -> None:
    """02: one case on the sheet Q1, two on Q2."""
    before = reported("02-second-sheet-ignored/03-two-sheets.xlsx")
    question = before.asked()["sheet"]
    assert question.several
    assert [(choice.value, choice.label) for choice in question.choices] == [("Q1", "Q1: 1 row"), ("Q2", "Q2: 2 rows")]
    assert not before.can_be_sent
    assert [(sheet.name, sheet.rows) for sheet in before.as_read.elsewhere] == [("Q2", 2)]

    second = reported("02-second-sheet-ignored/03-two-sheets.xlsx", answered(sheet="Q2"))
    assert (second.can_be_sent, len(second.references), second.as_read.sheets) == (True, 2, ("Q2",))

    both = reported("02-second-sheet-ignored/03-two-sheets.xlsx", NO_ANSWERS.with_answer("sheet", "Q1", "Q2"))
    assert (both.can_be_sent, len(both.references), both.as_read.sheets) == (True, 3, ("Q1", "Q2"))
    assert [row.sheet for row in both.checked.rows] == ["Q1", "Q2", "Q2"]


def test_a_hidden_sheet_is_never_read_in_the_place_of_a_visible_one() -> None:
    """03: the hidden sheet 'Old 2024' comes first and has the case OLD1."""
    outcome = reported("03-hidden-sheet-read/04-hidden-sheet.xlsx")
    assert (outcome.can_be_sent, outcome.references) == (True, ("AB12", "AB13"))
    (other,) = outcome.as_read.elsewhere
    assert (other.name, other.rows, other.visibility, other.why) == (
        "Old 2024",
        1,
        Visibility.HIDDEN,
        "hidden in your file",
    )


@pytest.mark.parametrize(
    ("case_type", "references", "sheet", "other"),
    [
        ("court", ("CT1",), "Court", ("Out of court", "for the list of out-of-court disposals")),
        ("out_of_court", ("OO1", "OO2"), "Out of court", ("Court", "for the list of court disposals")),
    ],
)
def test_of_one_workbook_each_list_takes_the_sheet_whose_disposals_fit(
    case_type: str, references: tuple[str, ...], sheet: str, other: tuple[str, str]
) -> None:
    """23: a sheet for each list."""
    outcome = reported("23-both-lists-in-one-workbook/s1-two-types.xlsx", case_type=case_type)
    assert (outcome.can_be_sent, outcome.references, outcome.as_read.sheets) == (True, references, (sheet,))
    assert [(elsewhere.name, elsewhere.why) for elsewhere in outcome.as_read.elsewhere] == [other]


def test_another_sheet_can_be_chosen_all_the_same() -> None:
    outcome = reported("23-both-lists-in-one-workbook/s1-two-types.xlsx", answered(sheet="Out of court"))
    assert outcome.as_read.sheets == ("Out of court",)
    assert {finding.rule for finding in outcome.to_correct()} == {"other_case_type"}
