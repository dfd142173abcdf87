"""Rows that two people may change at once: each change says which version it saw, and a stale one is refused."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models, transaction

from trigpoint.record.bound import Bound, new_salt
from trigpoint.record.kinds import Kind
from trigpoint.record.models import Event
from trigpoint.record.writing import About, Author, write


class Versioned(Bound):
    """A row with a version, raised by every change. Changed only through `change`.

    `NAMED` are the fields by which a reader knows the row; they are in every event about it.
    """

    NAMED: ClassVar[tuple[str, ...]] = ()

    version = models.PositiveIntegerField(default=1)

    class Meta:
        """No table of its own."""

        abstract = True


class ChangedMeanwhileError(Exception):
    """Someone else changed the row since it was read. `newer` is the row as it is now; nothing was saved."""

    def __init__(self, newer: Versioned) -> None:
        super().__init__("Someone else changed this since you opened it. Nothing of yours has been saved yet.")
        self.newer = newer


def change(
    row: Versioned, *, seen: int, to: Mapping[str, object], by: Author, kind: Kind, chain: str, reason: str = ""
) -> Event:
    """Change the fields of a row that still has the version `seen`, and record it, in one transaction.

    Compare and set in one statement, so that of two at the same time only one succeeds. `row` is refreshed. Of a column
    that the record does not bind, it says nothing.
    Raises ChangedMeanwhileError where the row has another version already.
    """
    model = type(row)
    by_value = [name for name in to if name not in {*model.UNTOLD, *model.UNBOUND}]
    by_hash = [name for name in to if name in model.UNTOLD]
    with transaction.atomic():
        current = model._default_manager.get(pk=row.pk)
        before = {name: row_value(current, name) for name in (*row.NAMED, *by_value)}
        # A new salt with each new value: what stood there before cannot be guessed from its hash any more.
        salts = current.salts | {name: new_salt() for name in by_hash}
        changed = model._default_manager.filter(pk=row.pk, version=seen).update(version=seen + 1, salts=salts, **to)
        if not changed:
            raise ChangedMeanwhileError(model._default_manager.get(pk=row.pk))
        row.refresh_from_db()
        after = {name: row_value(row, name) for name in by_value}
        about = About(row, untold=("version", *by_hash))
        return write(chain=chain, by=by, kind=kind, thing=about, before=before, after=after, reason=reason)


def row_value(row: models.Model, name: str) -> object:
    """Return a field's value as the record keeps it: plain, and a related row by its id."""
    return getattr(row, row._meta.get_field(name).attname)  # type: ignore[union-attr]
