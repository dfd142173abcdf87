"""What every page shows: who is signed in, where they can go, and what has just been done."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import reverse

from trigpoint.people.permissions import Permission
from trigpoint.people.roles import CASE_READERS
from trigpoint.people.standing import Standing
from trigpoint.web.edge.signed_in import SignedInRequest  # noqa: TC001 - a cast names it

# Where the pages of an address hang in the navigation: the first of these that somebody has there.
_BELOW: Final[Mapping[str, tuple[str, ...]]] = {
    "/home/": ("home",),
    "/cases/": ("my_cases",),
    "/inspections/": ("programme", "home"),
    "/service/": ("home",),
    "/programme/": ("programme",),
    "/services/": ("services",),
    "/people/": ("people",),
    "/frameworks/": ("frameworks",),
}


@dataclass(frozen=True, slots=True)
class Link:
    """One way on, in a navigation. `current` is what `aria-current` says: 'page', 'true' below it, '' elsewhere."""

    text: str
    href: str
    current: str = ""


def on_every_page(request: HttpRequest) -> dict[str, Any]:
    """The values that the layout needs."""
    signed_in = hasattr(request, "user") and request.user.is_authenticated
    return {
        "csp_nonce": str(getattr(request, "csp_nonce", "")),
        "navigation": _navigation(cast("SignedInRequest", request).standing, request.path)
        if signed_in
        else _open(request.path),
        "person_name": getattr(request.user, "name", "") if signed_in else "",
        "notice": " ".join(str(message) for message in get_messages(request)),
        "demonstration": settings.DEMONSTRATION,
        "other_ways_in": _other_ways_in(),
    }


def _other_ways_in() -> tuple[tuple[str, str], ...]:
    """The organisations whose own sign-in may be used, by name, with the way to it."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return tuple((app["name"], reverse("openid_connect_login", args=[app["provider_id"]])) for app in apps)


def _open(path: str) -> tuple[Link, ...]:
    return _links((("Published inspections", "public_home"), ("Frameworks", "frameworks")), path)


def _navigation(standing: Standing, path: str) -> tuple[Link, ...]:
    ways = [("What needs me now", "home")]
    if any(holding.inspection and holding.role.key in CASE_READERS for holding in standing.held_roles):
        ways.append(("My cases", "my_cases"))
    if standing.has_anywhere(Permission.SEE_PROGRAMME):
        ways.append(("Programme", "programme"))
    if standing.has_anywhere(Permission.SEE_SERVICES):
        ways.append(("Services", "services"))
    if standing.has_anywhere(Permission.SEE_PEOPLE):
        ways.append(("People", "people"))
    ways.append(("Frameworks", "frameworks"))
    return _links(tuple(ways), path)


def _links(ways: tuple[tuple[str, str], ...], path: str) -> tuple[Link, ...]:
    hrefs = [(text, reverse(name)) for text, name in ways]
    return links(hrefs, path, _way_to(path, {href for _, href in hrefs}))


def links(hrefs: Iterable[tuple[str, str]], path: str, now: str) -> tuple[Link, ...]:
    """Ways on by text and address, for a page at a path; `now` is the one that the page is at or below, '' for none."""
    here = "page" if path == now else "true"
    return tuple(Link(text, href, here if href == now else "") for text, href in hrefs)


def _way_to(path: str, hrefs: Container[str]) -> str:
    """The address in the navigation that a page is below; '' for none."""
    for start, names in _BELOW.items():
        if path.startswith(start):
            return next((href for href in map(reverse, names) if href in hrefs), "")
    return ""
