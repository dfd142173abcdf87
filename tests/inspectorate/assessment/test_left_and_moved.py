"""Interviews of cases that left the sample bind nobody, and those of a moved case week are planned again."""

from datetime import timedelta

import pytest

from tests.factories.world import World
from tests.inspectorate.sampling.test_answers_that_leave import read, take
from tests.some_quickly import some_quickly
from trigpoint.inspectorate.assessment.actions import (
    allocate,
    declare_conflict,
    move_case,
    move_interview,
    plan_again,
    say_who_comes,
    withdraw_conflict,
)
from trigpoint.inspectorate.assessment.interviews import Slot
from trigpoint.inspectorate.assessment.models import Allocation, CaseConflict
from trigpoint.inspectorate.assessment.queries import (
    allocations,
    conflicts,
    left_allocations,
    on_reader,
    outside_case_week,
    readers,
    slot_of,
    slots_of,
)
from trigpoint.inspectorate.programme.actions.timetabling import set_site_date
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.people.access import Refusal
from trigpoint.record.chains import inspection_chain
from trigpoint.record.models import Event
from trigpoint.record.rows import altered_rows


@pytest.fixture
def shared(sample_drawn: World) -> World:
    """A drawn sample whose cases are on readers."""
    allocate(inspection=sample_drawn.inspection, by=sample_drawn.standing("lead-inspector"))
    return sample_drawn


def leave(world: World) -> Allocation:
    """A case leaves the sample; return what was planned for it."""
    case = read(world)[0]
    take(world, case)
    return Allocation.objects.select_related("inspection__service", "reader").get(case=case)


def test_about_a_case_that_left_the_sample_there_is_no_interview(shared: World) -> None:
    row, lead = leave(shared), shared.standing("lead-inspector")
    assert row not in allocations(shared.inspection)
    assert list(left_allocations(shared.inspection)) == [row]
    other = next(who for who in readers(shared.inspection, lead) if who != row.reader)
    last = slots_of(shared.inspection)[-1]
    with pytest.raises(Refusal, match="has left the sample: there is no interview about it"):
        say_who_comes(allocation=row, seen=1, comes="Pat Low", by=shared.standing("service-manager"))
    with pytest.raises(Refusal, match="has left the sample"):
        move_case(allocation=row, seen=1, reader=other, reason="x", by=lead)
    with pytest.raises(Refusal, match="has left the sample"):
        move_interview(allocation=row, seen=1, day=last.day, start=last.start, by=lead)


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_the_slot_and_the_person_of_a_case_that_left_are_free_again(shared: World) -> None:
    first = Allocation.objects.get(case=read(shared)[0])
    say_who_comes(allocation=first, seen=1, comes="Pat Low", by=shared.standing("service-manager"))
    row, lead = leave(shared), shared.standing("lead-inspector")
    assert row.day is not None
    mine = allocations(shared.inspection).filter(reader=row.reader).first()
    assert mine is not None
    move_interview(allocation=mine, seen=1, day=row.day, start=row.start, by=lead)
    mine.refresh_from_db()
    assert (mine.day, mine.start) == (row.day, row.start)
    say_who_comes(allocation=mine, seen=2, comes="Pat Low", by=shared.standing("service-manager"))
    row.refresh_from_db()
    assert row.day is None
    assert Event.objects.filter(kind="assessment.interview_dropped").count() == 1
    assert altered_rows(inspection_chain(shared.inspection)) == ()


def test_the_case_that_came_in_gets_a_reader_and_the_free_slot(shared: World) -> None:
    row, lead = leave(shared), shared.standing("lead-inspector")
    assert allocate(inspection=shared.inspection, by=lead) == 1
    there = list(allocations(shared.inspection))
    assert len(there) == len({(one.reader_id, one.day, one.start) for one in there})
    assert row.case not in {one.case for one in there}


def test_only_cases_of_the_sample_wait_for_their_reader(shared: World) -> None:
    row = leave(shared)
    mine = on_reader(row.reader, Inspection.objects.all())[shared.inspection]
    assert row not in mine
    assert mine


def later_site_date(world: World, days: int = 7) -> None:
    inspection, by = world.inspection, world.standing("lead-inspector")
    inspection.refresh_from_db()
    assert inspection.site_date is not None
    day = inspection.site_date + timedelta(days=days)
    set_site_date(inspection=inspection, seen=inspection.version, site_date=day, reason="Snow", by=by)


