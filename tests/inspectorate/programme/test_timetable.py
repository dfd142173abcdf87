"""Dates are worked by hand from a calendar with the bank holidays of England and Wales."""

from datetime import date

import pytest

from trigpoint.inspectorate.programme.stages import STAGES, StageKey
from trigpoint.inspectorate.programme.timetable import (
    Adjustment,
    BankHolidays,
    is_working_day,
    timetable,
    working_days_from,
)

FREE = BankHolidays()


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        (date(2027, 3, 1), 0, date(2027, 3, 1)),
        (date(2027, 3, 1), 1, date(2027, 3, 2)),
        # Friday to Monday
        (date(2027, 3, 5), 1, date(2027, 3, 8)),
        # Good Friday 26 March and Easter Monday 29 March 2027 are not worked
        (date(2027, 3, 25), 1, date(2027, 3, 30)),
        (date(2027, 3, 30), -1, date(2027, 3, 25)),
        # Christmas Day and Boxing Day 2027 fall on a weekend and are kept on 27 and 28 December
        (date(2027, 12, 24), 1, date(2027, 12, 29)),
        # Five weeks before 1 March 2027 there is no bank holiday
        (date(2027, 3, 1), -25, date(2027, 1, 25)),
        # Ten working days over the early May bank holiday of 3 May 2027
        (date(2027, 4, 26), 10, date(2027, 5, 11)),
    ],
)
def test_working_days_leave_out_weekends_and_bank_holidays(start: date, days: int, expected: date) -> None:
    assert working_days_from(start, days, FREE) == expected


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2027, 1, 1), False),
        (date(2027, 1, 4), True),
        (date(2027, 1, 9), False),
        (date(2027, 5, 31), False),
        (date(2027, 8, 30), False),
        # Scotland's own bank holidays are worked in England and Wales
        (date(2026, 1, 2), True),
        (date(2026, 11, 30), True),
        # The Queen's funeral and the coronation were bank holidays
        (date(2022, 9, 19), False),
        (date(2023, 5, 8), False),
    ],
)
def test_bank_holidays_are_those_of_england_and_wales(day: date, works: bool) -> None:
    assert is_working_day(day, FREE) is works


def test_every_stage_after_planning_has_a_date_in_the_order_of_the_stages() -> None:
    dates = timetable(date(2027, 3, 1), {}, FREE)
    assert [dated.stage.key for dated in dates] == [stage.key for stage in STAGES][1:]
    assert sorted(dated.date for dated in dates) == [dated.date for dated in dates]
    assert {dated.stage.key: dated.date for dated in dates}[StageKey.CASE_WEEK] == date(2027, 3, 1)


def test_an_adjusted_date_stands_beside_the_computed_one_and_moves_no_other() -> None:
    plain = timetable(date(2027, 3, 1), {}, FREE)
    adjusted = timetable(date(2027, 3, 1), {"panel": Adjustment(date(2027, 4, 20), "The chair is away")}, FREE)
    panel = next(dated for dated in adjusted if dated.stage.key == "panel")
    # 25 working days after 1 March 2027, over Good Friday and Easter Monday
    assert panel.computed == date(2027, 4, 7)
    assert panel.date == date(2027, 4, 20)
    assert [dated for dated in adjusted if dated is not panel] == [
        dated for dated in plain if dated.stage.key != "panel"
    ]
