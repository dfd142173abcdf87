"""When one's own e-mails about inspections come."""

from typing import Final

from django.http import HttpResponse
from django.urls import reverse

from trigpoint.notices import actions
from trigpoint.notices.queries import gets_summary
from trigpoint.web.edge.access import for_signed_in
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.govuk import fields
from trigpoint.web.govuk.forms import Form
from trigpoint.web.govuk.pages import FormPage, answer, form_page

AT_ONCE: Final = "at-once"
ONCE_A_DAY: Final = "once-a-day"


class EmailsForm(Form):
    """When they come."""

    when = fields.radios(
        "When do you want them?",
        [
            (AT_ONCE, "An e-mail for each thing, when it happens"),
            (ONCE_A_DAY, "One e-mail a day, in the morning, when something has happened"),
        ],
    )


@for_signed_in
@form_page(EmailsForm)
def my_emails(request: SignedInRequest) -> HttpResponse:
    """Choose an e-mail for each thing, or one a day."""
    chosen = ONCE_A_DAY if gets_summary(request.user) else AT_ONCE
    form = EmailsForm(request.POST or None, initial={"when": chosen})
    page = FormPage(
        title="E-mails about inspections",
        lead="You get an e-mail when something is asked of you, is due or late, is answered or is published. What "
        "waits for you is always on your first page, too.",
        button="Save",
        trail=(("Your account", reverse("my_account")),),
        cancel=reverse("my_account"),
    )
    return answer(
        request,
        page,
        form,
        do=lambda: actions.choose_emails(
            person=request.user, once_a_day=form.cleaned_data["when"] == ONCE_A_DAY, by=request.standing
        ),
        then=reverse("my_account"),
        notice="Your choice about e-mails is saved.",
    )
