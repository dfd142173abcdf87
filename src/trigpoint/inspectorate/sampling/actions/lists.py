"""Take in the case lists of a service: upload them, answer what is asked about them, or drop them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from uuid import UUID, uuid5

from django.db import transaction

from trigpoint.case_lists.layout import CaseListLayout
from trigpoint.case_lists.reading import read_list
from trigpoint.case_lists.remarks import REMARKS
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import lock_inspection
from trigpoint.inspectorate.sampling import kinds
from trigpoint.inspectorate.sampling.access import check_can_send_lists, check_can_work_on, layout_asked_for
from trigpoint.inspectorate.sampling.list_plans import (
    plan_sha256,
    read_upload,
    references_in,
    references_of,
    sheets_of,
    starting_answers,
)
from trigpoint.inspectorate.sampling.models import CaseList
from trigpoint.inspectorate.sampling.queries import (
    case_lists,
    sent_lists,
    unsent_list,
    waiting_seed,
)
from trigpoint.inspectorate.sampling.upload_answers import UploadAnswers, answers_of, lost_noughts
from trigpoint.people.access import Refusal, refuse_unless
from trigpoint.people.standing import Standing
from trigpoint.record.chains import inspection_chain
from trigpoint.record.kinds import Kind
from trigpoint.record.versioned import change
from trigpoint.record.writing import new_row, write
from trigpoint.tables.mapping import ColumnPlan, asked_for, from_json
from trigpoint.tables.sheets_read import SheetsRead
from trigpoint.tables.stored import sheets_json
from trigpoint.tables.unreadable import UnreadableListError

State = CaseList.State


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was uploaded: what it holds, which case type, from which supplier's system, drawn up when."""

    case_type: str
    supplier: str
    drawn_up: date
    file_name: str
    content: bytes
    sheets: SheetsRead

    @property
    def sha256(self) -> str:
        """The hash of the file, which itself is not kept: a column that nobody asked for may hold names."""
        return sha256(self.content).hexdigest()


def list_id(form: UUID, inspection: Inspection, upload: Upload) -> UUID:
    """The id of the list that a form starts. Sent twice with the same, it is one list; with anything else, another."""
    sent = (inspection.pk, upload.case_type, upload.supplier, upload.drawn_up, upload.sha256)
    # From what was sent and not from chance, so that a second click finds the list of the first.
    return uuid5(form, "\n".join(map(str, sent)))


def start_lists(*, form: UUID, inspection: Inspection, uploads: Sequence[Upload], by: Standing) -> tuple[CaseList, ...]:
    """Take in one file as the lists of several case types, all of them or none: a workbook may hold both."""
    with transaction.atomic():
        return tuple(start_list(form=form, inspection=inspection, upload=upload, by=by) for upload in uploads)


def start_list(*, form: UUID, inspection: Inspection, upload: Upload, by: Standing) -> CaseList:
    """Take in an uploaded list to be checked. `form` is the id of the form that was sent.

    Nobody but the service sees it before it is sent. It takes the place of what was uploaded before and not sent, and
    starts from what the service had said of that.
    """
    check_can_send_lists(by, inspection, waiting_seed(inspection))
    layout = layout_asked_for(inspection)
    refuse_unless(upload.case_type in {case_type.id for case_type in layout.case_types}, "Choose which list it is.")
    # A list says what was so on a day, so the day has been: one to come is a slip of the keyboard.
    refuse_unless(upload.drawn_up <= by.on, "A list cannot have been drawn up after today. Correct the day.")
    with transaction.atomic():
        # Of two pages that upload at once the second shall find the list of the first, and mend or be it.
        lock_inspection(inspection)
        again = CaseList.objects.filter(pk=list_id(form, inspection, upload)).first()
        refuse_unless(
            again is None or again.state == State.CHECKING,
            "This list was uploaded from this page before, and has been sent, dropped or replaced since. Open the page "
            "again.",
        )
        before = unsent_list(inspection, upload.case_type)
        # A page that is sent twice, by a double click or a slow line, or the same file from two pages, makes one list.
        same = again or (before if before and _is_same(before, upload) else None)
        return same or _start(form, inspection, upload, before, layout, by)


def _is_same(case_list: CaseList, upload: Upload) -> bool:
    uploaded = (case_list.file_sha256, case_list.supplier, case_list.drawn_up)
    return uploaded == (upload.sha256, upload.supplier, upload.drawn_up)


