"""The parts of a workbook read one element after another.

The archive was measured before (`archive.py`): its parts define nothing that could expand, which is what the warning
about this library is of.
"""

import io
from collections.abc import Iterator, Sequence
from functools import lru_cache
from xml.etree.ElementTree import Element, iterparse  # nosec B405

__all__ = ["Element", "attributes_of", "ends", "starts_and_ends"]


def starts_and_ends(part: bytes) -> Iterator[tuple[str, str, Element]]:
    """Give each element of a part at its start and at its end, with its name without the namespace."""
    return _elements(part, ("start", "end"))


def ends(part: bytes) -> Iterator[tuple[str, Element]]:
    """Give each element of a part once it is whole."""
    return ((name, element) for _, name, element in _elements(part, ("end",)))


def _elements(part: bytes, events: Sequence[str]) -> Iterator[tuple[str, str, Element]]:
    for event, element in iterparse(io.BytesIO(part), events):  # nosec B314
        yield event, local(element.tag), element


@lru_cache(maxsize=1024)
def local(name: str) -> str:
    """A name without its namespace: producers write several for the same thing."""
    return name.rpartition("}")[2]


def attributes_of(element: Element) -> dict[str, str]:
    """The attributes of an element by their names without namespaces."""
    return {local(name): value for name, value in element.attrib.items()}
