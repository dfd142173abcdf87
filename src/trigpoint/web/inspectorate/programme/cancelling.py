"""Cancel an inspection that was planned or announced by mistake."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from trigpoint.inspectorate.programme.access import check_can_cancel
from trigpoint.inspectorate.programme.actions.planning import cancel_inspection
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.stages import StageKey, has_reached
from trigpoint.people.permissions import Permission
from trigpoint.web.edge.access import on_inspection
from trigpoint.web.edge.acting import acted
from trigpoint.web.edge.asking import Asking
from trigpoint.web.govuk import fields
from trigpoint.web.govuk.forms import VersionedForm
from trigpoint.web.inspectorate.programme.trail import trail


class CancelForm(VersionedForm):
    """Why an inspection is cancelled."""

    reason = fields.recorded_text(
        "Why the inspection is cancelled", hint="Where it has been announced, the service reads this."
    )


@on_inspection(Permission.SEE_INSPECTION)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: Asking, inspection: Inspection) -> HttpResponse:
    """Cancel the inspection. Raises Refusal where it cannot be: nobody gives a reason for nothing."""
    check_can_cancel(request.standing, inspection)
    form = CancelForm(request.POST or None, initial={"version": inspection.version})
    if form.is_valid():
        done = acted(
            request,
            form,
            lambda: cancel_inspection(
                inspection=inspection, seen=form.seen, reason=form.cleaned_data["reason"], by=request.standing
            ),
            then=reverse("inspection", args=[inspection.reference]),
            notice="The inspection is cancelled. It can be read, and no longer changed.",
        )
        if done:
            return done
    told = " The service is told." if has_reached(inspection.stage, StageKey.ANNOUNCED) else ""
    page = {
        "form": form,
        "heading": f"Cancel the inspection of {inspection.service.name}",
        "lead": "There is no way back. Everything that was recorded can still be read, and another inspection of the "
        f"service can be planned.{told}",
        "button": "Cancel the inspection",
        "trail": trail(inspection),
        "cancel": reverse("inspection", args=[inspection.reference]),
    }
    return render(request, "layouts/form.html.jinja", page, status=422 if form.is_bound else 200)
