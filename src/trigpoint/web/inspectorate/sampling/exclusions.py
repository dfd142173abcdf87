"""Exclude cases before the draw, keep them excluded after a new list, and take an exclusion back."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling import access
from trigpoint.inspectorate.sampling.actions.excluding import confirm_exclusion, exclude_case, readmit_case
from trigpoint.inspectorate.sampling.exclusions_to_confirm import case_sha256, exclusions_to_confirm
from trigpoint.inspectorate.sampling.queries import exclusions, reasons, waiting_seed
from trigpoint.people.permissions import Permission
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.govuk.pages import answer, form_page
from trigpoint.web.guards.inspections import on_inspection
from trigpoint.web.inspectorate.sampling.forms import ConfirmForm, ExcludeForm, ReadmitForm
from trigpoint.web.inspectorate.sampling.listed_cases import cases_to_exclude
from trigpoint.web.inspectorate.sampling.pages import sample_page
from trigpoint.web.sample.presenters import unsettled_shown


@on_inspection(Permission.SET_SAMPLE)
@form_page(ExcludeForm)
def exclude(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Exclude a case before the draw. Raises Refusal where none can be: nobody fills in a form for nothing."""
    access.check_can_exclude(request.standing, inspection, waiting_seed(inspection))
    form = ExcludeForm(
        request.POST or None,
        initial={"case": request.GET.get("case", "")},
        cases=[case.reference for case in cases_to_exclude(inspection)],
        reasons=reasons(inspection),
    )
    page = replace(sample_page(inspection, "Exclude a case", "Exclude it"), makes=True)
    return answer(
        request,
        page,
        form,
        do=lambda: exclude_case(
            inspection=inspection, case=form.cleaned_data["case"], why=form.cleaned_data["why"], by=request.standing
        ),
        then=page.cancel,
        notice="The case is excluded. The certificate will say so, with the reason.",
    )


@on_inspection(Permission.SET_SAMPLE)
@form_page(ConfirmForm)
def confirm(request: SignedInRequest, inspection: Inspection, exclusion: UUID) -> HttpResponse:
    """Let a case stay excluded for which a new list holds another row, or none."""
    row = get_object_or_404(exclusions(inspection).select_related("inspection"), pk=exclusion)
    waiting = next((entry for entry in exclusions_to_confirm(inspection) if entry.exclusion.pk == row.pk), None)
    seen = case_sha256(waiting.now) if waiting else row.case_sha256
    form = ConfirmForm(request.POST or None, initial={"version": row.version, "row": seen})
    now = next((entry.now for entry in unsettled_shown(inspection) if entry.id == row.pk), "As when it was excluded")
    lead = f"Excluded: {row.why}. In the lists now: {now}."
    page = sample_page(inspection, f"Keep case {row.case} excluded", "Keep it excluded", lead)
    return answer(
        request,
        page,
        form,
        do=lambda: confirm_exclusion(exclusion=row, seen=form.seen, row=form.cleaned_data["row"], by=request.standing),
        then=page.cancel,
        notice=f"The case {row.case} stays excluded.",
    )


@on_inspection(Permission.SET_SAMPLE)
@form_page(ReadmitForm)
def readmit(request: SignedInRequest, inspection: Inspection, exclusion: UUID) -> HttpResponse:
    """Take an exclusion back."""
    row = get_object_or_404(exclusions(inspection).select_related("inspection"), pk=exclusion)
    form = ReadmitForm(request.POST or None, initial={"version": row.version})
    page = replace(sample_page(inspection, f"Let case {row.case} take part again", "Let it take part"), takes_back=True)
    return answer(
        request,
        page,
        form,
        do=lambda: readmit_case(exclusion=row, seen=form.seen, reason=form.cleaned_data["reason"], by=request.standing),
        then=page.cancel,
        notice=f"The case {row.case} takes part in the draw again.",
    )
