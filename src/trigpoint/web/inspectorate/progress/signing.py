"""Sign the report of an inspection."""

from django.http import HttpResponse
from django.urls import reverse

from trigpoint.english import long_date
from trigpoint.inspectorate.bundling.live import rated
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import day_of
from trigpoint.inspectorate.programme.stages import StageKey
from trigpoint.inspectorate.publishing.access import check_can_sign
from trigpoint.inspectorate.publishing.actions.signing import sign_report
from trigpoint.people.access import may
from trigpoint.people.permissions import Permission
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.govuk import fields
from trigpoint.web.govuk.dates import DateField
from trigpoint.web.govuk.forms import Form
from trigpoint.web.govuk.pages import FormPage, answer, form_page
from trigpoint.web.guards.inspections import on_inspection
from trigpoint.web.inspectorate.programme.trail import trail


class SignForm(Form):
    """The day of publication, and which contents were read."""

    contents = fields.hidden()
    publish_on = DateField("Day of publication", hint="The report is published on this day or after it, not before.")


@on_inspection(Permission.MOVE_STAGES)
@form_page(SignForm)
def sign(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Sign the report as it is now, to be published on a day."""
    by = request.standing
    live = rated(inspection)
    planned = day_of(inspection, StageKey.PUBLISHED) or by.on
    digest = live.digest if live else ""
    form = SignForm(request.POST or None, initial={"contents": digest, "publish_on": max(planned, by.on)})
    page = FormPage(
        title="Sign the report",
        button="Sign it",
        lead=may(check_can_sign, by, inspection, by.on).refusal
        or "You sign the report as it is now. If anything in it changes afterwards, your signature no longer counts. "
        "Somebody else publishes it.",
        trail=trail(inspection),
        cancel=reverse("inspection", args=[inspection.reference]),
    )
    return answer(
        request,
        page,
        form,
        do=lambda: sign_report(
            inspection=inspection,
            contents=form.cleaned_data["contents"],
            publish_on=form.cleaned_data["publish_on"],
            by=by,
        ),
        then=page.cancel,
        notice=lambda: f"You have signed the report. It is published on {long_date(form.cleaned_data['publish_on'])}.",
    )
