"""Forms of the inspected service."""

from trigpoint.web.govuk import fields
from trigpoint.web.govuk.forms import VersionedForm


class AnswerForm(VersionedForm):
    """What the service has sent."""

    reply = fields.recorded_text(
        "What you have sent, and how",
        hint="For example: the ten documents of the list, by secure mail.",
        longest=fields.LONGEST_TEXT,
    )
