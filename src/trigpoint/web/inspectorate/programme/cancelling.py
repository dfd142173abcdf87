"""Cancel an inspection that was planned or announced by mistake."""

from django.http import HttpResponse
from django.urls import reverse

from trigpoint.inspectorate.programme.access import check_can_cancel
from trigpoint.inspectorate.programme.actions.planning import cancel_inspection
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.stages import StageKey, has_reached
from trigpoint.people.permissions import Permission
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.govuk import fields
from trigpoint.web.govuk.forms import VersionedForm
from trigpoint.web.govuk.pages import FormPage, answer, form_page
from trigpoint.web.guards.inspections import on_inspection
from trigpoint.web.inspectorate.programme.trail import trail


class CancelForm(VersionedForm):
    """Why an inspection is cancelled."""

    reason = fields.recorded_text(
        "Why the inspection is cancelled", hint="Where it has been announced, the service reads this."
    )


@on_inspection(Permission.SEE_INSPECTION)
@form_page(CancelForm)
def cancel(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Cancel the inspection. Raises Refusal where it cannot be: nobody gives a reason for nothing."""
    check_can_cancel(request.standing, inspection)
    form = CancelForm(request.POST or None, initial={"version": inspection.version})
    told_too = " The service is informed." if has_reached(inspection.stage, StageKey.ANNOUNCED) else ""
    page = FormPage(
        title=f"Cancel the inspection of {inspection.service.name}",
        lead="There is no way back. Everything that was recorded can still be read, and another inspection of the "
        f"service can be planned.{told_too}",
        button="Cancel the inspection",
        trail=trail(inspection),
        cancel=reverse("inspection", args=[inspection.reference]),
        takes_back=True,
    )
    return answer(
        request,
        page,
        form,
        do=lambda: cancel_inspection(
            inspection=inspection, seen=form.seen, reason=form.cleaned_data["reason"], by=request.standing
        ),
        then=page.cancel,
        notice="The inspection is cancelled. It can be read, and no longer changed.",
    )
