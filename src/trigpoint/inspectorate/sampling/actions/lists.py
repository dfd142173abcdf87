"""Take in the case lists of a service: upload, say what the columns mean, send or drop."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from trigpoint.bundle.case_list.frozen import frozen_sha256, frozen_text
from trigpoint.bundle.case_list.layout import CaseListLayout
from trigpoint.bundle.case_list.mapping import ColumnPlan, place_of
from trigpoint.bundle.case_list.table import Row, Table
from trigpoint.inspectorate.programme.actions.planning import inspection_chain
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling import kinds
from trigpoint.inspectorate.sampling.access import check_can_send_lists, check_can_work_on
from trigpoint.inspectorate.sampling.models import CaseList
from trigpoint.inspectorate.sampling.queries import (
    checked_list,
    first_plan,
    layout_of,
    plan_of,
    sent_lists,
    table_json,
    table_of,
    waiting_seed,
)
from trigpoint.people.access import Refusal, refuse_unless
from trigpoint.people.standing import Standing
from trigpoint.record.versioned import change
from trigpoint.record.writing import write

State = CaseList.State

# What a Bundle takes as the number of eligible cases; the largest services have some hundreds.
MOST_CASES = 10_000


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was uploaded: what it holds, which case type, from which supplier's system, drawn up when."""

    case_type: str
    supplier: str
    drawn_up: date
    file_name: str
    content: bytes
    table: Table


def start_list(*, form: UUID, inspection: Inspection, upload: Upload, by: Standing) -> CaseList:
    """Take in an uploaded list to be checked. `form` is the id of the form that was sent: sent twice, it is one list.

    Nobody but the service sees it before it is sent.
    """
    check_can_send_lists(by, inspection, waiting_seed(inspection))
    layout = _layout(inspection)
    refuse_unless(upload.case_type in {one.id for one in layout.case_types}, "Choose which list it is.")
    plan = first_plan(upload.table, layout, supplier=upload.supplier, case_type=upload.case_type).to_json()
    with transaction.atomic():
        said = {"case_type": upload.case_type, "supplier": upload.supplier, "drawn_up": upload.drawn_up, "plan": plan}
        file_sha256 = sha256(upload.content).hexdigest()
        kept = {"file_name": upload.file_name, "table": table_json(upload.table), "frozen": ""}
        defaults = {"inspection": inspection, "file_sha256": file_sha256, **said, **kept}
        started, made = CaseList.objects.get_or_create(id=form, defaults=defaults)
        same = (started.inspection_id, started.file_sha256) == (inspection.id, file_sha256)
        refuse_unless(same, "This form was sent before with another file. Open the page again.")
        if made:
            after = {**said, "file_sha256": file_sha256}
            write(chain=inspection_chain(inspection), by=by, kind=kinds.LIST_STARTED, thing=started, after=after)
    return started


def map_list(*, case_list: CaseList, seen: int, plan: ColumnPlan, by: Standing) -> None:
    """Say what the columns and the words of a list mean. It is remembered for the supplier once the list is sent."""
    check_can_work_on(by, case_list)
    chain = inspection_chain(case_list.inspection)
    with transaction.atomic():
        to = {"plan": plan.to_json()}
        change(case_list, seen=seen, to=to, by=by, kind=kinds.LIST_MAPPED, chain=chain)


def send_list(*, case_list: CaseList, seen: int, at: datetime, by: Standing) -> None:
    """Send a list without faults to the inspectorate, whole. An older list of the type is superseded and kept."""
    check_can_work_on(by, case_list)
    inspection = case_list.inspection
    check_can_send_lists(by, inspection, waiting_seed(inspection))
    layout = _layout(inspection)
    chain = inspection_chain(inspection)
    with transaction.atomic():
        Inspection.objects.select_for_update().get(pk=inspection.pk)
        _check_references_are_new(case_list, layout)
        older = sent_lists(inspection).get(case_list.case_type)
        if older is not None:
            to: dict[str, object] = {"state": State.SUPERSEDED}
            change(older, seen=older.version, to=to, by=by, kind=kinds.LIST_SUPERSEDED, chain=chain)
        checked = checked_list(case_list, layout)
        refuse_unless(
            len(checked.rows) <= MOST_CASES,
            f"The list has more than {MOST_CASES:,} cases. Send those of the last year.",
        )
        refuse_unless(checked.is_good, "The list has faults that must be mended first. Mend them and upload it again.")
        text = frozen_text(checked.cases, layout.attributes)
        to = {
            "state": State.SENT,
            "cases": len(checked.cases),
            "frozen_sha256": frozen_sha256(text),
            "sent_by_id": by.person,
            "sent_at": at,
        }
        change(case_list, seen=seen, to=to, by=by, kind=kinds.LIST_SENT, chain=chain)
        CaseList.objects.filter(pk=case_list.pk).update(frozen=text, table=_asked_for(case_list, layout))


def drop_list(*, case_list: CaseList, seen: int, by: Standing) -> None:
    """Drop a list that was not sent. The inspectorate never sees what was in it."""
    check_can_work_on(by, case_list)
    chain = inspection_chain(case_list.inspection)
    with transaction.atomic():
        to: dict[str, object] = {"state": State.DROPPED}
        change(case_list, seen=seen, to=to, by=by, kind=kinds.LIST_DROPPED, chain=chain)
        CaseList.objects.filter(pk=case_list.pk).update(table=_asked_for(case_list, _layout(case_list.inspection)))


def _layout(inspection: Inspection) -> CaseListLayout:
    layout = layout_of(inspection)
    if layout is None:
        raise Refusal("The framework of this inspection draws no sample, so no case lists are asked for.")
    return layout


def _asked_for(case_list: CaseList, layout: CaseListLayout) -> dict[str, object]:
    """The list with none but the columns that are asked for: whatever else a system put in is not ours to keep."""
    table, plan = table_of(case_list), plan_of(case_list)
    found = (place_of(table, plan.headings.get(one.id)) for one in layout.columns)
    places = sorted({place for place in found if place is not None})
    rows = tuple(Row(row.line, tuple(row.cells[place] for place in places)) for row in table.rows)
    return table_json(Table(tuple(table.headings[place] for place in places), rows, table.kind))


def _check_references_are_new(case_list: CaseList, layout: CaseListLayout) -> None:
    """A reference names one case, over the lists of all types, in capitals as in small letters."""
    ours = {one.reference.casefold() for one in checked_list(case_list, layout).cases}
    for other in sent_lists(case_list.inspection).values():
        if other.case_type != case_list.case_type:
            theirs = (one.reference for one in checked_list(other, layout).cases)
            twice = sorted(reference for reference in theirs if reference.casefold() in ours)
            name = layout.case_type_name(other.case_type)
            sentence = f"These cases stand in the list of {name} too: {', '.join(twice[:10])}. Give each case one list."
            refuse_unless(not twice, sentence)
