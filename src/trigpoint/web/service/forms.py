"""Forms of the inspected service."""

from collections.abc import Mapping
from typing import Final

from django.forms import CharField

from trigpoint.inspectorate.requests.models import Request
from trigpoint.web.govuk import fields
from trigpoint.web.govuk.forms import Form, VersionedForm

_Purpose = Request.Purpose
_SENT: Final = "What you have sent, and how"
_POINTS: Final = "What is not correct, point by point"
# What the service was asked for → an example of what it says it has sent.
_EXAMPLES: Final[Mapping[str, str]] = {
    _Purpose.EVIDENCE: "For example: the ten documents of the list, by secure mail.",
    _Purpose.ACTION_PLAN: "For example: the action plan as agreed by the board, by secure mail.",
    _Purpose.CHANGE: "For example: what was done about each recommendation, by secure mail.",
}


def reply_field(purpose: str) -> CharField:
    """What the service says to the inspectorate: to check a draft is to name its faults, all else is sent beside."""
    if purpose == _Purpose.FACTUAL_ACCURACY:
        hint = "For each point, say where it is in the draft and what is right. If everything is correct, say so."
        return fields.recorded_text(_POINTS, hint=hint, longest=fields.LONGEST_TEXT)
    return fields.recorded_text(_SENT, hint=_EXAMPLES.get(purpose, ""), longest=fields.LONGEST_TEXT)


class AnswerForm(VersionedForm):
    """What the service says to what it was asked."""

    reply = reply_field(_Purpose.OTHER)

    def __init__(self, *args: object, purpose: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reply"] = reply_field(purpose)


class UnaskedForm(Form):
    """What the service has sent without having been asked."""

    submission = fields.submission()
    reply = reply_field(_Purpose.OTHER)

    def __init__(self, *args: object, purpose: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reply"] = reply_field(purpose)
