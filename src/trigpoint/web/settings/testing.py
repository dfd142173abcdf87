"""Tests: a database of their own, e-mails kept in memory, and a quick way to hash passwords."""

import os
import tempfile
from pathlib import Path

from trigpoint.web.settings.base import *  # noqa: F403 - settings are made of settings
from trigpoint.web.settings.base import DATABASES, STATICFILES_DIRS
from trigpoint.web.settings.environment import SQLITE

SECRET_KEY = "tests-only"  # noqa: S105 - guards nothing
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = STATICFILES_DIRS[0]
STATICFILES_DIRS = []
DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as in an installation: one in memory cannot be used by several at once. It need not outlive a power cut.
    DATABASES["default"]["OPTIONS"] = SQLITE | {"init_command": str(SQLITE["init_command"]).replace("FULL", "OFF")}
    DATABASES["default"]["TEST"] = {"NAME": Path(tempfile.gettempdir()) / f"trigpoint-tests-{os.getpid()}.sqlite3"}
