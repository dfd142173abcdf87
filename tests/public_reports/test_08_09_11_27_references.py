"""A reference is what the sheet shows and what its service would look for; what a spreadsheet made of one is a fault."""

import pytest

from tests.public_reports.case_lists import answered, reported

NOUGHTS = "08-child-with-and-without-noughts/13-child-zeros.xlsx"
INVISIBLE = "27-invisible-in-references/c07-zerowidth.csv"


def test_a_child_with_and_without_noughts_is_one_child_or_two_as_its_service_says() -> None:
    """08: the child 00417 in lines 2 and 3, and 417 in line 4."""
    before = reported(NOUGHTS)
    question = before.asked()["noughts-child"]
    assert question.text == "Are '00417' and '417' under 'Child reference' the same child?"
    assert question.hint == "They differ by noughts in front alone, in lines 2, 3 and 4."
    assert not before.can_be_sent

    same = reported(NOUGHTS, answered(noughts_child="same"))
    assert (same.can_be_sent, [case.child for case in same.cases]) == (True, ["00417", "00417", "00417"])
    (finding,) = same.noted()
    assert (finding.rule, [place.line for place in finding.places]) == ("same_child", [2, 3, 4])

    other = reported(NOUGHTS, answered(noughts_child="different"))
    assert [case.child for case in other.cases] == ["00417", "00417", "417"]
    assert [place.line for place in other.noted()[0].places] == [2, 3]


@pytest.mark.parametrize(
    ("file", "references"),
    [
        ("01-zeros-format.xlsx", [("0001234", "C-00087"), ("0001235", "C-00088")]),
        ("o4-rich.ods", [("0000123", "C17")]),
    ],
)
def test_noughts_and_prefixes_of_a_number_format_belong_to_the_reference(
    file: str, references: list[tuple[str, str]]
) -> None:
    outcome = reported(f"09-noughts-and-prefix-of-the-format/{file}")
    assert [(case.reference, case.child) for case in outcome.cases] == references


@pytest.mark.parametrize(
    ("file", "faults"),
    [
        ("06-ref-as-date.xlsx", [("reference", 2), ("reference", 4)]),
        ("c12-exp.csv", [("reference", 2), ("reference", 3), ("reference", 4), ("child", 4)]),
    ],
)
def test_a_reference_that_became_a_date_or_a_power_of_ten_is_a_fault(file: str, faults: list[tuple[str, int]]) -> None:
    outcome = reported(f"11-references-turned-into-dates/{file}", answered(dates="day-first"))
    found = [
        (remark.column, row.line)
        for row in outcome.checked.rows
        for remark in row.remarks
        if remark.rule == "reference_turned"
    ]
    assert found == faults
    assert not outcome.can_be_sent


def test_nothing_but_signs_for_a_narrow_column_is_said_to_be_that() -> None:
    outcome = reported("11-references-turned-into-dates/c12-exp.csv")
    (sixth,) = (row for row in outcome.checked.rows if row.line == 6)
    assert [(remark.rule, remark.column) for remark in sixth.remarks] == [
        ("cell_without_value", "reference"),
        ("cell_without_value", "disposed"),
    ]


def test_what_nobody_sees_is_taken_out_and_every_hyphen_is_one_with_a_note() -> None:
    outcome = reported(INVISIBLE, answered(dates="day-first"))
    assert outcome.can_be_sent
    assert [(case.reference, case.child) for case in outcome.cases] == [
        ("AB101", "C101"),
        ("AB102", "C102"),
        ("AB-103", "C-104"),
    ]
    assert {finding.rule for finding in outcome.noted()} == {"odd_characters"}
    # U+200B and U+2011 in references, U+200E and U+202A to U+202C in dates, U+00AD in a word, U+2013 in a child's.
    assert sum(len(finding.places) for finding in outcome.noted()) == 6
