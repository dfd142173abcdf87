"""The timetable of an inspection."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from trigpoint.english import long_date
from trigpoint.inspectorate.programme.access import (
    check_can_move_site_date,
    check_on,
    check_still_to_come,
    why_it_needs_a_reason,
)
from trigpoint.inspectorate.programme.actions import timetabling
from trigpoint.inspectorate.programme.models import AdjustedDate, Inspection
from trigpoint.inspectorate.programme.queries import adjustments, dates, days_reached
from trigpoint.inspectorate.programme.stages import BY_KEY
from trigpoint.people.access import may
from trigpoint.people.permissions import Permission
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.govuk.pages import FormPage, answer, form_page
from trigpoint.web.guards.inspections import on_inspection
from trigpoint.web.inspectorate.programme.forms import AdjustForm, ReasonForm, SiteDateForm
from trigpoint.web.inspectorate.programme.presenters import stages_shown
from trigpoint.web.inspectorate.programme.trail import page_of, trail


@on_inspection(Permission.SEE_INSPECTION)
@require_safe
def timetable(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Every date, computed or set by hand."""
    page = {
        "inspection": inspection,
        "trail": trail(inspection),
        "stages": stages_shown(inspection, dates(inspection), days_reached(inspection), request.standing.on),
        "may_set": may(check_on, request.standing, Permission.SET_TIMETABLE, inspection),
        "may_move": may(check_can_move_site_date, request.standing, inspection),
    }
    return render(request, "inspectorate/inspection/timetable.html.jinja", page)


@on_inspection(Permission.SET_TIMETABLE)
@form_page(SiteDateForm)
def site_date(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Set or move the first day of the case week."""
    form = _site_date_form(request, inspection)
    refusal = may(check_can_move_site_date, request.standing, inspection).refusal
    lead = "All other dates are computed from it, in working days." + (
        " Dates that were set by hand stay." if inspection.site_date else ""
    )
    page = _page(inspection, "Set the site date", "Set the date", lead, refusal)
    return answer(
        request,
        page,
        form,
        do=lambda: timetabling.set_site_date(
            inspection=inspection,
            seen=form.seen,
            site_date=form.cleaned_data["site_date"],
            reason=form.cleaned_data.get("reason", ""),
            by=request.standing,
        ),
        then=page.cancel,
        notice=lambda: (
            f"The site date is {long_date(form.cleaned_data['site_date'])}. The other dates are computed from it."
        ),
    )


def _site_date_form(request: SignedInRequest, inspection: Inspection) -> SiteDateForm:
    """The form, with the question for a reason where the date was set before, or is one that asks for it."""
    initial = {"version": inspection.version, "site_date": inspection.site_date}
    posted = request.POST or None
    if inspection.site_date is not None:
        return SiteDateForm(posted, initial=initial, why="Why it is moved")
    form = SiteDateForm(posted, initial=initial)
    asks = form.is_valid() and why_it_needs_a_reason(
        inspection, form.cleaned_data["site_date"], None, request.standing.on
    )
    return SiteDateForm(posted, initial=initial, why="Why on this day") if asks else form


@on_inspection(Permission.SET_TIMETABLE)
@form_page(AdjustForm)
def adjust(request: SignedInRequest, inspection: Inspection, stage: str) -> HttpResponse:
    """Set one date by hand."""
    if stage not in BY_KEY or BY_KEY[stage].days is None:
        raise Http404
    title, adjusted = BY_KEY[stage].title, adjustments(inspection).get(stage)
    current = next((entry.date for entry in dates(inspection) if entry.stage.key == stage), None)
    initial = {
        "version": adjusted.version if adjusted else 0,
        "date": current,
        "reason": adjusted.reason if adjusted else "",
    }
    form = AdjustForm(request.POST or None, initial=initial)
    refusal = may(check_still_to_come, inspection, stage).refusal
    page = _page(inspection, f"Adjust the date of '{title}'", "Adjust the date", refusal=refusal)
    return answer(
        request,
        page,
        form,
        do=lambda: timetabling.adjust_date(
            inspection=inspection,
            stage=stage,
            seen=form.seen,
            day=form.cleaned_data["date"],
            reason=form.cleaned_data["reason"],
            by=request.standing,
        ),
        then=page.cancel,
        notice=lambda: f"'{title}' is now on {long_date(form.cleaned_data['date'])}.",
    )


@on_inspection(Permission.SET_TIMETABLE)
@form_page(ReasonForm)
def end_adjustment(request: SignedInRequest, inspection: Inspection, stage: str) -> HttpResponse:
    """Go back to the computed date."""
    adjusted = AdjustedDate.objects.select_related("inspection").filter(inspection=inspection, stage=stage).first()
    if adjusted is None and stage in BY_KEY and request.method == "POST":
        messages.success(request, f"'{BY_KEY[stage].title}' is computed already.")
        return redirect("timetable", reference=inspection.reference)
    if adjusted is None:
        raise Http404
    title = BY_KEY[stage].title
    form = ReasonForm(request.POST or None, initial={"version": adjusted.version})
    lead = f"It was set by hand to {long_date(adjusted.date)}: {adjusted.reason}"
    page = _page(inspection, f"Compute the date of '{title}' again", "Compute it again", lead)
    return answer(
        request,
        page,
        form,
        do=lambda: timetabling.end_adjustment(
            adjusted=adjusted, seen=form.seen, reason=form.cleaned_data["reason"], by=request.standing
        ),
        then=page.cancel,
        notice=f"'{title}' is computed again.",
    )


def _page(inspection: Inspection, title: str, button: str, lead: str = "", refusal: str = "") -> FormPage:
    return FormPage(
        title=title,
        button=button,
        lead=lead,
        refusal=refusal,
        trail=trail(inspection, page_of(inspection, "timetable", "Timetable")),
        cancel=reverse("timetable", args=[inspection.reference]),
    )
