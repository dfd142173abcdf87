"""Sign the report of an inspection."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from trigpoint.english import long_date
from trigpoint.inspectorate.bundling.live import rated
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import day_of
from trigpoint.inspectorate.programme.stages import StageKey
from trigpoint.inspectorate.publishing.access import check_can_sign
from trigpoint.inspectorate.publishing.actions.signing import sign_report
from trigpoint.inspectorate.publishing.models import Signature
from trigpoint.people.access import may
from trigpoint.people.permissions import Permission
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.govuk import fields
from trigpoint.web.govuk.dates import DateField
from trigpoint.web.govuk.forms import Form
from trigpoint.web.govuk.pages import FormPage, carry_out, form_page, status_of
from trigpoint.web.guards.inspections import on_inspection
from trigpoint.web.inspectorate.programme.trail import trail


class SignForm(Form):
    """The day of publication, and which contents were read."""

    contents = fields.hidden()
    publish_on = DateField("Day of publication", hint="The report can be published from this day on, not before.")


@on_inspection(Permission.MOVE_STAGES)
@form_page(SignForm)
def sign(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Sign the report as it is now, to be published on a day."""
    by = request.standing
    live = rated(inspection)
    planned = day_of(inspection, StageKey.PUBLISHED) or by.on
    digest = live.digest if live else ""
    form = SignForm(request.POST or None, initial={"contents": digest, "publish_on": max(planned, by.on)})
    redirected = carry_out(
        request,
        form,
        do=lambda: sign_report(
            inspection=inspection,
            contents=form.cleaned_data["contents"],
            publish_on=form.cleaned_data["publish_on"],
            by=by,
        ),
        then=reverse("inspection", args=[inspection.reference]),
        notice=lambda: (
            "You have signed the report. Somebody else can publish it "
            f"from {long_date(form.cleaned_data['publish_on'])}."
        ),
    )
    if redirected:
        return redirected
    form_around = FormPage(
        title="Sign the report",
        button="Sign it",
        refusal=may(check_can_sign, by, inspection, by.on).refusal,
        trail=trail(inspection),
        cancel=reverse("inspection", args=[inspection.reference]),
    )
    page = {
        "page": form_around,
        "form": form,
        "inspection": inspection,
        "signature": Signature.objects.select_related("signed_by")
        .filter(inspection=inspection, contents=digest)
        .first(),
    }
    return render(request, "inspectorate/inspection/sign.html.jinja", page, status=status_of(form))
