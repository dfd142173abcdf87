"""The base of all forms: an error summary, and two versions side by side where somebody else was quicker."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms

from trigpoint.record.versioned import Versioned
from trigpoint.web.govuk import fields

CHANGED = (
    "Someone else changed this since you opened it. Both versions are below. Nothing of yours is saved yet: check "
    "them, change yours if you need to, and send it again to replace theirs."
)


CHANGED_ELSEWHERE = (
    "Someone else changed this since you opened it. Nothing of yours is saved yet. This page shows it as it is now: "
    "read it, and send this again if you still want to."
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One line of the error summary, with the place that it leads to."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class BothVersions:
    """One field in two versions, in words: what was typed here, and what is there now."""

    label: str
    yours: object
    current: object


class Form(forms.Form):
    """A form that keeps what was typed. Browsers check nothing: our own errors are clearer.

    `YOURS` is the heading over what was sent, where somebody else has changed the same thing meanwhile.
    """

    YOURS: ClassVar = "What you typed"

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's arguments, handed on
        super().__init__(*args, **{"use_required_attribute": False, **kwargs})
        self.both_versions: tuple[BothVersions, ...] = ()

    @property
    def summary(self) -> tuple[Fault, ...]:
        """Every error of the form, in the order of its fields, those of the whole form first."""
        return summary(self)

    def show_both_versions(self, current: Versioned) -> None:
        """Say that someone else was quicker; sent again, the form takes the place of their version."""
        cleaned = self.cleaned_data
        self.both_versions = tuple(
            BothVersions(
                str(self.fields[name].label), self.in_words(name, value), self.in_words(name, getattr(current, name))
            )
            for name, value in cleaned.items()
            if hasattr(current, name) and not isinstance(self.fields[name].widget, forms.HiddenInput)
        )
        self.add_error(None, CHANGED if self.both_versions else CHANGED_ELSEWHERE)
        self.data = {**self.data.dict(), self.add_prefix("version"): str(current.version)}  # type: ignore[attr-defined]

    def in_words(self, name: str, value: object) -> object:
        """Return a field's value as people read it: a choice by its label."""
        return dict(getattr(self.fields[name], "choices", ())).get(value, value)


class VersionedForm(Form):
    """A form that changes a row: it says which version of the row it was filled from."""

    version = fields.version()

    @property
    def seen(self) -> int:
        """The version of the row that was seen when the form was opened."""
        seen: int = self.cleaned_data["version"]
        return seen


def summary(form: forms.BaseForm) -> tuple[Fault, ...]:
    """Every error of a form, of ours or of a library."""
    return tuple(Fault(text, href) for text, href in _faults(form))


def _faults(form: forms.BaseForm) -> Iterable[tuple[str, str]]:
    for text in form.non_field_errors():
        yield str(text), "#form"
    for bound in form:
        for text in bound.errors:
            hidden = bound.is_hidden
            yield (
                ("This page was opened in another way than we know. Open it again." if hidden else str(text)),
                ("#form" if hidden else f"#{first_id(bound)}"),
            )


def first_id(bound: forms.BoundField) -> str:
    """The id of the first box of a field, to which its errors lead."""
    inputs = bound.subwidgets
    several = isinstance(bound.field.widget, forms.MultiWidget | forms.RadioSelect | forms.CheckboxSelectMultiple)
    if isinstance(bound.field.widget, forms.MultiWidget):
        return f"{bound.auto_id}_0"
    return str(inputs[0].id_for_label) if several and inputs else str(bound.auto_id)
