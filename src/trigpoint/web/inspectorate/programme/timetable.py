"""The timetable of an inspection."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from trigpoint.english import long_date
from trigpoint.inspectorate.programme.access import check_can_move_site_date, check_on, check_still_to_come
from trigpoint.inspectorate.programme.actions import timetabling
from trigpoint.inspectorate.programme.models import AdjustedDate, Inspection
from trigpoint.inspectorate.programme.queries import adjustments, dates
from trigpoint.inspectorate.programme.stages import BY_KEY
from trigpoint.people.access import may
from trigpoint.people.permissions import Permission
from trigpoint.web.edge.access import on_inspection
from trigpoint.web.edge.acting import acted
from trigpoint.web.edge.asking import Asking
from trigpoint.web.inspectorate.programme.forms import AdjustForm, ReasonForm, SiteDateForm
from trigpoint.web.inspectorate.programme.shown import stages_shown
from trigpoint.web.inspectorate.programme.trail import page_of, trail

form_page = require_http_methods(["GET", "HEAD", "POST"])


@on_inspection(Permission.SEE_INSPECTION)
@require_safe
def timetable(request: Asking, inspection: Inspection) -> HttpResponse:
    """Every date, computed or set by hand."""
    page = {
        "inspection": inspection,
        "trail": trail(inspection),
        "stages": stages_shown(inspection, dates(inspection)),
        "may_set": may(check_on, request.standing, Permission.SET_TIMETABLE, inspection),
        "may_move": may(check_can_move_site_date, request.standing, inspection),
    }
    return render(request, "inspectorate/inspection/timetable.html.jinja", page)


@on_inspection(Permission.SET_TIMETABLE)
@form_page
def site_date(request: Asking, inspection: Inspection) -> HttpResponse:
    """Set or move the first day of the case week."""
    initial = {"version": inspection.version, "site_date": inspection.site_date}
    form = SiteDateForm(request.POST or None, initial=initial)
    if form.is_valid():
        said = form.cleaned_data
        done = acted(
            request,
            form,
            lambda: timetabling.set_site_date(
                inspection=inspection,
                seen=form.seen,
                site_date=said["site_date"],
                reason=said["reason"],
                by=request.standing,
            ),
            then=reverse("timetable", args=[inspection.reference]),
            notice=f"The site date is {long_date(said['site_date'])}. The other dates are computed from it.",
        )
        if done:
            return done
    refusal = may(check_can_move_site_date, request.standing, inspection).refusal
    lead = refusal or "All other dates are computed from it, in working days." + (
        " Dates that were set by hand stay." if inspection.site_date else ""
    )
    return _form(request, inspection, form, "Set the site date", "Set the date", lead)


@on_inspection(Permission.SET_TIMETABLE)
@form_page
def adjust(request: Asking, inspection: Inspection, stage: str) -> HttpResponse:
    """Set one date by hand."""
    if stage not in BY_KEY or BY_KEY[stage].days is None:
        raise Http404
    there = adjustments(inspection).get(stage)
    standing = next((one.date for one in dates(inspection) if one.stage.key == stage), None)
    initial = {"version": there.version if there else 0, "date": standing, "reason": there.reason if there else ""}
    form = AdjustForm(request.POST or None, initial=initial)
    title = BY_KEY[stage].title
    if form.is_valid():
        said = form.cleaned_data
        done = acted(
            request,
            form,
            lambda: timetabling.adjust_date(
                inspection=inspection,
                stage=stage,
                seen=form.seen,
                day=said["date"],
                reason=said["reason"],
                by=request.standing,
            ),
            then=reverse("timetable", args=[inspection.reference]),
            notice=f"'{title}' is now on {long_date(said['date'])}.",
        )
        if done:
            return done
    lead = may(check_still_to_come, inspection, stage).refusal
    return _form(request, inspection, form, f"Adjust the date of '{title}'", "Adjust the date", lead)


@on_inspection(Permission.SET_TIMETABLE)
@form_page
def end_adjustment(request: Asking, inspection: Inspection, stage: str) -> HttpResponse:
    """Go back to the computed date."""
    there = AdjustedDate.objects.select_related("inspection").filter(inspection=inspection, stage=stage).first()
    if there is None and stage in BY_KEY and request.method == "POST":
        messages.success(request, f"'{BY_KEY[stage].title}' is computed already.")
        return redirect("timetable", reference=inspection.reference)
    if there is None:
        raise Http404
    form = ReasonForm(request.POST or None, initial={"version": there.version})
    title = BY_KEY[stage].title
    if form.is_valid():
        done = acted(
            request,
            form,
            lambda: timetabling.end_adjustment(
                adjusted=there, seen=form.seen, reason=form.cleaned_data["reason"], by=request.standing
            ),
            then=reverse("timetable", args=[inspection.reference]),
            notice=f"'{title}' is computed again.",
        )
        if done:
            return done
    lead = f"It was set by hand to {long_date(there.date)}: {there.reason}"
    return _form(request, inspection, form, f"Compute the date of '{title}' again", "Compute it again", lead)


def _form(
    request: Asking,
    inspection: Inspection,
    form: SiteDateForm | AdjustForm | ReasonForm,
    heading: str,
    button: str,
    lead: str,
) -> HttpResponse:
    page = {
        "form": form,
        "heading": heading,
        "lead": lead,
        "button": button,
        "trail": trail(inspection, page_of(inspection, "timetable", "Timetable")),
        "cancel": reverse("timetable", args=[inspection.reference]),
    }
    return render(request, "layouts/form.html.jinja", page, status=422 if form.is_bound else 200)
