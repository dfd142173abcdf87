"""The parts of a workbook read as a stream: of each, the elements that are asked for, and never the whole of it.

The archive was measured before (`archive.py`): its parts define nothing that could expand, which is what the warning
about this library is of.
"""

import io
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element, iterparse  # nosec B405

from trigpoint.tables.unreadable import too_large_unpacked

# A row of a sheet can have 16,384 cells with a form of their own; with their values that is some 50,000 elements.
_MOST_WITHIN: Final = 100_000


class Seen(NamedTuple):
    """An element by its name without the namespace: at its start, with its attributes alone, or `whole`."""

    name: str
    element: Element
    is_start: bool


def elements(part: bytes, whole: Collection[str], starts: Collection[str] = ()) -> Iterator[Seen]:
    """Give each element of a part that is named in `whole` once it is, and each in `starts` when it begins and ends.

    Whatever else is in the part is dropped at once: a few megabytes can hold millions of elements. Raises
    UnreadableListError for one that holds more than any row of a list.
    """
    events = iterparse(io.BytesIO(part), ("start", "end"))  # noqa: S314 # nosec B314
    opened: list[Element] = []
    for event, element in events:
        name, is_start = local(element.tag), event == "start"
        if name in whole:
            _finish(events)
            yield Seen(name, element, is_start=False)
        elif is_start:
            opened.append(element)
        else:
            opened.pop()
        if name in starts:
            yield Seen(name, element, is_start)
        if opened and (name in whole or not is_start):
            opened[-1].clear()


def _finish(events: Iterator[tuple[str, Element]]) -> None:
    """Read on to the end of the element that has just begun."""
    depth = 1
    for number, (event, _) in enumerate(events, start=1):
        depth += 1 if event == "start" else -1
        if number > 2 * _MOST_WITHIN:
            raise too_large_unpacked()
        if not depth:
            return


def wholes(part: bytes, *names: str) -> Iterator[tuple[str, Element]]:
    """Give each element of a part that has one of these names, once it is whole."""
    return ((seen.name, seen.element) for seen in elements(part, names))


@lru_cache(maxsize=1024)
def local(name: str) -> str:
    """A name without its namespace: producers write several for the same thing."""
    return name.rpartition("}")[2]


def attributes_of(element: Element) -> dict[str, str]:
    """The attributes of an element by their names without namespaces."""
    return {local(name): value for name, value in element.attrib.items()}
