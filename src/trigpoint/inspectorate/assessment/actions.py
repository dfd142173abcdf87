"""Allocate cases to readers, move them, and say who comes to an interview. Each action checks, changes and records."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction

from trigpoint.inspectorate.assessment import kinds
from trigpoint.inspectorate.assessment.access import (
    check_can_allocate,
    check_can_declare_conflict,
    check_can_say_who_comes,
    check_can_withdraw_conflict,
    check_has_to_be_planned,
    check_in_sample,
)
from trigpoint.inspectorate.assessment.allocation import CannotBeAllocatedError, share_out
from trigpoint.inspectorate.assessment.interviews import Slot, Who, at_once, clashing, timetabled, timetabled_again
from trigpoint.inspectorate.assessment.models import Allocation, CaseConflict, InterviewCount
from trigpoint.inspectorate.assessment.queries import (
    allocations,
    conflicts,
    left_allocations,
    outside_case_week,
    readers,
    slot_of,
    slots_of,
)
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import lock_inspection
from trigpoint.inspectorate.sampling.piece import cases_to_read
from trigpoint.people.access import Refusal, check_reason_given, refuse_unless
from trigpoint.people.models import Person
from trigpoint.people.standing import Standing
from trigpoint.record.chains import inspection_chain
from trigpoint.record.kinds import Kind
from trigpoint.record.versioned import change
from trigpoint.record.writing import About, new_row, write
from trigpoint.sameness import name_key

LEFT_SAMPLE: Final = "The case has left the sample since you opened the page: there is no interview about it."


def allocate(*, inspection: Inspection, by: Standing) -> int:
    """Allocate every case of the sample that nobody reads yet, with a slot; return how many there were.

    What is allocated stays with its reader. Raises Refusal where there is no way, or nothing to do.
    """
    check_can_allocate(by, inspection)
    with transaction.atomic():
        lock_inspection(inspection)
        cases, allocated = cases_to_read(inspection), {row.case: row for row in allocations(inspection)}
        new = [case for case in cases if case.reference not in allocated]
        refuse_unless(bool(cases), "The inspection holds no cases yet.")
        refuse_unless(bool(new), "Every case has a reader already.")
        able = [reader.id for reader in readers(inspection, by)]
        # What the lead has given to a reader stays there, even where the shares would be more even otherwise.
        staying = {case: row.reader_id for case, row in allocated.items() if row.reader_id in able}
        try:
            shared_out = share_out(
                cases,
                able,
                conflicts(inspection) - set(staying.items()),
                staying,
            )
        except CannotBeAllocatedError as error:
            raise Refusal(str(error)) from None
        _drop_interviews_of_left(inspection, by)
        pairs = [(case.reference, shared_out[case.reference]) for case in new]
        wanted = [(case, (reader,)) for case, reader in pairs]
        _write(inspection, pairs, timetabled(wanted, slots_of(inspection), _busy(allocated.values())), by)
    return len(new)


def _busy(rows: Iterable[Allocation]) -> list[tuple[Who, Slot]]:
    """Who has an interview when: its reader, and whoever comes to it."""
    return [(who, slot) for row in rows if (slot := slot_of(row)) for who in _needed(row.reader_id, row.comes)]


def _needed(reader: UUID, comes: str) -> tuple[Who, ...]:
    name = name_key(comes)
    return (reader, name) if name else (reader,)


def _drop_interviews_of_left(inspection: Inspection, by: Standing) -> None:
    """Free the slots of cases that left the sample: the database takes one interview a reader and slot."""
    chain, to = inspection_chain(inspection), {"day": None, "start": ""}
    for row in left_allocations(inspection).filter(day__isnull=False):
        change(row, seen=row.version, to=to, by=by, kind=kinds.INTERVIEW_DROPPED, chain=chain)


def plan_again(*, inspection: Inspection, by: Standing) -> int:
    """Give every interview that is not in the case week a slot of it; return how many got one. The others stay.

    Raises Refusal where nothing is to be planned, or no slot is free.
    """
    check_can_allocate(by, inspection)
    with transaction.atomic():
        lock_inspection(inspection)
        rows = outside_case_week(inspection)
        check_has_to_be_planned(rows)
        _drop_interviews_of_left(inspection, by)
        others = allocations(inspection).exclude(pk__in=[row.pk for row in rows])
        wanted = [(row.case, _needed(row.reader_id, row.comes), slot_of(row)) for row in rows]
        times = timetabled_again(wanted, slots_of(inspection), _busy(others))
        refuse_unless(any(times.values()), "No slot of the case week is free. Move some cases to other readers first.")
        for row in rows:
            slot = times[row.case]
            if slot or slot_of(row):
                kind = kinds.INTERVIEW_PLANNED_AGAIN if slot else kinds.INTERVIEW_WITHOUT_SLOT
                change(row, seen=row.version, to=_at(slot), by=by, kind=kind, chain=inspection_chain(inspection))
    return sum(slot is not None for slot in times.values())


def _at(slot: Slot | None) -> dict[str, object]:
    return {"day": slot.day if slot else None, "start": slot.start if slot else ""}


def _write(
    inspection: Inspection, pairs: list[tuple[str, UUID]], times: Mapping[str, Slot | None], by: Standing
) -> None:
    for case, reader in pairs:
        recorded = {"case": case, "reader_id": reader, **_at(times[case])}
        row = Allocation.objects.create(inspection=inspection, comes="", **recorded)
        chain = inspection_chain(inspection)
        write(chain=chain, by=by, kind=kinds.CASE_ALLOCATED, thing=new_row(row), after=recorded)


def move_case(*, allocation: Allocation, seen: int, reader: Person, reason: str, by: Standing) -> None:
    """Give a case to somebody else. Its interview stays where the new reader is free, and else moves to a free slot."""
    inspection = allocation.inspection
    check_can_allocate(by, inspection)
    check_reason_given(reason, "Say why the case is moved.")
    same = f"{reader.name} reads the case already. Choose somebody else."
    refuse_unless(reader.id != allocation.reader_id, same, "reader")
    refuse_unless(reader in readers(inspection, by), f"{reader.name} does not read cases of this inspection.", "reader")
    barred = (allocation.case, reader.id) in conflicts(inspection)
    refuse_unless(not barred, f"{reader.name} cannot read the case {allocation.case}.", "reader")
    _check_in_sample(allocation)
    before = slot_of(allocation)
    week = slots_of(inspection)
    with transaction.atomic():
        _drop_interviews_of_left(inspection, by)
        taken = _busy(allocations(inspection).exclude(pk=allocation.pk))
        wanted = [(allocation.case, _needed(reader.id, allocation.comes))]
        staying = [before] if before in week else []
        slot = timetabled(wanted, staying, taken)[allocation.case] or timetabled(wanted, week, taken)[allocation.case]
        to = {"reader_id": reader.id, **_at(slot)}
        _change(allocation, seen, to, kinds.CASE_MOVED, by, reason)


def move_interview(*, allocation: Allocation, seen: int, day: date, start: str, by: Standing) -> None:
    """Move an interview to another slot of the case week."""
    check_can_allocate(by, allocation.inspection)
    _check_in_sample(allocation)
    refuse_unless(
        Slot(day, start) in slots_of(allocation.inspection), "Choose one of the slots of the case week.", "slot"
    )
    same = f"{allocation.reader.name} has another interview then. Choose another slot."
    taken = allocations(allocation.inspection).filter(reader=allocation.reader_id, day=day, start=start)
    refuse_unless(not taken.exclude(pk=allocation.pk).exists(), same, "slot")
    _check_not_in_two_places(allocation, allocation.comes, Slot(day, start))
    with transaction.atomic():
        _drop_interviews_of_left(allocation.inspection, by)
        _change(allocation, seen, {"day": day, "start": start}, kinds.INTERVIEW_MOVED, by)


def say_who_comes(*, allocation: Allocation, seen: int, comes: str, by: Standing) -> None:
    """Say for the service who comes to an interview. Nobody comes to two at once. The record does not keep the name."""
    check_can_say_who_comes(by, allocation)
    _check_in_sample(allocation)
    _check_not_in_two_places(allocation, comes, slot_of(allocation))
    with transaction.atomic():
        _change(allocation, seen, {"comes": comes}, kinds.COMER_NAMED, by)


def say_who_comes_to_several(
    *, inspection: Inspection, named: Mapping[UUID, tuple[int, str]], by: Standing
) -> dict[UUID, str]:
    """Say who comes to several interviews, row by row. `named` is allocation → the version seen, and who comes.

    Return the rows that could not be saved, each with its reason; all others are saved. Names are checked as they
    will stand together, so that two people can change places in one go.
    """
    with transaction.atomic():
        lock_inspection(inspection)
        rows = {row.id: row for row in allocations(inspection).select_related("inspection__inspectorate")}
        for row in rows.values():
            check_can_say_who_comes(by, row)
        refused = {row: LEFT_SAMPLE for row in named if row not in rows}
        refused |= {
            row.id: f"Somebody else has written '{row.comes or 'nothing'}' for case {row.case} since you opened the "
            "page. Save again to put yours in its place."
            for row in rows.values()
            if row.id in named and row.version != named[row.id][0]
        }
        refused |= clashing(
            {row.id: (row.comes, slot_of(row)) for row in rows.values()},
            {row: comes for row, (_, comes) in named.items() if row not in refused},
        )
        for row in rows.values():
            if row.id in named and row.id not in refused:
                seen, comes = named[row.id]
                _change(row, seen, {"comes": comes}, kinds.COMER_NAMED, by)
    return refused


def declare_conflict(*, inspection: Inspection, case: str, by: Standing) -> CaseConflict:
    """Say that one cannot read a case. Where one is its reader, the lead has to move it."""
    check_can_declare_conflict(by, inspection)
    in_sample = any(listed.reference == case for listed in cases_to_read(inspection))
    refuse_unless(in_sample, f"The inspection holds no case '{case}'.")
    after = {"case": case, "person_id": by.person}
    try:
        with transaction.atomic():
            row = CaseConflict.objects.create(inspection=inspection, **after)
            chain = inspection_chain(inspection)
            write(chain=chain, by=by, kind=kinds.CONFLICT_DECLARED, thing=new_row(row), after=after)
    except IntegrityError:
        raise Refusal(f"You have said already that you cannot read the case {case}.") from None
    return row


def withdraw_conflict(*, conflict: CaseConflict, seen: int, reason: str, by: Standing) -> None:
    """Withdraw a colleague's declaration that was made by mistake: they may read the case."""
    check_can_withdraw_conflict(by, conflict)
    check_reason_given(reason, "Say why the declaration is withdrawn.")
    chain = inspection_chain(conflict.inspection)
    with transaction.atomic():
        to = {"stands": False}
        change(conflict, seen=seen, to=to, by=by, kind=kinds.CONFLICT_WITHDRAWN, chain=chain, reason=reason)


