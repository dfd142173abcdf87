"""Dates in three boxes, as people type them."""

from datetime import date

import pytest

from trigpoint.web.govuk.dates import DateField
from trigpoint.web.govuk.forms import Form


class DayForm(Form):
    day = DateField("The site date")


def typed(day: str, month: str, year: str) -> DayForm:
    form = DayForm({"day_0": day, "day_1": month, "day_2": year})
    form.is_valid()
    return form


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [("5", "3", "2027"), ("05", "03", "2027"), (" 5 ", "March", "2027"), ("5", "mar", "2027"), ("5", "MARC", "2027")],
)
def test_numbers_and_names_of_months_make_the_same_date(day: str, month: str, year: str) -> None:
    assert typed(day, month, year).cleaned_data["day"] == date(2027, 3, 5)


@pytest.mark.parametrize(
    ("day", "month", "year", "said"),
    [
        ("", "", "", "Enter the site date"),
        (" ", "\t", " ", "Enter the site date"),
        ("5", "", "2027", "The site date must include a month"),
        ("", "3", "", "The site date must include a day and a year"),
        ("31", "2", "2027", "The site date must be a real date"),
        ("29", "2", "2027", "The site date must be a real date"),
        ("5", "13", "2027", "The site date must be a real date"),
        ("5", "3", "0", "The site date must have a year between 2000 and 2099"),
        ("5", "3", "27", "The site date must have a year between 2000 and 2099"),
        ("5", "3", "1999", "The site date must have a year between 2000 and 2099"),
        ("5", "3", "20277", "The site date must have a year between 2000 and 2099"),
        ("5", "3", "9" * 5000, "The site date must be a real date"),
        ("-5", "3", "2027", "The site date must be a real date"),
        ("٥", "3", "2027", "The site date must be a real date"),
        ("5", "ma", "2027", "The site date must be a real date"),
    ],
)
def test_what_is_missing_or_wrong_is_named(day: str, month: str, year: str, said: str) -> None:
    assert typed(day, month, year).errors["day"] == [said]


def test_the_29th_of_february_is_a_date_in_a_leap_year() -> None:
    assert typed("29", "2", "2028").cleaned_data["day"] == date(2028, 2, 29)


def test_an_error_leads_to_the_first_box() -> None:
    assert [(one.text, one.href) for one in typed("", "", "").summary] == [("Enter the site date", "#id_day_0")]


def test_a_date_that_may_be_left_out_may_be_white_space() -> None:
    assert DateField("The site date", required=False).clean([" ", " ", " "]) is None
