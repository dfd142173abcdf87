"""What every form that declares an interest asks, on an own page or before somebody joins a team."""

from typing import Any

from trigpoint.web.govuk.forms import Form


class DeclarationForm(Form):
    """A form with the fields `has_interest` ('yes' or 'no') and `nature`, which must agree."""

    def clean(self) -> dict[str, Any]:
        """Refuse an interest that is not named, and one that is named where somebody says that they have none."""
        typed = self.cleaned_data
        if typed.get("has_interest") == "yes" and "nature" in typed and not typed["nature"].strip():
            self.add_error("nature", "Enter what your interest is")
        if typed.get("has_interest") == "no" and typed.get("nature", "").strip():
            self.add_error("has_interest", "You have said what your interest is. Select 'Yes', or empty that box")
        return typed

    @property
    def declares_interest(self) -> bool:
        """Whether an interest is declared, in a form that is valid."""
        return bool(self.cleaned_data["has_interest"] == "yes")
