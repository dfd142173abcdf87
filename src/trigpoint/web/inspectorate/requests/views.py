"""Requests, on the inspectorate's side."""

from dataclasses import replace
from uuid import UUID, uuid4

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.requests import actions
from trigpoint.inspectorate.requests.access import (
    check_can_release,
    check_can_reword,
    check_can_send_back,
    check_can_withdraw,
)
from trigpoint.inspectorate.requests.models import Request
from trigpoint.inspectorate.requests.queries import requests as requests_of
from trigpoint.people.access import may
from trigpoint.people.permissions import Permission
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.govuk.forms import VersionedForm
from trigpoint.web.govuk.pages import FormPage, answer, carry_out, form_page, status_of
from trigpoint.web.guards.inspections import on_inspection
from trigpoint.web.inspectorate.programme.trail import page_of, trail
from trigpoint.web.inspectorate.requests.forms import DraftForm, MissingForm, RewordForm, WhyForm

A_PAGE = 50


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
    form = DraftForm(request.POST or None, initial={"submission": uuid4()})
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


@on_inspection(Permission.ASK_SERVICE)
@require_safe
def request_page(request: SignedInRequest, inspection: Inspection, request_id: UUID) -> HttpResponse:
    """One request, with what may be done about it."""
    row = _request(inspection, request_id)
    by = request.standing
    page = {
        "inspection": inspection,
        "trail": trail(inspection, page_of(inspection, "requests", "Requests")),
        "request_": row,
        "may_reword": may(check_can_reword, by, row),
        "may_release": may(check_can_release, by, row),
        "may_withdraw": may(check_can_withdraw, by, row),
        "may_send_back": may(check_can_send_back, by, row),
    }
    return render(request, "inspectorate/requests/request.html.jinja", page)


@on_inspection(Permission.ASK_SERVICE)
@form_page(RewordForm)
def reword_request(request: SignedInRequest, inspection: Inspection, request_id: UUID) -> HttpResponse:
    """Change a draft."""
    row = _request(inspection, request_id)
    initial = {"version": row.version, "title": row.title, "words": row.words, "note": row.note, "due": row.due}
    form = RewordForm(request.POST or None, initial=initial)
    return answer(
        request,
        _page(inspection, "Change the draft", "Save the draft"),
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
    redirected = carry_out(
        request,
        form,
        do=lambda: actions.release(request=row, seen=form.seen, by=request.standing),
        then=_address(inspection, row.id),
        notice="The request is with the service.",
    )
    if redirected:
        return redirected
    # Where somebody reworded it meanwhile, the page shows what would be sent now, not what was read when it was opened.
    row.refresh_from_db()
    page = {
        "page": _page(inspection, "Send the request to the service", "Send it"),
        "form": form,
        "request_": row,
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
        replace(_page(inspection, f"Withdraw '{row.title}'", "Withdraw it"), takes_back=True),
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
    return answer(
        request,
        _page(inspection, f"Ask for more: '{row.title}'", "Send it back", f"The service said: {row.reply}"),
        form,
        do=lambda: actions.send_back(
            request=row, seen=form.seen, reason=form.cleaned_data["reason"], by=request.standing
        ),
        then=_address(inspection, row.id),
        notice="The request is with the service again.",
    )


def _request(inspection: Inspection, request_id: UUID) -> Request:
    rows = requests_of(inspection).select_related("inspection__inspectorate", "inspection__service", "replied_by")
    return get_object_or_404(rows, pk=request_id)


def _address(inspection: Inspection, request_id: UUID) -> str:
    return reverse("request", args=[inspection.reference, request_id])


def _page(inspection: Inspection, title: str, button: str, lead: str = "") -> FormPage:
    return FormPage(
        title=title,
        button=button,
        lead=lead,
        trail=trail(inspection, page_of(inspection, "requests", "Requests")),
        cancel=reverse("requests", args=[inspection.reference]),
    )
