"""Settings that the environment gives, read so that a slip of the hand becomes a sentence."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

# One transaction at a time writes; a reader is never kept waiting, and what is committed is on the disk.
SQLITE: dict[str, str | int] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}


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
    return database


def count(environment: Mapping[str, str], name: str) -> int:
    """Return a whole number from the environment, 0 where it is not set. Raises ImproperlyConfigured."""
    typed = environment.get(name) or "0"
    if not (typed.isascii() and typed.isdigit()):
        raise ImproperlyConfigured(f"{name} must be a whole number, such as 1; it is '{typed}'.")
    return int(typed)


def record_name(environment: Mapping[str, str]) -> str:
    """Return the name under which the installation signs its record. Raises ImproperlyConfigured.

    Only the first key takes it: later ones keep the name that the record began with.
    """
    host = (environment.get("TRIGPOINT_HOSTS") or "localhost").split(",")[0]
    name = environment.get("TRIGPOINT_RECORD_NAME") or f"{host}/record"
    if not name.isprintable() or "+" in name or len(name.split()) != 1:
        raise ImproperlyConfigured(f"TRIGPOINT_RECORD_NAME must be a word without spaces or '+'; it is '{name}'.")
    return name
