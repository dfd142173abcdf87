"""What the activities hold of some inspections, as far as their course depends on it: one query a table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from trigpoint.bundle.pinned import FrameworkGoneError
from trigpoint.case_lists.layout import CaseListLayout
from trigpoint.inspectorate.assessment.models import Allocation, CaseConflict
from trigpoint.inspectorate.programme.models import AdjustedDate, Inspection
from trigpoint.inspectorate.programme.queries import dates_with
from trigpoint.inspectorate.programme.timetable import Dated
from trigpoint.inspectorate.publishing.models import DraftReport, Signature
from trigpoint.inspectorate.requests.models import Request
from trigpoint.inspectorate.sampling.models import CaseList, Draw, SecondDecision, SeedCommitment
from trigpoint.inspectorate.sampling.queries import layout_of

Row = TypeVar("Row", bound=Model)
By = Mapping[UUID, tuple[Row, ...]]


@dataclass(frozen=True, slots=True)
class SampleFacts:
    """How far the sample of an inspection is.

    `draws` says whether the framework draws one; `waits` whether a seed waits for a draw, the first or another;
    `missing` names the case types of which no list has come in that counts for it.
    """

    draws: bool
    fixed: bool
    waits: bool
    drawn: bool
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The rows of one inspection."""

    days: tuple[Dated, ...]
    requests: tuple[Request, ...]
    drafts: frozenset[UUID]
    sample: SampleFacts
    allocations: tuple[Allocation, ...]
    conflicts: frozenset[tuple[str, UUID]]
    decisions: tuple[SecondDecision, ...]
    signature: Signature | None


def gathered(inspections: Sequence[Inspection]) -> dict[UUID, Gathered]:
    """Inspection → what the activities hold of it. Asks the database ten times."""
    adjusted = _by_inspection(AdjustedDate.objects.all(), inspections)
    # What was asked and answered is long, and nothing of it is asked for here.
    briefly = Request.objects.defer("words", "note", "reply", "sent_back").order_by("due", "title")
    request_rows = _by_inspection(briefly, inspections)
    drafts = _by_inspection(DraftReport.objects.defer("body"), inspections)
    signatures = _by_inspection(Signature.objects.select_related("signed_by"), inspections)
    seeds = _by_inspection(SeedCommitment.objects.defer("sealed"), inspections)
    lists = _by_inspection(_sent_lists(), inspections)
    drawn = set(Draw.objects.filter(inspection__in=inspections).values_list("inspection_id", flat=True))
    allocations = _by_inspection(Allocation.objects.select_related("reader"), inspections)
    conflicts = _by_inspection(CaseConflict.objects.filter(stands=True), inspections)
    waiting = SecondDecision.objects.filter(state=SecondDecision.State.ASKED)
    decisions = _by_inspection(waiting, inspections)
    return {
        row.pk: Gathered(
            days=dates_with(row, adjusted.get(row.pk, ())),
            requests=request_rows.get(row.pk, ()),
            drafts=frozenset(draft.request_id for draft in drafts.get(row.pk, ())),
            sample=_sample(row, seeds.get(row.pk, ()), lists.get(row.pk, ()), drawn=row.pk in drawn),
            allocations=allocations.get(row.pk, ()),
            conflicts=frozenset((conflict.case, conflict.person_id) for conflict in conflicts.get(row.pk, ())),
            decisions=decisions.get(row.pk, ()),
            signature=next(iter(signatures.get(row.pk, ())), None),
        )
        for row in inspections
    }


def _sent_lists() -> "QuerySet[CaseList]":
    # A list itself is long, and nothing of it is asked for here.
    return CaseList.objects.filter(state=CaseList.State.SENT).only("inspection", "case_type", "sent_at")


def _by_inspection(rows: "QuerySet[Row]", inspections: Sequence[Inspection]) -> By[Row]:
    by_inspection: dict[UUID, list[Row]] = {}
    for row in rows.filter(inspection__in=inspections):
        by_inspection.setdefault(row.inspection_id, []).append(row)  # type: ignore[attr-defined]
    return {pk: tuple(group) for pk, group in by_inspection.items()}


def _sample(
    inspection: Inspection, seeds: Sequence[SeedCommitment], lists: Iterable[CaseList], *, drawn: bool
) -> SampleFacts:
    waiting = next((seed for seed in seeds if seed.draw_number is None and seed.withdrawn_on is None), None)
    layout = _layout(inspection)
    # A list from before the seed is none: it was known to whoever fixed it.
    in_time = {row.case_type for row in lists if waiting is None or _came_in_after(row, waiting.at)}
    case_types = layout.case_types if layout else ()
    return SampleFacts(
        draws=layout is not None,
        fixed=bool(seeds),
        waits=waiting is not None,
        drawn=drawn,
        missing=tuple(case_type.name for case_type in case_types if case_type.id not in in_time),
    )


def _layout(inspection: Inspection) -> CaseListLayout | None:
    # That a framework is gone is said on the inspection's own pages; here it would shut those of all others.
    try:
        return layout_of(inspection)
    except FrameworkGoneError:
        return None


def _came_in_after(case_list: CaseList, at: datetime) -> bool:
    return case_list.sent_at is not None and case_list.sent_at >= at
