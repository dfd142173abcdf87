"""What is around every form of the sample."""

from django.urls import reverse

from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.web.govuk.pages import FormPage
from trigpoint.web.inspectorate.programme.trail import page_of, trail


def sample_page(inspection: Inspection, title: str, button: str, lead: str = "") -> FormPage:
    """A form page of the sample, from which one goes back to it."""
    return FormPage(
        title=title,
        button=button,
        lead=lead,
        trail=trail(inspection, page_of(inspection, "sample", "Sample")),
        cancel=reverse("sample", args=[inspection.reference]),
    )
