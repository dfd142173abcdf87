"""An organisation's word that somebody has signed in is believed only where its own key signed it, for us, just now."""

import base64
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from django.urls import reverse

from tests.web.sign_in.provider import KID, Provider, certificate, go
from trigpoint.people.models import Person

Claims = dict[str, Any]
Forge = Callable[[Provider, Claims], str | None]


def _encoded(part: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()


def _unsigned(provider: Provider, claims: Claims) -> str:
    return f"{_encoded({'alg': 'none', 'kid': KID})}.{_encoded(claims)}."


def _by_a_foreign_key(provider: Provider, claims: Claims) -> str:
    return provider.signed(claims, rsa.generate_private_key(public_exponent=65537, key_size=2048))


def _by_a_key_of_another_name(provider: Provider, claims: Claims) -> str:
    return provider.signed(claims, kid="key-2")


def _by_a_key_without_a_name(provider: Provider, claims: Claims) -> str:
    return jwt.encode(claims, provider.key, "RS256")


def _by_the_public_key_as_if_it_were_a_password(provider: Provider, claims: Claims) -> str:
    public = provider.key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    # PyJWT itself refuses to sign so; a forger's program would not.
    head = f"{_encoded({'alg': 'HS256', 'kid': KID, 'typ': 'JWT'})}.{_encoded(claims)}"
    signature = jwt.algorithms.HMACAlgorithm(jwt.algorithms.HMACAlgorithm.SHA256).sign(head.encode(), public)
    return f"{head}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


def _changed_after_signing(provider: Provider, claims: Claims) -> str:
    head, _, signature = provider.signed(claims | {"email": "somebody@else.example"}).split(".")
    return f"{head}.{_encoded(claims)}.{signature}"


def _run_out(provider: Provider, claims: Claims) -> str:
    return provider.signed(claims | {"exp": int(time.time()) - 1})


def _without_an_end(provider: Provider, claims: Claims) -> str:
    return provider.signed({name: value for name, value in claims.items() if name != "exp"})


def _for_somebody_else(provider: Provider, claims: Claims) -> str:
    return provider.signed(claims | {"aud": "another application"})


def _given_to_somebody_else(provider: Provider, claims: Claims) -> str:
    return provider.signed(claims | {"azp": "another application"})


def _by_another_issuer(provider: Provider, claims: Claims) -> str:
    return provider.signed(claims | {"iss": "https://elsewhere.example"})


def _about_nobody(provider: Provider, claims: Claims) -> str:
    return provider.signed({name: value for name, value in claims.items() if name != "sub"})


def _about_another(provider: Provider, claims: Claims) -> str:
    return provider.signed(claims | {"sub": "somebody else"})


def _none_at_all(provider: Provider, claims: Claims) -> None:
    return None


def _no_token(provider: Provider, claims: Claims) -> str:
    return "a.b.c"


FORGERIES: tuple[Forge, ...] = (
    _unsigned,
    _by_a_foreign_key,
    _by_a_key_of_another_name,
    _by_a_key_without_a_name,
    _by_the_public_key_as_if_it_were_a_password,
    _changed_after_signing,
    _run_out,
    _without_an_end,
    _for_somebody_else,
    _given_to_somebody_else,
    _by_another_issuer,
    _about_nobody,
    _about_another,
    _none_at_all,
    _no_token,
)


def is_in(client: Client) -> bool:
    return bool(client.get(reverse("my_account")).status_code == 200)


@pytest.mark.parametrize("forge", FORGERIES, ids=lambda forge: forge.__name__.strip("_"))
def test_a_forged_token_lets_nobody_in(client: Client, manager: Person, provider: Provider, forge: Forge) -> None:
    provider.sign = lambda claims: forge(provider, claims)
    answer = go(client)
    assert "Signing in did not work" in answer.content.decode()
    assert answer.status_code < 500
    assert not is_in(client)


def test_the_same_person_with_a_token_that_holds_is_let_in(client: Client, manager: Person, provider: Provider) -> None:
    assert go(client).headers["Location"] == reverse("home")
    assert is_in(client)


def test_a_token_is_good_once(manager: Person, provider: Provider) -> None:
    provider.sign = lambda claims: provider.signed(claims | {"jti": "1"})
    assert go(Client()).headers["Location"] == reverse("home")
    second = Client()
    assert "Signing in did not work" in go(second).content.decode()
    assert not is_in(second)


@pytest.mark.parametrize(
    "discovered",
    [
        {"issuer": "https://elsewhere.example"},
        {"issuer": None},
        {"token_endpoint": "http://127.0.0.1:1/token"},
        {"jwks_uri": "http://127.0.0.1:1/keys"},
        {"userinfo_endpoint": ""},
        {"authorization_endpoint": "http://127.0.0.1:1/authorize"},
    ],
)
def test_an_issuer_that_names_another_or_leads_away_from_tls_is_not_asked(
    client: Client, manager: Person, provider: Provider, discovered: dict[str, str | None]
) -> None:
    provider.discovered = discovered
    assert "Signing in did not work" in go(client).content.decode()
    assert not is_in(client)


def test_an_issuer_whose_certificate_nobody_vouches_for_is_not_asked(
    client: Client, manager: Person, provider: Provider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate(tmp_path / "another.pem")))
    assert "Signing in did not work" in go(client).content.decode()
    assert not is_in(client)