def _start(
    form: UUID,
    inspection: Inspection,
    upload: Upload,
    before: CaseList | None,
    layout: CaseListLayout,
    by: Standing,
) -> CaseList:
    starts_from = starting_answers(
        inspection, layout, supplier=upload.supplier, case_type=upload.case_type, mends=before
    )
    read = read_list(upload.sheets, layout, upload.case_type, starts_from.given, starts_from.starts_from)
    plan = read.plan
    sheets = asked_for(upload.sheets, plan.headings, layout, REMARKS)
    earlier = before or sent_lists(inspection).get(upload.case_type)
    # Kept with the list, as the rows of the one before go.
    lost = lost_noughts(references_of(earlier, layout), references_in(read.table, plan, layout)) if earlier else {}
    told = {
        "case_type": upload.case_type,
        "supplier": upload.supplier,
        "drawn_up": upload.drawn_up,
        "file_sha256": upload.sha256,
        "plan_sha256": plan_sha256(plan),
        "mends_id": before.pk if before else None,
    }
    started = CaseList(
        id=list_id(form, inspection, upload),
        inspection=inspection,
        file_name=upload.file_name,
        table=sheets_json(sheets),
        answers=replace(starts_from, lost_noughts=lost).to_json(),
        plan=plan.to_json(),
        frozen="",
        **told,
    )
    for faulty in case_lists(inspection).filter(state=State.CHECKING, case_type=upload.case_type):
        _empty(faulty, seen=faulty.version, to=State.REPLACED, kind=kinds.LIST_REPLACED, by=by)
    started.save(force_insert=True)
    write(chain=inspection_chain(inspection), by=by, kind=kinds.LIST_STARTED, thing=new_row(started), after=told)
    return started


def answer_questions(*, case_list: CaseList, seen: int, answers: Mapping[str, tuple[str, ...]], by: Standing) -> None:
    """Keep what the service answers to questions about a list; of one that is answered with nothing, nothing is known.

    What its columns and words mean by that is remembered for the supplier once the list is sent.
    """
    check_can_work_on(by, case_list)
    inspection, layout = case_list.inspection, layout_asked_for(case_list.inspection)
    now = answers_of(case_list)
    for question, values in answers.items():
        now = now.with_answer(question, values)
    try:
        plan = read_upload(case_list, layout, now).read.plan
    except UnreadableListError as error:
        raise Refusal(" ".join(error.sentences)) from None
    to = {
        "answers": now.to_json(),
        "plan_sha256": plan_sha256(plan),
        "plan": plan.to_json(),
        "table": sheets_json(asked_for(sheets_of(case_list), plan.headings, layout, REMARKS)),
    }
    change(case_list, seen=seen, to=to, by=by, kind=kinds.LIST_MAPPED, chain=inspection_chain(inspection))


def drop_list(*, case_list: CaseList, seen: int, by: Standing) -> None:
    """Drop a list that was not sent. The inspectorate never sees what was in it."""
    check_can_work_on(by, case_list)
    _empty(case_list, seen=seen, to=State.DROPPED, kind=kinds.LIST_DROPPED, by=by)


def drop_unsent_lists(*, inspection: Inspection, by: Standing) -> None:
    """Drop every list that is still being checked, as part of a draw: none can be sent any more, so none is kept."""
    for case_list in case_lists(inspection).filter(state=State.CHECKING):
        _empty(case_list, seen=case_list.version, to=State.DROPPED, kind=kinds.LIST_LEFT, by=by)


def _empty(case_list: CaseList, *, seen: int, to: CaseList.State, kind: Kind, by: Standing) -> None:
    """End a list that was not sent, with every cell of it and with its words: they are not ours to keep."""
    # Headings are those of a product and stay, for the next list; words are the service's own and go.
    bare = ColumnPlan(from_json(case_list.plan).headings)
    changed: dict[str, object] = {
        "state": to,
        "answers": UploadAnswers(bare).to_json(),
        "plan_sha256": plan_sha256(bare),
        "plan": bare.to_json(),
        "table": sheets_json(SheetsRead(sheets_of(case_list).kind, ())),
    }
    change(case_list, seen=seen, to=changed, by=by, kind=kind, chain=inspection_chain(case_list.inspection))
