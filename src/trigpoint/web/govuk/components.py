"""Which component draws a field: told by the kind of its widget, so that libraries' forms wear the same clothes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from markupsafe import Markup

from trigpoint.web.govuk.forms import first_id


@dataclass(frozen=True, slots=True)
class Component:
    """A field as its component takes it: the component's name, and its parameters."""

    name: str
    params: dict[str, Any]


def component_of(bound: forms.BoundField) -> Component:
    """Return how to draw a field."""
    for widgets, component, params in _KINDS:
        if isinstance(bound.field.widget, widgets):
            return Component(component, params(bound))
    return Component("input", _one_line(bound))


def _common(bound: forms.BoundField) -> dict[str, Any]:
    params = {"id": first_id(bound), "name": bound.html_name, "label": {"text": bound.label}}
    if bound.help_text:
        params["hint"] = {"text": bound.help_text}
    if bound.errors:
        # Joined, they are escaped. One a line: a list of figures may have a fault in each.
        params["errorMessage"] = {"html": Markup("<br>").join(str(error) for error in bound.errors)}
    return params


def _one_line(bound: forms.BoundField) -> dict[str, Any]:
    widget = bound.field.widget
    width = widget.attrs.get("data-width")
    return _common(bound) | {
        "value": "" if bound.value() is None else str(bound.value()),
        "type": getattr(widget, "input_type", "text"),
        "autocomplete": widget.attrs.get("autocomplete"),
        "inputmode": widget.attrs.get("inputmode"),
        "classes": f"govuk-input--width-{width}" if width else "",
    }


def _fieldset(bound: forms.BoundField) -> dict[str, Any]:
    params = _common(bound)
    label = params.pop("label")
    return params | {
        "idPrefix": params["id"],
        "fieldset": {"legend": {"text": label["text"], "classes": "govuk-fieldset__legend--s"}},
    }


def _date(bound: forms.BoundField) -> dict[str, Any]:
    values = bound.value()
    values = values if isinstance(values, list) else bound.field.widget.decompress(values)
    wrong = " govuk-input--error" if bound.errors else ""
    boxes = [
        {
            "id": f"id_{bound.html_name}_{number}",
            "name": f"{bound.html_name}_{number}",
            "label": label,
            "value": values[number] or "",
            "classes": f"govuk-input--width-{width}{wrong}",
        }
        for number, (label, width) in enumerate((("Day", 2), ("Month", 2), ("Year", 4)))
    ]
    return _fieldset(bound) | {"id": f"{bound.html_name}-boxes", "items": boxes}


def _choices(bound: forms.BoundField) -> dict[str, Any]:
    return _fieldset(bound) | {"items": _items(bound)}


def _items(bound: forms.BoundField) -> list[dict[str, Any]]:
    value = bound.value()
    chosen = {str(choice) for choice in value} if isinstance(value, list) else {"" if value is None else str(value)}
    several = not isinstance(bound.field.widget, forms.Select) or isinstance(bound.field.widget, forms.RadioSelect)
    return [
        {"value": str(key), "text": str(label), ("checked" if several else "selected"): str(key) in chosen}
        | ({"id": f"{bound.auto_id}_{number}"} if several else {})
        for number, (key, label) in enumerate(getattr(bound.field, "choices", ()))
    ]


def _tick(bound: forms.BoundField) -> dict[str, Any]:
    params = _common(bound)
    item = {"id": params["id"], "value": "on", "text": params.pop("label")["text"], "checked": bool(bound.value())}
    return params | {"idPrefix": params["id"], "items": [item]}


def _select(bound: forms.BoundField) -> dict[str, Any]:
    return _common(bound) | {"items": _items(bound)}


def _textarea(bound: forms.BoundField) -> dict[str, Any]:
    return _common(bound) | {"value": bound.value() or "", "rows": bound.field.widget.attrs.get("rows", 5)}


def _file(bound: forms.BoundField) -> dict[str, Any]:
    params = _common(bound)
    # No browser fills a file in again, so whoever corrects something else is told to.
    if bound.form.errors and bound.html_name in bound.form.files:
        again = "Select the file again: it is not kept with what you typed."
        params["hint"] = {"text": f"{bound.help_text} {again}".strip()}
    return params


def _password(bound: forms.BoundField) -> dict[str, Any]:
    return _common(bound) | {"autocomplete": bound.field.widget.attrs.get("autocomplete", "current-password")}


# In this order: radio buttons are a kind of list in Django.
_KINDS: tuple[tuple[type[forms.Widget], str, Callable[[forms.BoundField], dict[str, Any]]], ...] = (
    (forms.MultiWidget, "date", _date),
    (forms.CheckboxSelectMultiple, "checkboxes", _choices),
    (forms.RadioSelect, "radios", _choices),
    (forms.CheckboxInput, "checkboxes", _tick),
    (forms.Select, "select", _select),
    (forms.Textarea, "textarea", _textarea),
    (forms.FileInput, "file", _file),
    (forms.PasswordInput, "password", _password),
)
