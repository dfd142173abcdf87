"""Nothing typed is lost when a session ends: a form that cannot be taken now comes back with all that was in it.

Only to a form that the browser says came from a page of ours (its Origin): another site could else have us show, under
our name and with a button that works, what it wrote itself.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from trigpoint.web.edge.access import EVERYONE, need_of

# The field by which a form that was kept is known when it comes back, and that of Django's own secret.
AGAIN, SECRET = "sent_again", "csrfmiddlewaretoken"
_OF_ACCOUNTS: Final = ("allauth", "trigpoint.web.account", "django")


@dataclass(frozen=True, slots=True)
class Typed:
    """One thing that somebody typed, under the name that its form gives it."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class _Named:
    """What a form calls the box that a posted name belongs to. A date has three boxes."""

    name: str
    field: forms.Field


def takes_again(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, before Django's check of a form's secret: take a form that we kept without it.

    Signing in makes a new secret, so that of a page kept before is stale. In its place stand the browser's word that
    the form came from a page of ours, and our signature that we kept it for this address.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and _from_ourselves(request) and _was_kept(request):
            request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]  # noqa: SLF001 - Django's own switch
        return get_response(request)

    return middleware


def can_keep(request: HttpRequest) -> bool:
    """Whether a form that cannot be taken may be shown again: one of ours, and none that signs in or out."""
    match = request.resolver_match
    if request.method != "POST" or match is None or not _from_ourselves(request):
        return False
    view: Any = match.func
    module = getattr(getattr(view, "view_class", view), "__module__", "")
    return not any(module == one or module.startswith(f"{one}.") for one in _OF_ACCOUNTS)


def kept(request: HttpRequest) -> HttpResponse:
    """The page that shows all that was typed and holds it, to be sent again."""
    match = request.resolver_match
    posted = {name: values for name, values in request.POST.lists() if name not in {SECRET, AGAIN}}
    held = {name: [str(one) for one in values] for name, values in posted.items() if not _is_secret(name)}
    needs_sign_in = match is not None and need_of(match.func) != EVERYONE and not request.user.is_authenticated
    page = {
        "address": request.get_full_path(),
        "typed": typed(match.func, held) if match else (),
        "held": held,
        "again": _signer().sign(request.path),
        "signed_out": needs_sign_in,
        "has_files": bool(request.FILES),
        "has_secrets": len(held) < len(posted),
    }
    answer = render(request, "errors/kept.html.jinja", page, status=403)
    patch_cache_control(answer, private=True, no_store=True)
    return answer


def typed(view: Callable[..., Any], held: Mapping[str, list[str]]) -> tuple[Typed, ...]:
    """What people typed, by the labels of the view's form. What a page holds unseen is left out."""
    names = _names(view, held)
    said: dict[str, list[str]] = {}
    for name, values in held.items():
        named = names.get(name)
        if named is None or not named.field.widget.is_hidden:
            label = str(named.field.label) if named and named.field.label else name
            said.setdefault(label, []).extend(_in_words(named, one) for one in values)
    return tuple(Typed(label, " ".join(one for one in values if one)) for label, values in said.items())


def _names(view: Callable[..., Any], held: Mapping[str, list[str]]) -> dict[str, _Named]:
    """Posted name → its field, of the form that fits best among those that the view's module knows."""
    known = getattr(inspect.unwrap(view), "__globals__", {}).values()
    found = [_boxes(one) for one in known if isinstance(one, type) and issubclass(one, forms.BaseForm)]
    return min(found, key=lambda boxes: (len(held.keys() - boxes.keys()), len(boxes.keys() - held.keys())), default={})


def _boxes(form: type[forms.BaseForm]) -> dict[str, _Named]:
    boxes: dict[str, _Named] = {}
    for name, field in getattr(form, "base_fields", {}).items():
        several = len(field.widget.widgets) if isinstance(field.widget, forms.MultiWidget) else 0
        boxes |= dict.fromkeys([f"{name}_{place}" for place in range(several)] or [name], _Named(name, field))
    return boxes


def _in_words(named: _Named | None, value: str) -> str:
    choices = dict(getattr(named.field, "choices", ())) if named else {}
    return str(choices.get(value, value))


def _is_secret(name: str) -> bool:
    return "password" in name


def _from_ourselves(request: HttpRequest) -> bool:
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _was_kept(request: HttpRequest) -> bool:
    try:
        signed = request.POST.get(AGAIN, "")
        return _signer().unsign(signed, max_age=settings.SESSION_LONGEST) == request.path
    except (BadSignature, UnreadablePostError):
        return False


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="trigpoint.kept")
