"""The register of services and their context figures."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

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
from trigpoint.web.edge.access import needs
from trigpoint.web.edge.acting import acted
from trigpoint.web.edge.asking import Asking
from trigpoint.web.govuk.forms import Form
from trigpoint.web.inspectorate.register.forms import (
    ChangeFiguresForm,
    FiguresForm,
    RenameForm,
    ServiceForm,
    WithdrawForm,
    typed_parts,
)

A_PAGE = 50
form_page = require_http_methods(["GET", "HEAD", "POST"])


@needs(Permission.SEE_SERVICES)
@require_safe
def services(request: Asking) -> HttpResponse:
    """Every service, by name."""
    asked = request.GET.get("name", "").replace("\x00", "").strip()[:200]
    rows = all_services().filter(name__icontains=asked) if asked else all_services()
    page = {
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "asked": asked,
        "may_keep": request.standing.has_anywhere(Permission.KEEP_REGISTER),
    }
    return render(request, "inspectorate/register/services.html.jinja", page)


@needs(Permission.SEE_SERVICES)
@require_safe
def service(request: Asking, service: str) -> HttpResponse:
    """One service: its figures beside the nation's, and its inspections."""
    found = _service(service)
    seen = inspections_seen_by(request.standing).filter(service=found)
    published = Inspection.objects.filter(service=found, stage__in=PUBLIC)
    page = {
        "service": found,
        "figures": figures_of(found),
        "inspections": seen.order_by("-site_date")[:A_PAGE],
        "published": published.order_by("-published_on")[:A_PAGE],
        "may_keep": may(check_can_keep, request.standing, found),
        "may_plan": request.standing.has_anywhere(Permission.PLAN_INSPECTIONS),
    }
    return render(request, "inspectorate/register/service.html.jinja", page)


@needs(Permission.KEEP_REGISTER)
@form_page
def enter_service(request: Asking) -> HttpResponse:
    """Enter a service into the register."""
    form = ServiceForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        done = acted(
            request,
            form,
            lambda: enter_organisation(kind=Organisation.Kind.SERVICE, **said, by=request.standing),
            then=reverse("service", args=[said["reference"]]),
            notice=f"{said['name']} is in the register.",
        )
        if done:
            return done
    return _form(request, form, "Enter a service", "Enter the service", reverse("services"))


@needs(Permission.KEEP_REGISTER)
@form_page
def change_service(request: Asking, service: str) -> HttpResponse:
    """Change a service's names."""
    found = _service(service)
    initial = {"version": found.version, "name": found.name, "short_name": found.short_name}
    form = RenameForm(request.POST or None, initial=initial)
    if form.is_valid():
        said = form.cleaned_data
        done = acted(
            request,
            form,
            lambda: actions.change_service(
                service=found, seen=form.seen, name=said["name"], short_name=said["short_name"], by=request.standing
            ),
            then=_address(found),
            notice="The names are changed.",
        )
        if done:
            return done
    return _form(request, form, f"Change {found.name}", "Save", _address(found))


@needs(Permission.KEEP_REGISTER)
@form_page
def enter_figures(request: Asking, service: str) -> HttpResponse:
    """Enter figures of a service."""
    found = _service(service)
    form = FiguresForm(request.POST or None)
    if form.is_valid():
        done = acted(
            request,
            form,
            lambda: actions.enter_figures(
                service=found, figures=form.figures, tolerance=_tolerance(), by=request.standing
            ),
            then=_address(found),
            notice="The figures are entered.",
        )
        if done:
            return done
    return _form(request, form, f"Enter figures of {found.short_name}", "Enter the figures", _address(found))


@needs(Permission.KEEP_REGISTER)
@form_page
def change_figures(request: Asking, service: str, figures: UUID) -> HttpResponse:
    """Change figures of a service."""
    found = _service(service)
    row = get_object_or_404(figures_of(found), pk=figures)
    names = ("version", "topic", "title", "year", "source", "unit", "total", "nation", "national_source")
    initial = {name: getattr(row, name) for name in names} | {"parts": typed_parts(row)}
    form = ChangeFiguresForm(request.POST or None, initial=initial)
    if form.is_valid():
        done = acted(
            request,
            form,
            lambda: actions.change_figures(
                row=row, seen=form.seen, figures=form.figures, tolerance=_tolerance(), by=request.standing
            ),
            then=_address(found),
            notice="The figures are changed.",
        )
        if done:
            return done
    return _form(request, form, f"Change figures of {found.short_name}", "Save the figures", _address(found))


@needs(Permission.KEEP_REGISTER)
@form_page
def withdraw_figures(request: Asking, service: str, figures: UUID) -> HttpResponse:
    """Withdraw figures of a service."""
    found = _service(service)
    row = get_object_or_404(figures_of(found), pk=figures)
    form = WithdrawForm(request.POST or None, initial={"version": row.version})
    if form.is_valid():
        done = acted(
            request,
            form,
            lambda: actions.withdraw_figures(
                row=row, seen=form.seen, reason=form.cleaned_data["reason"], by=request.standing
            ),
            then=_address(found),
            notice="The figures are withdrawn.",
        )
        if done:
            return done
    return _form(request, form, f"Withdraw '{row.title}', {row.year}", "Withdraw them", _address(found))


def _service(reference: str) -> Organisation:
    return get_object_or_404(all_services(), reference=reference)


def _address(service: Organisation) -> str:
    return reverse("service", args=[service.reference])


def _tolerance() -> int:
    """How far percentages may be off a hundred: as far as the most lenient framework here lets them."""
    return max(load_framework(folder).method.percent_total_tolerance for folder in built_in().values())


def _form(request: Asking, form: Form, heading: str, button: str, cancel: str) -> HttpResponse:
    page = {"form": form, "heading": heading, "button": button, "cancel": cancel}
    return render(request, "layouts/form.html.jinja", page, status=422 if form.is_bound else 200)
