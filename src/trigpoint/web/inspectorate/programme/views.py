"""The programme over years, and planning."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from trigpoint.bundle.frameworks import built_in, load_framework
from trigpoint.inspectorate.programme.actions.planning import plan_inspection, plan_programme
from trigpoint.inspectorate.programme.models import Inspection, Programme
from trigpoint.inspectorate.programme.queries import inspections_seen_by, services_in
from trigpoint.people.access import may, no_role_allows, refuse_unless
from trigpoint.people.models import Organisation
from trigpoint.people.permissions import Permission
from trigpoint.people.queries import services, without_conflicts
from trigpoint.people.standing import Standing
from trigpoint.web.edge.access import requires_permission
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.govuk.pages import FormPage, answer, form_page
from trigpoint.web.inspectorate.programme.forms import InspectionForm, ProgrammeForm
from trigpoint.web.inspectorate.programme.listing import STAGE_ORDER, inspections_listing
from trigpoint.web.inspectorate.programme.presenters import service_shown
from trigpoint.web.lists.asked import ask, file_of, listed

A_PAGE = 50


@requires_permission(Permission.SEE_PROGRAMME)
@require_safe
def programme(request: SignedInRequest, programme: str = "") -> HttpResponse:
    """One programme, the newest unless another is asked for: which services are due, and what each had last."""
    programmes = Programme.objects.filter(inspectorate__in=request.standing.organisations(Permission.SEE_PROGRAMME))
    shown = get_object_or_404(programmes, reference=programme) if programme else programmes.first()
    rows = Paginator(services_in(shown, request.standing) if shown else (), A_PAGE)
    page = rows.get_page(request.GET.get("page"))
    current = [row.current.pk for row in page if row.current]
    visible = set(inspections_seen_by(request.standing).filter(pk__in=current).values_list("pk", flat=True))
    values = {
        "programme": shown,
        "others": [other for other in programmes if other != shown],
        "page": page,
        "services": [service_shown(row, visible) for row in page],
        "any_hidden": bool(request.standing.conflicts),
        "may_plan": may(_check_plans, request.standing),
    }
    return render(request, "inspectorate/programme/programme.html.jinja", values)


def _check_plans(by: Standing) -> None:
    refuse_unless(by.has_anywhere(Permission.PLAN_INSPECTIONS), no_role_allows(Permission.PLAN_INSPECTIONS))


@requires_permission(Permission.SEE_PROGRAMME)
@require_safe
def inspections(request: SignedInRequest) -> HttpResponse:
    """The inspections that I may see, with what is next on each of them."""
    seen = inspections_seen_by(request.standing).annotate(stage_order=STAGE_ORDER)
    asked = ask(request.GET, inspections_listing(request.standing))
    if asked.is_file:
        return file_of(asked, seen)
    return render(request, "inspectorate/programme/inspections.html.jinja", {"list": listed(asked, seen)})


@requires_permission(Permission.PLAN_INSPECTIONS)
@form_page(ProgrammeForm)
def plan_a_programme(request: SignedInRequest) -> HttpResponse:
    """Plan a programme."""
    form = ProgrammeForm(request.POST or None)
    return answer(
        request,
        FormPage(title="Plan a programme", button="Plan the programme", cancel=reverse("programme"), makes=True),
        form,
        do=lambda: plan_programme(inspectorate=_inspectorate(request), **form.cleaned_data, by=request.standing),
        then=lambda: reverse("programme_of", args=[form.cleaned_data["reference"]]),
        notice=lambda: f"{form.cleaned_data['name']} is planned.",
    )


@requires_permission(Permission.PLAN_INSPECTIONS)
@form_page(InspectionForm)
def plan_an_inspection(request: SignedInRequest) -> HttpResponse:
    """Plan an inspection of a service."""
    inspectorate = _inspectorate(request)
    programmes = Programme.objects.filter(inspectorate=inspectorate)
    initial = {"framework": next(iter(built_in())), **_first_values(request, programmes.first())}
    form = InspectionForm(request.POST or None, initial=initial, services=_services(request), programmes=programmes)
    return answer(
        request,
        FormPage(title="Plan an inspection", button="Plan the inspection", cancel=reverse("programme"), makes=True),
        form,
        do=lambda: _plan(request, inspectorate, form.cleaned_data),
        then=lambda: reverse("inspection", args=[form.cleaned_data["reference"]]),
        notice="The inspection is planned. Now build its team and set its site date.",
    )


def _first_values(request: SignedInRequest, programme: Programme | None) -> dict[str, str]:
    """What the form begins with: the newest programme, and a title and a reference where a service is named."""
    begun = {"programme": programme.reference if programme else ""}
    service = _services(request).filter(reference=request.GET.get("service", "").replace("\0", "")).first()
    if service is None:
        return begun
    reference = f"{service.reference}-{request.standing.on.year}"
    return begun | {"service": service.reference, "title": f"An inspection of {service.name}", "reference": reference}


def _plan(request: SignedInRequest, inspectorate: Organisation, typed: dict[str, str]) -> Inspection:
    return plan_inspection(
        service=_services(request).get(reference=typed["service"]),
        inspectorate=inspectorate,
        programme=Programme.objects.filter(inspectorate=inspectorate, reference=typed["programme"]).first(),
        reference=typed["reference"],
        title=typed["title"],
        framework=load_framework(built_in()[typed["framework"]]),
        by=request.standing,
    )


def _services(request: SignedInRequest) -> QuerySet[Organisation]:
    """The services of which I may plan inspections."""
    return without_conflicts(services(), request.standing)


def _inspectorate(request: SignedInRequest) -> Organisation:
    """The inspectorate that I plan for; the first by name, should there be several."""
    organisations = request.standing.organisations(Permission.PLAN_INSPECTIONS)
    return Organisation.objects.filter(pk__in=organisations).order_by("name_key")[0]
