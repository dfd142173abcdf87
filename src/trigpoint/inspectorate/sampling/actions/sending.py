"""Send a case list to the inspectorate, once the service has confirmed what was read."""

from datetime import datetime

from django.db import transaction

from trigpoint.case_lists.frozen import frozen_sha256, frozen_text
from trigpoint.case_lists.remarks import REMARKS
from trigpoint.inspectorate.programme.queries import lock_inspection
from trigpoint.inspectorate.programme.telling import tell_of
from trigpoint.inspectorate.sampling import kinds
from trigpoint.inspectorate.sampling.access import (
    check_can_send_lists,
    check_can_work_on,
    check_clock,
    layout_asked_for,
)
from trigpoint.inspectorate.sampling.list_plans import UploadRead, plan_sha256, read_upload
from trigpoint.inspectorate.sampling.models import CaseList
from trigpoint.inspectorate.sampling.queries import cases_of, lists_for_draw, sent_lists, waiting_seed
from trigpoint.notices.table import LIST_SENT
from trigpoint.people.access import check_reason_given, refuse_unless
from trigpoint.people.standing import Standing
from trigpoint.record.chains import inspection_chain
from trigpoint.record.versioned import change
from trigpoint.sameness import reference_key
from trigpoint.tables.mapping import without_other_columns
from trigpoint.tables.stored import table_json

State = CaseList.State

# What a Bundle takes as the number of eligible cases; the largest services have some hundreds.
MOST_CASES = 10_000


def send_list(*, case_list: CaseList, seen: int, confirmed: str, at: datetime, by: Standing, reason: str = "") -> None:
    """Send a list without faults to the inspectorate, whole. An older list of the type is superseded and kept.

    `confirmed` is the hash of what was read, as the page showed it and the service confirmed it. `reason` says why the
    list takes the place of one that was sent for the same draw, which the certificate tells.
    """
    check_can_work_on(by, case_list)
    inspection = case_list.inspection
    waiting = waiting_seed(inspection)
    check_can_send_lists(by, inspection, waiting)
    if waiting is not None:
        check_clock(at, waiting.at, "the seed of the draw was fixed")
    layout = layout_asked_for(inspection)
    chain = inspection_chain(inspection)
    with transaction.atomic():
        lock_inspection(inspection)
        # Read again although its page showed it: the site date, and so the window, may have moved since.
        upload = read_upload(case_list, layout)
        _check_can_be_sent(upload, confirmed)
        _check_references_are_new(case_list, upload)
        # Superseded before the new one is sent, as the database takes one sent list of a type at a time.
        _supersede_older(case_list, reason, by)
        text = frozen_text(upload.checked.cases, layout.attributes)
        plan = upload.read.plan
        # A list may have come with columns that nobody asked for: what was not asked for is not kept.
        table = without_other_columns(upload.read.table, plan, layout, REMARKS)
        confirming: dict[str, object] = {
            "confirmed": upload.to_confirm,
            "confirmed_sha256": upload.sha256,
        }
        change(case_list, seen=seen, to=confirming, by=by, kind=kinds.LIST_CONFIRMED, chain=chain)
        to: dict[str, object] = {
            "state": State.SENT,
            "frozen": text,
            "table": table_json(table),
            "plan": plan.to_json(),
            "plan_sha256": plan_sha256(plan),
            "cases": len(upload.checked.cases),
            "frozen_sha256": frozen_sha256(text),
            "sent_by_id": by.person,
            "sent_at": at,
        }
        event = change(case_list, seen=case_list.version, to=to, by=by, kind=kinds.LIST_SENT, chain=chain)
        list_name = layout.case_type_name(case_list.case_type)
        tell_of(LIST_SENT, inspection, by=by, at=event.at, what=list_name)


def _check_can_be_sent(upload: UploadRead, confirmed: str) -> None:
    questions = upload.open_questions
    refuse_unless(not questions, "Answer first what is asked about the list: nothing is taken silently.")
    refuse_unless(
        len(upload.checked.rows) <= MOST_CASES,
        f"The list has more than {MOST_CASES:,} cases. Send those of the last year.",
    )
    refuse_unless(
        upload.checked.is_good, "The list has faults that must be corrected first. Correct them and upload it again."
    )
    refuse_unless(
        confirmed == upload.sha256,
        "Confirm first what was read. If you have, it has changed since: the page shows it as it is now.",
    )


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


def _check_references_are_new(case_list: CaseList, upload: UploadRead) -> None:
    """A reference names one case over the lists of all types, whatever its capitals; lists of an older seed aside."""
    references = {reference_key(case.reference) for case in upload.checked.cases}
    layout = layout_asked_for(case_list.inspection)
    for other in lists_for_draw(case_list.inspection).values():
        if other.case_type != case_list.case_type:
            # One case on two lists would have two chances, and its answers could not be told apart.
            others = (case.reference for case in cases_of(case_list.inspection, [other]))
            twice = sorted(reference for reference in others if reference_key(reference) in references)
            name = layout.case_type_name(other.case_type)
            sentence = f"These cases are on the list of {name} too: {', '.join(twice[:10])}. Give each case one list."
            refuse_unless(not twice, sentence)
