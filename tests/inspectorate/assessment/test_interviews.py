"""When each case is talked about."""

from collections import Counter
from datetime import date
from uuid import UUID

from trigpoint.inspectorate.assessment.interviews import Slot, at_once, clashing, slots, timetabled, timetabled_again

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
    assert timetabled(pairs, [FIRST, SECOND], []) == {"C1": FIRST, "C2": SECOND, "C3": SECOND}


def test_a_slot_that_is_taken_is_not_given_again() -> None:
    assert timetabled([("C1", [ADA])], [FIRST, SECOND], [(ADA, FIRST), (BEN, SECOND)]) == {"C1": SECOND}


def test_everybody_whom_an_interview_needs_has_to_be_free() -> None:
    taken: list[tuple[UUID | str, Slot]] = [(ADA, FIRST), ("uma reed", SECOND)]
    assert timetabled([("C1", [ADA, "uma reed"])], [FIRST, SECOND, THIRD], taken) == {"C1": THIRD}


def test_the_days_of_the_case_week_are_filled_evenly_for_all_and_for_each_reader() -> None:
    # 22 cases on 3 readers in turn: 8, 7 and 7. Five days take 5, 5, 4, 4 and 4 of 22; eight of one reader are two a
    # day on three days and one on two, seven are two a day on two.
    readers = [UUID(int=number) for number in (1, 2, 3)]
    week = slots(MONDAY, ())
    found = timetabled([(f"C{number}", [readers[number % 3]]) for number in range(22)], week, [])
    assert sorted(Counter(slot.day for slot in found.values() if slot).values()) == [4, 4, 4, 5, 5]
    for number, reader in enumerate(readers):
        days = Counter(found[f"C{case}"].day for case in range(22) if case % 3 == number)  # type: ignore[union-attr]
        assert (len(days), max(days.values())) == (5, 2), reader


def test_interviews_of_one_day_are_at_different_hours_before_two_are_at_the_same() -> None:
    monday = [slot for slot in slots(MONDAY, ()) if slot.day == MONDAY]
    found = timetabled([(f"C{number}", [UUID(int=number)]) for number in range(4)], monday, [])
    assert [slot.start for slot in found.values() if slot] == ["09:30", "11:00", "13:30", "15:00"]


def test_days_that_are_full_already_are_taken_last() -> None:
    tuesday = date(2027, 3, 2)
    taken: list[tuple[UUID | str, Slot]] = [(ADA, FIRST), (ADA, SECOND)]
    found = timetabled([("C1", [BEN]), ("C2", [BEN])], slots(MONDAY, ())[:8], taken)
    # Monday has two interviews: Ben's first is on Tuesday, and his second on Monday, where he has none yet.
    assert found["C1"] == Slot(tuesday, "09:30")
    assert found["C2"] == Slot(MONDAY, "13:30")


def test_an_interview_of_a_week_that_was_moved_keeps_its_weekday_and_hour_where_it_can() -> None:
    later = slots(date(2027, 3, 8), ())
    # C3 has no slot yet, and Ada has Monday at 9:30 already: C1 and C3 go to the days on which she has fewest.
    cases = [("C1", [ADA], FIRST), ("C2", [BEN], Slot(date(2027, 3, 4), "15:00")), ("C3", [ADA], None)]
    found = timetabled_again(cases, later, [(ADA, Slot(date(2027, 3, 8), "09:30"))])
    assert found["C2"] == Slot(date(2027, 3, 11), "15:00")
    assert found["C1"] == Slot(date(2027, 3, 9), "09:30")
    assert found["C3"] == Slot(date(2027, 3, 10), "09:30")


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


def test_two_people_can_change_places_in_one_go() -> None:
    current = {"C1": ("Pat", FIRST), "C2": ("Uma", FIRST)}
    assert clashing(current, {"C1": "Uma", "C2": "Pat"}) == {}


def test_of_names_that_cannot_stand_together_each_that_was_to_be_written_is_told() -> None:
    current = {"C1": ("", FIRST), "C2": ("", FIRST), "C3": ("Uma", SECOND)}
    same = "is to come to another interview at the same time."
    assert clashing(current, {"C1": "Pat", "C2": "pat ", "C3": ""}) == {"C1": f"Pat {same}", "C2": f"pat  {same}"}


def test_a_name_that_falls_away_leaves_the_old_one_which_may_bring_another_into_its_way() -> None:
    # C2 and C3 cannot both be Kim's. Then C2 stays Uma's, and C1, at the same hour, cannot become hers.
    current = {"C1": ("Pat", FIRST), "C2": ("Uma", FIRST), "C3": ("", FIRST)}
    assert set(clashing(current, {"C1": "Uma", "C2": "Kim", "C3": "Kim"})) == {"C1", "C2", "C3"}
