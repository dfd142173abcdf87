"""Nothing typed is lost when a session ends: a form that cannot be taken comes back with all that was in it.

Its page holds what was typed, in the browser and nowhere else, and can be sent again. Sent after signing in, it comes
back once more, because signing in makes a new secret for forms and Django refuses the old one: now with the new
secret, to be read and sent. So every form is taken by a person who saw it, and under Django's own check.

Only a form is shown that the browser says came from a page of ours (its Origin): another site could else have us show,
under our name and with a button that works, what it wrote itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from trigpoint.web.edge.access import EVERYONE, need_of
from trigpoint.web.govuk.labels import PREFIX, labels_sent
from trigpoint.web.govuk.pages import form_class_at

# Django's own field for a form's secret: the page that is shown gets a new one.
CSRF_FIELD: Final = "csrfmiddlewaretoken"


@dataclass(frozen=True, slots=True)
class Typed:
    """One thing that somebody typed, under the name that its form gives it."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Unsent:
    """A form that could not be taken: where it was sent to, what was typed, and what its page has to send again."""

    address: str
    typed: tuple[Typed, ...]
    values: Mapping[str, list[str]]
    has_files: bool
    has_secrets: bool


def can_show_again(request: HttpRequest) -> bool:
    """Whether what cannot be taken may be shown again: it was sent from a page of ours to a form page of ours."""
    from_ourselves = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    return request.method == "POST" and form_class_at(request.path_info) is not None and from_ourselves


def unsent(request: HttpRequest) -> Unsent:
    """All that was typed. Only where `can_show_again`."""
    posted = {name: [str(value) for value in values] for name, values in request.POST.lists() if name != CSRF_FIELD}
    # A password is in no page's source.
    values = {name: typed for name, typed in posted.items() if "password" not in name}
    return Unsent(
        address=request.get_full_path(),
        typed=typed_in(form_class_at(request.path_info), values),
        values=values,
        has_files=bool(request.FILES),
        has_secrets=len(values) < len(posted),
    )


def show_again(request: HttpRequest) -> HttpResponse:
    """The page that shows all that was typed and holds it, to be sent again. Only where `can_show_again`."""
    match = request.resolver_match
    signed_out = match is not None and need_of(match.func) != EVERYONE and not request.user.is_authenticated
    page = {"unsent": unsent(request), "signed_out": signed_out}
    answer = render(request, "errors/unsent.html.jinja", page, status=403)
    patch_cache_control(answer, private=True, no_store=True)
    return answer


def typed_in(form: type[forms.BaseForm] | None, values: Mapping[str, list[str]]) -> tuple[Typed, ...]:
    """What people typed, by the labels of the form's class, and of the page for choices that it alone had.

    What a page holds unseen is left out. A box that only the form of one page has, and no class, goes by the name under
    which it was sent.
    """
    fields = _fields_by_box(form)
    typed: dict[str, list[str]] = {}
    for box, texts in values.items():
        field = fields.get(box)
        if box.startswith(PREFIX):
            continue
        if field is None or not field.widget.is_hidden:
            label = str(field.label) if field and field.label else box
            choices = dict(getattr(field, "choices", ())) | labels_sent(values, box)
            typed.setdefault(label, []).extend(str(choices.get(text, text)) for text in texts)
    return tuple(Typed(label, " ".join(text for text in texts if text)) for label, texts in typed.items())


def _fields_by_box(form: type[forms.BaseForm] | None) -> dict[str, forms.Field]:
    """The field to which each box of a form belongs. A date has three boxes."""
    boxes: dict[str, forms.Field] = {}
    for name, field in getattr(form, "base_fields", {}).items():
        several = len(field.widget.widgets) if isinstance(field.widget, forms.MultiWidget) else 0
        boxes |= dict.fromkeys([f"{name}_{number}" for number in range(several)] or [name], field)
    return boxes
