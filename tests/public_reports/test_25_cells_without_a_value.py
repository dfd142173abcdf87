"""An error and a formula without a value are named as what they are, and never called a missing cell."""

import pytest

from tests.public_reports.case_lists import reported

ERROR = "the cell holds the error '{}'. Correct the formula, or write the value."
NO_VALUE = "the cell holds a formula without a value. Open the file in your spreadsheet program and save it."


@pytest.mark.parametrize(
    ("file", "messages"),
    [
        (
            "09-errors.xlsx",
            [
                f"'Age at disposal': {ERROR.format('#DIV/0!')}",
                f"'Risk of serious harm': {ERROR.format('#N/A')}",
            ],
        ),
        ("o10-formula.ods", [f"'Age at disposal': {ERROR.format('#DIV/0!')}"]),
        ("08-formula-nocache.xlsx", [f"'Age at disposal': {NO_VALUE}"]),
    ],
)
def test_a_cell_that_holds_no_value_says_why(file: str, messages: list[str]) -> None:
    outcome = reported(f"25-error-cells-called-missing/{file}")
    (row,) = outcome.checked.rows
    assert [remark.message for remark in row.remarks] == messages
    assert not outcome.can_be_sent
