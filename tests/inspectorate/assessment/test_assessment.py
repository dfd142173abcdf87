"""Cases are put on readers, moved by the lead, and talked about with whom the service sends."""

from collections import Counter

import pytest

from tests.factories.roles import give_role
from tests.factories.world import World
from trigpoint.inspectorate.assessment.actions import (
    allocate,
    declare_conflict,
    move_case,
    move_interview,
    say_who_comes,
)
from trigpoint.inspectorate.assessment.models import Allocation
from trigpoint.inspectorate.assessment.queries import interviews, readers, slots_of
from trigpoint.people.access import Refusal
from trigpoint.people.models import Person
from trigpoint.record.chains import inspection_chain
from trigpoint.record.models import Event
from trigpoint.record.rows import altered_rows
from trigpoint.record.versioned import ChangedMeanwhileError


def share_out(world: World) -> dict[str, Allocation]:
    allocate(inspection=world.inspection, by=world.standing("lead-inspector"))
    return {one.case: one for one in Allocation.objects.select_related("reader", "inspection__service")}


def person(world: World, role: str) -> Person:
    return world.people[role]


def test_every_case_is_put_on_somebody_who_reads_with_an_interview_in_the_case_week(sampled: World) -> None:
    there = share_out(sampled)
    assert len(there) == 14
    able = set(readers(sampled.inspection, sampled.standing("lead-inspector")))
    assert {one.reader for one in there.values()} <= able
    assert len(able) == 5
    assert sorted(Counter(one.reader_id for one in there.values()).values()) == [2, 3, 3, 3, 3]
    assert all(one.day is not None for one in there.values())
    assert len({(one.reader_id, one.day, one.start) for one in there.values()}) == 14


def test_a_local_assessor_of_the_service_itself_reads_nothing(sampled: World) -> None:
    """The wall takes them off the team; so they are no reader."""

    assessor = person(sampled, "local-assessor")
    give_role(
        person=assessor, organisation=sampled.service, role="case-manager", by=sampled.standing("service-manager")
    )
    there = share_out(sampled)
    assert assessor not in {one.reader for one in there.values()}


def test_who_cannot_read_a_case_does_not_get_it(sampled: World) -> None:
    for case in ("C1", "C2", "O1"):
        declare_conflict(inspection=sampled.inspection, case=case, by=sampled.standing("inspector"))
    there = share_out(sampled)
    assert not {one.case for one in there.values() if one.reader == person(sampled, "inspector")} & {"C1", "C2", "O1"}


def test_a_conflict_is_declared_once_and_about_a_case_that_there_is(sampled: World) -> None:
    by = sampled.standing("inspector")
    declare_conflict(inspection=sampled.inspection, case="C1", by=by)
    with pytest.raises(Refusal, match="said already"):
        declare_conflict(inspection=sampled.inspection, case="C1", by=by)
    with pytest.raises(Refusal, match="holds no case 'C99'"):
        declare_conflict(inspection=sampled.inspection, case="C99", by=by)


def test_what_is_on_somebody_stays_and_only_the_rest_is_shared_out(sampled: World) -> None:
    before = share_out(sampled)
    Allocation.objects.filter(case="C5").delete()
    after = share_out(sampled)
    assert {name: one.reader_id for name, one in after.items() if name != "C5"} == {
        name: one.reader_id for name, one in before.items() if name != "C5"
    }
    with pytest.raises(Refusal, match="Every case has a reader already"):
        share_out(sampled)


@pytest.mark.parametrize("role", ["inspector", "support-officer", "programme-manager", "service-manager"])
def test_only_the_lead_shares_cases_out(sampled: World, role: str) -> None:
    with pytest.raises(Refusal, match="You cannot allocate cases to readers"):
        allocate(inspection=sampled.inspection, by=sampled.standing(role))


