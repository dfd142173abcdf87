"""Requests, on the inspectorate's side."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from uuid import UUID, uuid4

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import day_of
from trigpoint.inspectorate.programme.stages import StageKey
from trigpoint.inspectorate.publishing.actions.drafts import send_draft
from trigpoint.inspectorate.publishing.models import DraftReport
from trigpoint.inspectorate.requests import actions
from trigpoint.inspectorate.requests.access import (
    check_can_accept,
    check_can_release,
    check_can_reword,
    check_can_send_back,
    check_can_withdraw,
)
from trigpoint.inspectorate.requests.models import Request
from trigpoint.inspectorate.requests.queries import requests as requests_of
from trigpoint.people.access import Verdict, may
from trigpoint.people.permissions import Permission
from trigpoint.web.edge.report_files import report_file
from trigpoint.web.edge.reports import file_links, report_page
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.govuk.forms import VersionedForm
from trigpoint.web.govuk.pages import FormPage, answer, carry_out, form_page, status_of
from trigpoint.web.guards.drafts import draft_or_404
from trigpoint.web.guards.inspections import on_inspection
from trigpoint.web.inspectorate.programme.trail import page_of, trail
from trigpoint.web.inspectorate.requests.forms import DraftForm, MissingForm, RewordForm, WhyForm

A_PAGE = 50
# What is asked for → the stage by whose day it is needed.
NEEDED_BY: Final[Mapping[str, StageKey]] = {
    Request.Purpose.EVIDENCE: StageKey.EVIDENCE_IN,
    Request.Purpose.CASE_LISTS: StageKey.EVIDENCE_IN,
    Request.Purpose.FACTUAL_ACCURACY: StageKey.SIGN_OFF,
    Request.Purpose.ACTION_PLAN: StageKey.ACTION_PLAN,
    Request.Purpose.CHANGE: StageKey.FOLLOWED_UP,
}


@on_inspection(Permission.ASK_SERVICE)
@require_safe
def requests(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Everything that is asked of the service, drafts as well."""
    page = {
        "inspection": inspection,
        "trail": trail(inspection),
        "page": Paginator(requests_of(inspection), A_PAGE).get_page(request.GET.get("page")),
        "today": request.standing.on,
    }
    return render(request, "inspectorate/requests/requests.html.jinja", page)


