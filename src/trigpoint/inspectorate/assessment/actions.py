"""Put cases on readers, move them, and say who comes to an interview. Each action checks, changes and records."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from trigpoint.inspectorate.assessment import kinds
from trigpoint.inspectorate.assessment.access import (
    check_can_allocate,
    check_can_declare_conflict,
    check_can_say_who_comes,
)
from trigpoint.inspectorate.assessment.allocation import CannotBeAllocatedError, allocated
from trigpoint.inspectorate.assessment.interviews import Slot, at_once, timetabled
from trigpoint.inspectorate.assessment.models import Allocation, CaseConflict
from trigpoint.inspectorate.assessment.queries import (
    allocations,
    cases_to_read,
    conflicts,
    readers,
    slot_of,
    slots_of,
)
from trigpoint.inspectorate.programme.actions.planning import inspection_chain
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.people.access import Refusal, refuse_unless
from trigpoint.people.models import Person
from trigpoint.people.standing import Standing
from trigpoint.record.kinds import Kind
from trigpoint.record.versioned import change
from trigpoint.record.writing import write


def allocate(*, inspection: Inspection, by: Standing) -> int:
    """Put every case of the sample that is on nobody yet on a reader, with a slot; return how many there were.

    What is on somebody stays. Raises Refusal where there is no way, or nothing to do.
    """
    check_can_allocate(by, inspection)
    with transaction.atomic():
        Inspection.objects.select_for_update().get(pk=inspection.pk)
        cases, there = cases_to_read(inspection), {one.case: one for one in allocations(inspection)}
        new = [case for case in cases if case.reference not in there]
        refuse_unless(bool(cases), "The inspection holds no cases yet.")
        refuse_unless(bool(new), "Every case is on somebody already.")
        able = {one.id for one in readers(inspection, by)}
        kept = {name: row.reader_id for name, row in there.items() if row.reader_id in able}
        in_sample = {case.reference for case in cases}
        try:
            found = allocated(
                cases,
                [one.id for one in readers(inspection, by)],
                conflicts(inspection) - set(kept.items()),
                {name: reader for name, reader in kept.items() if name in in_sample},
            )
        except CannotBeAllocatedError as error:
            raise Refusal(str(error)) from None
        taken = [(row.reader_id, slot) for row in there.values() if (slot := slot_of(row))]
        pairs = [(case.reference, found[case.reference]) for case in new]
        _write(inspection, pairs, timetabled(pairs, slots_of(inspection), taken), by)
    return len(new)


def _write(
    inspection: Inspection, pairs: list[tuple[str, UUID]], times: Mapping[str, Slot | None], by: Standing
) -> None:
    for case, reader in pairs:
        slot = times[case]
        said = {
            "case": case,
            "reader_id": reader,
            "day": slot.day if slot else None,
            "start": slot.start if slot else "",
        }
        row = Allocation.objects.create(inspection=inspection, comes="", **said)
        write(chain=inspection_chain(inspection), by=by, kind=kinds.CASE_ALLOCATED, thing=row, after=said)


def move_case(*, allocation: Allocation, seen: int, reader: Person, reason: str, by: Standing) -> None:
    """Put a case on somebody else. Its interview stays where the new reader is free, and else moves to a free slot."""
    inspection = allocation.inspection
    check_can_allocate(by, inspection)
    refuse_unless(bool(reason.strip()), "Say why the case is moved.")
    refuse_unless(reader.id != allocation.reader_id, f"{reader.name} reads the case already. Choose somebody else.")
    refuse_unless(reader in readers(inspection, by), f"{reader.name} does not read cases of this inspection.")
    known = (allocation.case, reader.id) in conflicts(inspection)
    refuse_unless(not known, f"{reader.name} cannot read the case {allocation.case}.")
    others = allocations(inspection).exclude(pk=allocation.pk)
    taken = [(row.reader_id, slot) for row in others if (slot := slot_of(row))]
    there = slot_of(allocation)
    order = (*([there] if there else []), *slots_of(inspection))
    slot = timetabled([(allocation.case, reader.id)], order, taken)[allocation.case]
    _check_not_in_two_places(allocation, allocation.comes, slot)
    to: dict[str, object] = {
        "reader_id": reader.id,
        "day": slot.day if slot else None,
        "start": slot.start if slot else "",
    }
    _change(allocation, seen, to, kinds.CASE_MOVED, by, reason)


def move_interview(*, allocation: Allocation, seen: int, day: date, start: str, by: Standing) -> None:
    """Move an interview to another slot of the case week."""
    check_can_allocate(by, allocation.inspection)
    refuse_unless(Slot(day, start) in slots_of(allocation.inspection), "Choose one of the slots of the case week.")
    same = f"{allocation.reader.name} has another interview then. Choose another slot."
    taken = allocations(allocation.inspection).filter(reader=allocation.reader_id, day=day, start=start)
    refuse_unless(not taken.exclude(pk=allocation.pk).exists(), same)
    _check_not_in_two_places(allocation, allocation.comes, Slot(day, start))
    _change(allocation, seen, {"day": day, "start": start}, kinds.INTERVIEW_MOVED, by)


def say_who_comes(*, allocation: Allocation, seen: int, comes: str, by: Standing) -> None:
    """Say for the service who comes to an interview. Nobody comes to two at once. The record does not keep the name."""
    check_can_say_who_comes(by, allocation)
    _check_not_in_two_places(allocation, comes, slot_of(allocation))
    with transaction.atomic():
        _change(allocation, seen, {}, kinds.COMER_NAMED, by)
        Allocation.objects.filter(pk=allocation.pk).update(comes=comes)


def declare_conflict(*, inspection: Inspection, case: str, by: Standing) -> CaseConflict:
    """Say that one cannot read a case. Where it is on oneself, the lead has to move it."""
    check_can_declare_conflict(by, inspection)
    known = any(one.reference == case for one in cases_to_read(inspection))
    refuse_unless(known, f"The inspection holds no case '{case}'.")
    after = {"case": case, "person_id": by.person}
    try:
        with transaction.atomic():
            row = CaseConflict.objects.create(inspection=inspection, **after)
            write(chain=inspection_chain(inspection), by=by, kind=kinds.CONFLICT_DECLARED, thing=row, after=after)
    except IntegrityError:
        raise Refusal(f"You have said already that you cannot read the case {case}.") from None
    return row


def _check_not_in_two_places(allocation: Allocation, comes: str, slot: Slot | None) -> None:
    rows = allocations(allocation.inspection)
    comers = {row.case: (row.comes, slot_of(row)) for row in rows} | {allocation.case: (comes, slot)}
    other = at_once(comers, allocation.case)
    refuse_unless(other is None, f"{comes} is to come to the interview about {other} at the same time.")


def _change(
    allocation: Allocation, seen: int, to: dict[str, object], kind: Kind, by: Standing, reason: str = ""
) -> None:
    chain = inspection_chain(allocation.inspection)
    try:
        with transaction.atomic():
            change(allocation, seen=seen, to=to, by=by, kind=kind, chain=chain, reason=reason)
    except IntegrityError:
        raise Refusal("Somebody has just taken that slot. Open the page again.") from None
