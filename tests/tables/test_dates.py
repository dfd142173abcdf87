"""Which ways of writing a day are read, and which could mean two days and are not."""

from datetime import date

import pytest

from trigpoint.tables.dates import NotADateError, ShortYearError, date_in


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-05", "2026-3-5", "2026-03-05 00:00:00", "2026-03-05T14:30", "2026-03-05T00:00:00.000",
        "5/3/2026", "05/03/2026", "05/03/2026 00:00", "5-3-2026", "05-03-2026",
        "5 March 2026", " 05  march 2026 ", "5 Mar 2026", "5-Mar-2026",
    ],
)  # fmt: skip
def test_a_day_is_read(text: str) -> None:
    assert date_in(text) == date(2026, 3, 5)


@pytest.mark.parametrize("text", ["5/3/26", "05-03-26", "5 March 26", "5-Mar-26"])
def test_a_year_of_two_figures_is_refused(text: str) -> None:
    with pytest.raises(ShortYearError):
        date_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "30/02/2026", "2026-02-30", "3/25/2026", "2026/03/05", "5/3-2026", "0/3/2026", "5 Marcher 2026",
        "5 Ma 2026", "45721", "March 2026", "5.3.2026", "٥/٣/٢٠٢٦", "0000-01-01",
    ],
)  # fmt: skip
def test_what_is_no_real_day_is_refused(text: str) -> None:
    with pytest.raises(NotADateError) as caught:
        date_in(text)
    assert not isinstance(caught.value, ShortYearError)


def test_the_leap_day_and_september_are_days() -> None:
    assert date_in("29/02/2024") == date(2024, 2, 29)
    assert date_in("1 Sept 2024") == date(2024, 9, 1)
