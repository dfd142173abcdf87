"""What every installation has in common. Nothing here is weaker than production needs."""

import os
from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from trigpoint.web.account.provider import origins, providers
from trigpoint.web.settings.environment import (
    database,
    logging_of,
    record_name,
    shows_metrics,
    watch_token,
)
from trigpoint.web.settings.values import addresses, check_spelling, count, hosts, one_of, sender

check_spelling(os.environ)

# Where the embedded database, e-mails and keys are kept: 'var' in the folder that the command was started in.
VAR = Path(os.environ.get("TRIGPOINT_VAR") or "var").resolve()
# A demonstration is served at any port of one's own machine: 'trigpoint serve' writes at which into this file.
SERVED_AT = VAR / "served-at"

SITE_NAME = "Trigpoint"
DEBUG = False
DEMONSTRATION = False
SECRET_KEY = os.environ.get("TRIGPOINT_SECRET_KEY", "")
ALLOWED_HOSTS = hosts(os.environ)
# What links in e-mails begin with: a job that writes one has no request to take it from.
SITE_ADDRESS = f"https://{[*ALLOWED_HOSTS, 'localhost'][0]}"

INSTALLED_APPS = [
    "trigpoint.record",
    "trigpoint.people",
    "trigpoint.jobs",
    "trigpoint.outbox",
    "trigpoint.notices",
    "trigpoint.web.apps.WebConfig",
    "trigpoint.inspectorate.register",
    "trigpoint.inspectorate.programme",
    "trigpoint.inspectorate.parts",
    "trigpoint.inspectorate.requests",
    "trigpoint.inspectorate.sampling",
    "trigpoint.inspectorate.assessment",
    "trigpoint.inspectorate.publishing",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_tasks_db",
]

MIDDLEWARE = [
    "trigpoint.web.watching.probes.answers_probes",
    "trigpoint.web.watching.requests.watches_requests",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "trigpoint.web.edge.sizes.refuses_what_no_page_takes",
    "trigpoint.web.edge.looking.hands_out_nothing_ahead",
    "trigpoint.web.edge.sessions.Sessions",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "trigpoint.web.edge.sessions.ends_in_time",
    "trigpoint.web.guards.attach_standing.attach_standing",
    "trigpoint.web.edge.sign_in.asks_for_second_step",
    "trigpoint.web.edge.access.denies_by_default",
    "trigpoint.web.edge.errors.answers_refusals",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "trigpoint.web.urls"
WSGI_APPLICATION = "trigpoint.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [Path(__file__).parents[1] / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "trigpoint.web.govuk.environment.environment",
            "context_processors": [
                "trigpoint.web.edge.every_page.on_every_page",
                "trigpoint.web.guards.menu.menu_of_inspection",
                "trigpoint.web.guides.pages.help_with_page",
            ],
        },
    },
]

DATABASES = {"default": database(os.environ, VAR)}
# The same database with the user that may make tables, where the application's may not: for its upgrade alone.
OWNER_DATABASE = (
    database(os.environ, VAR, "TRIGPOINT_OWNER_DATABASE_URL")
    if os.environ.get("TRIGPOINT_OWNER_DATABASE_URL")
    else None
)
# Whether an application that could change its own record is refused at start; an installation for others says so.
OWNER_REFUSED = False

