"""Forms about people."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from trigpoint.people.access import check_can_invite, may
from trigpoint.people.models import Organisation, Person
from trigpoint.people.names import LONGEST as LONGEST_NAME
from trigpoint.people.names import fault_in_name
from trigpoint.people.permissions import Side
from trigpoint.people.roles import roles_of
from trigpoint.people.standing import Standing
from trigpoint.web.account.declaration import DeclarationForm
from trigpoint.web.account.forms import PASSWORD_HINT
from trigpoint.web.govuk import fields
from trigpoint.web.govuk.dates import DateField
from trigpoint.web.govuk.forms import Form, VersionedForm

INTEREST_HINT = (
    "Leave this empty if you have none. For example: a relative works there, or you worked there yourself. "
    "Only you can read it."
)


class ChooseOrganisationForm(Form):
    """To which organisation somebody is invited: its roles come on the next page."""

    organisation = fields.select("Organisation", [])

    def __init__(self, *args: Any, organisations: Iterable[Organisation], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        _offer(self, "organisation", organisations)


class InviteForm(Form):
    """Whom to invite, and in which role."""

    name = fields.text("Name", hint="As their colleagues should see it.", longest=LONGEST_NAME)
    email = fields.email("E-mail address", hint="We send the invitation there.")
    role = fields.radios("Role", [])

    def __init__(self, *args: Any, organisation: Organisation, by: Standing, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        offered = [
            role for role in roles_of(Side(organisation.kind)) if may(check_can_invite, by, organisation, role.key)
        ]
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (role.key, f"{role.title}: {role.sentence[:1].lower()}{role.sentence[1:].rstrip('.')}") for role in offered
        ]

    def clean_name(self) -> str:
        """A name is one line, and nothing but a name: it stands in e-mails."""
        return _name(self.cleaned_data["name"])


class AcceptForm(Form):
    """Who somebody is who accepts an invitation, and the password that they choose."""

    name = fields.text("Your name", hint="As your colleagues should see it.", longest=LONGEST_NAME)
    password = fields.password("Password", hint=PASSWORD_HINT)

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_name(self) -> str:
        """A name is one line, and nothing but a name: it stands in e-mails."""
        return _name(self.cleaned_data["name"])

    def clean_password(self) -> str:
        """Refuse a password that is short or common, or like the person's name or address."""
        typed: str = self.cleaned_data["password"]
        try:
            validate_password(typed, Person(email=self.email, name=self.cleaned_data.get("name", "")))
        except ValidationError as weak:
            # One thing to do at a time.
            raise ValidationError(weak.messages[0]) from None
        return typed


class EndRoleForm(VersionedForm):
    """When a role ends, and why."""

    ends = DateField("Last day", hint="They hold the role until the end of this day. For example, 27 3 2027")
    reason = fields.recorded_text("Why the role ends")


class LiftForm(Form):
    """Why an interest no longer applies."""

    reason = fields.recorded_text("Why it no longer applies", hint="Do not say what the interest was.")


class InterestForm(DeclarationForm):
    """What somebody declares about a service."""

    service = fields.select("Service", [])
    has_interest = fields.radios(
        "Do you have an interest in this service?",
        [("no", "No, I have no interest"), ("yes", "Yes, I have an interest")],
        error="Select whether you have an interest",
    )
    nature = fields.long_text("What your interest is", hint=INTEREST_HINT, longest=1_000, required=False)

    def __init__(self, *args: Any, services: Iterable[Organisation], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        _offer(self, "service", services)


def _offer(form: Form, field: str, organisations: Iterable[Organisation]) -> None:
    choices = [("", "Choose one"), *((organisation.reference, organisation.name) for organisation in organisations)]
    form.fields[field].choices = choices  # type: ignore[attr-defined]


def _name(typed: str) -> str:
    """A name in one line. Raises ValidationError for what is no name."""
    name = " ".join(typed.split())
    fault = fault_in_name(name)
    if fault:
        raise ValidationError(fault)
    return name
