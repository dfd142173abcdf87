"""The settings that hand e-mails to a mail server of the test's."""

from collections.abc import Callable

import pytest
from pytest_django.fixtures import Settings

from tests.outbox.mail_server import HOST

Handing = Callable[[int], None]


@pytest.fixture
def hands_to(settings: Settings) -> Handing:
    """E-mails go to the mail server at a port, which has less than a second to answer."""

    def hand(port: int) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = HOST, port, 0.5
        settings.DEFAULT_FROM_EMAIL = "Trigpoint <site@inspections.example>"

    return hand