def test_interviews_of_a_moved_case_week_are_planned_again_in_their_order(shared: World) -> None:
    lead, before = shared.standing("lead-inspector"), list(allocations(shared.inspection))
    with pytest.raises(Refusal, match="Every interview is in the case week already"):
        plan_again(inspection=shared.inspection, by=lead)
    later_site_date(shared)
    assert len(outside_case_week(shared.inspection)) == len(before)
    assert plan_again(inspection=shared.inspection, by=lead) == len(before)
    after = list(allocations(shared.inspection))
    assert {slot_of(one) for one in after} <= set(slots_of(shared.inspection))
    assert len({(one.reader_id, one.day, one.start) for one in after}) == len(after)
    assert [one.case for one in after if one.reader == before[0].reader] == [
        one.case for one in before if one.reader == before[0].reader
    ]
    assert altered_rows(inspection_chain(shared.inspection)) == ()


def test_what_is_in_the_case_week_stays_when_the_rest_is_planned_again(shared: World) -> None:
    later_site_date(shared, 1)
    stay = {
        one.pk: slot_of(one)
        for one in allocations(shared.inspection)
        if slot_of(one) in set(slots_of(shared.inspection))
    }
    assert stay
    plan_again(inspection=shared.inspection, by=shared.standing("lead-inspector"))
    assert {one.pk: slot_of(one) for one in allocations(shared.inspection) if one.pk in stay} == stay


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_whoever_comes_is_sent_to_no_two_places_when_interviews_are_planned_again(shared: World) -> None:
    manager = shared.standing("service-manager")
    later: dict[Slot | None, Allocation] = {}
    for one in allocations(shared.inspection):
        later.setdefault(slot_of(one), one)
    for one in list(later.values())[:3]:
        say_who_comes(allocation=one, seen=1, comes="Pat  Low", by=manager)
    later_site_date(shared)
    plan_again(inspection=shared.inspection, by=shared.standing("lead-inspector"))
    times = [slot_of(one) for one in allocations(shared.inspection).filter(comes="Pat  Low")]
    assert len(times) == len(set(times)) == 3
    assert all(isinstance(one, Slot) for one in times)


@pytest.mark.parametrize(
    "role", some_quickly([("inspector",), ("programme-manager",), ("service-manager",)], each=3, on_postgresql=True)
)
def test_only_the_lead_plans_interviews_again(shared: World, role: str) -> None:
    with pytest.raises(Refusal, match="You cannot allocate cases to readers"):
        plan_again(inspection=shared.inspection, by=shared.standing(role))


def declared(world: World, role: str = "inspector") -> CaseConflict:
    return declare_conflict(inspection=world.inspection, case=read(world)[0], by=world.standing(role))


def test_a_conflict_that_was_declared_by_mistake_is_withdrawn_by_a_colleague_with_a_reason(shared: World) -> None:
    one, lead = declared(shared), shared.standing("lead-inspector")
    with pytest.raises(Refusal, match="Say why"):
        withdraw_conflict(conflict=one, seen=1, reason=" ", by=lead)
    withdraw_conflict(conflict=one, seen=1, reason="Another child of that name", by=lead)
    assert conflicts(shared.inspection) == frozenset()
    assert Event.objects.get(kind="assessment.conflict_withdrawn").reason == "Another child of that name"
    with pytest.raises(Refusal, match="withdrawn already"):
        withdraw_conflict(conflict=one, seen=2, reason="Again", by=lead)
    declared(shared)
    assert len(conflicts(shared.inspection)) == 1
    assert altered_rows(inspection_chain(shared.inspection)) == ()


def test_nobody_withdraws_their_own_conflict_and_only_the_lead_that_of_others(shared: World) -> None:
    own = declared(shared, "lead-inspector")
    with pytest.raises(Refusal, match="You cannot withdraw what you declared yourself"):
        withdraw_conflict(conflict=own, seen=1, reason="x", by=shared.standing("lead-inspector"))
    withdraw_conflict(conflict=own, seen=1, reason="A mistake", by=shared.standing("deputy-lead"))
    theirs = declared(shared)
    for role in ("inspector", "programme-manager", "service-manager"):
        with pytest.raises(Refusal, match="You cannot"):
            withdraw_conflict(conflict=theirs, seen=1, reason="x", by=shared.standing(role))
