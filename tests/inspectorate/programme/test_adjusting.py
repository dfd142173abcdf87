"""Which dates may be set by hand. The inspection's site date is Monday 1 March 2027; by the table of stages and the bank
holidays of 26 and 29 March the provisional ratings are due on 31 March, the panel on 7 April and the draft on 21 April.
"""

from datetime import date

import pytest

from tests.factories.world import World, move_to
from trigpoint.inspectorate.programme.actions.timetabling import adjust_date, end_adjustment, set_site_date
from trigpoint.inspectorate.programme.models import AdjustedDate, Inspection
from trigpoint.inspectorate.programme.queries import dates
from trigpoint.inspectorate.programme.timetable import BankHolidays, working_days_from
from trigpoint.people.access import Refusal


def adjust(world: World, stage: str, day: date) -> None:
    by = world.standing("lead-inspector")
    adjusted = AdjustedDate.objects.filter(stage=stage).first()
    seen = adjusted.version if adjusted else 0
    adjust_date(inspection=world.inspection, stage=stage, seen=seen, day=day, reason="Chair away", by=by)


def test_the_dates_are_those_that_the_cases_below_begin_from(world: World) -> None:
    days: dict[str, date] = {dated.stage.key: dated.date for dated in dates(world.inspection)}
    assert days["provisional-ratings"] == date(2027, 3, 31)
    assert (days["panel"], days["draft"]) == (date(2027, 4, 7), date(2027, 4, 21))


def test_a_date_keeps_its_place_between_the_stages_before_and_after(world: World) -> None:
    for day in (date(2027, 3, 31), date(2027, 4, 21)):
        adjust(world, "panel", day)
    with pytest.raises(Refusal, match="'Ratings panel' cannot be after 'Draft report', which is on 21 April 2027"):
        adjust(world, "panel", date(2027, 4, 22))
    with pytest.raises(Refusal, match="cannot be before 'Provisional ratings', which is on 31 March 2027"):
        adjust(world, "panel", date(2027, 3, 30))
    adjust(world, "draft", date(2027, 4, 28))
    adjust(world, "panel", date(2027, 4, 22))


def test_the_computed_date_comes_back_only_where_it_keeps_its_place(world: World) -> None:
    adjust(world, "panel", date(2027, 4, 1))
    adjust(world, "draft", date(2027, 4, 6))
    by, adjusted = world.standing("lead-inspector"), AdjustedDate.objects.get(stage="panel")
    with pytest.raises(Refusal, match="'Ratings panel' cannot be after 'Draft report', which is on 6 April 2027"):
        end_adjustment(adjusted=adjusted, seen=1, reason="Chair is back", by=by)
    end_adjustment(adjusted=AdjustedDate.objects.get(stage="draft"), seen=1, reason="Chair is back", by=by)
    end_adjustment(adjusted=adjusted, seen=1, reason="Chair is back", by=by)
    assert not AdjustedDate.objects.exists()


def test_a_date_lies_within_a_year_of_the_site_date(world: World) -> None:
    adjust(world, "followed-up", date(2028, 2, 29))
    with pytest.raises(Refusal, match="within a year of the site date, 1 March 2027"):
        adjust(world, "followed-up", date(2028, 3, 1))
    with pytest.raises(Refusal, match="within a year of the site date"):
        adjust(world, "announced", date(2026, 2, 28))


def test_the_date_of_a_stage_that_was_reached_stands(world: World) -> None:
    adjust(world, "evidence-in", date(2027, 2, 9))
    move_to(world, "evidence-in")
    by = world.standing("lead-inspector")
    with pytest.raises(Refusal, match="has reached 'Evidence and lists in', so its date can no longer be changed"):
        adjust(world, "evidence-in", date(2027, 2, 10))
    with pytest.raises(Refusal, match="Adjust a date that is still to come"):
        end_adjustment(adjusted=AdjustedDate.objects.get(), seen=1, reason="No", by=by)
    adjust(world, "sample-set", date(2027, 2, 16))


def test_the_site_date_stands_once_the_case_week_is_reached(world: World) -> None:
    def move(day: date) -> None:
        seen, by = world.inspection.version, world.standing("lead-inspector")
        set_site_date(inspection=world.inspection, seen=seen, site_date=day, reason="Snow", by=by)

    move_to(world, "sample-set")
    move(date(2027, 3, 8))
    move_to(world, "case-week")
    with pytest.raises(Refusal, match="The case week has begun, so the site date can no longer be moved"):
        move(date(2027, 3, 15))


def set_first(world: World, day: date, reason: str = "") -> None:
    """The site date is set for the first time."""
    inspections = Inspection.objects.filter(pk=world.inspection.pk)
    inspections.update(site_date=None)
    world.inspection.refresh_from_db()
    by = world.standing("lead-inspector")
    set_site_date(inspection=world.inspection, seen=world.inspection.version, site_date=day, reason=reason, by=by)


def test_a_site_date_in_the_past_or_sooner_than_the_notice_asks_for_a_reason(world: World) -> None:
    on = world.standing("lead-inspector").on
    notice = working_days_from(on, 25, BankHolidays())
    before = working_days_from(notice, -1, BankHolidays())
    with pytest.raises(Refusal, match="is in the past") as past:
        set_first(world, working_days_from(on, -30, BankHolidays()))
    assert past.value.about == "reason"
    with pytest.raises(Refusal, match="less than 25 working days' notice"):
        set_first(world, before)
    set_first(world, before, reason="The service asked for it")
    set_first(world, notice)
    world.inspection.refresh_from_db()
    assert world.inspection.site_date == notice


def test_an_error_about_the_site_date_names_the_field_that_it_is_about(world: World) -> None:
    with pytest.raises(Refusal, match="must be a working day") as weekend:
        set_first(world, date(2027, 3, 6))
    assert weekend.value.about == "site_date"
