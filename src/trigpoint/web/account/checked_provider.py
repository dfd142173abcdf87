"""What an organisation's sign-in says, believed only where it is signed, meant for us, and of the issuer that we name.

allauth leaves the signature of an id token unchecked where it came straight from the issuer over TLS, as the standard
allows. That hangs all accounts on one connection and one host; here the issuer's key must have signed as well.
"""

from functools import cached_property
from typing import Any, Final

import jwt
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest

from trigpoint.web.account.provider import is_secure

# Signatures that only the holder of a private key can make. With 'HS256' whoever knows a public key could.
ALGORITHMS: Final = frozenset(
    {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}
)
_WELL_KNOWN: Final = "/.well-known/openid-configuration"
_ADDRESSES: Final = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")


class CheckedProvider(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """allauth's client of an OpenID provider, which checks what the provider says before anybody is let in by it."""

    def get_provider(self) -> OpenIDConnectProvider:
        """Allauth's provider, which asks through this client as well when it leads to the issuer."""
        provider = super().get_provider()
        provider.oauth2_adapter_class = CheckedProvider
        return provider

    @cached_property
    def openid_config(self) -> dict[str, Any]:
        """What the issuer says of itself. Raises OAuth2Error where it is another issuer, or leads away from TLS."""
        config: dict[str, Any] = super().openid_config
        named = str(self.get_provider().server_url).partition(_WELL_KNOWN)[0]
        if str(config.get("issuer", "")).rstrip("/") != named.rstrip("/"):
            raise OAuth2Error("The issuer calls itself something else than the settings do.")
        if not all(is_secure(str(config.get(name, ""))) for name in _ADDRESSES):
            raise OAuth2Error("The issuer names an address without TLS, or leaves one out.")
        return config

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **answer: Any) -> SocialLogin:  # noqa: ANN401
        """Say who has signed in. Raises OAuth2Error where that cannot be believed."""
        id_token = answer["response"].get("id_token")
        if not id_token:
            raise OAuth2Error("The issuer sent no id token.")
        claims = self._decode_id_token(app, id_token)
        userinfo = self._fetch_user_info(token.token)
        if userinfo.get("sub") != claims["sub"]:
            raise OAuth2Error("The id token and the issuer's other answer are about two people.")
        said = {"id_token": claims, "userinfo": userinfo}
        return self.get_provider().sociallogin_from_response(request, said)

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        """The claims of an id token whose signature, issuer, audience and time hold. Raises OAuth2Error."""
        try:
            header = jwt.get_unverified_header(id_token)
            if header.get("alg") not in ALGORITHMS or not header.get("kid"):
                raise OAuth2Error("The id token names no key, or no way of signing that proves anything.")
            claims: dict[str, Any] = jwtkit.verify_and_decode(
                credential=id_token,
                keys_url=self.openid_config["jwks_uri"],
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                lookup_kid=jwtkit.lookup_kid_jwk,
            )
        except (jwt.PyJWTError, KeyError, TypeError, ValueError) as error:
            # A key of another kind, or an answer that is not what it should be.
            raise OAuth2Error("The id token cannot be checked.") from error
        if not {"sub", "exp", "iat"} <= claims.keys() or claims.get("azp", app.client_id) != app.client_id:
            raise OAuth2Error("The id token lacks a claim, or was given to another party.")
        return claims
