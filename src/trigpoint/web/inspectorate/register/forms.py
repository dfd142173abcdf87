"""Forms of the register."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.core.exceptions import ValidationError

from trigpoint.bundle.context import SUPPRESSED
from trigpoint.inspectorate.register.figures import (
    NOT_PER_CENT,
    ODD_COMMA,
    Figures,
    Part,
    has_odd_comma,
    plain_value,
    read_parts,
)
from trigpoint.inspectorate.register.models import ContextFigures
from trigpoint.web.govuk import fields
from trigpoint.web.govuk.forms import Form, VersionedForm
from trigpoint.web.inspectorate.programme.forms import REFERENCE_HINT, ReferenceForm


class ServiceForm(ReferenceForm):
    """A service that is new in the register."""

    name = fields.text("Name", hint="As the service calls itself.")
    short_name = fields.text("Short name", hint="For example, the name of the place.", longest=100)
    reference = fields.text("Reference", hint=REFERENCE_HINT, longest=80, width="20")


class RenameForm(VersionedForm):
    """A service's names."""

    name = fields.text("Name")
    short_name = fields.text("Short name", longest=100)


class FiguresForm(Form):
    """Figures with their source, their year and the nation's beside them."""

    topic = fields.radios("What are the figures about?", list(ContextFigures.Topic.choices), error="Select a topic")
    title = fields.text("Title", hint="For example, Children aged 10 to 17 by age", longest=150)
    year = fields.text("Year", hint="As printed, for example 2025/26", longest=20, width="10")
    source = fields.text("Source")
    unit = fields.radios("What is counted?", list(ContextFigures.Unit.choices), error="Select what is counted")
    parts = fields.long_text(
        "Figures",
        hint="One a line: a name, the service's value and the national value, with tabs or | between them. "
        "You can copy them from a spreadsheet. For example: 10 to 14 | 1,200 | 45,000. Where the source suppresses a "
        "figure, so that nobody can be recognised, write [c], * or suppressed: it is shown as [c].",
        longest=10_000,
        strip=False,
    )
    total = fields.text(
        "Total for the service",
        hint=f"If the source prints one, or {SUPPRESSED} where it suppresses it.",
        longest=30,
        required=False,
        width="10",
    )
    nation = fields.text("National values are of", hint="For example, England and Wales", longest=100, required=False)
    national_source = fields.text("Source of the national values", required=False)

    def clean_parts(self) -> tuple[Part, ...]:
        """Return the parts; every line that cannot be read is an error."""
        parts, wrong = read_parts(self.cleaned_data["parts"], self.cleaned_data.get("unit", ""))
        if wrong:
            raise ValidationError(list(wrong))
        return parts

    def clean_total(self) -> str:
        """Return the total as a plain number, or the sign of what the source suppresses."""
        typed: str = self.cleaned_data["total"]
        if has_odd_comma(typed):
            raise ValidationError(f"Total for the service has '{typed}': {ODD_COMMA}")
        if typed and not plain_value(typed):
            raise ValidationError(f"Total for the service must be a number, such as 1,234, or {SUPPRESSED}")
        if typed.endswith("%") and self.cleaned_data.get("unit") == "number":
            raise ValidationError(f"Total for the service {NOT_PER_CENT}")
        return plain_value(typed)

    @property
    def figures(self) -> Figures:
        """The figures that were typed."""
        names = ("topic", "title", "year", "source", "unit", "parts", "total", "nation", "national_source")
        return Figures(**{name: self.cleaned_data[name] for name in names})


class ChangeFiguresForm(FiguresForm, VersionedForm):
    """Figures that are changed."""

    def in_words(self, name: str, value: Any) -> object:  # noqa: ANN401 - of any field
        """Return a field's value as people read it: figures one a line, as they are typed."""
        if name != "parts":
            return super().in_words(name, value)
        return _lines(part if isinstance(part, dict) else asdict(part) for part in value)


class WithdrawForm(VersionedForm):
    """Why figures are withdrawn."""

    reason = fields.recorded_text("Why they are withdrawn")


def typed_parts(row: ContextFigures) -> str:
    """Return figures as somebody would type them."""
    return _lines(row.parts)


def _lines(parts: Iterable[dict[str, str]]) -> str:
    return "\n".join(" | ".join(filter(None, (part["name"], part["value"], part["national"]))) for part in parts)
