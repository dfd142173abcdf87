"""The record of an inspection or an organisation, in plain words."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from trigpoint.bundle.pinned import FrameworkGoneError
from trigpoint.inspectorate.programme.access import check_on
from trigpoint.inspectorate.programme.frameworks import framework_of
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.stages import STAGES
from trigpoint.inspectorate.sampling.limits import ACTS
from trigpoint.inspectorate.verifying.kinds import ABOUT, ALL, BY_KEY
from trigpoint.people.access import may, refuse_unless
from trigpoint.people.models import Organisation
from trigpoint.people.permissions import Permission
from trigpoint.people.queries import names, services, without_conflicts
from trigpoint.people.roles import ROLES
from trigpoint.record.chain import Broken, Whole, verify, verify_begun
from trigpoint.record.chains import figures_chain, inspection_chain, organisation_chain
from trigpoint.record.checkpoints import CheckpointError, sign
from trigpoint.record.models import Event
from trigpoint.record.queries import HistoryFilter, authors, history
from trigpoint.record.sentences import hashes_in, people_in, sentence
from trigpoint.web.edge.access import requires_permission
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.guards.inspections import on_inspection
from trigpoint.web.inspectorate.programme.trail import trail

A_PAGE = 50
# Keys in events that have a title for people.
TITLES = {stage.key: stage.title for stage in STAGES} | {role.key: role.title.lower() for role in ROLES} | ACTS


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the record as its page shows it."""

    number: int
    at: datetime
    sentence: str
    reason: str
    hashes: tuple[str, ...]


@on_inspection(Permission.SEE_RECORD)
@require_safe
def inspection_record(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """What happened to an inspection, and who saw its cases."""
    page = {
        **_history(
            request, inspection_chain(inspection), verify_begun(inspection_chain(inspection)), _titles(inspection)
        ),
        "heading": f"Record of the inspection of {inspection.service.name}",
        "trail": trail(inspection),
        "inspection": inspection,
        "may_sign": may(check_on, request.standing, Permission.SIGN_RECORD, inspection),
    }
    return render(request, "record/record.html.jinja", page)


@requires_permission(Permission.SEE_ORGANISATION_RECORD)
@require_safe
def organisation_record(request: SignedInRequest, organisation: str) -> HttpResponse:
    """What happened in an organisation: people, roles, declarations, figures."""
    organisations = Organisation.objects.filter(
        pk__in=request.standing.organisations(Permission.SEE_ORGANISATION_RECORD)
    )
    chosen = get_object_or_404(organisations, reference=organisation)
    page = {
        **_history(request, organisation_chain(chosen), verify_begun(organisation_chain(chosen))),
        "heading": f"Record of {chosen.name}",
        "trail": [("People", reverse("people"))],
        "inspection": None,
    }
    return render(request, "record/record.html.jinja", page)


@requires_permission(Permission.KEEP_REGISTER)
@require_safe
def figures_record(request: SignedInRequest, service: str) -> HttpResponse:
    """What happened to the context figures of a service, for the inspectorate alone."""
    chosen = get_object_or_404(without_conflicts(services(), request.standing), reference=service)
    page = {
        **_history(request, figures_chain(chosen), verify(figures_chain(chosen))),
        "heading": f"Record of the figures of {chosen.name}",
        "trail": [("Services", reverse("services")), (chosen.short_name, reverse("service", args=[service]))],
        "inspection": None,
    }
    return render(request, "record/record.html.jinja", page)


@on_inspection(Permission.SIGN_RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def checkpoint(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Sign the record up to its newest entry; the file is for the other side to keep."""
    if request.method != "POST":
        return redirect("inspection_record", reference=inspection.reference)
    try:
        signed = sign(
            chain=inspection_chain(inspection),
            folder=settings.VAR / "keys",
            name=settings.RECORD_NAME,
            by=request.standing,
        )
    except CheckpointError as error:
        refuse_unless(False, str(error))  # noqa: FBT003 - reads as its name says
        raise
    name = f"{inspection.reference}-checkpoint-{signed['number']}.json"
    return HttpResponse(
        json.dumps(signed, indent=1) + "\n",
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _titles(inspection: Inspection) -> dict[str, str]:
    """What an inspection's framework calls itself and its types of cases. A record is shown without it, too."""
    try:
        framework = framework_of(inspection)
    except FrameworkGoneError:
        return {}
    return {inspection.framework: framework.title} | {
        case_type.id: case_type.name for case_type in framework.case_types
    }


def _history(
    request: HttpRequest, chain: str, checked: Whole | Broken, titles: Mapping[str, str] | None = None
) -> dict[str, object]:
    """The entries that were asked for. Of a broken record only those before the break: what follows may be anything."""
    asked = {name: request.GET.get(name, "").replace("\x00", "")[:100] for name in ("about", "who", "first", "last")}
    narrowed = HistoryFilter(
        about=asked["about"] if asked["about"] in ABOUT else "",
        who=asked["who"],
        first=_day(asked["first"]),
        last=_day(asked["last"]),
    )
    events = history(chain, narrowed, ALL)
    if isinstance(checked, Broken):
        events = events.filter(number__lt=checked.number)
    page = Paginator(events, A_PAGE).get_page(request.GET.get("page"))
    who = authors(chain)
    people = names([*who, *(person for event in page for person in people_in(event))])
    return {
        "entries": _entries(page, TITLES | dict(titles or {}) | people),
        "page": page,
        "query": urlencode({name: value for name, value in asked.items() if value}),
        "asked": asked,
        "about": ABOUT,
        "authors": [(author, people.get(author, "The operator")) for author in who],
        "broken": checked if isinstance(checked, Broken) else None,
        "whole": None if isinstance(checked, Broken) else checked,
    }


def _entries(page: Page[Event], titles: Mapping[str, str]) -> list[Entry]:
    return [
        Entry(event.number, event.at, sentence(event, BY_KEY, titles), event.reason, hashes_in(event, BY_KEY))
        for event in page
    ]


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
