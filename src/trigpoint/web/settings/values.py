"""One setting of the environment each, read strictly: what is not understood is refused and never taken for another."""

import re
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from email.utils import parseaddr
from typing import Final

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

PREFIX: Final = "TRIGPOINT_"
# Every variable of ours that an installation may set; docs/operating.md says what each is.
KNOWN: Final = frozenset(
    PREFIX + name
    for name in (
        *("SECRET_KEY", "HOSTS", "VAR", "OWNER_DATABASE_URL", "DATABASE_OWNER", "RECORD_NAME", "WITNESS_FOLDER"),
        *("WITNESS_EMAIL", "MAIL_HOST", "MAIL_FROM", "NOTIFY_KEY", "NOTIFY_TEMPLATE", "CONTACT", "SECOND_STEP"),
        *("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_NAME", "PROXIES", "INVITATIONS_OPEN"),
        *("INVITATIONS_A_DAY", "LOG_FORMAT", "WATCH_TOKEN", "METRICS", "LOG"),
    )
)
# Misspelt with our prefix, it would be another database that is opened.
_OTHERS: Final = {"DATABASE_URL": "DATABASE_URL"}
# From 0 for nothing in common to 1 for the same: a letter or two amiss, or a word left out, in names of this length.
_NEAR: Final = 0.7

_LABEL: Final = r"[a-z0-9]([a-z0-9-]*[a-z0-9])?"
_NAME: Final = re.compile(rf"{_LABEL}(\.{_LABEL})*|\[[0-9a-f:.]+\]")


def check_spelling(environment: Mapping[str, str]) -> None:
    """Raise ImproperlyConfigured for a variable that is nearly one of ours: it would be left unread without a word.

    One that is like none of ours is somebody else's: a cluster, for one, names its services so.
    """
    right = {name.removeprefix(PREFIX): name for name in KNOWN} | _OTHERS
    for given in sorted(environment):
        if not given.startswith(PREFIX) or given in KNOWN:
            continue
        near = get_close_matches(given.removeprefix(PREFIX), right, n=1, cutoff=_NEAR)
        if near:
            raise ImproperlyConfigured(
                f"{given} is set, but no setting is called so. The nearest is {right[near[0]]}: set that one, or unset "
                f"{given}. docs/operating.md has all of them."
            )


def count(environment: Mapping[str, str], name: str, unset: int = 0) -> int:
    """Return a whole number, and `unset` where it is not set. Raises ImproperlyConfigured."""
    typed = environment.get(name) or str(unset)
    if not (typed.isascii() and typed.isdigit()):
        raise ImproperlyConfigured(f"{name} must be a whole number, such as 1; it is '{typed}'.")
    return int(typed)


def one_of(environment: Mapping[str, str], name: str, words: Collection[str], unset: str) -> str:
    """Return the word that is set, and `unset` where none is. Raises ImproperlyConfigured for any other word."""
    typed = environment.get(name) or unset
    if typed not in words:
        *before, last = [f"'{word}'" for word in words]
        raise ImproperlyConfigured(f"{name} must be {', '.join(before)} or {last}; it is '{typed}'.")
    return typed


def hosts(environment: Mapping[str, str]) -> list[str]:
    """Return the names of the site; none where it is not set. Raises ImproperlyConfigured.

    Links are made of the first, and whoever asks for another than these is refused: so a name is a name in full.
    """
    typed = environment.get("TRIGPOINT_HOSTS", "")
    names = _listed(typed)
    wrong = [name for name in names if not _NAME.fullmatch(name.lower())]
    if wrong or (typed and not names):
        raise ImproperlyConfigured(
            f"TRIGPOINT_HOSTS is '{typed}', and '{wrong[0] if wrong else typed}' is no name of a site. Write each name "
            "in full and alone, without https://, port, path or *, with commas between them: "
            "inspections.example,www.inspections.example."
        )
    return [name.lower() for name in names]


def mail_host(environment: Mapping[str, str]) -> str:
    """Return the machine to which e-mails are handed, at port 25. Raises ImproperlyConfigured."""
    name = environment.get("TRIGPOINT_MAIL_HOST") or "localhost"
    if not _NAME.fullmatch(name.lower()):
        raise ImproperlyConfigured(
            f"TRIGPOINT_MAIL_HOST must be the name of a machine alone, such as mail.example, without a port (it is "
            f"asked at port 25) or anything else; it is '{name}'."
        )
    return name


def addresses(environment: Mapping[str, str], name: str) -> list[str]:
    """Return the e-mail addresses of a setting; none where it is not set. Raises ImproperlyConfigured."""
    typed = environment.get(name, "")
    found = _listed(typed)
    wrong = [address for address in found if not _is_address(address)]
    if wrong or (typed and not found):
        raise ImproperlyConfigured(
            f"{name} is '{typed}', and '{wrong[0] if wrong else typed}' is no e-mail address. Write addresses with "
            "commas between them, such as witness@example.org,archive@example.net."
        )
    return found


def sender(environment: Mapping[str, str]) -> str:
    """Return whom e-mails come from: an address, or a name with one in angle brackets. Raises ImproperlyConfigured."""
    typed = environment.get("TRIGPOINT_MAIL_FROM") or "trigpoint@localhost"
    if not typed.isprintable() or not _is_address(parseaddr(typed)[1]):
        raise ImproperlyConfigured(
            f"TRIGPOINT_MAIL_FROM must be an e-mail address, such as inspections@example.org or Inspections "
            f"<inspections@example.org>; it is '{typed}'."
        )
    return typed


def _listed(typed: str) -> list[str]:
    return [part.strip() for part in typed.split(",") if part.strip()]


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
