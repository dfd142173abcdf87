"""The record's last word about each row of a chain: what it tells of each column, by its value or by its hash."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from django.apps import apps
from django.db.models import F, Model, OuterRef, QuerySet, Subquery

from trigpoint.record.bound import Bound
from trigpoint.record.models import Event

REFERENCE: Final = "reference_of_its_chain"
"""The name by which `with_reference` adds to a row the reference in the key of its chain."""


@dataclass(slots=True)
class LastWord:
    """What the record tells of a row. `values` and `hashes` are by column, and no column is in both."""

    values: dict[str, object] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)


class LastWords:
    """What a chain tells of rows: `of_rows` is thing → its last word, `gone` are those that it says are no more."""

    def __init__(self) -> None:
        self.of_rows: dict[str, LastWord] = {}
        self.gone: set[str] = set()

    def hear(self, event: Event) -> None:
        """Take in the next entry. What is no mapping there tells of nothing."""
        if event.after is None and event.before is not None and is_row(event.thing):
            self.of_rows.pop(event.thing, None)
            self.gone.add(event.thing)
        elif isinstance(event.after, Mapping) and is_row(event.thing) and event.thing != event.chain_id:
            last_word = self._of(event.thing)
            last_word.values.update(event.after)
            for column in event.after:
                last_word.hashes.pop(column, None)
        for thing, hashes in (event.bound or {}).items():
            last_word = self._of(thing)
            last_word.hashes.update(hashes)
            for column in hashes:
                last_word.values.pop(column, None)

    def _of(self, thing: str) -> LastWord:
        self.gone.discard(thing)
        return self.of_rows.setdefault(thing, LastWord())


@cache
def bound_models() -> Mapping[str, type[Bound]]:
    """Name → table, of all whose rows the record binds."""
    return {str(model._meta.model_name): model for model in apps.get_models() if issubclass(model, Bound)}


def is_row(thing: str) -> bool:
    """Whether an entry's thing is a row that the record binds, and not a case, or a chain."""
    name, separator, _ = thing.partition(":")
    return bool(separator) and name in bound_models()


def with_reference(model: type[Bound]) -> QuerySet[Bound]:
    """The rows of a table, each with the reference in the key of the chain that it belongs to."""
    relation, _, column = model.CHAIN[1].rpartition("__")
    if not relation:
        return model._default_manager.annotate(**{REFERENCE: F(column)})
    related: type[Model] = model._meta.get_field(relation).related_model  # type: ignore[assignment]
    # Not joined: a row whose inspection was taken away would vanish with it.
    of_related = related._default_manager.filter(pk=OuterRef(f"{relation}_id")).values(column)[:1]
    return model._default_manager.annotate(**{REFERENCE: Subquery(of_related)})


def chain_of(row: Bound) -> str:
    """The key of the chain that a row of `with_reference` belongs to."""
    return f"{row.CHAIN[0]}:{getattr(row, REFERENCE)}"
