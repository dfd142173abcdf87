"""Questions about readers and interviews. Nothing is changed here."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from trigpoint.inspectorate.assessment.interviews import Slot, slots
from trigpoint.inspectorate.assessment.models import Allocation, CaseConflict
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import on_team
from trigpoint.inspectorate.programme.timetable import BankHolidays
from trigpoint.inspectorate.sampling.piece import CaseToRead, case_references, cases_to_read
from trigpoint.people.models import Person
from trigpoint.people.roles import CASE_READERS, RoleKey
from trigpoint.people.standing import Standing
from trigpoint.record.alterations import AlteredError
from trigpoint.sameness import name_key


@dataclass(frozen=True, slots=True)
class Interview:
    """One case of the sample with its reader and interview; `allocation` is None while nobody is to read it."""

    case: CaseToRead
    allocation: Allocation | None


def readers(inspection: Inspection, by: Standing) -> tuple[Person, ...]:
    """Whoever has joined the team to read cases, each once. Nobody with a conflict with the service is among them."""
    joined = [member for member in on_team(inspection, by.on) if member.role in CASE_READERS]
    ordered = sorted(
        joined, key=lambda member: (CASE_READERS.index(RoleKey(member.role)), name_key(member.person.name))
    )
    return tuple({member.person_id: member.person for member in ordered}.values())


def allocations(inspection: Inspection) -> QuerySet[Allocation]:
    """Every case of the sample that somebody is to read."""
    return _allocations(inspection).filter(case__in=case_references(inspection))


def left_allocations(inspection: Inspection) -> QuerySet[Allocation]:
    """The cases that somebody was to read when they left the sample."""
    return _allocations(inspection).exclude(case__in=case_references(inspection))


def _allocations(inspection: Inspection) -> QuerySet[Allocation]:
    return Allocation.objects.filter(inspection=inspection).select_related("reader", "inspection__service")


def on_reader(reader: Person, inspections: QuerySet[Inspection]) -> dict[Inspection, list[Allocation]]:
    """The cases of some inspections' samples that somebody is to read, by inspection, the first day first."""
    by_inspection: dict[Inspection, list[Allocation]] = {}
    rows = Allocation.objects.filter(reader=reader, inspection__in=inspections)
    for row in rows.select_related("inspection__service").order_by("day"):
        by_inspection.setdefault(row.inspection, []).append(row)
    in_sample = {inspection: _still_in_sample(inspection, rows) for inspection, rows in by_inspection.items()}
    return {inspection: rows for inspection, rows in in_sample.items() if rows}


def _still_in_sample(inspection: Inspection, rows: list[Allocation]) -> list[Allocation]:
    # That rows were altered is said on the inspection's own pages; a home page is about more than one inspection.
    try:
        references = case_references(inspection)
    except AlteredError:
        return rows
    return [row for row in rows if row.case in references]


def conflicts_declared(inspection: Inspection) -> QuerySet[CaseConflict]:
    """The declarations that have not been withdrawn: who cannot read which case."""
    return CaseConflict.objects.filter(inspection=inspection, stands=True).select_related("person", "inspection")


def conflicts(inspection: Inspection) -> frozenset[tuple[str, UUID]]:
    """Who cannot read which case."""
    return frozenset((conflict.case, conflict.person_id) for conflict in conflicts_declared(inspection))


def interviews(inspection: Inspection) -> tuple[Interview, ...]:
    """Every case of the sample with its interview: by day and time, those that nobody is to read last."""
    by_case = {allocation.case: allocation for allocation in allocations(inspection)}
    unsorted = [Interview(case, by_case.get(case.reference)) for case in cases_to_read(inspection)]
    return tuple(sorted(unsorted, key=_when))


def _when(interview: Interview) -> tuple[bool, str, str, str]:
    row = interview.allocation
    day = row.day.isoformat() if row and row.day else ""
    return (not day, day, row.start if row else "", interview.case.reference)


def slot_of(row: Allocation) -> Slot | None:
    """The slot of an interview; None where it has none."""
    return Slot(row.day, row.start) if row.day and row.start else None


def slots_of(inspection: Inspection) -> tuple[Slot, ...]:
    """The slots of the case week; none without a site date."""
    return slots(inspection.site_date, BankHolidays()) if inspection.site_date else ()


def outside_case_week(inspection: Inspection) -> tuple[Allocation, ...]:
    """The interviews of the sample that have no slot of the case week: the site date was moved, or none was free."""
    offered = set(slots_of(inspection))
    return tuple(row for row in allocations(inspection) if slot_of(row) not in offered)


def taken_for(allocation: Allocation) -> dict[Slot, str]:
    """The slots that an interview cannot be moved to, each with by what it is taken."""
    taken: dict[Slot, str] = {}
    for row in allocations(allocation.inspection).exclude(pk=allocation.pk):
        slot, comes = slot_of(row), name_key(row.comes)
        if slot and row.reader_id == allocation.reader_id:
            taken[slot] = f"taken, {row.reader.name} has case {row.case}"
        elif slot and comes and comes == name_key(allocation.comes):
            taken[slot] = f"taken, {row.comes} comes about case {row.case}"
    return taken
