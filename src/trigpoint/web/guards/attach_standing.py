"""Whoever asks, with what they hold today. Read from the database once a request, and only where it is asked for."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from trigpoint.inspectorate.programme.queries import standing_of
from trigpoint.people.standing import Standing
from trigpoint.web.edge.signed_in import SignedInRequest  # noqa: TC001 - a cast names it


def attach_standing(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: give every request its `standing`; nobody signed in holds nothing."""

    def middleware(request: HttpRequest) -> HttpResponse:
        cast("SignedInRequest", request).standing = cast("Standing", SimpleLazyObject(lambda: _standing(request)))
        return get_response(request)

    return middleware


def _standing(request: HttpRequest) -> Standing:
    today = timezone.localdate()
    if not request.user.is_authenticated:
        return Standing(None, "", today)
    return standing_of(request.user, today)
