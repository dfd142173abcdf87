"""allauth's forms, in our words."""

import time
from typing import Any, Final

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django import forms
from django.http import HttpRequest

LONGEST: Final = 200
# How long a key that is being set up stays the same.
KEY_SECONDS: Final = 60 * 60
_MADE_AT: Final = "second_step_key_made_at"
PASSWORD_HINT: Final = "At least 12 characters. Three random words are easy to remember."  # noqa: S105 - a hint


class SignInForm(account.LoginForm):  # type: ignore[misc]
    """Who somebody is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - allauth's arguments, handed on
        super().__init__(*args, **kwargs)
        _address(self.fields["login"], autocomplete="username")
        _password(self.fields["password"], "Password", "Enter your password")


class AskForPasswordForm(account.ResetPasswordForm):  # type: ignore[misc]
    """Whose password is forgotten."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        _address(self.fields["email"], autocomplete="email")

    def save(self, request: HttpRequest, **kwargs: Any) -> str:  # noqa: ANN401
        """Send an e-mail in any case, so that nobody can tell from the page which addresses have an account."""
        email = str(super().save(request, **kwargs))
        if not self.users:
            get_adapter().send_mail("account/email/unknown_account", email, {})
        return email


class NewPasswordForm(account.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, chosen by a link from an e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        _new_password(self)


class ChangePasswordForm(account.ChangePasswordForm):  # type: ignore[misc]
    """A new password in place of one that is known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        _password(self.fields["oldpassword"], "Current password", "Enter your current password")
        _new_password(self)


class AgainForm(account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that a thief of an open session must not do."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        _password(self.fields["password"], "Password", "Enter your password")


class CodeForm(mfa.AuthenticateForm):  # type: ignore[misc]
    """The code of the second step, at sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        _code(self.fields["code"])


class CodeAgainForm(mfa.ReauthenticateForm):  # type: ignore[misc]
    """The code of the second step once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        _code(self.fields["code"])


class SetUpForm(totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app, which proves that it has the key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        kept = _kept_key()
        super().__init__(*args, **kwargs)
        if kept and not self.is_bound:
            # allauth makes another with each opening, and whoever scanned the first would then be told of a wrong code.
            self.secret = context.request.session[SECRET_SESSION_KEY] = kept
        elif not self.is_bound:
            context.request.session[_MADE_AT] = int(time.time())
        _code(self.fields["code"])

    def clean_code(self) -> str:
        """Refuse a code that was used, and note this one as used: it sets up once, and opens no session afterwards."""
        code = str(super().clean_code())
        key = {"secret": get_mfa_adapter().encrypt(self.secret)}
        if not Authenticator(user=self.user, type=Authenticator.Type.TOTP, data=key).wrap().validate_code(code):
            raise get_mfa_adapter().validation_error("incorrect_code")
        return code


def _kept_key() -> str:
    """The key that this session was shown and has not set up, for an hour; '' where there is none."""
    session = context.request.session
    fresh = time.time() - session.get(_MADE_AT, 0) < KEY_SECONDS
    return str(session.get(SECRET_SESSION_KEY, "")) if fresh else ""


def _address(field: forms.Field, *, autocomplete: str) -> None:
    field.label = "E-mail address"
    field.widget.attrs = {"type": "email", "autocomplete": autocomplete, "spellcheck": "false"}
    field.error_messages["required"] = "Enter your e-mail address"
    field.error_messages["invalid"] = "Enter an e-mail address in the right form, such as name@example.org"


def _password(field: forms.Field, label: str, required: str) -> None:
    field.label, field.help_text = label, ""
    field.error_messages["required"] = required
    field.validators.append(_not_too_long)


def _new_password(form: forms.Form) -> None:
    """Ask once: the box can show what was typed, and a typing mistake is corrected by an e-mail."""
    del form.fields["password2"]
    field = form.fields["password1"]
    _password(field, "New password", "Enter a new password")
    field.help_text = PASSWORD_HINT


def _code(field: forms.Field) -> None:
    field.label = "6-digit code"
    field.error_messages["required"] = "Enter the code from your authenticator app"
    field.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "data-width": "10"}
    field.validators.append(_not_too_long)


def _not_too_long(typed: str) -> None:
    """Hashing a password takes time in proportion to its length."""
    if len(typed) > LONGEST:
        raise forms.ValidationError(f"Enter {LONGEST} characters or fewer")