def test_the_lead_moves_a_case_with_a_reason_and_nobody_has_two_interviews_at_once(sampled: World) -> None:
    one = next(iter(share_out(sampled).values()))
    lead = sampled.standing("lead-inspector")
    other = next(who for who in readers(sampled.inspection, lead) if who != one.reader)
    with pytest.raises(Refusal, match="Say why"):
        move_case(allocation=one, seen=1, reader=other, reason=" ", by=lead)
    move_case(allocation=one, seen=1, reader=other, reason="Ill", by=lead)
    rows = list(Allocation.objects.all())
    assert len({(row.reader_id, row.day, row.start) for row in rows}) == 14
    assert Event.objects.filter(kind="assessment.case_moved", reason="Ill").count() == 1
    third = next(who for who in readers(sampled.inspection, lead) if who not in {one.reader, other})
    with pytest.raises(ChangedMeanwhileError):
        move_case(allocation=one, seen=1, reader=third, reason="Again", by=lead)


def test_a_case_is_not_moved_to_whoever_has_it(sampled: World) -> None:
    one = next(iter(share_out(sampled).values()))
    lead, before = sampled.standing("lead-inspector"), Event.objects.count()
    with pytest.raises(Refusal, match="reads the case already"):
        move_case(allocation=one, seen=1, reader=one.reader, reason="Nothing", by=lead)
    assert Event.objects.count() == before


def test_a_case_is_not_moved_to_who_cannot_read_it_or_does_not_read(sampled: World) -> None:
    one = next(iter(share_out(sampled).values()))
    lead = sampled.standing("lead-inspector")
    with pytest.raises(Refusal, match="does not read cases"):
        move_case(allocation=one, seen=1, reader=person(sampled, "editor"), reason="x", by=lead)
    declare_conflict(inspection=sampled.inspection, case=one.case, by=sampled.standing("deputy-lead"))
    with pytest.raises(Refusal, match="cannot read the case"):
        move_case(allocation=one, seen=1, reader=person(sampled, "deputy-lead"), reason="x", by=lead)


def test_an_interview_moves_to_a_free_slot_of_the_case_week_alone(sampled: World) -> None:
    there = share_out(sampled)
    lead = sampled.standing("lead-inspector")
    first, second = [one for one in there.values() if one.reader == person(sampled, "inspector")][:2]
    assert second.day is not None
    with pytest.raises(Refusal, match="another interview then"):
        move_interview(allocation=first, seen=1, day=second.day, start=second.start, by=lead)
    with pytest.raises(Refusal, match="one of the slots"):
        move_interview(allocation=first, seen=1, day=second.day, start="03:00", by=lead)
    last = slots_of(sampled.inspection)[-1]
    move_interview(allocation=first, seen=1, day=last.day, start=last.start, by=lead)
    assert interviews(sampled.inspection)[-1].case.reference == first.case


def test_the_service_says_who_comes_and_sends_nobody_to_two_places(sampled: World) -> None:
    there = share_out(sampled)
    manager = sampled.standing("service-manager")
    first = next(iter(there.values()))
    second = next(one for one in there.values() if one.reader_id != first.reader_id)
    assert first.day
    # Days and hours are filled evenly: nobody else is at the first one's hour.
    lead = sampled.standing("lead-inspector")
    move_interview(allocation=second, seen=1, day=first.day, start=first.start, by=lead)
    say_who_comes(allocation=first, seen=1, comes="Pat Low", by=manager)
    with pytest.raises(Refusal, match=f"Pat Low is to come to the interview about {first.case} at the same time"):
        say_who_comes(allocation=second, seen=2, comes="Pat Low", by=manager)
    with pytest.raises(Refusal, match="You cannot answer what an inspection asks"):
        say_who_comes(allocation=second, seen=2, comes="Kim", by=sampled.standing("lead-inspector"))


def test_the_record_is_bound_to_every_row_and_names_nobody_of_the_service(sampled: World) -> None:
    one = next(iter(share_out(sampled).values()))
    say_who_comes(allocation=one, seen=1, comes="Pat Low", by=sampled.standing("service-manager"))
    declare_conflict(inspection=sampled.inspection, case="C1", by=sampled.standing("inspector"))
    assert altered_rows(inspection_chain(sampled.inspection)) == ()
    assert "Pat Low" not in " ".join(f"{event.before} {event.after}" for event in Event.objects.all())
    Allocation.objects.filter(pk=one.pk).update(start="15:00")
    assert altered_rows(inspection_chain(sampled.inspection)) != ()
