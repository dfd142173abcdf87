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
    """Return allauth's setting; empty where no issuer is named. Raises ImproperlyConfigured for what is missing."""
    if not environment.get(ISSUER):
        return {}
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


def origins(environment: Mapping[str, str]) -> list[str]:
    """Return where the sign-in button leads: browsers hold a form's redirects to the content security policy.

    Raises ImproperlyConfigured for an issuer that is no address.
    """
    try:
        issuer = urlsplit(environment.get(ISSUER, ""))
    except ValueError:
        raise ImproperlyConfigured(f"{ISSUER} must be an address, such as https://sign-in.example.") from None
    return [f"{issuer.scheme}://{issuer.netloc}"] if issuer.netloc else []
