"""What was read of a list is kept as it was, shown as it was understood, and compared with the other list."""

import pytest

from tests.case_lists.lists import GOOD, HEADINGS, LAYOUT, csv_bytes, row, saved, workbook_of, xlsx_bytes
from tests.case_lists.outcomes import ISO, of_csv
from tests.public_reports.case_lists import answered, outcome_of
from trigpoint.case_lists.answers import Answers, answers_from_json
from trigpoint.case_lists.noughts import differ_only_by_noughts
from trigpoint.case_lists.reading import read_list
from trigpoint.tables.mapping import ColumnPlan, asked_for
from trigpoint.tables.sheets_read import read_sheets
from trigpoint.tables.stored import sheets_from_json, sheets_json


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
