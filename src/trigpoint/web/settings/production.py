"""An installation: everything over TLS, and nothing starts without its secret."""

import os
from importlib.util import find_spec

from django.core.exceptions import ImproperlyConfigured

from trigpoint.web.settings.base import *  # noqa: F403 - settings are made of settings
from trigpoint.web.settings.values import mail_host, one_of

if not os.environ.get("TRIGPOINT_SECRET_KEY") or not os.environ.get("TRIGPOINT_HOSTS"):
    raise ImproperlyConfigured(
        "Set TRIGPOINT_SECRET_KEY (50 random characters) and TRIGPOINT_HOSTS (names, with commas)."
    )

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# On PostgreSQL: whether an application that could change its own record may start all the same.
OWNER_REFUSED = one_of(os.environ, "TRIGPOINT_DATABASE_OWNER", ("refused", "accepted"), "refused") == "refused"
EMAIL_HOST = mail_host(os.environ)
NOTIFY_TEMPLATE = os.environ.get("TRIGPOINT_NOTIFY_TEMPLATE", "")
if NOTIFY_KEY := os.environ.get("TRIGPOINT_NOTIFY_KEY", ""):
    EMAIL_BACKEND = "trigpoint.outbox.notify.NotifyBackend"
    if not NOTIFY_TEMPLATE or find_spec("notifications_python_client") is None:
        raise ImproperlyConfigured(
            "TRIGPOINT_NOTIFY_KEY needs TRIGPOINT_NOTIFY_TEMPLATE, and the official client: install trigpoint[notify]."
        )
elif NOTIFY_TEMPLATE:
    raise ImproperlyConfigured(
        "TRIGPOINT_NOTIFY_TEMPLATE is set, but TRIGPOINT_NOTIFY_KEY is not, so e-mails would go to "
        f"{EMAIL_HOST}. Set both for GOV.UK Notify, or neither."
    )
