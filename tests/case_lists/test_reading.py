"""A file is read as a person sees it, and what is not clear is asked: sheets, titles, totals, turned references."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from tests.case_lists.lists import GOOD, HEADINGS, LAYOUT, csv_bytes, row, saved, workbook_of, xlsx_bytes
from tests.public_reports.case_lists import Outcome, answered, outcome_of
from trigpoint.case_lists.answers import Answers, answers_from_json
from trigpoint.case_lists.noughts import differ_only_by_noughts
from trigpoint.case_lists.reading import read_list
from trigpoint.tables.mapping import ColumnPlan, asked_for
from trigpoint.tables.sheets_read import read_sheets
from trigpoint.tables.stored import sheets_from_json, sheets_json

ISO = row(reference="C2", child="K2")
OUT_OF_COURT = row(reference="O1", child="K9", disposal="YCC", disposed="2026-03-05")


def outcome(*, case_type: str = "court", answers: dict[str, str] | None = None, **sheets: Any) -> Outcome:
    book, _ = workbook_of(**sheets)
    return outcome_of(saved(book), "list.xlsx", answered(**(answers or {})), case_type)


def of_csv(*rows: Sequence[str], **answers: str) -> Outcome:
    return outcome_of(csv_bytes(*rows), "list.csv", answered(**answers))


def rules(result: Outcome) -> list[tuple[str, list[int]]]:
    return [(finding.rule, [place.line for place in finding.places]) for finding in result.to_correct()]


# Which sheet


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


# Which lines


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


# What a cell is


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


# Kept


def test_a_file_that_was_stored_is_read_as_before() -> None:
    book, sheets = workbook_of(Q1=[HEADINGS, GOOD, ISO], Q2=[HEADINGS, GOOD], Notes=[["x"]])
    sheets[0].row_dimensions[3].hidden = True
    sheets[0]["D2"] = "=1/0"
    book.create_sheet("More").append(list(GOOD))
    read = read_sheets(saved(book), "list.xlsx", LAYOUT.headings)
    assert sheets_from_json(sheets_json(read)) == read


def test_answers_are_kept_as_plain_values_and_what_else_is_there_is_left_out() -> None:
    answers = answered(sheet="Q1", dates="day-first")
    assert answers_from_json(answers.to_json()) == answers
    assert answers_from_json({"sheet": ["Q1"], "dates": "x", "a": [1], "b": [], 3: ["c"]}) == answered(sheet="Q1")
    assert answers_from_json("sheet") == Answers()
    assert answers.with_answer("dates") == answered(sheet="Q1")


def test_columns_that_are_not_asked_for_are_not_kept_once_all_are_found() -> None:
    headings = (*HEADINGS, "Name of child", "Outcome date")
    cells = (*GOOD, "Ann Other", "2026-03-05")
    other = [["Name of child", "Case Ref", "Age"], ["Ann Other", "C1", "15"]]
    read = read_sheets(xlsx_bytes([headings, cells], other, [["Ann Other"]]), "list.xlsx", LAYOUT.headings)
    kept = asked_for(read, {}, LAYOUT)
    assert "Ann Other" not in str(sheets_json(kept))
    assert [sheet.number_of_rows for sheet in kept.sheets] == [1, 1, 1]
    # A heading that fits a column as well stays, so that it can still be chosen.
    first = kept.sheets[0].table
    assert first is not None
    assert (first.headings, first.left_out) == ((*HEADINGS, "Outcome date"), ("Name of child",))


def test_while_a_column_has_to_be_found_all_are_kept() -> None:
    read = read_sheets(csv_bytes(GOOD, headings=("Number", *HEADINGS[1:])), "list.csv", LAYOUT.headings)
    assert asked_for(read, {}, LAYOUT) == read
    named = asked_for(read, {"reference": "Number"}, LAYOUT).sheets[0].table
    assert named is not None
    assert named.headings[0] == "Number"


def test_what_was_read_has_one_hash_and_another_for_any_other_reading() -> None:
    first, again, other = of_csv(GOOD), of_csv(GOOD), of_csv(row(age="16"))
    assert first.as_read.sha256 == again.as_read.sha256 != other.as_read.sha256
    assert first.as_read.counts[0] == ("Sex", (("male", 1),))
    assert first.as_read.dates == "5 March 2026"


def test_the_first_and_the_last_rows_are_shown_as_they_were_understood() -> None:
    rows = [row(reference=f"C{n}", child=f"K{n}") for n in range(1, 9)]
    read = of_csv(*rows).as_read
    assert [cells[1] for cells in (*read.first_rows, *read.last_rows)] == ["C1", "C2", "C3", "C6", "C7", "C8"]
    assert read.first_rows[0] == (
        "2", "C1", "K1", "5 March 2026", "15", "male", "youth rehabilitation order", "low", "high"
    )  # fmt: skip


def test_a_remembered_heading_is_taken_without_a_question() -> None:
    sheets = read_sheets(
        csv_bytes((*GOOD, "2026-03-05"), headings=(*HEADINGS, "Outcome date")), "list.csv", LAYOUT.headings
    )
    table = sheets.possible[0].table
    assert table is not None
    remembered = ColumnPlan({"disposed": "Outcome date"})
    assert outcome_of(csv_bytes((*GOOD, "x"), headings=(*HEADINGS, "Outcome date")), "l.csv").asked().keys() == {
        "heading-disposed"
    }
    read = read_list(sheets, LAYOUT, "court", remembered=remembered)
    assert (read.plan.headings["disposed"], read.open_questions) == ("Outcome date", ())


# Two lists


@pytest.mark.parametrize(
    ("earlier", "now", "pairs"),
    [
        (["00123", "00045"], ["123", "45"], (("00123", "123"), ("00045", "45"))),
        (["00123"], ["00123", "123"], (("00123", "123"),)),
        (["C-0012", "C2"], ["c-12", "C3"], (("C-0012", "c-12"),)),
        (["00123"], ["00123", "124"], ()),
        ([], ["1"], ()),
    ],
)
def test_references_that_lost_their_noughts_on_the_way_are_found(
    earlier: list[str], now: list[str], pairs: tuple[tuple[str, str], ...]
) -> None:
    assert differ_only_by_noughts(earlier, now) == pairs
