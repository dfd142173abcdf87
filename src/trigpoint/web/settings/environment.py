"""Settings that the environment gives, read so that a slip of the hand becomes a sentence."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from trigpoint.web.settings.values import hosts, one_of

# Seconds that a request waits for the database. A write takes some milliseconds, so who waited this long is behind a
# queue or something stuck, and a page that keeps what was typed is of more use than a browser that says nothing.
PATIENCE = 5
SHORTEST_TOKEN = 20
# One transaction at a time writes; a reader is never kept waiting, and what is committed is on the disk.
SQLITE: dict[str, str | int] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": PATIENCE,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}

# As Django's own check asks of a key.
SHORTEST_KEY, FEWEST_CHARACTERS = 50, 5


def served_at(file: Path, *, unless_served: str) -> str:
    """Return the address at which a demonstration was served last, as a file says, or `unless_served`."""
    address = file.read_text("ascii", "replace").strip() if file.is_file() else ""
    return address if re.fullmatch(r"http://127\.0\.0\.1:[0-9]{1,5}", address) else unless_served


def check_hardened(secret_key: str, *, debug: bool) -> None:
    """Raise ImproperlyConfigured for settings of an installation that would not withstand anybody."""
    if debug:
        raise ImproperlyConfigured(
            "DEBUG is on, and every fault would show strangers what is kept here. Take it out of the settings that "
            "DJANGO_SETTINGS_MODULE names."
        )
    if len(secret_key) < SHORTEST_KEY or len(set(secret_key)) < FEWEST_CHARACTERS:
        raise ImproperlyConfigured(
            f"TRIGPOINT_SECRET_KEY has {len(secret_key)} characters, {len(set(secret_key))} of them different. Whoever "
            f"guesses it signs in as anybody: it must have {SHORTEST_KEY} or more, at random. To make one: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )


def check_for_own_machine(environment: Mapping[str, str]) -> None:
    """Raise ImproperlyConfigured where settings for one's own machine meet what only an installation for others has."""
    for_others = [name for name in ("TRIGPOINT_HOSTS", "TRIGPOINT_SECRET_KEY") if environment.get(name)]
    if for_others:
        raise ImproperlyConfigured(
            f"{' and '.join(for_others)} are of an installation for others, but these settings are for trying "
            "Trigpoint on one's own machine. Set DJANGO_SETTINGS_MODULE to trigpoint.web.settings.production, or unset "
            f"{' and '.join(for_others)}."
        )


def database(environment: Mapping[str, str], var: Path, setting: str = "DATABASE_URL") -> Any:  # noqa: ANN401 - Django's
    """Return the database that a setting names, else the embedded one. Raises ImproperlyConfigured."""
    url = environment.get(setting) or f"sqlite:///{var / 'trigpoint.sqlite3'}"
    try:
        database = dj_database_url.parse(url, conn_max_age=600)
    except ValueError:
        database = dj_database_url.DBConfig()
    engine = database.get("ENGINE")
    if not database.get("NAME") or engine not in {"django.db.backends.sqlite3", "django.db.backends.postgresql"}:
        raise ImproperlyConfigured(
            f"{setting} names no database that we know. Write it as postgresql://user:password@host/name or "
            "sqlite:////folder/file, or leave it out for the embedded database."
        )
    if engine == "django.db.backends.sqlite3":
        database["OPTIONS"] = dict(SQLITE)
    else:
        # A connection that was lost while nobody used it is made again, and no request fails by it.
        database["CONN_HEALTH_CHECKS"] = True
        waiting = {"connect_timeout": PATIENCE, "options": f"-c lock_timeout={PATIENCE}s"}
        database["OPTIONS"] = waiting | database.get("OPTIONS", {})
    return database


def record_name(environment: Mapping[str, str]) -> str:
    """Return the name under which the installation signs its record. Raises ImproperlyConfigured.

    Only the first key takes it: later ones keep the name that the record began with.
    """
    name = environment.get("TRIGPOINT_RECORD_NAME") or f"{[*hosts(environment), 'localhost'][0]}/record"
    if not name.isprintable() or "+" in name or len(name.split()) != 1:
        raise ImproperlyConfigured(f"TRIGPOINT_RECORD_NAME must be a word without spaces or '+'; it is '{name}'.")
    return name


def watch_token(environment: Mapping[str, str]) -> str:
    """Return the token of whoever watches over the installation, '' for none. Raises ImproperlyConfigured."""
    token = environment.get("TRIGPOINT_WATCH_TOKEN", "")
    if token and (len(token) < SHORTEST_TOKEN or not (token.isascii() and token.isprintable())):
        raise ImproperlyConfigured(
            f"TRIGPOINT_WATCH_TOKEN must be at least {SHORTEST_TOKEN} random letters and figures: whoever guesses "
            "it sees how the installation is."
        )
    return token


def shows_metrics(environment: Mapping[str, str]) -> bool:
    """Return whether figures are to be had at /metrics. Raises ImproperlyConfigured."""
    asked = one_of(environment, "TRIGPOINT_METRICS", ("on", "off"), "off")
    if asked == "on" and not environment.get("TRIGPOINT_WATCH_TOKEN"):
        raise ImproperlyConfigured("TRIGPOINT_METRICS needs TRIGPOINT_WATCH_TOKEN, by which the figures are asked for.")
    return asked == "on"


def logging_of(environment: Mapping[str, str]) -> dict[str, Any]:
    """Return how what happens is logged: as words for people, or as JSON. Raises ImproperlyConfigured."""
    as_json = one_of(environment, "TRIGPOINT_LOG_FORMAT", ("words", "json"), "words") == "json"
    console = {"class": "logging.StreamHandler", "filters": ["without_secrets", "in_one_line"]}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "without_secrets": {"()": "trigpoint.web.edge.logs.WithoutSecrets"},
            "in_one_line": {"()": "trigpoint.web.edge.logs.InOneLine"},
        },
        "formatters": {"json": {"()": "trigpoint.web.watching.json_log.AsJson"}},
        "handlers": {"console": console | ({"formatter": "json"} if as_json else {})},
        "root": {"handlers": ["console"], "level": "WARNING"},
        # A line for each request would be too much to read in words; a machine that reads JSON wants it.
        # The other logs what a failed job raised, which may name people; `jobs/running.py` says which failed, no more.
        "loggers": {
            "trigpoint.requests": {"level": "INFO" if as_json else "WARNING"},
            "django_tasks": {"level": "CRITICAL"},
        },
    }
