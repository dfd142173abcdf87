"""The settings that hand e-mails to a mail server of the test's."""

from collections.abc import Callable

import pytest
from pytest_django.fixtures import Settings

from tests.outbox.mail_server import HOST

Handing = Callable[[int], None]
# Long enough for a server of a test's on a busy machine, and short enough where one is silent on purpose.
PATIENCE, IMPATIENCE = 30.0, 0.5


@pytest.fixture
def hands_to(settings: Settings) -> Handing:
    """E-mails go to the mail server at a port."""

    def hand(port: int) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = HOST, port, PATIENCE
        settings.DEFAULT_FROM_EMAIL = "Trigpoint <site@inspections.example>"

    return hand


@pytest.fixture
def hands_impatiently_to(hands_to: Handing, settings: Settings) -> Handing:
    """E-mails go to the mail server at a port, which has half a second for each answer."""

    def hand(port: int) -> None:
        hands_to(port)
        settings.EMAIL_TIMEOUT = IMPATIENCE

    return hand
