"""Which sheet is the list: of several with our headings, one is asked for and none is taken silently."""

from typing import Any

import pytest

from tests.case_lists.lists import GOOD, HEADINGS, row, saved, workbook_of
from tests.case_lists.outcomes import ISO, OUT_OF_COURT, outcome
from tests.public_reports.case_lists import answered, outcome_of
from trigpoint.case_lists.answers import Answers


def test_a_list_on_a_hidden_sheet_alone_is_asked_about_and_not_shown_before_it_is_chosen() -> None:
    book, sheets = workbook_of(Cover=[["Our cases"]], List=[HEADINGS, GOOD])
    sheets[1].sheet_state = "veryHidden"
    before = outcome_of(saved(book), "list.xlsx")
    assert "hidden in your file" in before.asked()["sheet"].choices[-1].label
    assert (before.references, before.as_read.rows_taken) == ((), 0)
    assert outcome_of(saved(book), "list.xlsx", answered(sheet="List")).references == ("C1",)


def test_a_sheet_without_a_row_or_without_cases_is_no_rival() -> None:
    sums = [["Sex", "Disposal", "Number"], ["M", "YRO", 1]]
    result = outcome(List=[HEADINGS, GOOD], Blank=[HEADINGS], Sums=sums)
    assert (result.can_be_sent, result.as_read.sheets) == (True, ("List",))
    assert [(sheet.name, sheet.why) for sheet in result.as_read.elsewhere] == [
        ("Blank", "has the headings that are asked for"),
        ("Sums", "has no column 'Case reference'"),
    ]


@pytest.mark.parametrize(
    ("names", "case_type", "sheet"),
    [
        (("Court", "Out_of_court"), "out_of_court", "Out of court"),
        (("Court_2026", "OOCD"), "out_of_court", "OOCD"),
        (("Court_disposals", "Other"), "court", None),
        (("April", "May"), "court", None),
    ],
)
def test_where_disposals_tell_nothing_the_name_does_or_it_is_asked(
    names: tuple[str, str], case_type: str, sheet: str | None
) -> None:
    unknown = row(disposal="Order"), row(reference="C2", child="K2", disposal="Caution!")
    sheets: dict[str, Any] = {name: [HEADINGS, cells] for name, cells in zip(names, unknown, strict=True)}
    result = outcome(case_type=case_type, **sheets)
    assert ("sheet" in result.asked()) is (sheet is None)
    if sheet is not None:
        assert result.as_read.sheets == (sheet,)


def test_of_both_lists_in_one_workbook_each_type_is_told_its_sheet() -> None:
    content = saved(workbook_of(A=[HEADINGS, GOOD], B=[HEADINGS, OUT_OF_COURT])[0])
    results = {name: outcome_of(content, "list.xlsx", case_type=name) for name in ("court", "out_of_court")}
    sheets = {name: result.as_read.sheets for name, result in results.items() if "sheet" not in result.asked()}
    assert sheets == {"court": ("A",), "out_of_court": ("B",)}


def test_rows_of_two_sheets_stand_under_the_same_headings_whatever_their_order() -> None:
    moved = [tuple(reversed(HEADINGS)), tuple(reversed(ISO))]
    book, _ = workbook_of(Q1=[HEADINGS, GOOD], Q2=moved)
    result = outcome_of(saved(book), "list.xlsx", Answers({"sheet": ("Q1", "Q2")}))
    assert (result.can_be_sent, result.references) == (True, ("C1", "C2"))
    twice = outcome_of(
        saved(workbook_of(Q1=[HEADINGS, GOOD], Q2=[HEADINGS, GOOD])[0]), "list.xlsx", Answers({"sheet": ("Q1", "Q2")})
    )
    assert twice.checked.rows[0].remarks[0].message == ("The case 'C1' is also in line 2 of 'Q2'. List each case once.")


def test_a_sheet_with_headings_of_its_own_can_be_chosen() -> None:
    result = outcome(Cover=[["a", "b"], ["c", "d"]], List=[["Zahl", "Kind"], ["1", "2"]])
    assert [choice.value for choice in result.asked()["sheet"].choices] == ["Cover", "List"]


@pytest.mark.parametrize("title", [[], [["Cases, continued"]]])
def test_a_sheet_without_headings_whose_rows_go_on_is_asked_about(title: list[list[str]]) -> None:
    book, sheets = workbook_of(Cases=[HEADINGS, GOOD], More=[*title, ISO], Codes=[["1", "Male"], ["2", "Female"]])
    asked = outcome_of(saved(book), "list.xlsx")
    assert asked.asked()["sheet"].hint == (
        "'Cases' (1 row) has the headings that are asked for. 'More' (1 row) has no headings, and rows that go on like "
        "those of 'Cases'. Choose more than one if the cases are on several."
    )
    assert [choice.value for choice in asked.asked()["sheet"].choices] == ["Cases", "More"]
    both = outcome_of(saved(book), "list.xlsx", Answers({"sheet": ("Cases", "More")}))
    assert (both.can_be_sent, both.references) == (True, ("C1", "C2"))
    alone = outcome_of(saved(book), "list.xlsx", answered(sheet="More"))
    assert (alone.references, alone.as_read.headings_in) == (("C2",), "line 1 of the sheet 'Cases'")
    sheets[1].sheet_state = "hidden"
    hidden = outcome_of(saved(book), "list.xlsx")
    assert (hidden.can_be_sent, [sheet.name for sheet in hidden.as_read.elsewhere]) == (True, ["More", "Codes"])


def test_rows_under_headings_on_a_sheet_of_their_own_are_asked_about() -> None:
    result = outcome(Headings=[HEADINGS], Cases=[GOOD, ISO])
    assert (list(result.asked()), result.can_be_sent) == (["sheet"], False)
    assert outcome(Headings=[HEADINGS], Cases=[GOOD, ISO], answers={"sheet": "Cases"}).references == ("C1", "C2")


def test_rows_that_go_on_belong_to_the_list_before_them() -> None:
    more = ("O2", "K8", *OUT_OF_COURT[2:], "a note beside the list")
    sheets: dict[str, Any] = {"A": [HEADINGS, GOOD], "B": [HEADINGS, OUT_OF_COURT], "C": [more]}
    assert outcome(**sheets).as_read.sheets == ("A",)
    assert "'C' (1 row) has no headings, and rows that go on like those of 'B'." in (
        outcome(case_type="out_of_court", **sheets).asked()["sheet"].hint
    )


@pytest.mark.parametrize(
    "rows",
    [
        [["Sex", "Number"], ["M", 1]],
        [["Cases are to be sent by", "2026-11-28"]],
        [["Fall", "Kind", "Tag", "Alter", "Geschlecht", "Urteil", "Risiko", "Wohl"], GOOD],
        [["Cases of", "Eastmere"], GOOD],
    ],
)
def test_a_sheet_of_something_else_does_not_go_on_with_the_list(rows: list[list[Any]]) -> None:
    assert outcome(Cases=[HEADINGS, GOOD], Other=rows).can_be_sent
