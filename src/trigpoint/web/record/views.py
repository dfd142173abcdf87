"""The record of an inspection or an organisation, in plain words."""

import json
from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from trigpoint.bundle.pinned import FrameworkGoneError
from trigpoint.inspectorate.programme.access import check_on
from trigpoint.inspectorate.programme.frameworks import framework_of
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.stages import STAGES
from trigpoint.inspectorate.sampling.limits import ACTS
from trigpoint.inspectorate.verifying.kinds import ALL
from trigpoint.people.access import may, refuse_unless
from trigpoint.people.models import Organisation
from trigpoint.people.permissions import Permission
from trigpoint.people.queries import services, without_conflicts
from trigpoint.people.roles import ROLES
from trigpoint.record.chain import Broken, Whole, verify, verify_begun
from trigpoint.record.chains import figures_chain, inspection_chain, organisation_chain
from trigpoint.record.checkpoints import CheckpointError, sign
from trigpoint.record.queries import history
from trigpoint.web.edge.access import requires_permission
from trigpoint.web.edge.files import file_to_keep
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.guards.inspections import on_inspection
from trigpoint.web.inspectorate.programme.trail import trail
from trigpoint.web.lists.asked import ask, file_of, listed
from trigpoint.web.record.listing import history_filter, record_listing

# Keys in events that have a title for people.
TITLES = {stage.key: stage.title for stage in STAGES} | {role.key: role.title.lower() for role in ROLES} | ACTS


@on_inspection(Permission.SEE_RECORD)
@require_safe
def inspection_record(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """What happened to an inspection, and who saw its cases."""
    chain = inspection_chain(inspection)
    page = {
        "heading": f"Record of the inspection of {inspection.service.name}",
        "trail": trail(inspection),
        "inspection": inspection,
        "may_sign": may(check_on, request.standing, Permission.SIGN_RECORD, inspection),
    }
    return _answer(request, chain, verify_begun(chain), page, _titles(inspection))


@requires_permission(Permission.SEE_ORGANISATION_RECORD)
@require_safe
def organisation_record(request: SignedInRequest, organisation: str) -> HttpResponse:
    """What happened in an organisation: people, roles, declarations, figures."""
    organisations = Organisation.objects.filter(
        pk__in=request.standing.organisations(Permission.SEE_ORGANISATION_RECORD)
    )
    chosen = get_object_or_404(organisations, reference=organisation)
    chain, trail_above = organisation_chain(chosen), [("People", reverse("people"))]
    page = {"heading": f"Record of {chosen.name}", "trail": trail_above, "inspection": None}
    return _answer(request, chain, verify_begun(chain), page)


@requires_permission(Permission.KEEP_REGISTER)
@require_safe
def figures_record(request: SignedInRequest, service: str) -> HttpResponse:
    """What happened to the context figures of a service, for the inspectorate alone."""
    chosen = get_object_or_404(without_conflicts(services(), request.standing), reference=service)
    chain = figures_chain(chosen)
    trail_above = [("Services", reverse("services")), (chosen.short_name, reverse("service", args=[service]))]
    page = {"heading": f"Record of the figures of {chosen.name}", "trail": trail_above, "inspection": None}
    return _answer(request, chain, verify(chain), page)


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
    return file_to_keep(json.dumps(signed, indent=1) + "\n", "application/json", name)


def _titles(inspection: Inspection) -> dict[str, str]:
    """What an inspection's framework calls itself and its types of cases. A record is shown without it, too."""
    try:
        framework = framework_of(inspection)
    except FrameworkGoneError:
        return {}
    return {inspection.framework: framework.title} | {
        case_type.id: case_type.name for case_type in framework.case_types
    }


def _answer(
    request: HttpRequest,
    chain: str,
    checked: Whole | Broken,
    page: Mapping[str, object],
    titles: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The entries that were asked for, as a page or as a file.

    Of a broken record only those before the break: what follows may be anything.
    """
    asked = ask(request.GET, record_listing(chain, TITLES | dict(titles or {})))
    events = history(chain, history_filter(asked.values), ALL)
    if isinstance(checked, Broken):
        events = events.filter(number__lt=checked.number)
    if asked.is_file:
        return file_of(asked, events)
    values = {
        "list": listed(asked, events),
        "broken": checked if isinstance(checked, Broken) else None,
        "whole": None if isinstance(checked, Broken) else checked,
    }
    return render(request, "record/record.html.jinja", {**page, **values})
