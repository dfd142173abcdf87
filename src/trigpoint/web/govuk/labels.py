"""A page sends the labels of its choices along: what was chosen is then shown in words where nothing can be looked up.

A form that cannot be taken is shown again to whoever is signed out, or while the database is away. The choices of many
forms are people and things of one inspection, which nobody else may learn by sending a code: so they are not looked up
but come back from the page on which they stood.
"""

import json
from collections.abc import Mapping
from typing import Final

from django import forms

PREFIX: Final = "labels-of-"


def labels_of(bound: forms.BoundField) -> str:
    """Return the labels of a field's choices as JSON; '' where the form's class has them, or they say the same."""
    offered = _said(getattr(bound.field, "choices", ()))
    of_class: Mapping[str, forms.Field] = getattr(bound.form, "base_fields", {})
    known = _said(getattr(of_class.get(bound.name), "choices", ()))
    labels = {code: label for code, label in offered.items() if code and label not in {code, known.get(code)}}
    return json.dumps(labels, ensure_ascii=False) if labels else ""


def labels_sent(values: Mapping[str, list[str]], box: str) -> dict[str, str]:
    """Return the labels that a page sent along for a box; none where it sent none, or what no page of ours would."""
    try:
        sent = json.loads(values.get(PREFIX + box, ["{}"])[-1])
    except (ValueError, RecursionError):
        return {}
    return {code: str(label) for code, label in sent.items()} if isinstance(sent, dict) else {}


def _said(choices: object) -> dict[str, str]:
    pairs = choices if isinstance(choices, list) else []
    return {str(code): str(label) for code, label in pairs}
