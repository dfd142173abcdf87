"""An event as a sentence, for people."""

from collections.abc import Mapping
from datetime import date

from trigpoint.english import long_date
from trigpoint.record.kinds import Kind
from trigpoint.record.models import Event

# Keys that hold the id of something with a title, and keys that hold a hash of 64 digits.
_NAMED = {"role", "stage", "case_type", "framework"}
_HASHES = {"commitment", "list_sha256"}
SHOWN_OF_A_HASH = 12
_DAYS = {"date", "day", "starts", "ends", "due"}
SOMEBODY = "Somebody no longer in the register"


def sentence(event: Event, kinds: Mapping[str, Kind], names: Mapping[str, str]) -> str:
    """Return what happened, such as 'Ada Vale set the site date to 1 March 2027'. `names` are by person's id.

    An event of a kind that is no longer known shows what it holds, rather than nothing.
    """
    who = "The operator" if event.who == "operator" else names.get(event.who, SOMEBODY)
    kind = kinds.get(event.kind)
    values = {"before": _shown(event.before, names), "after": _shown(event.after, names), "thing": event.thing}
    if kind is None:
        return f"{who}: {event.kind} {event.after or event.before or ''}".rstrip() + "."
    return f"{who} {kind.sentence.format_map(values)}."


def hashes_in(event: Event, kinds: Mapping[str, Kind]) -> tuple[str, ...]:
    """Return the whole of each hash of which the event's sentence shows the beginning."""
    kind = kinds.get(event.kind)
    if kind is None:
        return ()
    sides = (("before", event.before or {}), ("after", event.after or {}))
    return tuple(
        str(values[key])
        for side, values in sides
        for key in sorted(_HASHES & values.keys())
        if f"{{{side}[{key}]}}" in kind.sentence
    )


def people_in(event: Event) -> tuple[str, ...]:
    """The ids that may be people's in an event, for looking up their names."""
    inside = [value for side in (event.before, event.after) for value in (side or {}).values()]
    return (event.who, *(value for value in inside if isinstance(value, str)))


class _Shown(dict[str, str]):
    """Values for a sentence; one that is not there reads as such."""

    def __missing__(self, key: str) -> str:
        return "nothing"


def _shown(values: Mapping[str, object] | None, names: Mapping[str, str]) -> _Shown:
    return _Shown({name: _words(name, value, names) for name, value in (values or {}).items()})


def _words(key: str, value: object, names: Mapping[str, str]) -> str:
    """A value in words. Only what holds a name or a day is read as one: a title that looks like a day stays a title."""
    if value is None or value == "":
        return "nothing"
    if key.endswith("_id") or key in _NAMED:
        return names.get(str(value), str(value))
    if key in _HASHES:
        return str(value)[:SHOWN_OF_A_HASH]
    if key.endswith(("_on", "_date")) or key in _DAYS:
        return _day(str(value)) or str(value)
    return str(value)


def _day(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return ""
    return long_date(day)
