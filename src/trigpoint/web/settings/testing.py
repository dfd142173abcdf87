"""Tests: a database of their own, e-mails kept in memory, and a quick way to hash passwords."""

import os
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import cast

from jinja2 import FileSystemBytecodeCache

from trigpoint.web.settings.base import *  # noqa: F403 - settings are made of settings
from trigpoint.web.settings.base import DATABASES, STATICFILES_DIRS, TEMPLATES
from trigpoint.web.settings.environment import SQLITE

# Keys are made where nothing of the developer's own lies; each process has its own.
VAR = Path(tempfile.gettempdir()) / f"trigpoint-tests-{os.getpid()}"
SECRET_KEY = "tests-only: it guards nothing, and has fifty characters"  # noqa: S105 - guards nothing
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Templates are compiled once for all processes that run tests. Jinja sees when one has changed; where the environment
# has, which decides how they are compiled, every file gets another name.
COMPILED = sha256((Path(__file__).parents[1] / "govuk" / "environment.py").read_bytes()).hexdigest()[:8]
BYTECODE = FileSystemBytecodeCache(pattern=f"trigpoint-{COMPILED}-%s.cache")
cast("dict[str, object]", TEMPLATES[0]["OPTIONS"])["bytecode_cache"] = BYTECODE
STATIC_ROOT = STATICFILES_DIRS[0]
STATICFILES_DIRS = []
DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as in an installation: one in memory cannot be used by several at once. It need not outlive a power cut.
    DATABASES["default"]["OPTIONS"] = SQLITE | {"init_command": str(SQLITE["init_command"]).replace("FULL", "OFF")}
    DATABASES["default"]["TEST"] = {"NAME": Path(tempfile.gettempdir()) / f"trigpoint-tests-{os.getpid()}.sqlite3"}
