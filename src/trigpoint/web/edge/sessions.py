"""How long somebody stays signed in: an hour of rest ends a session, and twelve hours end it in any case."""

import time
from collections.abc import Callable
from typing import Final
from urllib.parse import urlencode, urlsplit

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme

from trigpoint.people.models import Person
from trigpoint.web.edge.access import EVERYONE, need_of
from trigpoint.web.edge.outages import outage_of
from trigpoint.web.edge.unsent import can_show_again, show_again

BEGAN, LAST_SEEN = "session_began", "session_last_seen"
# Writing to the database for every page would make every reader a writer.
_NOTED_EVERY = 300

# Why somebody is asked to sign in, as the sign-in page's address tells it.
SENT, TOO_LONG, SECOND_STEP = "sent", "too-long", "second-step"
WHY: Final = {
    SENT: "You were signed out before you sent that page, so nothing of it was saved. Sign in to go back to it.",
    TOO_LONG: "You were signed in for a long time, so we signed you out. Sign in again to go on.",
    SECOND_STEP: "Your account has a second step now. Sign in again with it.",
}


class Sessions(SessionMiddleware):
    """Django's sessions; one that cannot be saved because the database does not answer spoils no finished work.

    The view has done what was asked by then, so its answer stands. What is lost is a notice, or that somebody was
    active in the last minutes: they are signed out a little earlier, never later.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Save the session where it changed, if that can be done."""
        try:
            return super().process_response(request, response)
        except (SessionInterrupted, DatabaseError, InterfaceError) as error:
            if outage_of(error) is None:
                raise
            return response


def ends_in_time(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: end a session that is too old, keep one alive while it is used, and say so to whoever lost it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            _end_or_keep(request, time.time())
        answer = get_response(request)
        if request.user.is_authenticated:
            # A page about children stays in no browser after signing out, and opening a case again is recorded again.
            patch_cache_control(answer, private=True, no_store=True)
        return answer

    def process_view(
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: object,  # noqa: ARG001 - Django's signature
        kwargs: object,  # noqa: ARG001
    ) -> HttpResponse | None:
        if request.user.is_authenticated or need_of(view) in (None, EVERYONE):
            return None
        if can_show_again(request):
            return show_again(request)
        if request.method == "POST":
            return ask_to_sign_in(SENT, _page_of_form(request))
        return ask_to_sign_in(TOO_LONG, request.get_full_path()) if hasattr(request, "ended") else None

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def end_sessions(person: Person, *, but: str = "") -> None:
    """Sign a person out on every machine, but for the session of the key `but`."""
    for session in UserSession.objects.filter(user=person).exclude(session_key=but):
        session.end()


def ask_to_sign_in(why: str, then: str) -> HttpResponse:
    """Lead to the sign-in page, which says why, and from there to the address `then`."""
    return redirect(f"{reverse('account_login')}?{urlencode({'next': then, 'why': why})}")


def _end_or_keep(request: HttpRequest, now: float) -> None:
    session = request.session
    if now - session.setdefault(BEGAN, now) > settings.SESSION_LONGEST:
        logout(request)
        request.ended = True  # type: ignore[attr-defined]
        return
    if now - session.get(LAST_SEEN, 0) > _NOTED_EVERY:
        session[LAST_SEEN] = now


def _page_of_form(request: HttpRequest) -> str:
    """The page that a form was sent from. What it was sent to may answer only to a form."""
    came_from = request.META.get("HTTP_REFERER", "")
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        return reverse("home")
    page = urlsplit(came_from)
    return f"{page.path}?{page.query}" if page.query else page.path
