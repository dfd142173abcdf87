"""The parts of a workbook read as a stream: of each, the elements that are asked for, and never the whole of it.

The archive was measured before (`archive.py`): its parts define nothing that could expand, which is what the warning
about this library is of.
"""

import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
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


@dataclass(slots=True)
class _Path:
    """The elements that are open at a place of a part, and whether one that is wanted whole is among them."""

    whole: Collection[str]
    opened: list[Element] = field(default_factory=list)
    depth: int = 0
    within: int = 0

    def begin(self, name: str, element: Element) -> bool:
        """Open an element, and return whether it is, or is part of, one that is wanted whole."""
        self.opened.append(element)
        if self.depth or name in self.whole:
            self.depth += 1
            self.within += 1
            if self.within > _MOST_WITHIN:
                raise too_large_unpacked()
        return self.depth > 0

    def end(self) -> bool:
        """Close an element, and return whether it is part of one that is wanted whole."""
        self.opened.pop()
        self.depth -= self.depth > 0
        if not self.depth:
            self.within = 0
        return self.depth > 0

    def forget(self) -> None:
        """Drop what has been read of the element that is open."""
        if self.opened:
            self.opened[-1].clear()


def elements(part: bytes, whole: Collection[str], starts: Collection[str] = ()) -> Iterator[Seen]:
    """Give each element of a part that is named in `whole` once it is, and each in `starts` when it begins and ends.

    Whatever else is in the part is dropped at once: a few megabytes can hold millions of elements. Raises
    UnreadableListError for one that holds more than any row of a list.
    """
    path = _Path(whole)
    for event, element in iterparse(io.BytesIO(part), ("start", "end")):  # noqa: S314 # nosec B314
        name, is_start = local(element.tag), event == "start"
        is_inner = path.begin(name, element) if is_start else path.end()
        if is_inner:
            continue
        if name in starts or name in whole:
            yield Seen(name, element, is_start)
        if not is_start:
            path.forget()


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
