"""Each rule of a case list finds what it is for, and a good row gives its case."""

from collections.abc import Sequence
from datetime import date

import pytest

from tests.case_lists.lists import GOOD, HEADINGS, LAYOUT, read_table, row, table, xlsx_bytes
from trigpoint.case_lists.checking import check_list
from trigpoint.case_lists.remarks import CheckedList, Severity
from trigpoint.rules.case_list import ListedCase
from trigpoint.tables.mapping import ColumnPlan, suggest_plan
from trigpoint.tables.table import Table

DRAWN_UP = date(2026, 10, 20)
WINDOW = (date(2025, 11, 23), date(2026, 4, 23))

RemarkOfLine = tuple[int, str, str | None, Severity]


def check(
    sent: Table, *, plan: ColumnPlan | None = None, case_type: str = "court", windows: bool = True
) -> CheckedList:
    return check_list(
        sent,
        plan or suggest_plan(sent, LAYOUT),
        LAYOUT,
        case_type=case_type,
        drawn_up=DRAWN_UP,
        window=WINDOW if windows else None,
    )


def remarks(result: CheckedList) -> list[RemarkOfLine]:
    return [(line.line, remark.rule, remark.column, remark.severity) for line in result.rows for remark in line.remarks]


def messages(*rows: Sequence[str]) -> list[str]:
    return [remark.message for line in check(table(*rows)).rows for remark in line.remarks]


def test_a_good_row_is_a_case_with_its_raw_cells_beside_it() -> None:
    result = check(table(row(disposed=" 5 March 2026 ", disposal="yro")))
    (line,) = result.rows
    profile = ("male", "youth_rehabilitation_order", "low", "high")
    assert line.case == ListedCase("C1", "K1", "court", date(2026, 3, 5), profile)
    assert (line.line, line.age, line.remarks) == (2, 15, ())
    assert (line.raw["disposed"], line.raw["disposal"]) == (" 5 March 2026 ", "yro")
    assert result.is_good
    assert result.cases == (line.case,)


@pytest.mark.parametrize(
    ("cells", "rule", "column"),
    [
        ({"sex": ""}, "missing_value", "sex"),
        ({"age": "  "}, "missing_value", "age"),
        ({"reference": "John Smith"}, "reference_form", "reference"),
        ({"reference": "Smith"}, "reference_form", "reference"),
        ({"child": "O'Brien"}, "reference_form", "child"),
        ({"reference": "-C1"}, "reference_form", "reference"),
        ({"reference": "C" * 40 + "1"}, "reference_form", "reference"),
        ({"disposed": "31/04/2026"}, "impossible_date", "disposed"),
        ({"disposed": "05/03/26"}, "impossible_date", "disposed"),
        ({"disposed": "19/10/2016"}, "impossible_date", "disposed"),
        ({"disposed": "21/10/2026"}, "after_the_list", "disposed"),
        ({"age": "9"}, "impossible_age", "age"),
        ({"age": "19"}, "impossible_age", "age"),
        ({"age": "15.5"}, "impossible_age", "age"),
        ({"age": "fifteen"}, "impossible_age", "age"),
        ({"disposal": "YROO"}, "unknown_code", "disposal"),
        ({"disposal": "YCC"}, "other_case_type", "disposal"),
    ],
)
def test_what_has_to_be_corrected_is_found_once_and_blocks_the_row_and_the_list(
    cells: dict[str, str], rule: str, column: str
) -> None:
    result = check(table(row(**cells)), windows=False)
    assert remarks(result) == [(2, rule, column, Severity.ERROR)]
    assert result.rows[0].case is None
    assert (result.is_good, result.cases, result.number_of_rows_with(Severity.ERROR)) == (False, (), 1)


@pytest.mark.parametrize(
    "cells",
    [
        {"reference": "2026/00_1-a.b"}, {"reference": "C" * 39 + "1"}, {"age": "10"}, {"age": "18"},
        {"disposed": "20/10/2026"}, {"disposed": "20/10/2016"}, {"disposed": "2026-04-23"}, {"disposed": "2025-11-23"},
    ],
)  # fmt: skip
def test_what_stands_just_within_a_rule_is_good(cells: dict[str, str]) -> None:
    assert check(table(row(**cells))).is_good


def test_a_case_listed_twice_is_said_of_both_rows() -> None:
    result = check(table(GOOD, row(reference="C2", child="K2"), row(reference="c1", child="K3")))
    rule = ("duplicate_reference", "reference", Severity.ERROR)
    assert remarks(result) == [(2, *rule), (4, *rule)]
    assert result.cases == ()


def test_a_case_outside_the_window_is_noted_and_blocks_nothing() -> None:
    sent = table(row(disposed="2025-11-22"), row(reference="C2", child="K2", disposed="2026-04-24"))
    result = check(sent)
    rule = ("out_of_window", "disposed", Severity.NOTE)
    assert remarks(result) == [(2, *rule), (3, *rule)]
    assert len(result.cases) == 2
    assert remarks(check(sent, windows=False)) == []


def test_cases_of_one_child_are_noted_on_each() -> None:
    result = check(table(GOOD, row(reference="C2")))
    assert remarks(result) == [(2, "same_child", "child", Severity.NOTE), (3, "same_child", "child", Severity.NOTE)]
    assert result.is_good


def test_several_things_wrong_with_a_row_are_said_at_once() -> None:
    result = check(table(row(reference="A B", age="7", sex="?", disposed="")))
    assert {rule for _, rule, _, _ in remarks(result)} == {
        "reference_form",
        "impossible_age",
        "unknown_code",
        "missing_value",
    }


