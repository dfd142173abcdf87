"""The register of services and their context figures."""

from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from trigpoint.bundle.context import IS_SUPPRESSED
from trigpoint.bundle.frameworks import built_in, load_framework
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import PUBLIC, inspections_seen_by
from trigpoint.inspectorate.register import actions
from trigpoint.inspectorate.register.access import check_can_keep
from trigpoint.inspectorate.register.queries import figures_of
from trigpoint.people.access import may
from trigpoint.people.actions import enter_organisation
from trigpoint.people.models import Organisation
from trigpoint.people.permissions import Permission
from trigpoint.people.queries import services as all_services
from trigpoint.people.queries import without_conflicts
from trigpoint.web.edge.access import requires_permission
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.govuk.pages import FormPage, answer, form_page
from trigpoint.web.inspectorate.register.forms import (
    ChangeFiguresForm,
    FiguresForm,
    RenameForm,
    ServiceForm,
    WithdrawForm,
    typed_parts,
)
from trigpoint.web.lists.asked import ask, file_of, listed
from trigpoint.web.lists.columns import Column, Filter, FilterKind, Listing

A_PAGE = 50
SERVICES: Final[Listing[Organisation]] = Listing(
    caption="Register of services",
    file_name="services",
    columns=(
        Column("service", "Name", lambda service: service.name, order="name_key"),
        Column("short-name", "Short name", lambda service: service.short_name, order="short_name", is_name=True),
        Column("reference", "Reference", lambda service: service.reference, order="reference", is_reference=True),
    ),
    filters=(Filter("name", "Name", "pk", kind=FilterKind.NAME),),
    sort="service",
)


@requires_permission(Permission.SEE_SERVICES)
@require_safe
def services(request: SignedInRequest) -> HttpResponse:
    """Every service, by name."""
    asked = ask(request.GET, SERVICES)
    rows = without_conflicts(all_services(), request.standing)
    if asked.is_file:
        return file_of(asked, rows)
    page = {
        "list": listed(asked, rows),
        "any_hidden": bool(request.standing.conflicts),
        "may_keep": request.standing.has_anywhere(Permission.KEEP_REGISTER),
    }
    return render(request, "inspectorate/register/services.html.jinja", page)


@requires_permission(Permission.SEE_SERVICES)
@require_safe
def service(request: SignedInRequest, service: str) -> HttpResponse:
    """One service: its figures beside the nation's, and its inspections."""
    organisation = _service(request, service)
    seen = inspections_seen_by(request.standing).filter(service=organisation)
    published = Inspection.objects.filter(service=organisation, stage__in=PUBLIC)
    page = {
        "service": organisation,
        "figures": figures_of(organisation),
        "is_suppressed": IS_SUPPRESSED,
        "inspections": seen.order_by("-site_date")[:A_PAGE],
        "published": published.order_by("-published_on")[:A_PAGE],
        "may_keep": may(check_can_keep, request.standing, organisation),
        "may_plan": request.standing.has_anywhere(Permission.PLAN_INSPECTIONS),
    }
    return render(request, "inspectorate/register/service.html.jinja", page)


@requires_permission(Permission.KEEP_REGISTER)
@form_page(ServiceForm)
def enter_service(request: SignedInRequest) -> HttpResponse:
    """Enter a service into the register."""
    form = ServiceForm(request.POST or None)
    return answer(
        request,
        FormPage(title="Enter a service", button="Enter the service", cancel=reverse("services"), makes=True),
        form,
        do=lambda: enter_organisation(kind=Organisation.Kind.SERVICE, **form.cleaned_data, by=request.standing),
        then=lambda: reverse("service", args=[form.cleaned_data["reference"]]),
        notice=lambda: f"{form.cleaned_data['name']} is in the register.",
    )


@requires_permission(Permission.KEEP_REGISTER)
@form_page(RenameForm)
def change_service(request: SignedInRequest, service: str) -> HttpResponse:
    """Change a service's names."""
    organisation = _service(request, service)
    initial = {
        "version": organisation.version,
        "name": organisation.name,
        "short_name": organisation.short_name,
    }
    form = RenameForm(request.POST or None, initial=initial)
    return answer(
        request,
        FormPage(title=f"Change {organisation.name}", button="Save", cancel=_address(organisation)),
        form,
        do=lambda: actions.change_service(
            service=organisation,
            seen=form.seen,
            name=form.cleaned_data["name"],
            short_name=form.cleaned_data["short_name"],
            by=request.standing,
        ),
        then=_address(organisation),
        notice="The names are changed.",
    )


@requires_permission(Permission.KEEP_REGISTER)
@form_page(FiguresForm)
def enter_figures(request: SignedInRequest, service: str) -> HttpResponse:
    """Enter figures of a service."""
    organisation = _service(request, service)
    form = FiguresForm(request.POST or None)
    page = FormPage(
        title=f"Enter figures of {organisation.short_name}",
        button="Enter the figures",
        cancel=_address(organisation),
        makes=True,
    )
    return answer(
        request,
        page,
        form,
        do=lambda: actions.enter_figures(
            service=organisation, figures=form.figures, tolerance=_tolerance(), by=request.standing
        ),
        then=page.cancel,
        notice="The figures are entered.",
    )


@requires_permission(Permission.KEEP_REGISTER)
@form_page(ChangeFiguresForm)
def change_figures(request: SignedInRequest, service: str, figures: UUID) -> HttpResponse:
    """Change figures of a service."""
    organisation = _service(request, service)
    row = get_object_or_404(figures_of(organisation), pk=figures)
    names = ("version", "topic", "title", "year", "source", "unit", "total", "nation", "national_source")
    initial = {name: getattr(row, name) for name in names} | {"parts": typed_parts(row)}
    form = ChangeFiguresForm(request.POST or None, initial=initial)
    page = FormPage(
        title=f"Change figures of {organisation.short_name}", button="Save the figures", cancel=_address(organisation)
    )
    return answer(
        request,
        page,
        form,
        do=lambda: actions.change_figures(
            row=row, seen=form.seen, figures=form.figures, tolerance=_tolerance(), by=request.standing
        ),
        then=page.cancel,
        notice="The figures are changed.",
    )


@requires_permission(Permission.KEEP_REGISTER)
@form_page(WithdrawForm)
def withdraw_figures(request: SignedInRequest, service: str, figures: UUID) -> HttpResponse:
    """Withdraw figures of a service."""
    organisation = _service(request, service)
    row = get_object_or_404(figures_of(organisation), pk=figures)
    form = WithdrawForm(request.POST or None, initial={"version": row.version})
    page = FormPage(
        title=f"Withdraw '{row.title}', {row.year}",
        button="Withdraw them",
        cancel=_address(organisation),
        takes_back=True,
    )
    return answer(
        request,
        page,
        form,
        do=lambda: actions.withdraw_figures(
            row=row, seen=form.seen, reason=form.cleaned_data["reason"], by=request.standing
        ),
        then=page.cancel,
        notice="The figures are withdrawn.",
    )


def _service(request: SignedInRequest, reference: str) -> Organisation:
    return get_object_or_404(without_conflicts(all_services(), request.standing), reference=reference)


def _address(service: Organisation) -> str:
    return reverse("service", args=[service.reference])


def _tolerance() -> int:
    """How far percentages may be off a hundred: as far as the most lenient framework here lets them."""
    return max(load_framework(folder).method.percent_total_tolerance for folder in built_in().values())
