"""A spreadsheet that has read some dates in the wrong order leaves a trace, and one list in two orders is asked about."""

import io
from datetime import date, datetime
from textwrap import dedent

import pytest
from openpyxl import Workbook

from tests.case_lists.lists import OUR_HEADINGS
from tests.public_reports.case_lists import Outcome, answered, outcome_of


def workbook(*days: date | str) -> Outcome:
    """A list of which each case was disposed of on one of these days, or on what was typed in place of a day."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(OUR_HEADINGS)
    for number, day in enumerate(days, start=1):
        sheet.append([f"AB{number}", f"C{number}", day, 15, "male", "referral order", "low", "medium"])
    content = io.BytesIO()
    book.save(content)
    return outcome_of(content.getvalue(), "list.xlsx")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        # Set to month first, a program makes 5 March of '03/05/2026' and cannot read '25/03/2026'.
        ("25/03/2026", "day"),
        ("03/25/2026", "month"),
    ],
)
def test_days_up_to_12_beside_texts_that_a_spreadsheet_could_not_read_may_be_swapped(text: str, first: str) -> None:
    outcome = workbook(datetime(2026, 3, 5), datetime(2026, 4, 2), text)  # noqa: DTZ001 - a cell has no time zone
    assert not outcome.can_be_sent
    (words,) = [finding.words for finding in outcome.to_correct() if finding.rule == "dates_swapped"]
    assert words == (
        f"Other dates under 'Date of disposal' are texts with the {first} first, so in lines 2 and 3 your spreadsheet "
        "program may have swapped day and month. Import the column as text, or export it as 2026-03-05."
    )


@pytest.mark.parametrize(
    "days",
    [
        # A day above 12 among those that it has read: it reads the day first.
        (datetime(2026, 3, 5), datetime(2026, 3, 25), "26/03/2026"),  # noqa: DTZ001
        # It would have read '04/05/2026' had it read any.
        (datetime(2026, 3, 5), "25/03/2026", "04/04/2026"),  # noqa: DTZ001
        (datetime(2026, 3, 5), datetime(2026, 4, 2)),  # noqa: DTZ001
    ],
)
def test_dates_that_no_spreadsheet_can_have_swapped_are_taken(days: tuple[date | str, ...]) -> None:
    assert workbook(*days).can_be_sent


def test_where_one_date_has_the_day_first_and_another_the_month_the_others_are_asked_about() -> None:
    typed = dedent(
        """\
        AB1,C1,03/25/2026,15,male,referral order,low,low
        AB2,C2,25/03/2026,15,male,referral order,low,low
        AB3,C3,04/02/2026,15,male,referral order,low,low
        """
    )
    content = f"{','.join(OUR_HEADINGS)}\n{typed}".encode()
    before = outcome_of(content, "list.csv")
    assert before.asked()["dates"].hint == (
        "'03/25/2026' can only have the month first: line 2. '25/03/2026' can only have the day first: line 3."
    )
    after = outcome_of(content, "list.csv", answered(dates="day-first"))
    assert after.asked() == {}
    assert [place.line for finding in after.to_correct() for place in finding.places] == [2]


def test_headings_that_stand_again_on_each_page_are_no_words_to_be_given_a_meaning() -> None:
    row = "AB1,C1,25/03/2026,15,male,referral order,low,low"
    outcome = outcome_of(f"{','.join(OUR_HEADINGS)}\n{row}\n{','.join(OUR_HEADINGS)}\n".encode(), "list.csv")
    assert outcome.asked() == {}
    assert [finding.words for finding in outcome.to_correct()] == [
        "The headings stand here once more. Take the row out."
    ]
