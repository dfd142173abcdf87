"""What the service sends without having been asked, and the draft report that it was sent to check."""

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import day_of
from trigpoint.inspectorate.programme.stages import StageKey, next_stage
from trigpoint.inspectorate.progress.asking import SENDING
from trigpoint.inspectorate.requests.access import check_can_send_unasked
from trigpoint.inspectorate.requests.actions import send_unasked
from trigpoint.inspectorate.requests.queries import released_rows
from trigpoint.inspectorate.requests.unasked import UNASKED
from trigpoint.people.access import may
from trigpoint.people.permissions import Permission
from trigpoint.web.edge.report_files import report_file
from trigpoint.web.edge.reports import file_links, report_page
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.govuk.pages import FormPage, answer, form_page
from trigpoint.web.guards.drafts import draft_or_404
from trigpoint.web.guards.inspections import on_own_inspection
from trigpoint.web.service.forms import UnaskedForm


@on_own_inspection(Permission.ANSWER_REQUESTS)
@form_page(UnaskedForm)
def unasked(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Send what the inspection waits for, without a request for it."""
    purpose = UNASKED.get(StageKey(inspection.stage))
    coming = next_stage(inspection.stage)
    due = day_of(inspection, coming.key) if coming else None
    form = UnaskedForm(request.POST or None, initial={"submission": uuid4()}, purpose=purpose or "")
    rows = released_rows(inspection).filter(purpose=purpose or "")
    refusal = may(check_can_send_unasked, request.standing, inspection, purpose or "", rows).refusal
    page = FormPage(
        title=SENDING[purpose] if purpose else "Send what your inspection waits for",
        button="Send it",
        lead="The inspectorate has not asked for this yet. You can send it now.",
        refusal=refusal,
        trail=(("Your inspection", reverse("own_inspection", args=[inspection.reference])),),
        cancel=reverse("own_inspection", args=[inspection.reference]),
    )
    return answer(
        request,
        page,
        form,
        do=lambda: send_unasked(
            form=form.cleaned_data["submission"],
            inspection=inspection,
            due=due,
            reply=form.cleaned_data["reply"],
            by=request.standing,
        ),
        then=page.cancel,
        notice="What you have sent is with the inspectorate.",
    )


@on_own_inspection(Permission.SEE_OWN_INSPECTIONS)
@require_safe
def own_draft(request: SignedInRequest, inspection: Inspection, request_id: UUID) -> HttpResponse:  # noqa: ARG001 - as every page of an inspection
    """The draft report as it was sent with a request to check it."""
    draft = draft_or_404(inspection, request_id)
    back = ("Back to the request", reverse("own_request", args=[inspection.reference, request_id]))
    return report_page(draft, back, file_links("own_draft_file", inspection.reference, request_id))


@on_own_inspection(Permission.SEE_OWN_INSPECTIONS)
@require_safe
def own_draft_file(request: SignedInRequest, inspection: Inspection, request_id: UUID, file: str) -> HttpResponse:
    """The draft report, or the data behind it without single cases, as a file."""
    return report_file(request, draft_or_404(inspection, request_id), file)
