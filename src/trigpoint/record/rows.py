"""Rows checked against the record: whether what the database says now is what the record's last word about it is."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import OperationalError, connection

from trigpoint.record.bound import Bound
from trigpoint.record.chains import kind_of_chain, reference_in
from trigpoint.record.columns import differences
from trigpoint.record.last_words import LastWord, LastWords, bound_models, chain_of, is_row, with_reference
from trigpoint.record.models import Event
from trigpoint.record.printable import printable
from trigpoint.record.readable import UNREADABLE, column_of, keys_of
from trigpoint.record.stored_form import Misshapen, misshapen

AT_ONCE: Final = 200
"""How many rows are read at a time."""


def altered_rows(chain: str) -> tuple[str, ...]:
    """Return, in sentences, where the rows that belong to a whole chain say something else than it does."""
    words = LastWords()
    for event in Event.objects.filter(chain_id=chain).order_by("number").iterator(chunk_size=500):
        words.hear(event)
    faults = RowsChecked().faults({chain: words})
    return (*(what for _, what in faults), *untold_rows(chain, words))


class RowsChecked:
    """Rows held against the record, many chains at a time. `rows` counts those that are where the record says."""

    def __init__(self) -> None:
        self.rows: Counter[type[Bound]] = Counter()

    def faults(self, words: Mapping[str, LastWords]) -> Iterator[tuple[str, str]]:
        """Yield chain and sentence, where a row is not what the chain that tells of it says."""
        by_table: dict[type[Bound], list[tuple[str, str, LastWord | None]]] = {}
        for chain, chain_words in words.items():
            for thing, about in chain_words.of_rows.items():
                _put(by_table, chain, thing, about)
            for thing in chain_words.gone:
                _put(by_table, chain, thing, None)
        for model, things in by_table.items():
            remaining = iter(things)
            while some := list(islice(remaining, AT_ONCE)):
                yield from self._faults_of_some(model, some)

    def _faults_of_some(
        self, model: type[Bound], some: Sequence[tuple[str, str, LastWord | None]]
    ) -> Iterator[tuple[str, str]]:
        wanted = [key for _, key, _ in some if _is_key(model, key)]
        spoilt = _spoilt(model, wanted)
        rows = _rows(model, wanted, spoilt)
        for chain, key, last_word in some:
            yield from ((chain, what) for what in (spoilt[key].sentences if key in spoilt else ()))
            yield from ((chain, what) for what in self._compared(model, key, chain, last_word, rows))

    def _compared(
        self, model: type[Bound], key: str, chain: str, last_word: LastWord | None, rows: Mapping[str, Bound | None]
    ) -> Iterator[str]:
        name = model._meta.verbose_name
        if last_word is None:
            if key in rows:
                yield f"The {name} {key}, of which the record says that it is gone, is in the database."
            return
        if key not in rows:
            yield f"The {name} {printable(key)}, of which the record tells, is no longer in the database."
            return
        row = rows[key]
        if row is None:
            yield f"The {name} {key} cannot be read."
            return
        if chain_of(row) == chain:
            self.rows[model] += 1
        yield from differences(row, last_word, chain)


def untold_rows(chain: str, words: LastWords) -> Iterator[str]:
    """Yield, in sentences, the rows that belong to a chain and that it does not tell of."""
    for name, model in bound_models().items():
        kind, path = model.CHAIN
        if kind == kind_of_chain(chain):
            try:
                keys = keys_of(model._default_manager.filter(**{path: reference_in(chain)}).order_by("pk"))
                yield from (untold(model, key) for key in keys if f"{name}:{key}" not in words.of_rows)
            except UNREADABLE:
                yield f"A {model._meta.verbose_name} cannot be read."


def untold(model: type[Bound], key: object) -> str:
    """Say that the record does not tell of a row."""
    return f"No entry tells of the {model._meta.verbose_name} {printable(str(key))} in the database."


def _put(
    by_table: dict[type[Bound], list[tuple[str, str, LastWord | None]]], chain: str, thing: str, about: LastWord | None
) -> None:
    # An entry that was put in may name anything.
    if is_row(thing):
        name, _, key = thing.partition(":")
        by_table.setdefault(bound_models()[name], []).append((chain, key, about))


def _spoilt(model: type[Bound], keys: Iterable[str]) -> dict[str, Misshapen]:
    """Key → what of that row is not as Django writes it, of those that are so."""
    key = model._meta.pk
    values = {key.get_db_prep_value(key.to_python(word), connection): word for word in keys}
    return {values[row.key]: row for row in misshapen(model, column_of(key), list(values)) if row.key in values}


def _rows(model: type[Bound], keys: Sequence[str], spoilt: Mapping[str, Misshapen]) -> dict[str, Bound | None]:
    """Key → row, of those that are there; None for one that cannot be read. What is spoilt of a row is not read."""
    rows = with_reference(model)
    read: dict[str, Bound | None] = {}
    try:
        read |= {str(row.pk): row for row in rows.filter(pk__in=[key for key in keys if key not in spoilt])}
        one_by_one = list(spoilt)
    except (*UNREADABLE, OperationalError):
        # One by one shows which it was. A lost database, an OperationalError too, does not answer this either.
        one_by_one = [key for key in keys if model._default_manager.filter(pk=key).exists()]
    return read | {key: _row(model, key, spoilt[key].columns if key in spoilt else ()) for key in one_by_one}


def _row(model: type[Bound], key: str, unread: Iterable[str]) -> Bound | None:
    try:
        return with_reference(model).defer(*unread).get(pk=key)
    except (*UNREADABLE, OperationalError, ObjectDoesNotExist):
        return None


def _is_key(model: type[Bound], key: str) -> bool:
    try:
        model._meta.pk.to_python(key)
    except ValidationError:
        return False
    return True
