"""What the environment says of an organisation's own OpenID Connect, as allauth's settings."""

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

PROVIDER: Final = "organisation"
ISSUER: Final = "TRIGPOINT_OIDC_ISSUER"
CLIENT_ID: Final = "TRIGPOINT_OIDC_CLIENT_ID"
SECRET: Final = "TRIGPOINT_OIDC_CLIENT_SECRET"  # noqa: S105 - a variable's name
NAME: Final = "TRIGPOINT_OIDC_NAME"


def providers(environment: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Return allauth's setting; empty where no issuer is named.

    Raises ImproperlyConfigured for what is missing, and for an issuer that anybody on the way could play.
    """
    if not environment.get(ISSUER):
        _check_none(environment)
        return {}
    if not is_secure(environment[ISSUER]):
        raise ImproperlyConfigured(
            f"{ISSUER} must be an address that begins with https://, such as https://sign-in.example. Without TLS "
            "anybody on the way could sign in as anybody."
        )
    missing = [name for name in (CLIENT_ID, SECRET) if not environment.get(name)]
    if missing:
        raise ImproperlyConfigured(f"{ISSUER} is set, so {' and '.join(missing)} must be set too.")
    app = {
        "provider_id": PROVIDER,
        "name": environment.get(NAME) or "your organisation",
        "client_id": environment[CLIENT_ID],
        "secret": environment[SECRET],
        "settings": {"server_url": environment[ISSUER], "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}


def _check_none(environment: Mapping[str, str]) -> None:
    """Raise ImproperlyConfigured for a part without the issuer: the button would be missing without a word."""
    alone = [name for name in (CLIENT_ID, SECRET, NAME) if environment.get(name)]
    if alone:
        raise ImproperlyConfigured(
            f"{' and '.join(alone)} {'is' if len(alone) == 1 else 'are'} set, but {ISSUER} is not. Set {ISSUER}, "
            f"{CLIENT_ID} and {SECRET} for an organisation's own sign-in, or none of them."
        )


def is_secure(address: str) -> bool:
    """Whether an address is one that is asked over TLS."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.netloc)


def origins(environment: Mapping[str, str]) -> list[str]:
    """Return where the sign-in button leads: browsers hold a form's redirects to the content security policy."""
    issuer = environment.get(ISSUER, "")
    return [f"https://{urlsplit(issuer).netloc}"] if is_secure(issuer) else []