def test_the_other_list_is_checked_against_its_own_type() -> None:
    assert check(table(row(disposal="CR")), case_type="out_of_court").is_good
    assert not check(table(GOOD), case_type="out_of_court").is_good


# The whole list


def test_a_list_without_rows_is_a_finding_of_the_whole() -> None:
    result = check(table())
    assert ([remark.rule for remark in result.remarks], result.rows, result.is_good) == (["no_rows"], (), True)


def test_a_column_that_is_not_there_is_said_once_and_not_in_every_row() -> None:
    result = check(table(GOOD[:-1], headings=HEADINGS[:-1]))
    assert [(remark.rule, remark.column) for remark in result.remarks] == [("no_column", "safety_and_wellbeing")]
    assert remarks(result) == []
    assert [line.case for line in result.rows] == [None]


def test_a_plan_for_another_file_finds_no_column() -> None:
    sent = table(GOOD)
    plan = ColumnPlan({**suggest_plan(sent, LAYOUT).headings, "age": "Gone"}, suggest_plan(sent, LAYOUT).values)
    assert [remark.column for remark in check(sent, plan=plan).remarks] == ["age"]


def test_a_heading_that_stands_twice_cannot_be_meant() -> None:
    result = check(table((*GOOD, "16"), headings=(*HEADINGS, "AGE ")))
    assert [(remark.rule, remark.column) for remark in result.remarks] == [("heading_twice", "age")]
    assert not result.is_good


def test_a_heading_that_stands_twice_and_is_not_asked_for_is_no_matter() -> None:
    assert check(table((*GOOD, "x", "y"), headings=(*HEADINGS, "Note", "Note"))).is_good


def test_where_no_heading_is_known_one_thing_is_said_with_the_line_and_the_sheet() -> None:
    sent = read_table(xlsx_bytes([["Our", "lists"]]), "list.xlsx", LAYOUT.headings)
    (remark,) = check(sent).remarks
    assert (remark.rule, remark.severity) == ("no_headings", Severity.ERROR)
    assert "They were looked for in line 1 of the sheet 'Sheet 1'." in remark.message


def test_two_columns_are_not_read_from_one_heading() -> None:
    usual = suggest_plan(table(GOOD), LAYOUT)
    plan = ColumnPlan({**usual.headings, "safety_and_wellbeing": "ROSH"}, usual.values)
    result = check(table(GOOD), plan=plan)
    assert [(remark.rule, remark.column) for remark in result.remarks] == [("heading_for_two", "safety_and_wellbeing")]
    assert result.remarks[0].message == (
        "The heading 'ROSH' is taken for 'Risk of serious harm' and for 'Safety and wellbeing'. Say which heading "
        "holds each."
    )
    assert not result.is_good


def test_a_list_that_was_drawn_up_before_the_window_ends_is_noted() -> None:
    sent = table(row(disposed="2026-01-05"))
    early = check_list(
        sent,
        suggest_plan(sent, LAYOUT),
        LAYOUT,
        case_type="court",
        drawn_up=date(2026, 4, 22),
        window=WINDOW,
    )
    assert [(remark.rule, remark.severity) for remark in early.remarks] == [("drawn_up_early", Severity.NOTE)]
    assert early.is_good
    assert check(sent).remarks == ()


# Wording


def test_a_name_in_a_reference_is_not_repeated() -> None:
    (message,) = messages(row(reference="John Smith"))
    assert "Smith" not in message
    assert message.endswith("Names must never be sent.")


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"sex": ""}, "'Sex' is missing. Fill it in."),
        ({"disposed": "2001-01-05"}, "The disposal on 5 January 2001 is more than 10 years before the list was drawn up, 20 October 2026. Correct the date, or take the case out. The disposal on 5 January 2001 is not from 23 November 2025 to 23 April 2026: the case will not be drawn."),
        ({"disposed": "05/03/26"}, "'05/03/26' has a year of two figures. Write all four."),
        ({"disposed": "1 May 2027"}, "The disposal on 1 May 2027 is after the list was drawn up, 20 October 2026. Correct the date."),
        ({"age": "19"}, "The age 19 at disposal is not from 10 to 18. Correct it, or take the case out."),
        ({"safety_and_wellbeing": "Medum"}, "'Medum' is not known for 'Safety and wellbeing'. Did you mean 'medium'?"),
        ({"sex": "zz"}, "'zz' is not known for 'Sex'. Known are: male, female, another or not recorded."),
        ({"disposal": "CR"}, "'Disposal' is community resolution, one of the out-of-court disposals; this is the list of court disposals. Move or correct it."),
        ({"disposed": "2025-01-01"}, "The disposal on 1 January 2025 is not from 23 November 2025 to 23 April 2026: the case will not be drawn."),
    ],
)  # fmt: skip
def test_a_message_says_what_was_found_and_how_to_mend_it(cells: dict[str, str], message: str) -> None:
    assert " ".join(messages(row(**cells))) == message


def test_other_lines_are_listed_while_they_are_few() -> None:
    sentences = messages(*(row(reference=f"C{n}") for n in range(6)))
    assert sentences[0] == (
        "The same child is in lines 3, 4, 5 and 2 more. One case a child: the latest in the window is eligible."
    )
    assert "in lines 3 and 4." in messages(GOOD, row(reference="C2"), row(reference="C3"))[0]
