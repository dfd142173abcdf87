"""Forms about programmes, teams and timetables."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from trigpoint.bundle.frameworks import built_in, load_framework
from trigpoint.inspectorate.programme.models import Programme
from trigpoint.people.models import Organisation
from trigpoint.people.roles import Role
from trigpoint.web.account.declaration import DeclarationForm
from trigpoint.web.govuk import fields
from trigpoint.web.govuk.dates import DateField
from trigpoint.web.govuk.forms import Form, VersionedForm

REFERENCE_HINT = "Small letters, digits and hyphens. It ends the address of the page and cannot be changed."


# Words that addresses use in the place of a reference.
TAKEN = {"new", "inspections"}


class ReferenceForm(Form):
    """A form that gives something its reference."""

    def clean_reference(self) -> str:
        """Refuse what an address cannot hold."""
        typed = str(self.cleaned_data["reference"])
        if (
            not all(
                character.isascii() and (character.islower() or character.isdigit() or character == "-")
                for character in typed
            )
            or typed[0] == "-"
        ):
            raise ValidationError("Reference must have only small letters, digits and hyphens, such as eastmere-2027")
        if typed in TAKEN:
            raise ValidationError(f"Reference must be another word than '{typed}', which this site uses itself")
        return typed


class ProgrammeForm(ReferenceForm):
    """A programme from its first to its last day."""

    name = fields.text("Name", hint="For example, Programme 2026 to 2030")
    reference = fields.text("Reference", hint=REFERENCE_HINT, longest=80, width="20")
    starts = DateField("First day")
    ends = DateField("Last day")


class InspectionForm(ReferenceForm):
    """An inspection of a service, by a version of a framework."""

    service = fields.select("Service", [])
    title = fields.text("Title", hint="As the report will have it.")
    reference = fields.text("Reference", hint=REFERENCE_HINT, longest=80, width="20")
    programme = fields.select("Programme", [], required=False)
    framework = fields.radios("Framework", [], hint="The inspection keeps this version for good.")

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        services: Iterable[Organisation],
        programmes: Iterable[Programme],
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        self._choose(
            "service", [("", "Choose a service"), *((service.reference, service.name) for service in services)]
        )
        self._choose("programme", [("", "None"), *((programme.reference, programme.name) for programme in programmes)])
        self._choose("framework", [(name, load_framework(folder).title) for name, folder in built_in().items()])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


class SiteDateForm(VersionedForm):
    """The first day of the case week. `why` is what it asks the reason of; '' where no reason is asked for."""

    site_date = DateField("Site date", hint="The first day of the case week, for example 1 3 2027")
    reason = fields.recorded_text("Why", required=False)

    def __init__(self, *args: Any, why: str = "", **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        if why:
            self.fields["reason"].label = why
        else:
            del self.fields["reason"]


class AdjustForm(VersionedForm):
    """A date of the timetable set by hand."""

    date = DateField("Date")
    reason = fields.recorded_text("Why the date is adjusted")


class ReasonForm(VersionedForm):
    """A change that asks for nothing but its reason."""

    reason = fields.recorded_text("Reason")


class AskForm(Form):
    """Whom to ask to join a team, and as what."""

    role = fields.select("Role", [])
    person = fields.select("Person", [], hint="They join once they have declared that they have no interest.")

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        people: Iterable[tuple[str, str]],
        roles: Iterable[Role],
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", "Choose a person"), *people]  # type: ignore[attr-defined]
        offered = [(role.key, role.title) for role in roles]
        self.fields["role"].choices = [("", "Choose a role"), *offered]  # type: ignore[attr-defined]


class EndPlaceForm(VersionedForm):
    """When a place on a team ends, and why."""

    ends = DateField("Last day")
    reason = fields.recorded_text("Why the place ends")


class DeclareForm(VersionedForm, DeclarationForm):
    """Whether the person asked has an interest in the service."""

    has_interest = fields.radios(
        "Do you have an interest in this service?",
        [("no", "No, I have none"), ("yes", "Yes, I have one")],
        error="Select whether you have an interest",
    )
    nature = fields.long_text(
        "What it is", hint="Only if you have one. Then you will not join the team.", longest=1_000, required=False
    )
