"""Settings that the environment gives, read so that a slip of the hand becomes a sentence."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

SHORTEST_TOKEN = 20
# One transaction at a time writes; a reader is never kept waiting, and what is committed is on the disk.
SQLITE: dict[str, str | int] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}


def database(environment: Mapping[str, str], var: Path) -> Any:  # noqa: ANN401 - Django's own mapping
    """Return the database that DATABASE_URL names, else the embedded one. Raises ImproperlyConfigured."""
    url = environment.get("DATABASE_URL") or f"sqlite:///{var / 'trigpoint.sqlite3'}"
    try:
        database = dj_database_url.parse(url, conn_max_age=600)
    except ValueError:
        database = dj_database_url.DBConfig()
    engine = database.get("ENGINE")
    if not database.get("NAME") or engine not in {"django.db.backends.sqlite3", "django.db.backends.postgresql"}:
        raise ImproperlyConfigured(
            "DATABASE_URL names no database that we know. Write it as postgresql://user:password@host/name or "
            "sqlite:////folder/file, or leave it out for the embedded database."
        )
    if engine == "django.db.backends.sqlite3":
        database["OPTIONS"] = dict(SQLITE)
    return database


def count(environment: Mapping[str, str], name: str) -> int:
    """Return a whole number from the environment, 0 where it is not set. Raises ImproperlyConfigured."""
    typed = environment.get(name) or "0"
    if not (typed.isascii() and typed.isdigit()):
        raise ImproperlyConfigured(f"{name} must be a whole number, such as 1; it is '{typed}'.")
    return int(typed)


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
    asked = environment.get("TRIGPOINT_METRICS", "off") or "off"
    if asked not in {"on", "off"}:
        raise ImproperlyConfigured(f"TRIGPOINT_METRICS must be 'on' or 'off'; it is '{asked}'.")
    if asked == "on" and not environment.get("TRIGPOINT_WATCH_TOKEN"):
        raise ImproperlyConfigured("TRIGPOINT_METRICS needs TRIGPOINT_WATCH_TOKEN, by which the figures are asked for.")
    return asked == "on"


def logging_of(environment: Mapping[str, str]) -> dict[str, Any]:
    """Return how what happens is logged: as words for people, or as JSON. Raises ImproperlyConfigured."""
    log_format = environment.get("TRIGPOINT_LOG_FORMAT", "words") or "words"
    if log_format not in {"words", "json"}:
        raise ImproperlyConfigured(f"TRIGPOINT_LOG_FORMAT must be 'words' or 'json'; it is '{log_format}'.")
    as_json = log_format == "json"
    console = {"class": "logging.StreamHandler", "filters": ["without_secrets"]}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"without_secrets": {"()": "trigpoint.web.edge.logs.WithoutSecrets"}},
        "formatters": {"json": {"()": "trigpoint.web.watching.json_log.AsJson"}},
        "handlers": {"console": console | ({"formatter": "json"} if as_json else {})},
        "root": {"handlers": ["console"], "level": "WARNING"},
        # A line for each request would be too much to read in words; a machine that reads JSON wants it.
        "loggers": {"trigpoint.requests": {"level": "INFO" if as_json else "WARNING"}},
    }
