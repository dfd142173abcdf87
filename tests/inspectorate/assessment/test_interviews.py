"""When each case is talked about."""

from datetime import date
from uuid import UUID

from trigpoint.inspectorate.assessment.interviews import Slot, at_once, slots, timetabled

ADA, BEN = UUID(int=1), UUID(int=2)
MONDAY = date(2027, 3, 1)
FIRST, SECOND, THIRD = Slot(MONDAY, "09:30"), Slot(MONDAY, "11:00"), Slot(MONDAY, "13:30")


def test_the_case_week_has_four_slots_on_five_working_days() -> None:
    found = slots(MONDAY, ())
    assert len(found) == 20
    assert (found[0], found[-1]) == (FIRST, Slot(date(2027, 3, 5), "15:00"))


def test_a_bank_holiday_has_no_slots() -> None:
    days = {one.day for one in slots(MONDAY, (date(2027, 3, 3),))}
    assert sorted(days) == [date(2027, 3, day) for day in (1, 2, 4, 5, 8)]


def test_a_reader_has_one_interview_at_a_time_and_two_readers_may_have_the_same_slot() -> None:
    pairs = [("C1", [ADA]), ("C2", [BEN]), ("C3", [ADA])]
    assert timetabled(pairs, [FIRST, SECOND], []) == {"C1": FIRST, "C2": FIRST, "C3": SECOND}


def test_a_slot_that_is_taken_is_not_given_again() -> None:
    assert timetabled([("C1", [ADA])], [FIRST, SECOND, THIRD], [(ADA, FIRST), (BEN, SECOND)]) == {"C1": SECOND}


def test_everybody_whom_an_interview_needs_has_to_be_free() -> None:
    taken: list[tuple[UUID | str, Slot]] = [(ADA, FIRST), ("uma reed", SECOND)]
    assert timetabled([("C1", [ADA, "uma reed"])], [FIRST, SECOND, THIRD], taken) == {"C1": THIRD}


def test_without_a_free_slot_a_case_has_none() -> None:
    assert timetabled([("C1", [ADA]), ("C2", [ADA])], [FIRST], []) == {"C1": FIRST, "C2": None}


def test_nobody_comes_to_two_interviews_at_once() -> None:
    comers = {"C1": ("Pat Low", FIRST), "C2": ("pat low", FIRST), "C3": ("Pat Low", SECOND), "C4": ("", FIRST)}
    assert at_once(comers, "C1") == "C2"
    assert at_once(comers, "C3") is None
    assert at_once(comers, "C4") is None


def test_blanks_and_capitals_tell_no_two_people_apart() -> None:
    comers = {"C1": ("Uma  Reed", FIRST), "C2": (" uma reed", FIRST), "C3": (" ", FIRST), "C4": ("", FIRST)}
    assert at_once(comers, "C1") == "C2"
    assert at_once(comers, "C3") is None
