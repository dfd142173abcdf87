"""Signing in: what we ask of allauth and axes, and the second step that inspectorates' people must have."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from trigpoint.outbox.models import Message
from trigpoint.outbox.sealing import Text
from trigpoint.outbox.writing import Concern, post
from trigpoint.people.models import Person
from trigpoint.people.permissions import Side
from trigpoint.people.standing import Standing
from trigpoint.web.edge.devices import remember
from trigpoint.web.edge.guesses import count_guess
from trigpoint.web.edge.sessions import SECOND_STEP, ask_to_sign_in

if TYPE_CHECKING:
    from trigpoint.web.edge.signed_in import SignedInRequest

# All that somebody who still lacks the second step can open: the way to it, and the way out.
ON_THE_WAY: Final = frozenset({"mfa_activate_totp", "account_reauthenticate", "account_logout"})

_SET_UP_BY: Final = "second_step_set_up_by"

NEEDS_SECOND_STEP: Final = (
    "You cannot remove your second step: people who work for an inspectorate need one. "
    "To use another phone, set up your second step again."
)

# What allauth reports, in our words; the rest of what it says is on our pages already.
NOTICES: Final = {
    "account/messages/password_changed.txt": "Your password is changed, and you are signed out everywhere else.",
    "mfa/messages/totp_deactivated.txt": "You sign in with your password alone now.",
    "mfa/messages/totp_activated.txt": "Your second step is set up.",
    "usersessions/messages/sessions_logged_out.txt": "You are signed out everywhere else.",
}


# What the e-mails are that allauth renders; any other is about an account.
KINDS: Final = {
    "account/email/password_reset_key": Message.Kind.PASSWORD_RESET,
    "account/email/unknown_account": Message.Kind.NO_ACCOUNT,
}


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """How people sign in. Accounts come from invitations only."""

    error_messages: ClassVar = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed",
        "email_password_mismatch": "The e-mail address or the password is not right",
        "enter_current_password": "This is not your current password",
        "incorrect_code": "This is not the right code. Wait for the app to show a new one, and enter that",
        "incorrect_password": "This is not your password",
        "invalid_password_reset": "This link no longer works",
        "rate_limited": "You have entered too many wrong codes. Wait 15 minutes and try again",
        "too_many_guesses": "There were too many attempts to sign in with this address. If it is yours, choose a new "
        "password by e-mail: this browser is let in with it at once. Otherwise wait an hour",
        "too_many_login_attempts": "There were too many attempts. Wait a while and try again",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Nobody makes an account by themselves."""
        return False

    def is_ajax(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Signing in is a page; allauth's second way, for scripts, stays shut."""
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str = "",
        *rest: object,  # noqa: ARG002 - allauth's signature
        **named: object,  # noqa: ARG002
    ) -> None:
        """Say what happened, where our pages do not say it anyway."""
        if message_template in NOTICES:
            messages.add_message(request, level, NOTICES[message_template])

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write every e-mail of allauth's into the outbox: no page waits for a mail server, or tells what it said."""
        rendered = self.render_mail(template_prefix, email, {"email": email, **context})
        with transaction.atomic():
            post(
                kind=KINDS.get(template_prefix, Message.Kind.ACCOUNT),
                address=email,
                text=Text(rendered.subject, str(rendered.body)),
                concern=Concern(recipient=context.get("user")),
                at=timezone.now(),
            )

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - allauth's signature
        """Where to go once the password is changed."""
        return reverse("my_account")

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ANN401
        """Slow down guessing, in the place of allauth's own limit (see `guesses`)."""
        if not count_guess(request, credentials):
            raise self.validation_error("too_many_guesses")

    def post_login(self, request: HttpRequest, user: Person, **how: Any) -> HttpResponse:  # noqa: ANN401
        """Know this device from now on, once somebody has taken every step of signing in."""
        answer: HttpResponse = super().post_login(request, user, **how)
        remember(request, answer, user)
        return answer

    def is_reauthentication_required(self, **asked: Any) -> bool:  # noqa: ANN401
        """Ask again who somebody is before they change how they sign in, unless they have just signed in."""
        records = get_authentication_records(context.request, context.request.user)
        just_now = any(time.time() - record["at"] < REAUTHENTICATION_TIMEOUT for record in records)
        return bool(super().is_reauthentication_required(**asked)) and not just_now


class SecondStep(DefaultMFAAdapter):  # type: ignore[misc]
    """How the second step works."""

    error_messages: ClassVar = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": NEEDS_SECOND_STEP,
        "cannot_generate_recovery_codes": "Set up a second step first: recovery codes stand in for it",
        "incorrect_code": Adapter.error_messages["incorrect_code"],
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:  # noqa: ARG002 - allauth's signature
        """Whoever needs a second step cannot be without one."""
        return not needs_second_step(cast("SignedInRequest", context.request).standing)


def asks_for_second_step(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: whoever works for an inspectorate has signed in with a second step, or sets one up first.

    It looks at how this session was opened, not at whether there is a second step now: a session that somebody
    opened with a stolen password alone must not come alive once the owner sets up the second step elsewhere.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:  # noqa: ARG001
        if not request.user.is_authenticated or _name(request) in ON_THE_WAY:
            return None
        if not needs_second_step(cast("SignedInRequest", request).standing) or has_taken_second_step(request):
            return None
        if not Authenticator.objects.filter(user=request.user, type=Authenticator.Type.TOTP).exists():
            return redirect("mfa_activate_totp")
        logout(request)
        return ask_to_sign_in(SECOND_STEP, request.get_full_path())

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def needs_second_step(standing: Standing) -> bool:
    """Whether somebody of this standing must sign in with a second step."""
    return bool(settings.SECOND_STEP_REQUIRED) and Side.INSPECTORATE in standing.sides


def has_taken_second_step(request: HttpRequest) -> bool:
    """Whether this session was opened with the second step, or has set it up."""
    signed_in_with = (record["method"] for record in get_authentication_records(request, request.user))
    return "mfa" in signed_in_with or request.session.get(_SET_UP_BY) == str(request.user.pk)


def note_second_step(request: HttpRequest) -> None:
    """Note that this session has set up a second step, and so has shown that it holds it."""
    request.session[_SET_UP_BY] = str(request.user.pk)


def _name(request: HttpRequest) -> str:
    return (request.resolver_match.url_name or "") if request.resolver_match else ""
