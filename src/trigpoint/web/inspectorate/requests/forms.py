"""Forms about requests."""

from trigpoint.inspectorate.requests.actions import Wording
from trigpoint.inspectorate.requests.models import Request
from trigpoint.web.govuk import fields
from trigpoint.web.govuk.dates import DateField
from trigpoint.web.govuk.forms import Form, VersionedForm


class WordingForm(Form):
    """What a request says, to the service and to inspectors."""

    title = fields.text("Title", hint=fields.KEPT_FOR_GOOD, longest=150)
    words = fields.recorded_text(
        "What you ask for", hint="The service reads this once the request is sent.", longest=fields.LONGEST_TEXT
    )
    note = fields.recorded_text(
        "Note for inspectors",
        hint="Inspectors only. The service never sees this.",
        longest=fields.LONGEST_TEXT,
        required=False,
    )
    due = DateField("Last day to answer")

    @property
    def wording(self) -> Wording:
        """The wording that was typed."""
        typed = self.cleaned_data
        return Wording(typed["title"], typed["words"], typed["note"], typed["due"])


class DraftForm(WordingForm):
    """A new request."""

    submission = fields.submission()
    purpose = fields.radios("What is it for?", list(Request.Purpose.choices), error="Select what the request is for")
    field_order = ("submission", "purpose", "title", "words", "note", "due")


class RewordForm(WordingForm, VersionedForm):
    """A draft that is changed."""


class WhyForm(VersionedForm):
    """Why a request is withdrawn."""

    reason = fields.recorded_text("Why it is withdrawn")


class MissingForm(VersionedForm):
    """What an answer lacks."""

    reason = fields.recorded_text("What is missing", hint="The service reads this.", longest=1_000)
