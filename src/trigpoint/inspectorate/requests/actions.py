"""Ask the service for something, and answer for the service."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import lock_inspection
from trigpoint.inspectorate.programme.stages import StageKey
from trigpoint.inspectorate.programme.telling import tell_of
from trigpoint.inspectorate.requests import kinds
from trigpoint.inspectorate.requests.access import (
    check_can_accept,
    check_can_answer,
    check_can_ask,
    check_can_release,
    check_can_reword,
    check_can_send_back,
    check_can_send_unasked,
    check_can_withdraw,
)
from trigpoint.inspectorate.requests.models import Request
from trigpoint.inspectorate.requests.queries import ANSWERED, named
from trigpoint.inspectorate.requests.unasked import UNASKED
from trigpoint.notices import table as notices
from trigpoint.notices.table import Notice
from trigpoint.people.access import check_reason_given, refuse_unless
from trigpoint.people.standing import Standing
from trigpoint.record.chains import inspection_chain
from trigpoint.record.kinds import Kind
from trigpoint.record.versioned import change
from trigpoint.record.writing import new_row, write

State = Request.State


@dataclass(frozen=True, slots=True)
class Wording:
    """What a request says: `title` and `words` to the service, `note` to inspectors alone, `due` its last day."""

    title: str
    words: str
    note: str
    due: date


def draft(
    *,
    form: UUID,
    inspection: Inspection,
    purpose: str,
    wording: Wording,
    by: Standing,
) -> Request:
    """Draft a request. `form` is the id of the form that was sent: sent twice, it drafts one."""
    check_can_ask(by, inspection)
    refuse_unless(purpose in Request.Purpose.values, "Choose what the request is for.")
    with transaction.atomic():
        values = {"purpose": purpose, **asdict(wording)}
        # A slow page is sent twice: the form's own id makes the second time find the draft of the first.
        drafted, is_new = Request.objects.get_or_create(id=form, defaults={"inspection": inspection, **values})
        refuse_unless(drafted.inspection_id == inspection.id, "This form belongs to another inspection.")
        same = all(getattr(drafted, name) == value for name, value in values.items())
        refuse_unless(same, "This draft was saved before, with other words. Open it from the list and change it there.")
        if is_new:
            chain = inspection_chain(inspection)
            write(chain=chain, by=by, kind=kinds.REQUEST_DRAFTED, thing=new_row(drafted), after=values)
    return drafted


def reword(*, request: Request, seen: int, wording: Wording, by: Standing) -> None:
    """Change a draft."""
    check_can_reword(by, request)
    _change(request, seen, asdict(wording), by, kinds.REQUEST_REWORDED)


def release(*, request: Request, seen: int, by: Standing, encloses_report: bool = False) -> None:
    """Let a draft through the wall: the service sees it from now on.

    `encloses_report`: the draft report goes with it, as part of the same change (`publishing.actions.drafts`).
    """
    check_can_release(by, request, encloses_report)
    _change(request, seen, {"state": State.ASKED}, by, kinds.REQUEST_RELEASED, notice=notices.ASKED)


def withdraw(*, request: Request, seen: int, reason: str, by: Standing) -> None:
    """Withdraw a request that is not answered. A draft is dropped: the service never learns of it."""
    check_can_withdraw(by, request)
    check_reason_given(reason, "Say why the request is withdrawn.")
    # What the service never saw must not look like something that was taken back from it.
    is_draft = request.state == State.DRAFT
    to = State.DROPPED if is_draft else State.WITHDRAWN
    notice = None if is_draft else notices.WITHDRAWN
    _change(request, seen, {"state": to}, by, kinds.REQUEST_WITHDRAWN, reason, notice)


def answer(*, request: Request, seen: int, reply: str, by: Standing) -> None:
    """Answer a request for the service: say what was sent, and how."""
    check_can_answer(by, request)
    refuse_unless(bool(reply.strip()), "Say what you have sent, and how.")
    to: dict[str, object] = {
        "state": State.ANSWERED,
        "reply": reply,
        "replied_by_id": by.person,
        "replied_on": by.on,
        "sent_back": "",
    }
    _change(request, seen, to, by, kinds.REQUEST_ANSWERED, notice=notices.ANSWERED)


def accept(*, request: Request, seen: int, by: Standing) -> None:
    """Say that what the service sent is enough: it waits for nobody any more. Asking for more stays possible."""
    check_can_accept(by, request)
    _change(request, seen, {"state": State.ACCEPTED}, by, kinds.REQUEST_ACCEPTED)


def send_unasked(*, form: UUID, inspection: Inspection, due: date | None, reply: str, by: Standing) -> Request:
    """Send for the service what its inspection waits for, without having been asked for it.

    It becomes a request that is answered already, so that there is one place for what was sent. `due` is its day in
    the timetable; `form` is the id of the form that was sent: sent twice, it sends one.
    """
    purpose = UNASKED.get(StageKey(inspection.stage))
    title = purpose.label if purpose else ""
    refuse_unless(bool(reply.strip()), "Say what you have sent, and how.")
    with transaction.atomic():
        lock_inspection(inspection)
        if Request.objects.filter(id=form, inspection=inspection, state__in=ANSWERED).exists():
            return Request.objects.get(id=form)
        rows = Request.objects.filter(inspection=inspection, purpose=purpose or "")
        check_can_send_unasked(by, inspection, purpose or "", rows)
        values = {
            "purpose": purpose,
            "title": title,
            "words": "Sent by the service before it was asked.",
            "note": "",
            "due": due or by.on,
            "state": State.ANSWERED,
            "reply": reply,
            "replied_by_id": by.person,
            "replied_on": by.on,
        }
        sent = Request.objects.create(id=form, inspection=inspection, **values)
        chain = inspection_chain(inspection)
        event = write(chain=chain, by=by, kind=kinds.SENT_UNASKED, thing=new_row(sent), after=values)
        tell_of(notices.ANSWERED, inspection, by=by, at=event.at, what=named(sent.purpose), due=sent.due, thing=sent.pk)
    return sent


def send_back(*, request: Request, seen: int, reason: str, by: Standing) -> None:
    """Ask the service for more: the reason is for the service to read."""
    check_can_send_back(by, request)
    check_reason_given(reason, "Say what is missing.")
    to: dict[str, object] = {"state": State.ASKED, "sent_back": reason}
    _change(request, seen, to, by, kinds.REQUEST_SENT_BACK, reason, notices.SENT_BACK)


def _change(
    request: Request,
    seen: int,
    to: dict[str, object],
    by: Standing,
    kind: Kind,
    reason: str = "",
    notice: Notice | None = None,
) -> None:
    """Change a request, and tell whoever the notice is for, both or neither."""
    inspection, what = request.inspection, named(request.purpose)
    with transaction.atomic():
        event = change(request, seen=seen, to=to, by=by, kind=kind, chain=inspection_chain(inspection), reason=reason)
        if notice is not None:
            tell_of(notice, inspection, by=by, at=event.at, what=what, due=request.due, thing=request.pk)
