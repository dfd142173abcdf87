"""Requests, on the inspectorate's side."""

from uuid import UUID, uuid4

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

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
from trigpoint.web.edge.access import on_inspection
from trigpoint.web.edge.acting import acted
from trigpoint.web.edge.asking import Asking
from trigpoint.web.govuk.forms import Form, VersionedForm
from trigpoint.web.inspectorate.programme.trail import page_of, trail
from trigpoint.web.inspectorate.requests.forms import DraftForm, MissingForm, RewordForm, WhyForm

A_PAGE = 50
form_page = require_http_methods(["GET", "HEAD", "POST"])


@on_inspection(Permission.ASK_SERVICE)
@require_safe
def requests(request: Asking, inspection: Inspection) -> HttpResponse:
    """Everything that is asked of the service, drafts as well."""
    page = {
        "inspection": inspection,
        "trail": trail(inspection),
        "page": Paginator(requests_of(inspection), A_PAGE).get_page(request.GET.get("page")),
        "today": request.standing.on,
    }
    return render(request, "inspectorate/requests/requests.html.jinja", page)


@on_inspection(Permission.ASK_SERVICE)
@form_page
def draft_request(request: Asking, inspection: Inspection) -> HttpResponse:
    """Draft a request. The service does not see it until it is sent."""
    form = DraftForm(request.POST or None, initial={"submission": uuid4()})
    if form.is_valid():
        said = form.cleaned_data
        done = acted(
            request,
            form,
            lambda: actions.draft(
                form=said["submission"],
                inspection=inspection,
                purpose=said["purpose"],
                wording=form.wording,
                by=request.standing,
            ),
            then=_address(inspection, said["submission"]),
            notice="The request is drafted. The service sees it once you send it.",
        )
        if done:
            return done
    return _form(request, inspection, form, "Draft a request", "Save the draft")


@on_inspection(Permission.ASK_SERVICE)
@require_safe
def request_page(request: Asking, inspection: Inspection, request_id: UUID) -> HttpResponse:
    """One request, with what may be done about it."""
    one = _request(inspection, request_id)
    by = request.standing
    page = {
        "inspection": inspection,
        "trail": trail(inspection, page_of(inspection, "requests", "Requests")),
        "request_": one,
        "may_reword": may(check_can_reword, by, one),
        "may_release": may(check_can_release, by, one),
        "may_withdraw": may(check_can_withdraw, by, one),
        "may_send_back": may(check_can_send_back, by, one),
    }
    return render(request, "inspectorate/requests/request.html.jinja", page)


@on_inspection(Permission.ASK_SERVICE)
@form_page
def reword_request(request: Asking, inspection: Inspection, request_id: UUID) -> HttpResponse:
    """Change a draft."""
    one = _request(inspection, request_id)
    initial = {"version": one.version, "title": one.title, "words": one.words, "note": one.note, "due": one.due}
    form = RewordForm(request.POST or None, initial=initial)
    if form.is_valid():
        done = acted(
            request,
            form,
            lambda: actions.reword(request=one, seen=form.seen, wording=form.wording, by=request.standing),
            then=_address(inspection, one.id),
            notice="The draft is changed.",
        )
        if done:
            return done
    return _form(request, inspection, form, "Change the draft", "Save the draft")


@on_inspection(Permission.ASK_SERVICE)
@form_page
def release_request(request: Asking, inspection: Inspection, request_id: UUID) -> HttpResponse:
    """Send a draft to the service."""
    one = _request(inspection, request_id)
    form = VersionedForm(request.POST or None, initial={"version": one.version})
    if form.is_valid():
        done = acted(
            request,
            form,
            lambda: actions.release(request=one, seen=form.seen, by=request.standing),
            then=_address(inspection, one.id),
            notice="The request is with the service.",
        )
        if done:
            return done
    one.refresh_from_db()
    page = _page(inspection, form, "Send the request to the service", "Send it") | {"request_": one}
    return render(request, "inspectorate/requests/send.html.jinja", page, status=422 if form.is_bound else 200)


@on_inspection(Permission.ASK_SERVICE)
@form_page
def withdraw_request(request: Asking, inspection: Inspection, request_id: UUID) -> HttpResponse:
    """Withdraw a request."""
    one = _request(inspection, request_id)
    form = WhyForm(request.POST or None, initial={"version": one.version})
    if form.is_valid():
        done = acted(
            request,
            form,
            lambda: actions.withdraw(
                request=one, seen=form.seen, reason=form.cleaned_data["reason"], by=request.standing
            ),
            then=_address(inspection, one.id),
            notice="The request is withdrawn.",
        )
        if done:
            return done
    return _form(request, inspection, form, f"Withdraw '{one.title}'", "Withdraw it")


@on_inspection(Permission.ASK_SERVICE)
@form_page
def send_back_request(request: Asking, inspection: Inspection, request_id: UUID) -> HttpResponse:
    """Ask the service for more."""
    one = _request(inspection, request_id)
    form = MissingForm(request.POST or None, initial={"version": one.version})
    if form.is_valid():
        done = acted(
            request,
            form,
            lambda: actions.send_back(
                request=one, seen=form.seen, reason=form.cleaned_data["reason"], by=request.standing
            ),
            then=_address(inspection, one.id),
            notice="The request is with the service again.",
        )
        if done:
            return done
    return _form(
        request, inspection, form, f"Ask for more: '{one.title}'", "Send it back", f"The service said: {one.reply}"
    )


def _request(inspection: Inspection, request_id: UUID) -> Request:
    rows = requests_of(inspection).select_related("inspection__inspectorate", "inspection__service", "replied_by")
    return get_object_or_404(rows, pk=request_id)


def _address(inspection: Inspection, request_id: UUID) -> str:
    return reverse("request", args=[inspection.reference, request_id])


def _form(
    request: Asking, inspection: Inspection, form: Form, heading: str, button: str, lead: str = ""
) -> HttpResponse:
    page = _page(inspection, form, heading, button) | {"lead": lead}
    return render(request, "layouts/form.html.jinja", page, status=422 if form.is_bound else 200)


def _page(inspection: Inspection, form: Form, heading: str, button: str) -> dict[str, object]:
    return {
        "form": form,
        "heading": heading,
        "button": button,
        "trail": trail(inspection, page_of(inspection, "requests", "Requests")),
        "cancel": reverse("requests", args=[inspection.reference]),
    }