@on_inspection(Permission.ASK_SERVICE)
@form_page(DraftForm)
def draft_request(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Draft a request. The service does not see it until it is sent."""
    initial = {"submission": uuid4(), **_first_values(inspection, request.GET.get("purpose", ""))}
    form = DraftForm(request.POST or None, initial=initial)
    return answer(
        request,
        replace(_page(inspection, "Draft a request", "Save the draft"), makes=True),
        form,
        do=lambda: actions.draft(
            form=form.cleaned_data["submission"],
            inspection=inspection,
            purpose=form.cleaned_data["purpose"],
            wording=form.wording,
            by=request.standing,
        ),
        then=lambda: _address(inspection, form.cleaned_data["submission"]),
        notice="The request is drafted. The service sees it once you send it.",
    )


def _first_values(inspection: Inspection, purpose: str) -> dict[str, object]:
    """What the form begins with where it is known what the request is for: its title, and its day in the timetable."""
    if purpose not in NEEDED_BY:
        return {}
    due = day_of(inspection, NEEDED_BY[purpose])
    return {"purpose": purpose, "title": Request.Purpose(purpose).label, "due": due}


@on_inspection(Permission.ASK_SERVICE)
@require_safe
def request_page(request: SignedInRequest, inspection: Inspection, request_id: UUID) -> HttpResponse:
    """One request, with what may be done about it."""
    row = _request(inspection, request_id)
    by = request.standing
    encloses_report = _encloses_report(row)
    page = {
        "inspection": inspection,
        "trail": trail(inspection, page_of(inspection, "requests", "Requests")),
        "request_": row,
        "may_reword": may(check_can_reword, by, row),
        "may_release": may(check_can_release, by, row, encloses_report),
        "may_withdraw": may(check_can_withdraw, by, row),
        "may_send_back": may(check_can_send_back, by, row),
        "may_accept": may(check_can_accept, by, row),
        "encloses_report": encloses_report,
        "draft": DraftReport.objects.defer("body").filter(request=row).first(),
    }
    return render(request, "inspectorate/requests/request.html.jinja", page)


@on_inspection(Permission.ASK_SERVICE)
@require_safe
def enclosed_draft(request: SignedInRequest, inspection: Inspection, request_id: UUID) -> HttpResponse:  # noqa: ARG001 - as every page of an inspection
    """The draft report that went with a request, exactly as the service reads it."""
    back = ("Back to the request", reverse("request", args=[inspection.reference, request_id]))
    files = file_links("enclosed_draft_file", inspection.reference, request_id)
    return report_page(draft_or_404(inspection, request_id), back, files)


@on_inspection(Permission.ASK_SERVICE)
@require_safe
def enclosed_draft_file(request: SignedInRequest, inspection: Inspection, request_id: UUID, file: str) -> HttpResponse:
    """The draft report that went with a request as a file, as the service can download it."""
    return report_file(request, draft_or_404(inspection, request_id), file)


@on_inspection(Permission.ASK_SERVICE)
@form_page(RewordForm)
def reword_request(request: SignedInRequest, inspection: Inspection, request_id: UUID) -> HttpResponse:
    """Change a draft."""
    row = _request(inspection, request_id)
    initial = {"version": row.version, "title": row.title, "words": row.words, "note": row.note, "due": row.due}
    form = RewordForm(request.POST or None, initial=initial)
    return answer(
        request,
        _page_of(row, "Change the draft", "Save the draft", may(check_can_reword, request.standing, row)),
        form,
        do=lambda: actions.reword(request=row, seen=form.seen, wording=form.wording, by=request.standing),
        then=_address(inspection, row.id),
        notice="The draft is changed.",
    )


@on_inspection(Permission.ASK_SERVICE)
@form_page(VersionedForm)
def release_request(request: SignedInRequest, inspection: Inspection, request_id: UUID) -> HttpResponse:
    """Send a draft to the service."""
    row = _request(inspection, request_id)
    form = VersionedForm(request.POST or None, initial={"version": row.version})
    encloses_report = _encloses_report(row)
    send = send_draft if encloses_report else actions.release
    redirected = carry_out(
        request,
        form,
        do=lambda: send(request=row, seen=form.seen, by=request.standing),
        then=_address(inspection, row.id),
        notice="The request is with the service.",
    )
    if redirected:
        return redirected
    # Where somebody reworded it meanwhile, the page shows what would be sent now, not what was read when it was opened.
    row.refresh_from_db()
    page = {
        "page": _page_of(
            row,
            "Send the request to the service",
            "Send it",
            may(check_can_release, request.standing, row, encloses_report),
        ),
        "form": form,
        "request_": row,
        "encloses_report": encloses_report,
    }
    return render(request, "inspectorate/requests/send.html.jinja", page, status=status_of(form))


@on_inspection(Permission.ASK_SERVICE)
@form_page(WhyForm)
def withdraw_request(request: SignedInRequest, inspection: Inspection, request_id: UUID) -> HttpResponse:
    """Withdraw a request."""
    row = _request(inspection, request_id)
    form = WhyForm(request.POST or None, initial={"version": row.version})
    return answer(
        request,
        replace(
            _page_of(row, f"Withdraw '{row.title}'", "Withdraw it", may(check_can_withdraw, request.standing, row)),
            takes_back=True,
        ),
        form,
        do=lambda: actions.withdraw(
            request=row, seen=form.seen, reason=form.cleaned_data["reason"], by=request.standing
        ),
        then=_address(inspection, row.id),
        notice="The request is withdrawn.",
    )


@on_inspection(Permission.ASK_SERVICE)
@form_page(MissingForm)
def send_back_request(request: SignedInRequest, inspection: Inspection, request_id: UUID) -> HttpResponse:
    """Ask the service for more."""
    row = _request(inspection, request_id)
    form = MissingForm(request.POST or None, initial={"version": row.version})
    may_send_back = may(check_can_send_back, request.standing, row)
    return answer(
        request,
        _page_of(row, f"Ask for more: '{row.title}'", "Send it back", may_send_back, _said(row)),
        form,
        do=lambda: actions.send_back(
            request=row, seen=form.seen, reason=form.cleaned_data["reason"], by=request.standing
        ),
        then=_address(inspection, row.id),
        notice="The request is with the service again.",
    )


@on_inspection(Permission.ASK_SERVICE)
@form_page(VersionedForm)
def accept_answer(request: SignedInRequest, inspection: Inspection, request_id: UUID) -> HttpResponse:
    """Say that what the service sent is enough."""
    row = _request(inspection, request_id)
    form = VersionedForm(request.POST or None, initial={"version": row.version})
    may_accept = may(check_can_accept, request.standing, row)
    return answer(
        request,
        _page_of(row, f"Accept the answer: '{row.title}'", "Accept it", may_accept, _said(row)),
        form,
        do=lambda: actions.accept(request=row, seen=form.seen, by=request.standing),
        then=_address(inspection, row.id),
        notice="The answer is accepted. It waits for nobody any more.",
    )


def _encloses_report(row: Request) -> bool:
    """Whether the draft report goes with a request: with the one to check it."""
    return row.purpose == Request.Purpose.FACTUAL_ACCURACY


def _request(inspection: Inspection, request_id: UUID) -> Request:
    rows = requests_of(inspection).select_related("inspection__inspectorate", "inspection__service", "replied_by")
    return get_object_or_404(rows, pk=request_id)


def _address(inspection: Inspection, request_id: UUID) -> str:
    return reverse("request", args=[inspection.reference, request_id])


def _said(row: Request) -> str:
    return f"The service said: {row.reply}"


def _page(inspection: Inspection, title: str, button: str) -> FormPage:
    return FormPage(
        title=title,
        button=button,
        trail=trail(inspection, page_of(inspection, "requests", "Requests")),
        cancel=reverse("requests", args=[inspection.reference]),
    )


def _page_of(row: Request, title: str, button: str, allowed: Verdict, lead: str = "") -> FormPage:
    """The page of something that is done about one request, to which one goes back."""
    inspection, address = row.inspection, _address(row.inspection, row.id)
    above = (page_of(inspection, "requests", "Requests"), (row.title, address))
    page = _page(inspection, title, button)
    return replace(page, lead=lead, refusal=allowed.refusal, trail=trail(inspection, *above), cancel=address)
