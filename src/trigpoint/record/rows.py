"""Rows checked against the record: whether what the database says now is what the record's last word about it is."""

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import BinaryField

from trigpoint.record.chain import UNREADABLE, plain
from trigpoint.record.models import Event
from trigpoint.record.versioned import Versioned, row_value

if TYPE_CHECKING:
    from django.db.models import Field

Values = Mapping[str, object]


def altered_rows(chain: str) -> tuple[str, ...]:
    """Return, in sentences, where the rows of an inspection say something else than its whole chain.

    A field is checked against the newest event that names it. One that no event names must still be as in a new row;
    where a new row has nothing in it, such as the service of an inspection, it is not bound by the record.
    """
    kinds, last_words = _kinds(), _last_words(chain)
    differences: list[str] = []
    for thing, recorded in last_words.items():
        name, _, key = thing.partition(":")
        # A checkpoint is about the chain itself, which may be named as a row is.
        if name in kinds and thing != chain:
            try:
                differences += _differences(kinds[name], key, recorded)
                differences += _rows_without_event(kinds[name], key, last_words)
            except UNREADABLE:
                differences.append(f"The {kinds[name]._meta.verbose_name} {key} cannot be read.")
    return tuple(differences)


def _last_words(chain: str) -> dict[str, dict[str, object]]:
    """Thing → field → its newest value in the record. A thing whose last event leaves nothing is gone."""
    values: dict[str, dict[str, object]] = {}
    for event in Event.objects.filter(chain_id=chain).order_by("number").iterator(chunk_size=500):
        if event.after is not None:
            values.setdefault(event.thing, {}).update(event.after)
        elif event.before is not None:
            values.pop(event.thing, None)
    return values


def _differences(model: type[Versioned], key: str, recorded: Values) -> Iterator[str]:
    row = model._default_manager.filter(pk=key).first()
    if row is None:
        yield f"The {model._meta.verbose_name} {key}, of which the record tells, is no longer in the database."
        return
    for field in model._meta.concrete_fields:
        # Bytes are bound by their hash, in a column of its own, which whoever keeps them checks.
        if isinstance(field, BinaryField):
            continue
        name = field.attname
        now = (plain({name: row_value(row, name)}) or {})[name]
        if name in recorded:
            word = f"the record's last word is {_shown(recorded[name])}"
            same = now == recorded[name]
        else:
            word = "no entry of the record ever set it"
            same = not _starts_alike(field, recorded) or now == (plain({name: field.get_default()}) or {})[name]
        if field.name != "version" and not same:
            yield f"The {model._meta.verbose_name}'s {field.verbose_name} is {_shown(now)} in the database; {word}."


def _starts_alike(field: "Field[object, object]", recorded: Values) -> bool:
    """Whether a field that no event names by its column is alike in every new row, so that another value was set."""
    # A relation may be in the record by its name, as people read it.
    return field.name not in recorded and not field.primary_key and (field.has_default() or field.null or field.blank)


def _rows_without_event(model: type[Versioned], key: str, things: Collection[str]) -> Iterator[str]:
    """Rows that belong to this one and are in no event. All that belongs to an inspection is in its chain."""
    for name, related in _kinds().items():
        for field in related._meta.concrete_fields:
            if field.related_model is model:
                for pk in related._default_manager.filter(**{field.name: key}).values_list("pk", flat=True):
                    if f"{name}:{pk}" not in things:
                        yield f"No entry tells of the {related._meta.verbose_name} {pk} in the database."


def _kinds() -> dict[str, type[Versioned]]:
    return {str(model._meta.model_name): model for model in apps.get_models() if issubclass(model, Versioned)}


def _shown(value: object) -> str:
    """A value for a terminal: whoever altered it shall not write on the screen beside it."""
    text = "".join(letter if letter.isprintable() else " " for letter in str(value))
    if value is None or text == "":
        return "nothing"
    return f"'{text[:60]}...'" if len(text) > 60 else f"'{text}'"
