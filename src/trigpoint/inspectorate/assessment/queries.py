"""Questions about readers and interviews. Nothing is changed here."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from trigpoint.inspectorate.assessment.allocation import CaseToRead
from trigpoint.inspectorate.assessment.interviews import Slot, slots
from trigpoint.inspectorate.assessment.models import Allocation, CaseConflict
from trigpoint.inspectorate.contents.queries import CannotBeShownError, held
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import on_team
from trigpoint.inspectorate.programme.timetable import BankHolidays
from trigpoint.people.models import Person
from trigpoint.people.roles import CASE_READERS, RoleKey
from trigpoint.people.standing import Standing


@dataclass(frozen=True, slots=True)
class Interview:
    """One case of the sample with its reader and interview; `allocation` is None while it is on nobody."""

    case: CaseToRead
    allocation: Allocation | None


def cases_to_read(inspection: Inspection) -> tuple[CaseToRead, ...]:
    """The cases that the inspection holds, in their order."""
    contents = held(inspection)
    return tuple(CaseToRead(one.reference, one.case_type) for one in contents.bundle.cases) if contents else ()


def readers(inspection: Inspection, by: Standing) -> tuple[Person, ...]:
    """Whoever has joined the team to read cases, each once. Nobody with a conflict with the service is among them."""
    joined = [one for one in on_team(inspection, by.on) if one.role in CASE_READERS]
    ordered = sorted(joined, key=lambda one: (CASE_READERS.index(RoleKey(one.role)), one.person.name))
    return tuple({one.person_id: one.person for one in ordered}.values())


def allocations(inspection: Inspection) -> QuerySet[Allocation]:
    """Every case of the sample that is on somebody."""
    return _allocations(inspection).filter(case__in=_in_sample(inspection))


def left_allocations(inspection: Inspection) -> QuerySet[Allocation]:
    """The cases that were on somebody when they left the sample."""
    return _allocations(inspection).exclude(case__in=_in_sample(inspection))


def _allocations(inspection: Inspection) -> QuerySet[Allocation]:
    return Allocation.objects.filter(inspection=inspection).select_related("reader", "inspection__service")


def _in_sample(inspection: Inspection) -> list[str]:
    return [one.reference for one in cases_to_read(inspection)]


def on_reader(reader: Person, inspections: QuerySet[Inspection]) -> dict[Inspection, list[Allocation]]:
    """The cases of some inspections' samples that are on somebody, inspection by inspection, the first day first."""
    found: dict[Inspection, list[Allocation]] = {}
    rows = Allocation.objects.filter(reader=reader, inspection__in=inspections)
    for row in rows.select_related("inspection__service").order_by("day"):
        found.setdefault(row.inspection, []).append(row)
    kept = {one: _still_in_sample(one, rows) for one, rows in found.items()}
    return {one: rows for one, rows in kept.items() if rows}


def _still_in_sample(inspection: Inspection, rows: list[Allocation]) -> list[Allocation]:
    # That contents were altered is said on the inspection's own pages; a home page is about more than one inspection.
    try:
        known = _in_sample(inspection)
    except CannotBeShownError:
        return rows
    return [row for row in rows if row.case in known]


def conflicts_declared(inspection: Inspection) -> QuerySet[CaseConflict]:
    """The declarations that stand: who cannot read which case."""
    rows = CaseConflict.objects.filter(inspection=inspection, stands=True)
    return rows.select_related("person", "inspection").order_by("case", "person__name")


def conflicts(inspection: Inspection) -> frozenset[tuple[str, UUID]]:
    """Who cannot read which case."""
    return frozenset((one.case, one.person_id) for one in conflicts_declared(inspection))


def interviews(inspection: Inspection) -> tuple[Interview, ...]:
    """Every case of the sample with its interview: by day and time, those on nobody last."""
    there = {one.case: one for one in allocations(inspection)}
    found = [Interview(case, there.get(case.reference)) for case in cases_to_read(inspection)]
    return tuple(sorted(found, key=_when))


def _when(one: Interview) -> tuple[bool, str, str, str]:
    row = one.allocation
    day = row.day.isoformat() if row and row.day else ""
    return (not day, day, row.start if row else "", one.case.reference)


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
