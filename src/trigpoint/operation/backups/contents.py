"""What a database holds, by digest: every table's rows, how far every chain had come, which migrations it has had."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from pydantic import Field

Row = Sequence[object]
Query = Callable[[str], Iterator[Row]]
# What a manifest may say: it may have been written by somebody else.
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Count = Annotated[int, Field(ge=0)]

_MIGRATIONS: Final = "SELECT app, name FROM django_migrations ORDER BY app, name"
_LAST_ENTRIES: Final = (
    "SELECT chain_id, number, hash FROM record_event e "
    "WHERE number = (SELECT max(number) FROM record_event WHERE chain_id = e.chain_id) ORDER BY chain_id"
)
_HEAD: Final = "SELECT size, at, note FROM record_treehead ORDER BY size DESC LIMIT 1"
_HEAD_NAMES: Final = ("size", "at", "note")
# Digests of rows are added up, so that no order of the rows counts: two servers may sort texts in two ways.
_ROOM: Final = 2**256


@dataclass(frozen=True, slots=True)
class TableDigest:
    """How many rows a table has, and a digest of all of them, in any order."""

    rows: Count
    sha256: Sha256


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database holds. `chains` is chain → number and hash of its last entry; `head` the newest signed one."""

    tables: dict[str, TableDigest]
    chains: dict[str, tuple[Count, Sha256]]
    migrations: tuple[tuple[str, str], ...]
    head: dict[str, str] | None


def read_contents(tables: Iterable[str], query: Query) -> Contents:
    """Return what a database holds, by asking it. All answers must be of one moment: that is the caller's to see to."""
    return Contents(
        tables={table: table_digest(query(f'SELECT * FROM "{table}"')) for table in sorted(tables)},  # noqa: S608  # nosec B608
        chains={str(chain): (int(str(number)), str(sha256)) for chain, number, sha256 in query(_LAST_ENTRIES)},
        migrations=tuple((str(app), str(name)) for app, name in query(_MIGRATIONS)),
        head=newest_signed_head(query),
    )


def table_digest(rows: Iterable[Row]) -> TableDigest:
    """Return the digest of a table's rows."""
    number, total = 0, 0
    for row in rows:
        number += 1
        text = repr(tuple(bytes(value) if isinstance(value, memoryview) else value for value in row))
        total = (total + int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())) % _ROOM
    return TableDigest(number, f"{total:064x}")


def newest_signed_head(query: Query) -> dict[str, str] | None:
    """Return the newest tree head, which is signed and binds the whole record up to it; None for none."""
    newest = next(iter(query(_HEAD)), None)
    return dict(zip(_HEAD_NAMES, map(str, newest), strict=True)) if newest else None


def differences(expected: Contents, actual: Contents) -> tuple[str, ...]:
    """Return, in sentences, where one database holds something else than another."""
    sentences = [
        f"The table {table} is {_shown(actual.tables.get(table))}; the backup has {_shown(expected.tables.get(table))}."
        for table in sorted(expected.tables.keys() | actual.tables.keys())
        if expected.tables.get(table) != actual.tables.get(table)
    ]
    sentences += [
        f"The chain {chain} ends otherwise than in the backup."
        for chain in sorted(expected.chains.keys() | actual.chains.keys())
        if expected.chains.get(chain) != actual.chains.get(chain)
    ]
    return tuple(sentences)


def _shown(table: TableDigest | None) -> str:
    return f"{table.rows:,} rows, SHA-256 {table.sha256[:12]}" if table else "not there"
