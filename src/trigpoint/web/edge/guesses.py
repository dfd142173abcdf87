"""Guesses at passwords: against whom each is counted, and when there were too many.

Three limits stand side by side. axes counts failures at one address from one machine. We count attempts at one address
from all machines together, and those from each device that signed in before apart from all others. allauth's own limit
would let anybody lock anybody else out from anywhere, by five failures.
"""

from typing import Any, Final

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_credentials
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from trigpoint.people.models import Person
from trigpoint.web.edge.devices import COOKIE, device_of

FROM_MACHINE: Final = "sign_in_from_machine"
FROM_DEVICE: Final = "sign_in_from_device"
FROM_ANYWHERE: Final = "sign_in_anywhere"


def count_guess(request: HttpRequest, credentials: dict[str, Any]) -> bool:
    """Count an attempt before it is looked at; return whether there may be one more."""
    device = spared_device(request, _typed(request, credentials))
    if request.user.is_authenticated:
        # Whoever is signed in and says again who they are is counted with nobody at the door.
        key, action = _keyed("signed-in", str(request.user.pk)), FROM_ANYWHERE
    elif device:
        key, action = _keyed("device", device), FROM_DEVICE
    else:
        key, action = _of_address(request, credentials), FROM_ANYWHERE
    request.counted_as = key  # type: ignore[attr-defined]
    if not AxesProxyHandler.is_allowed(request, get_credentials(**credentials)):
        # axes refuses it anyway. What is refused tells a guesser nothing, and must not use up what others need.
        return True
    return bool(ratelimit.consume(request, action=action, key=key))


def counted_as(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """Against whom axes counts a failure: a keyed hash, so that neither its table nor its log names anybody."""
    return str(getattr(request, "counted_as", "") or _of_address(request, credentials))


def spared_device(request: HttpRequest, address: str) -> str:
    """The word of the device that signed in before with this address; '' for none, and for one that guesses too much.

    So a stolen cookie buys a few guesses an hour, and after them its device is one stranger among others.
    """
    if COOKIE not in request.COOKIES or "\0" in address:
        return ""
    person = Person.objects.filter(email__iexact=address.strip()).first()
    device = device_of(request, person) if person else ""
    more = device and ratelimit.consume(request, action=FROM_DEVICE, key=_keyed("device", device), dry_run=True)
    return device if more else ""


def locked_out(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:  # noqa: ARG001 - axes' signature
    """Too many failures: say how long to wait, and nothing of whether the address is known."""
    return render(request, "errors/locked_out.html.jinja", status=429)


def machine_of(request: HttpRequest) -> str:
    """The network address that a request comes from, past the web servers in front that the settings trust, or none."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return ""


def _of_address(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    return salted_hmac(
        "trigpoint.sign-in", _typed(request, credentials).strip().lower(), algorithm="sha256"
    ).hexdigest()


def _typed(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The e-mail address that somebody tries to sign in with."""
    tried = credentials or {}
    return str(tried.get("email") or tried.get("login") or request.POST.get("login", ""))


def _keyed(about: str, text: str) -> str:
    return salted_hmac(f"trigpoint.sign-in.{about}", text, algorithm="sha256").hexdigest()
