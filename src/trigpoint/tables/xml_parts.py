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
    open_elements: list[Element] = []
    inside = within = 0
    for event, element in iterparse(io.BytesIO(part), ("start", "end")):  # nosec B314
        name = local(element.tag)
        if event == "start":
            open_elements.append(element)
            if inside or name in whole:
                inside += 1
                within += 1
                if within > _MOST_WITHIN:
                    raise too_large_unpacked()
            elif name in starts:
                yield Seen(name, element, is_start=True)
            continue
        open_elements.pop()
        if inside:
            inside -= 1
            if inside:
                continue
            within = 0
            yield Seen(name, element, is_start=False)
        elif name in starts:
            yield Seen(name, element, is_start=False)
        if open_elements:
            open_elements[-1].clear()


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
