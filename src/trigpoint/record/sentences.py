"""An event as a sentence, for people."""

from collections.abc import Mapping
from datetime import date

from trigpoint.record.kinds import Kind
from trigpoint.record.models import Event

_NAMED = {"role", "stage", "case_type"}
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
    if key.endswith(("_on", "_date")) or key in _DAYS:
        return _day(str(value)) or str(value)
    return str(value)


def _day(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return ""
    return f"{day.day} {day:%B %Y}"
