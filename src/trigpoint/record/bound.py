"""Rows that the record binds: each of their columns stands in an entry, by its value or by its hash."""

import hmac
import secrets
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import ClassVar, Final

from django.db import models

from trigpoint.record.chain import canonical, plain

EACH_OTHER: Final = ""
"""The key, among a row's salts, of the salt for every column that has none of its own."""


def new_salt() -> str:
    """Return 16 random bytes, as hexadecimal digits."""
    return secrets.token_hex(16)


def new_salts() -> dict[str, str]:
    """Return the salts of a new row: one for all of its columns."""
    return {EACH_OTHER: new_salt()}


class Bound(models.Model):
    """A row that the record binds.

    `CHAIN` is the kind of chain that tells of it, and the path from the row to the reference in that chain's key.
    `UNBOUND` is column → why the record does not bind it. Of `UNTOLD` columns the record has hashes alone, as they may
    name somebody, or are a secret, or are long. `salts` go into the hashes in the record: a hash of a name
    alone could be guessed for as long as the record is there, so what makes it one goes with the row.
    """

    CHAIN: ClassVar[tuple[str, str]]
    UNBOUND: ClassVar[Mapping[str, str]] = {}
    UNTOLD: ClassVar[tuple[str, ...]] = ()

    salts = models.JSONField(default=new_salts)

    class Meta:
        """No table of its own."""

        abstract = True


def bound_columns(model: type[models.Model]) -> tuple[str, ...]:
    """The columns of a table that the record binds. The salts bind themselves: with others, no hash fits."""
    unbound = {"salts", *getattr(model, "UNBOUND", ())}
    return tuple(field.attname for field in model._meta.concrete_fields if field.attname not in unbound)


def column_hashes(row: models.Model, columns: Collection[str]) -> dict[str, str]:
    """Column → the salted hash of what a row has there. `salts` are read from the row itself."""
    salts: Mapping[str, str] = getattr(row, "salts")  # noqa: B009 - the models of a migration's time have it too
    return {column: column_hash(salt_of(salts, column), column, getattr(row, column)) for column in columns}


def salt_of(salts: Mapping[str, str], column: str) -> str:
    """Return the salt of a column among those of its row."""
    return salts.get(column, salts[EACH_OTHER])


def column_hash(salt: str, column: str, value: object) -> str:
    """Return the HMAC-SHA256 of a column's value, with the row's salt as its key."""
    content = {"column": column, "value": stored(value)}
    return hmac.new(bytes.fromhex(salt), canonical(content), sha256).hexdigest()


def stored(value: object) -> object:
    """Return a value in the one form that it has on both databases; of bytes, their SHA-256."""
    if isinstance(value, bytes | bytearray | memoryview):
        return {"sha256": sha256(value).hexdigest()}
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return (plain({"value": value}) or {})["value"]
