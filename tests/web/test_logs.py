"""No log holds the secret of a link that was sent by e-mail."""

import logging
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.access.walking import names_and_kwargs
from trigpoint.web.edge.logs import WithoutSecrets

SECRET = "f5Fz" * 10
# Parts of an address by which a secret goes: ours, and those of allauth and Django, should their addresses become ours.
SECRET_PARTS = {"secret", "key", "token", "uidb36", "uidb64", "code", "password"}


def secret_addresses() -> list[str]:
    """Every address with a secret in it; whatever else it has is said to be 'x'."""
    return [
        reverse(name, kwargs={part: SECRET if part in SECRET_PARTS else "x" for part in parts})
        for name, parts in names_and_kwargs().items()
        if SECRET_PARTS & set(parts)
    ]


def masked(message: str, *args: object) -> str:
    record = logging.LogRecord("x", logging.WARNING, "", 1, message, args, None)
    assert WithoutSecrets().filter(record)
    return record.getMessage()


def test_there_are_addresses_with_a_secret() -> None:
    assert len(secret_addresses()) == 2  # an invitation, and a new password


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put"])
@pytest.mark.parametrize("number", [0, 1])
def test_a_form_without_its_cookie_is_logged_without_the_secret_of_its_address(
    number: int, method: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.handler.addFilter(WithoutSecrets())
    getattr(Client(enforce_csrf_checks=True), method)(secret_addresses()[number], {"name": "x"})
    assert "/..." in caplog.text
    assert SECRET not in caplog.text


@pytest.mark.parametrize("form", ["{}", "Not Found: {}", "GET {} HTTP/1.1", "Forbidden ({} is no origin of ours)"])
def test_every_address_with_a_secret_is_masked_whatever_is_said_of_it(form: str) -> None:
    for address in secret_addresses():
        for written in (address, address.rstrip("/"), f"https://a.example{address}?next=/", f"/{address}"):
            assert SECRET not in masked(form.format(written)), written
            assert SECRET not in masked(form.format("%s"), written), written


def test_a_secret_with_a_slash_in_it_is_masked_as_a_whole() -> None:
    # The key of a new password takes any letter, so that a slash that somebody put in does not end it.
    assert masked("Not Found: /sign-in/password/new/3-abc/def/ghi/") == "Not Found: /sign-in/password/new/..."


def test_the_web_server_in_front_logs_no_address_with_a_secret_and_no_page_somebody_came_from() -> None:
    conf = Path("deploy/nginx.conf").read_text("utf-8")
    (pattern,) = re.findall(r'"~(.+)" 0;', conf)
    assert all(re.match(pattern, address) for address in secret_addresses())
    (line,) = re.findall(r"log_format without_secrets ([^;]+);", conf)
    assert "$http_referer" not in line
    logs = re.findall(r"access_log ([^;]+);", conf)
    assert sorted(logs) == ["/var/log/nginx/access.log without_secrets if=$is_logged", "off"]


def test_every_handler_of_an_installation_leaves_it_out() -> None:
    handlers: Any = settings.LOGGING["handlers"]
    assert all("without_secrets" in one["filters"] for one in handlers.values())


@pytest.mark.parametrize(
    "address", ["/people/invite/", "/people/invitations/", "/sign-in/password/", "/sign-in/again/"]
)
def test_other_messages_are_left_as_they_are(address: str) -> None:
    assert masked("Not found: %s", address) == f"Not found: {address}"
