"""Rows checked against the record: whether what the database says now is what the record's last word about it is."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeVar

from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.db.models import Model, QuerySet

from trigpoint.record.bound import Bound, bound_columns, column_hash, column_hashes, stored
from trigpoint.record.chain import UNREADABLE, plain
from trigpoint.record.chains import kind_of_chain, reference_in
from trigpoint.record.last_words import LastWord, LastWords, bound_models, chain_of, is_row, with_reference
from trigpoint.record.models import Event
from trigpoint.record.personal import Personal
from trigpoint.record.versioned import row_value

if TYPE_CHECKING:
    from django.db.models import Field

Row = TypeVar("Row", bound=Model)
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
                rows = _rows(model, [key for _, key, _ in some])
                for chain, key, last_word in some:
                    for what in self._compared(model, key, chain, last_word, rows):
                        yield chain, what

    def _compared(
        self, model: type[Bound], key: str, chain: str, last_word: LastWord | None, rows: Mapping[str, Bound | None]
    ) -> Iterator[str]:
        name = model._meta.verbose_name
        if last_word is None:
            if key in rows:
                yield f"The {name} {key}, of which the record says that it is gone, is in the database."
            return
        if key not in rows:
            yield f"The {name} {_printable(key)}, of which the record tells, is no longer in the database."
            return
        row = rows[key]
        if row is not None and chain_of(row) == chain:
            self.rows[model] += 1
        try:
            yield from _differences(row, last_word, chain) if row else [f"The {name} {key} cannot be read."]
        except UNREADABLE:
            yield f"The {name} {key} cannot be read."


def untold_rows(chain: str, words: LastWords) -> Iterator[str]:
    """Yield, in sentences, the rows that belong to a chain and that it does not tell of."""
    for name, model in bound_models().items():
        kind, path = model.CHAIN
        if kind == kind_of_chain(chain):
            try:
                pks = model._default_manager.filter(**{path: reference_in(chain)}).values_list("pk", flat=True)
                yield from (untold(model, pk) for pk in pks if f"{name}:{pk}" not in words.of_rows)
            except (*UNREADABLE, ValidationError):
                yield f"A {model._meta.verbose_name} cannot be read."


def untold(model: type[Bound], key: object) -> str:
    """Say that the record does not tell of a row."""
    return f"No entry tells of the {model._meta.verbose_name} {_printable(str(key))} in the database."


def _put(
    by_table: dict[type[Bound], list[tuple[str, str, LastWord | None]]], chain: str, thing: str, about: LastWord | None
) -> None:
    # An entry that was put in may name anything.
    if is_row(thing):
        name, _, key = thing.partition(":")
        by_table.setdefault(bound_models()[name], []).append((chain, key, about))


def _rows(model: type[Bound], keys: Iterable[str]) -> dict[str, Bound | None]:
    """Key → row, of those that are there; None for one that cannot be read."""
    wanted = [key for key in keys if _is_key(model, key)]
    rows = with_reference(model)
    try:
        return {str(row.pk): row for row in rows.filter(pk__in=wanted)}
    except (*UNREADABLE, OperationalError):
        # One by one shows which it was. Words that are no UTF-8 are an OperationalError of SQLite, as a lost database
        # is; but a lost one does not answer this question either, and that is raised.
        pks = model._default_manager.filter(pk__in=wanted).values_list("pk", flat=True)
        return {str(pk): _readable(rows, pk) for pk in pks}


def readable(rows: "QuerySet[Row]") -> Iterator[Row]:
    """Yield the rows that can be read: one that somebody spoilt is named elsewhere."""
    try:
        yield from list(rows)
    except (*UNREADABLE, OperationalError):
        for pk in rows.values_list("pk", flat=True):
            try:
                yield rows.get(pk=pk)
            except (*UNREADABLE, OperationalError):
                continue


def _readable(rows: QuerySet[Bound], pk: object) -> Bound | None:
    try:
        return rows.get(pk=pk)
    except (*UNREADABLE, OperationalError):
        return None


def _is_key(model: type[Bound], key: str) -> bool:
    try:
        model._meta.pk.to_python(key)
    except ValidationError:
        return False
    return True


def _differences(row: Bound, last_word: LastWord, chain: str) -> Iterator[str]:
    model, home = type(row), chain_of(row)
    if home != chain:
        yield f"The {model._meta.verbose_name} {row.pk} belongs to '{_printable(home)}', and this record tells of it."
    hashes = column_hashes(row, [column for column in last_word.hashes if column in bound_columns(model)])
    different = [column for column, value in hashes.items() if last_word.hashes[column] != value]
    # With other salts no hash fits, whatever the columns say.
    if len(different) > 1 and len(different) == len(hashes):
        yield f"The {model._meta.verbose_name} {row.pk} has other salts, so that its hashes in the record fit nothing."
        return
    for field in model._meta.concrete_fields:
        column = field.attname
        if column in different:
            yield _says_otherwise(row, field, _told_by_hash(row, field, last_word.hashes[column]))
        elif column in last_word.values:
            if _plain(row, column) != last_word.values[column]:
                yield _says_otherwise(row, field, f"the record's last word is {_shown(last_word.values[column])}")
        elif (
            column in bound_columns(model)
            and column not in last_word.hashes
            and not _is_as_in_a_new_row(row, field, last_word)
        ):
            yield _says_otherwise(row, field, "no entry of the record ever set it")


def _told_by_hash(row: Bound, field: "Field[object, object]", recorded: str) -> str:
    """What the record says of a column of which it has a hash: by name where the column was as it is in a new row."""
    salts = row.salts
    default = field.get_default() if field.has_default() or field.null or field.blank else None
    if recorded == column_hash(salts.get(field.attname, salts[""]), field.attname, default):
        return f"the record's last word is {_shown(stored(default))}"
    return "its hash in the record is that of something else"


def _is_as_in_a_new_row(row: Bound, field: "Field[object, object]", last_word: LastWord) -> bool:
    """Whether a column that no event names is as in every new row; one that is never alike cannot be told."""
    # A relation may be in the record by its name, as people read it.
    alike = field.has_default() or field.null or field.blank
    if field.name == "version" or field.name in last_word.values or field.primary_key or not alike:
        return True
    return _plain(row, field.attname) == (plain({"value": field.get_default()}) or {})["value"]


def _plain(row: Bound, column: str) -> object:
    return (plain({"value": row_value(row, column)}) or {})["value"]


def _says_otherwise(row: Bound, field: "Field[object, object]", word: str) -> str:
    about = f"The {row._meta.verbose_name}'s {field.verbose_name} is"
    personal = getattr(row, "PERSONAL", {}).get(field.name)
    # What may name somebody is not printed, nor what could not be: bytes.
    if personal in {Personal.YES, Personal.SECRET} or isinstance(row_value(row, field.attname), bytes | memoryview):
        return f"{about} another one in the database than the record tells of."
    return f"{about} {_shown(_plain(row, field.attname))} in the database; {word}."


def _shown(value: object) -> str:
    """A value for a terminal: whoever altered it shall not write on the screen beside it."""
    text = _printable(str(value))
    if value is None or text == "":
        return "nothing"
    return f"'{text[:60]}...'" if len(text) > 60 else f"'{text}'"


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)
