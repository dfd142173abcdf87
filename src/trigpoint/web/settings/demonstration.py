"""One's own machine: no TLS, e-mails as files in var/mail, and no second step at sign-in. All in it is invented."""

import os

from trigpoint.web.settings.base import *  # noqa: F403 - settings are made of settings
from trigpoint.web.settings.base import SERVED_AT, STATICFILES_DIRS, VAR
from trigpoint.web.settings.environment import check_for_own_machine, served_at

check_for_own_machine(os.environ)

ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
# Its e-mails and invitations lead to where its pages were served last.
SITE_ADDRESS = served_at(SERVED_AT, unless_served="http://127.0.0.1:8000")
SECRET_KEY = "demonstration-only"  # noqa: S105 - guards invented data on one's own machine
SECOND_STEP_REQUIRED = False
DEMONSTRATION = True
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = STATICFILES_DIRS[0]
STATICFILES_DIRS = []
