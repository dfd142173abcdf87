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
from trigpoint.people.access import may, refuse_unless
from trigpoint.people.models import Organisation
from trigpoint.people.permissions import Permission
from trigpoint.people.queries import names
from trigpoint.people.roles import ROLES
from trigpoint.record.chain import Broken, Whole, verify, verify_begun
from trigpoint.record.chains import figures_chain, inspection_chain, organisation_chain
from trigpoint.record.checkpoints import CheckpointError, sign
from trigpoint.record.models import Event
from trigpoint.record.queries import Narrowed, authors, history
from trigpoint.record.sentences import hashes_in, people_in, sentence
from trigpoint.web.edge.access import requires_permission
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.guards.inspections import on_inspection
from trigpoint.web.inspectorate.programme.trail import trail
from trigpoint.web.record.kinds import ABOUT, ALL, BY_KEY

A_PAGE = 50
# Keys that stand in events and have a title for people.
TITLES = {stage.key: stage.title for stage in STAGES} | {role.key: role.title.lower() for role in ROLES}


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
    mine = Organisation.objects.filter(pk__in=request.standing.organisations(Permission.SEE_ORGANISATION_RECORD))
    found = get_object_or_404(mine, reference=organisation)
    page = {
        **_history(request, organisation_chain(found), verify_begun(organisation_chain(found))),
        "heading": f"Record of {found.name}",
        "trail": [("People", reverse("people"))],
        "inspection": None,
    }
    return render(request, "record/record.html.jinja", page)


@requires_permission(Permission.KEEP_REGISTER)
@require_safe
def figures_record(request: SignedInRequest, service: str) -> HttpResponse:
    """What happened to the context figures of a service, for the inspectorate alone."""
    found = get_object_or_404(Organisation, reference=service, kind=Organisation.Kind.SERVICE)
    page = {
        **_history(request, figures_chain(found), verify(figures_chain(found))),
        "heading": f"Record of the figures of {found.name}",
        "trail": [("Services", reverse("services")), (found.short_name, reverse("service", args=[service]))],
        "inspection": None,
    }
    return render(request, "record/record.html.jinja", page)


@on_inspection(Permission.SIGN_RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def checkpoint(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Sign where the record stands; the file is for the other side to keep."""
    if request.method != "POST":
        return redirect("inspection_record", reference=inspection.reference)
    try:
        said = sign(chain=inspection_chain(inspection), folder=settings.VAR / "keys", by=request.standing)
    except CheckpointError as error:
        refuse_unless(False, str(error))  # noqa: FBT003 - reads as its name says
        raise
    name = f"{inspection.reference}-checkpoint-{said['number']}.json"
    return HttpResponse(
        json.dumps(said, indent=1) + "\n",
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _titles(inspection: Inspection) -> dict[str, str]:
    """What an inspection's framework calls itself and its types of cases. A record is shown without it, too."""
    try:
        framework = framework_of(inspection)
    except FrameworkGoneError:
        return {}
    return {inspection.framework: framework.title} | {one.id: one.name for one in framework.case_types}


def _history(
    request: HttpRequest, chain: str, found: Whole | Broken, titles: Mapping[str, str] | None = None
) -> dict[str, object]:
    """The entries that were asked for. Of a broken record only those before the break: what follows may be anything."""
    asked = {name: request.GET.get(name, "").replace("\x00", "")[:100] for name in ("about", "who", "first", "last")}
    narrowed = Narrowed(
        about=asked["about"] if asked["about"] in ABOUT else "",
        who=asked["who"],
        first=_day(asked["first"]),
        last=_day(asked["last"]),
    )
    events = history(chain, narrowed, ALL)
    if isinstance(found, Broken):
        events = events.filter(number__lt=found.number)
    page = Paginator(events, A_PAGE).get_page(request.GET.get("page"))
    who = authors(chain)
    people = names([*who, *(one for event in page for one in people_in(event))])
    return {
        "entries": _entries(page, TITLES | dict(titles or {}) | people),
        "page": page,
        "query": urlencode({name: value for name, value in asked.items() if value}),
        "asked": asked,
        "about": ABOUT,
        "authors": [(one, people.get(one, "The operator")) for one in who],
        "broken": found if isinstance(found, Broken) else None,
        "whole": None if isinstance(found, Broken) else found,
    }


def _entries(page: Page[Event], known: Mapping[str, str]) -> list[Entry]:
    return [Entry(one.number, one.at, sentence(one, BY_KEY, known), one.reason, hashes_in(one, BY_KEY)) for one in page]


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
