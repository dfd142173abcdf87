"""Where two versions of a part differ, in lines for people: 'standards, 2.1, summary: ...'."""

from collections.abc import Iterator, Mapping, Sequence

MOST_LINES = 12
LONGEST = 160


def differing(first: object, second: object) -> tuple[str, str]:
    """Return the lines of each of two versions that the other one does not have."""
    first_lines, second_lines = dict(_lines(first, ())), dict(_lines(second, ()))
    return _only(first_lines, second_lines), _only(second_lines, first_lines)


def _only(these: Mapping[str, str], others: Mapping[str, str]) -> str:
    lines = [f"{place}: {value}" if place else value for place, value in these.items() if others.get(place) != value]
    more = [f"and {len(lines) - MOST_LINES} more"] if len(lines) > MOST_LINES else []
    return "\n".join([*lines[:MOST_LINES], *more]) or "Nothing"


def _lines(value: object, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, inside in value.items():
            yield from _lines(inside, (*path, str(name)))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for number, inside in enumerate(value, start=1):
            yield from _lines(inside, (*path, _name_of(inside, number)))
    elif value is not None:
        text = str(value)
        yield ", ".join(path), text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _name_of(value: object, number: int) -> str:
    """What a reader knows an entry of a list by: the case's reference, the type of its cases; else its number."""
    if isinstance(value, Mapping):
        return str(value.get("reference") or value.get("case_type") or value.get("title") or number)
    return str(number)