def count_interviews(
    *, inspection: Inspection, numbers: Mapping[str, int | None], change: UUID, reason: str, by: Standing
) -> bool:
    """Enter the number of interviews by case type; return whether any is another than before. `change` as in parts.

    Who may is for the activity to check that calls this.
    """
    with transaction.atomic():
        lock_inspection(inspection)
        rows = {row.case_type: row for row in InterviewCount.objects.filter(inspection=inspection)}
        before = {case_type: row.number for case_type, row in rows.items()}
        new = {case_type: numbers.get(case_type) for case_type in {**before, **numbers}}
        changed = {case_type: number for case_type, number in new.items() if number != before.get(case_type)}
        for case_type, number in changed.items():
            row = rows.get(case_type) or InterviewCount(inspection=inspection, case_type=case_type, version=0)
            row.number, row.version = number, row.version + 1
            row.save()
            is_new = case_type not in rows
            write(
                chain=inspection_chain(inspection),
                by=by,
                kind=kinds.INTERVIEWS_COUNTED,
                thing=new_row(row) if is_new else About(row, untold=("version",)),
                before={"number": before.get(case_type)},
                after={"case_type": case_type, "number": number, "change": change},
                reason=reason,
            )
    return bool(changed)


def _check_in_sample(allocation: Allocation) -> None:
    check_in_sample(allocation, in_sample=allocations(allocation.inspection).filter(pk=allocation.pk).exists())


def _check_not_in_two_places(allocation: Allocation, comes: str, slot: Slot | None) -> None:
    rows = allocations(allocation.inspection)
    comers = {row.case: (row.comes, slot_of(row)) for row in rows} | {allocation.case: (comes, slot)}
    other = at_once(comers, allocation.case)
    refuse_unless(other is None, f"{comes} is to come to the interview about {other} at the same time.")


def _change(
    allocation: Allocation,
    seen: int,
    to: dict[str, object],
    kind: Kind,
    by: Standing,
    reason: str = "",
) -> None:
    chain = inspection_chain(allocation.inspection)
    try:
        with transaction.atomic():
            change(allocation, seen=seen, to=to, by=by, kind=kind, chain=chain, reason=reason)
    except IntegrityError:
        raise Refusal("Somebody has just taken that slot. Open the page again.") from None
