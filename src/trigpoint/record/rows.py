"""Rows held against the record: whether what the database says now is what the record's last word about it is."""

from collections.abc import Mapping

from django.apps import apps
from django.core.exceptions import ValidationError

from trigpoint.record.chain import plain
from trigpoint.record.models import Event
from trigpoint.record.versioned import Versioned, row_value


def altered(chain: str) -> tuple[str, ...]:
    """Return, in sentences, which rows of a chain say something else than the last event about them.

    Only fields that events name are compared; a field that no event ever named is not bound by the record.
    """
    kinds = {model._meta.model_name: model for model in apps.get_models() if issubclass(model, Versioned)}
    found: list[str] = []
    for thing, said in _last_words(chain).items():
        name, _, key = thing.partition(":")
        if name in kinds:
            found += _differences(kinds[name], key, said)
    return tuple(found)


def _last_words(chain: str) -> dict[str, dict[str, object]]:
    """Thing → field → its newest value in the record. A thing whose last event leaves nothing is gone."""
    said: dict[str, dict[str, object]] = {}
    for event in Event.objects.filter(chain_id=chain).order_by("number").iterator(chunk_size=500):
        if event.after is not None:
            said.setdefault(event.thing, {}).update(event.after)
        elif event.before is not None:
            said.pop(event.thing, None)
    return said


def _differences(model: type[Versioned], key: str, said: Mapping[str, object]) -> list[str]:
    try:
        row = model._default_manager.filter(pk=key).first()
    except (ValueError, ValidationError):
        return []
    if row is None:
        return [f"The {model._meta.verbose_name} {key}, of which the record tells, is no longer in the database."]
    # A relation stands in the record by its name where people read it, and by its id under its column's name.
    fields = {one.attname for one in model._meta.concrete_fields if one.name != "version"}
    now = plain({name: row_value(row, name) for name in said if name in fields}) or {}
    return [
        f"The {model._meta.verbose_name}'s {name.replace('_', ' ')} is {_shown(now[name])} in the database; "
        f"the record's last word is {_shown(said[name])}."
        for name in now
        if now[name] != said[name]
    ]


def _shown(value: object) -> str:
    text = str(value)
    return f"'{text[:60]}...'" if len(text) > 60 else f"'{text}'"
