"""What every form that declares an interest asks."""

from trigpoint.web.govuk.forms import Form


def interest_agrees(form: Form) -> None:
    """Add an error where somebody says that they have an interest and not which, or which and that they have none."""
    said = form.cleaned_data
    if said.get("has_interest") == "yes" and "nature" in said and not said["nature"].strip():
        form.add_error("nature", "Enter what your interest is")
    if said.get("has_interest") == "no" and said.get("nature", "").strip():
        form.add_error("has_interest", "You have said what your interest is. Select 'Yes', or empty that box")
