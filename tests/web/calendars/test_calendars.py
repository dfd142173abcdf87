"""A calendar file of an inspection's days and interviews, as RFC 5545 has it. Its examples are those of the RFC."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from tests.factories.world import World, today
from tests.web.conftest import As
from trigpoint.inspectorate.assessment.actions import allocate, say_who_comes
from trigpoint.inspectorate.assessment.models import Allocation
from trigpoint.inspectorate.assessment.queries import allocations
from trigpoint.record.models import Event
from trigpoint.web.calendars.ics import CalendarEvent, calendar_file

NOW = datetime(2027, 2, 1, 12, 0, tzinfo=UTC)


def lines(*events: CalendarEvent, name: str = "x") -> list[str]:
    """The content lines of a calendar, unfolded as section 3.1 says: a line end and a blank are taken out."""
    return calendar_file(name, events, NOW).decode().replace("\r\n ", "").split("\r\n")


def test_a_calendar_is_what_section_3_4_asks_for() -> None:
    assert lines() == [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Trigpoint//Inspections//EN", "CALSCALE:GREGORIAN"),
        *("X-WR-CALNAME:x", "END:VCALENDAR", ""),
    ]


def test_a_whole_day_is_a_date_as_in_the_second_example_of_section_3_6_1() -> None:
    # The RFC's anniversary: DTSTART;VALUE=DATE:19971102, TRANSP:TRANSPARENT.
    event = CalendarEvent("19970901T130000Z-123403@example.com", "Our Blissful Anniversary", date(1997, 11, 2))
    assert lines(event)[5:-2] == [
        *("BEGIN:VEVENT", "UID:19970901T130000Z-123403@example.com", "DTSTAMP:20270201T120000Z"),
        *("DTSTART;VALUE=DATE:19971102", "TRANSP:TRANSPARENT", "SUMMARY:Our Blissful Anniversary"),
        *("SEQUENCE:0", "END:VEVENT"),
    ]


def test_a_time_is_in_utc_in_summer_and_in_winter() -> None:
    london = ZoneInfo("Europe/London")
    for month, expected in ((1, "20270104T093000Z"), (7, "20270704T083000Z")):
        starts = datetime(2027, month, 4, 9, 30, tzinfo=london)
        found = lines(CalendarEvent("a", "b", starts, starts + timedelta(hours=1), sequence=3))
        assert f"DTSTART:{expected}" in found
        assert "SEQUENCE:3" in found
    with pytest.raises(ValueError, match="no time zone"):
        calendar_file("x", [CalendarEvent("a", "b", datetime(2027, 1, 4, 9, 30))], NOW)  # noqa: DTZ001 - that is the fault


def test_texts_are_escaped_as_in_the_example_of_section_3_3_11() -> None:
    # "Project XYZ Final Review\nConference Room - 3B\nCome Prepared." is written with a backslash and an n.
    text = "Project XYZ Final Review\nConference Room - 3B\r\nCome Prepared."
    found = lines(CalendarEvent("a", r"a;b,c\d", date(2027, 3, 1), description=text))
    assert r"SUMMARY:a\;b\,c\\d" in found
    assert r"DESCRIPTION:Project XYZ Final Review\nConference Room - 3B\nCome Prepared." in found


def test_no_text_begins_a_line_of_its_own() -> None:
    found = lines(CalendarEvent("a", "x\rEND:VCALENDAR\x00\x0b\u2028ATTENDEE:b", date(2027, 3, 1)))
    assert found.count("END:VCALENDAR") == 1
    assert r"SUMMARY:x\nEND:VCALENDARATTENDEE:b" in found


@pytest.mark.parametrize("text", ["x" * 200, "ŵ" * 100, "🎂" * 60, "x" * 67, "x" * 68])
def test_a_long_line_is_folded_at_75_octets_and_never_within_a_character(text: str) -> None:
    written = calendar_file("x", [CalendarEvent("a", text, date(2027, 3, 1))], NOW)
    assert max(len(line) for line in written.split(b"\r\n")) <= 75
    assert f"SUMMARY:{text}" in lines(CalendarEvent("a", text, date(2027, 3, 1)))
    for line in written.split(b"\r\n"):
        line.decode()  # raises where a character is cut in two


@pytest.fixture
def shared(sampled: World) -> World:
    allocate(inspection=sampled.inspection, by=sampled.standing("lead-inspector"))
    return sampled


def calendar(world: World, as_: As, role: str, name: str) -> str:
    args = [] if name == "my_calendar" else [world.inspection.reference]
    answer = as_(role).get(reverse(name, args=args))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return answer.content.decode().replace("\r\n ", "")


def test_the_team_gets_the_days_and_all_interviews_and_no_name(shared: World, as_: As) -> None:
    row = allocations(shared.inspection)[0]
    say_who_comes(allocation=row, seen=1, comes="Uma Reed", by=shared.standing("service-manager"))
    found = calendar(shared, as_, "inspector", "inspection_calendar")
    # The site date is Monday 1 March 2027; the first interview of that day is at half past nine, in winter time.
    assert "DTSTART;VALUE=DATE:20270301\r\nTRANSP:TRANSPARENT\r\nSUMMARY:Eastmere: Case week" in found
    assert "DTSTART:20270301T093000Z\r\nDTEND:20270301T103000Z\r\nSUMMARY:Eastmere: interview about case " in found
    assert found.count("interview about case") == allocations(shared.inspection).count()
    assert "Uma Reed" not in found
    assert not any(person.name in found for person in shared.people.values())


def test_a_stage_that_is_reached_has_the_day_on_which_it_was_as_on_the_pages(shared: World, as_: As) -> None:
    for role, name in (("inspector", "inspection_calendar"), ("service-manager", "own_calendar")):
        found = calendar(shared, as_, role, name)
        reached = f"DTSTART;VALUE=DATE:{today():%Y%m%d}\r\nTRANSP:TRANSPARENT\r\nSUMMARY:Eastmere: "
        assert f"{reached}Evidence and lists in" in found
        assert f"{reached}Organisation week" not in found


def test_whoever_may_not_see_cases_gets_the_days_alone(shared: World, as_: As) -> None:
    found = calendar(shared, as_, "editor", "inspection_calendar")
    assert "SUMMARY:Eastmere: Case week" in found
    assert "interview" not in found


def test_one_person_gets_their_own_interviews(shared: World, as_: As) -> None:
    found = calendar(shared, as_, "inspector", "my_calendar")
    own = [row.case for row in allocations(shared.inspection) if row.reader_id == shared.people["inspector"].id]
    assert found.count("interview about case") == len(own)
    assert all(f"interview about case {case}\r\n" in found for case in own)


def test_the_service_gets_its_days_and_interviews_and_none_of_the_panel(shared: World, as_: As) -> None:
    found = calendar(shared, as_, "service-manager", "own_calendar")
    assert found.count("interview about case") == allocations(shared.inspection).count()
    assert "SUMMARY:Eastmere: Factual accuracy check" in found
    assert "anel" not in found


def test_an_interview_that_is_moved_keeps_its_uid_and_says_that_it_is_newer(shared: World, as_: As) -> None:
    row = allocations(shared.inspection)[0]
    before = calendar(shared, as_, "inspector", "inspection_calendar")
    Allocation.objects.filter(pk=row.pk).update(start="15:00", version=2)
    after = calendar(shared, as_, "inspector", "inspection_calendar")
    for found, time, sequence in ((before, "T093000Z", 1), (after, "T150000Z", 2)):
        (event,) = [part for part in found.split("BEGIN:VEVENT") if f"UID:{row.id}@eastmere-2027.trigpoint" in part]
        assert f"{time}\r\nDTEND" in event
        assert f"SEQUENCE:{sequence}\r\n" in event


def test_a_calendar_with_references_of_cases_is_in_the_record(shared: World, as_: As) -> None:
    for role, name in (
        ("inspector", "inspection_calendar"),
        ("service-manager", "own_calendar"),
        ("editor", "inspection_calendar"),
    ):
        calendar(shared, as_, role, name)
    chain = f"inspection:{shared.inspection.reference}"
    events = Event.objects.filter(chain_id=chain, kind="programme.list_downloaded")
    assert [event.who for event in events.order_by("number")] == [
        str(shared.people[role].id) for role in ("inspector", "service-manager")
    ]