# Jobs wait in the database, so that one is there exactly when what causes it is.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [Path(__file__).parents[1] / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Who may sign in, and how.
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"trigpoint.web.account.passwords.{name}", "OPTIONS": options}
    for name, options in (
        ("LongEnough", {"min_length": 12}),
        ("Varied", {"least": 5}),
        ("Uncommon", {}),
        ("NotOneself", {"user_attributes": ("email", "name")}),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "public_home"
ACCOUNT_ADAPTER = "trigpoint.web.edge.sign_in.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation by e-mail has verified the address already
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # every other session ends with the old password all the same
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# A mail server that never answers keeps one worker waiting, and no page: those write to the outbox alone.
EMAIL_TIMEOUT = 10
# GOV.UK Notify in the place of a mail server, where production's settings say so.
NOTIFY_KEY = NOTIFY_TEMPLATE = ""
NOTIFY_URL = "https://api.notifications.service.gov.uk"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # our own e-mail instead, which offers no sign-up
ACCOUNT_FORMS = {
    "login": "trigpoint.web.account.forms.SignInForm",
    "reset_password": "trigpoint.web.account.forms.AskForPasswordForm",
    "reset_password_from_key": "trigpoint.web.account.forms.NewPasswordForm",
    "change_password": "trigpoint.web.account.forms.ChangePasswordForm",
    "reauthenticate": "trigpoint.web.account.forms.AgainForm",
}
ACCOUNT_RATE_LIMITS = {
    "login_failed": "5/15m/key",  # wrong codes of the second step, for a person
    "login": None,  # the next three instead, which spare a device that signed in before (edge/guesses.py)
    "sign_in_from_machine": "30/m/ip",
    "sign_in_from_device": "10/1h/key",
    "sign_in_anywhere": "50/1h/key",  # at one address, from all machines together
}
MFA_ADAPTER = "trigpoint.web.edge.sign_in.SecondStep"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # see ACCOUNT_EMAIL_VERIFICATION
MFA_FORMS = {
    "authenticate": "trigpoint.web.account.forms.CodeForm",
    "reauthenticate": "trigpoint.web.account.forms.CodeAgainForm",
    "activate_totp": "trigpoint.web.account.forms.SetUpForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = SITE_NAME
SECOND_STEP_REQUIRED = one_of(os.environ, "TRIGPOINT_SECOND_STEP", ("required", "optional"), "required") == "required"
USERSESSIONS_TRACK_ACTIVITY = False

# An organisation's own OpenID Connect: who has an account here may sign in with it; it never makes an account.
SOCIALACCOUNT_ADAPTER = "trigpoint.web.account.organisation.OrganisationAdapter"
SOCIALACCOUNT_PROVIDERS = providers(os.environ)

# Five failures lock the pair of address and machine out for half an hour.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the page says half an hour, so half an hour it is
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "trigpoint.web.edge.guesses.counted_as"
AXES_CLIENT_IP_CALLABLE = "trigpoint.web.edge.guesses.machine_of"
AXES_LOCKOUT_CALLABLE = "trigpoint.web.edge.guesses.locked_out"
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "login", "password", "csrfmiddlewaretoken"]
# How many web servers are in front, each adding the address that it was asked from. Without it, all the world
# would seem to come from one machine.
ALLAUTH_TRUSTED_PROXY_COUNT = count(os.environ, "TRIGPOINT_PROXIES")

# What is counted must be counted by all processes together, and a code must not be used twice: so the database, which
# every installation has, and not the memory of one process.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "counted",
        # Reached only by an attack; emptying a third then is what an attacker would want.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# More than any page takes (edge/sizes.py): what is sent is never written to a disk on its way to a view.
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000_000

# Signed out after an hour of rest, and after twelve hours in any case (edge/sessions.py).
SESSION_COOKIE_AGE = 60 * 60
SESSION_LONGEST = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "trigpoint.web.edge.errors.form_too_old"

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF, *origins(os.environ)],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

DEFAULT_FROM_EMAIL = sender(os.environ)
EMAIL_SUBJECT_PREFIX = ""
INVITATION_DAYS = 14
# E-mails to strangers that one person may have sent: unanswered at once, and in a day.
INVITATIONS_OPEN = count(os.environ, "TRIGPOINT_INVITATIONS_OPEN", unset=50)
INVITATIONS_A_DAY = count(os.environ, "TRIGPOINT_INVITATIONS_A_DAY", unset=20)
# Whom to write to about the site: the inspectorate's name and address, as the accessibility page prints it.
CONTACT = os.environ.get("TRIGPOINT_CONTACT", "").strip()

# Under which name the installation signs its record, and where the heads go that somebody else keeps.
RECORD_NAME = record_name(os.environ)
WITNESS_FOLDER = os.environ.get("TRIGPOINT_WITNESS_FOLDER", "")
WITNESS_EMAIL = addresses(os.environ, "TRIGPOINT_WITNESS_EMAIL")

# Whoever watches over the installation (web/watching).
WATCH_TOKEN = watch_token(os.environ)
METRICS = shows_metrics(os.environ)
LOGGING = logging_of(os.environ)
# How much the server itself says (cli/site/serve.py).
SERVER_LOG = one_of(os.environ, "TRIGPOINT_LOG", ("debug", "info", "warning", "error", "critical"), "warning")
