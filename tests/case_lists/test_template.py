"""The template is what a list is filled into, and is read as an empty one."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.case_lists.lists import LAYOUT, OUR_HEADINGS, read_table
from trigpoint.case_lists.template import template_csv, template_xlsx
from trigpoint.tables.mapping import suggest_plan, unmapped_columns


def opened(case_type: str = "court") -> Any:
    return load_workbook(io.BytesIO(template_xlsx(LAYOUT, case_type)))


def test_the_csv_holds_headings_and_nothing_else() -> None:
    assert template_csv(LAYOUT) == (",".join(OUR_HEADINGS) + "\r\n").encode()


@pytest.mark.parametrize(
    ("content", "name"), [(template_csv(LAYOUT), "t.csv"), (template_xlsx(LAYOUT, "court"), "t.xlsx")]
)
def test_a_template_is_read_as_a_list_without_cases_whose_columns_are_all_known(content: bytes, name: str) -> None:
    table = read_table(content, name)
    assert (table.headings, table.rows) == (OUR_HEADINGS, ())
    assert unmapped_columns(suggest_plan(table, LAYOUT), LAYOUT) == ()


def test_the_workbook_is_the_same_to_the_byte_each_time() -> None:
    assert template_xlsx(LAYOUT, "court") == template_xlsx(LAYOUT, "court")


def test_the_second_sheet_has_every_column_with_its_hint_and_the_values_of_the_type() -> None:
    rows = [[cell or "" for cell in row] for row in opened()["Code lists"].iter_rows(values_only=True)]
    assert rows[0] == ["Column", "What it holds", "Value", "Also taken for it"]
    assert list(dict.fromkeys(row[0] for row in rows[1:])) == list(OUR_HEADINGS)
    assert rows[1][1] == "The number of the case in your own system. Never a name."
    disposals = [row[2] for row in rows if row[0] == "Disposal"]
    assert disposals == [
        "referral order",
        "reparation order",
        "youth rehabilitation order",
        "detention and training order",
        "detention under section 250 or 91",
    ]
    assert ["Sex", "As your system records it.", "male", "M, boy"] in rows


def test_the_other_type_has_its_own_values() -> None:
    values = [
        row[2] for row in opened("out_of_court")["Code lists"].iter_rows(values_only=True) if row[0] == "Disposal"
    ]
    assert values == ["youth conditional caution", "youth caution", "community resolution"]


def test_coded_columns_offer_their_values() -> None:
    """Four columns without codes take lines 2 to 5 of the second sheet; three values of sex follow, then disposals."""
    offers = {str(offer.sqref): offer.formula1 for offer in opened()["Case list"].data_validations.dataValidation}
    assert offers == {
        "E2:E20001": "'Code lists'!$C$6:$C$8",
        "F2:F20001": "'Code lists'!$C$9:$C$13",
        "G2:G20001": "'Code lists'!$C$14:$C$17",
        "H2:H20001": "'Code lists'!$C$18:$C$21",
    }
