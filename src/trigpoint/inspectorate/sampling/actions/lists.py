"""Take in the case lists of a service: upload, say what the columns mean, send or drop."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID, uuid5

from django.db import transaction

from trigpoint.case_lists.frozen import frozen_sha256, frozen_text
from trigpoint.case_lists.layout import CaseListLayout
from trigpoint.case_lists.remarks import REMARKS
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import lock_inspection
from trigpoint.inspectorate.programme.telling import tell_of
from trigpoint.inspectorate.sampling import kinds
from trigpoint.inspectorate.sampling.access import check_can_send_lists, check_can_work_on, check_clock
from trigpoint.inspectorate.sampling.list_plans import (
    checked_list,
    first_plan,
    plan_of,
    plan_sha256,
    table_json,
    table_of,
)
from trigpoint.inspectorate.sampling.models import CaseList
from trigpoint.inspectorate.sampling.queries import case_lists, layout_of, lists_for_draw, sent_lists, waiting_seed
from trigpoint.notices.table import LIST_SENT
from trigpoint.people.access import Refusal, check_reason_given, refuse_unless
from trigpoint.people.standing import Standing
from trigpoint.record.chains import inspection_chain
from trigpoint.record.kinds import Kind
from trigpoint.record.versioned import change
from trigpoint.record.writing import new_row, write
from trigpoint.sameness import reference_key
from trigpoint.tables.mapping import ColumnPlan, from_json, unmapped_columns, without_other_columns
from trigpoint.tables.table import Table

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


def list_id(form: UUID, inspection: Inspection, upload: Upload) -> UUID:
    """The id of the list that a form starts. Sent twice with the same, it is one list; with anything else, another."""
    sent = (inspection.pk, upload.case_type, upload.supplier, upload.drawn_up, sha256(upload.content).hexdigest())
    # From what was sent and not from chance, so that a second click finds the list of the first.
    return uuid5(form, "\n".join(map(str, sent)))


def start_list(*, form: UUID, inspection: Inspection, upload: Upload, by: Standing) -> CaseList:
    """Take in an uploaded list to be checked. `form` is the id of the form that was sent.

    Nobody but the service sees it before it is sent.
    """
    check_can_send_lists(by, inspection, waiting_seed(inspection))
    layout = _layout(inspection)
    refuse_unless(upload.case_type in {case_type.id for case_type in layout.case_types}, "Choose which list it is.")
    # A list says what was so on a day, so the day has been: one to come is a slip of the keyboard.
    refuse_unless(upload.drawn_up <= by.on, "A list cannot have been drawn up after today. Correct the day.")
    plan = first_plan(
        upload.table, layout, service=inspection.service_id, supplier=upload.supplier, case_type=upload.case_type
    )
    told = {
        "case_type": upload.case_type,
        "supplier": upload.supplier,
        "drawn_up": upload.drawn_up,
        # The file itself is not kept: it may hold columns that nobody asked for, a child's name among them.
        "file_sha256": sha256(upload.content).hexdigest(),
        "plan_sha256": plan_sha256(plan),
    }
    table = table_json(_asked_for(upload.table, plan, layout))
    untold = {"file_name": upload.file_name, "table": table, "plan": plan.to_json(), "frozen": ""}
    with transaction.atomic():
        # A page that is sent twice, by a double click or a slow line, makes one list.
        started, is_new = CaseList.objects.get_or_create(
            id=list_id(form, inspection, upload), defaults={"inspection": inspection, **told, **untold}
        )
        refuse_unless(
            started.state == State.CHECKING,
            "This list was uploaded from this page before, and has been sent or dropped since. Open the page again.",
        )
        if is_new:
            chain = inspection_chain(inspection)
            write(chain=chain, by=by, kind=kinds.LIST_STARTED, thing=new_row(started), after=told)
    return started


def map_list(*, case_list: CaseList, seen: int, plan: ColumnPlan, by: Standing) -> None:
    """Say what the columns and the words of a list mean. It is remembered for the supplier once the list is sent."""
    check_can_work_on(by, case_list)
    inspection = case_list.inspection
    table = table_json(_asked_for(table_of(case_list), plan, _layout(inspection)))
    to = {"plan_sha256": plan_sha256(plan), "plan": plan.to_json(), "table": table}
    change(case_list, seen=seen, to=to, by=by, kind=kinds.LIST_MAPPED, chain=inspection_chain(inspection))


def send_list(*, case_list: CaseList, seen: int, at: datetime, by: Standing, reason: str = "") -> None:
    """Send a list without faults to the inspectorate, whole. An older list of the type is superseded and kept.

    `reason` says why it takes the place of a list that was sent for the same draw, which the certificate tells.
    """
    check_can_work_on(by, case_list)
    inspection = case_list.inspection
    waiting = waiting_seed(inspection)
    check_can_send_lists(by, inspection, waiting)
    if waiting is not None:
        check_clock(at, waiting.at, "the seed of the draw was fixed")
    layout = _layout(inspection)
    chain = inspection_chain(inspection)
    with transaction.atomic():
        lock_inspection(inspection)
        _check_references_are_new(case_list, layout)
        # Superseded before the new one is sent, as the database takes one sent list of a type at a time.
        _supersede_older(case_list, reason, by)
        # Checked again although its page showed it: the site date, and so the window, may have moved since.
        checked = checked_list(case_list, layout)
        refuse_unless(
            len(checked.rows) <= MOST_CASES,
            f"The list has more than {MOST_CASES:,} cases. Send those of the last year.",
        )
        refuse_unless(
            checked.is_good, "The list has faults that must be corrected first. Correct them and upload it again."
        )
        text = frozen_text(checked.cases, layout.attributes)
        # A list may have come with columns that nobody asked for: what was not asked for is not kept.
        table = without_other_columns(table_of(case_list), plan_of(case_list), layout, REMARKS)
        to: dict[str, object] = {
            "state": State.SENT,
            "frozen": text,
            "table": table_json(table),
            "cases": len(checked.cases),
            "frozen_sha256": frozen_sha256(text),
            "sent_by_id": by.person,
            "sent_at": at,
        }
        event = change(case_list, seen=seen, to=to, by=by, kind=kinds.LIST_SENT, chain=chain)
        named = next(case_type.name for case_type in layout.case_types if case_type.id == case_list.case_type)
        tell_of(LIST_SENT, inspection, by=by, at=event.at, what=named)


def _supersede_older(case_list: CaseList, reason: str, by: Standing) -> None:
    if replaces(case_list):
        check_reason_given(reason, "Say why this list takes the place of the one that you sent.")
    older = sent_lists(case_list.inspection).get(case_list.case_type)
    if older is not None:
        to: dict[str, object] = {"state": State.SUPERSEDED}
        kind, chain = kinds.LIST_SUPERSEDED, inspection_chain(case_list.inspection)
        change(older, seen=older.version, to=to, by=by, kind=kind, chain=chain, reason=reason)


def replaces(case_list: CaseList) -> bool:
    """Whether a list, once sent, takes the place of one that came in for the same draw."""
    return case_list.case_type in lists_for_draw(case_list.inspection)


def drop_list(*, case_list: CaseList, seen: int, by: Standing) -> None:
    """Drop a list that was not sent. The inspectorate never sees what was in it."""
    check_can_work_on(by, case_list)
    _empty(case_list, seen=seen, kind=kinds.LIST_DROPPED, by=by)


def drop_unsent_lists(*, inspection: Inspection, by: Standing) -> None:
    """Drop every list that is still being checked, as part of a draw: none can be sent any more, so none is kept."""
    for case_list in case_lists(inspection).filter(state=State.CHECKING):
        _empty(case_list, seen=case_list.version, kind=kinds.LIST_LEFT, by=by)


def _empty(case_list: CaseList, *, seen: int, kind: Kind, by: Standing) -> None:
    """Drop a list with every cell of it, and with its words: what was not sent is not ours to keep."""
    table = table_of(case_list)
    # Headings are those of a product and stay, for the next list; words are the service's own and go.
    bare = ColumnPlan(from_json(case_list.plan).headings)
    to: dict[str, object] = {
        "state": State.DROPPED,
        "plan_sha256": plan_sha256(bare),
        "plan": bare.to_json(),
        "table": table_json(replace(table, rows=())),
    }
    change(case_list, seen=seen, to=to, by=by, kind=kind, chain=inspection_chain(case_list.inspection))


def _layout(inspection: Inspection) -> CaseListLayout:
    layout = layout_of(inspection)
    if layout is None:
        raise Refusal("The framework of this inspection draws no sample, so no case lists are asked for.")
    return layout


def _asked_for(table: Table, plan: ColumnPlan, layout: CaseListLayout) -> Table:
    """What is kept of a list while it is checked: all of it while a column has to be found, then what is asked for."""
    return table if unmapped_columns(plan, layout) else without_other_columns(table, plan, layout, REMARKS)


def _check_references_are_new(case_list: CaseList, layout: CaseListLayout) -> None:
    """A reference names one case over the lists of all types, whatever its capitals; lists of an older seed aside."""
    references = {reference_key(case.reference) for case in checked_list(case_list, layout).cases}
    for other in lists_for_draw(case_list.inspection).values():
        if other.case_type != case_list.case_type:
            # One case on two lists would have two chances, and its answers could not be told apart.
            others = (case.reference for case in checked_list(other, layout).cases)
            twice = sorted(reference for reference in others if reference_key(reference) in references)
            name = layout.case_type_name(other.case_type)
            sentence = f"These cases are on the list of {name} too: {', '.join(twice[:10])}. Give each case one list."
            refuse_unless(not twice, sentence)
