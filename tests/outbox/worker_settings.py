"""The settings of a worker in a process of its own: the database of the tests, and a mail server of a test's."""

import os

from trigpoint.web.settings.testing import *  # noqa: F403 - settings are made of settings

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = int(os.environ["MAIL_PORT_OF_TEST"])
