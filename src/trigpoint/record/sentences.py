"""An event as a sentence, for people."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from trigpoint.english import long_date
from trigpoint.record.kinds import Kind, ReadAs
from trigpoint.record.models import Event

SHOWN_OF_A_HASH: Final = 12
SOMEBODY: Final = "Somebody no longer in the register"
NOTHING: Final = "nothing"


def sentence(event: Event, kinds: Mapping[str, Kind], names: Mapping[str, str]) -> str:
    """Return what happened, such as 'Ada Vale set the site date to 1 March 2027'. `names` are by person's id.

    An event of a kind that is no longer known shows what it holds, rather than nothing.
    """
    who = "The operator" if event.who == "operator" else names.get(event.who, SOMEBODY)
    kind = kinds.get(event.kind)
    if kind is None:
        return f"{who}: {event.kind} {event.after or event.before or ''}".rstrip() + "."
    values = {"before": _Values(event.before, names), "after": _Values(event.after, names)}
    return f"{who} {kind.sentence.format_map(values)}."


def hashes_in(event: Event, kinds: Mapping[str, Kind]) -> tuple[str, ...]:
    """Return the whole of each hash of which the event's sentence shows the beginning."""
    kind = kinds.get(event.kind)
    sides = {"before": event.before or {}, "after": event.after or {}}
    fields = kind.fields() if kind else ()
    return tuple(
        str(sides[field.side][field.key])
        for field in fields
        if field.read_as is ReadAs.HASH and field.key in sides[field.side]
    )


def people_in(event: Event) -> tuple[str, ...]:
    """The ids that may be people's in an event, for looking up their names."""
    inside = [value for side in (event.before, event.after) for value in (side or {}).values()]
    return (event.who, *(value for value in inside if isinstance(value, str)))


class _Values:
    """One side of an event, for a sentence; a value that is not in it reads as nothing."""

    def __init__(self, values: Mapping[str, object] | None, names: Mapping[str, str]) -> None:
        self._values, self._names = values or {}, names

    def __getitem__(self, key: str) -> "_Value":
        return _Value(self._values.get(key), self._names)


class _Value:
    """A value that a sentence reads in the way that it asks for: a title that looks like a day stays a title."""

    def __init__(self, value: object, names: Mapping[str, str]) -> None:
        self._value, self._names = value, names

    def __format__(self, read_as: str) -> str:
        if self._value is None or self._value == "":
            return NOTHING
        text = str(self._value)
        match ReadAs(read_as):
            case ReadAs.NAME:
                return self._names.get(text, text)
            case ReadAs.DAY:
                return _day(text)
            case ReadAs.HASH:
                return text[:SHOWN_OF_A_HASH]
            case ReadAs.PLAIN:
                return text


def _day(text: str) -> str:
    # The record holds what it holds: text that is no date is shown rather than refused.
    try:
        return long_date(date.fromisoformat(text))
    except ValueError:
        return text
