"""No log holds the secret of an invitation's link."""

import logging
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from trigpoint.web.edge.logs import WithoutSecrets

SECRET = "f5Fz" * 10


@pytest.mark.django_db
def test_a_form_without_its_cookie_is_logged_without_the_secret_of_its_address(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.handler.addFilter(WithoutSecrets())
    Client(enforce_csrf_checks=True).post(f"/people/invitations/{SECRET}/", {"name": "x"})
    assert "/people/invitations/.../" in caplog.text
    assert SECRET not in caplog.text


def test_every_handler_of_an_installation_leaves_it_out() -> None:
    handlers: Any = settings.LOGGING["handlers"]
    assert all("without_secrets" in one["filters"] for one in handlers.values())


def test_other_messages_are_left_as_they_are() -> None:
    record = logging.LogRecord("x", logging.INFO, "", 1, "Not found: %s", ("/people/invite/",), None)
    assert WithoutSecrets().filter(record)
    assert record.getMessage() == "Not found: /people/invite/"
