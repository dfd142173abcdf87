"""Every text of a Bundle that its report prints, with its place in the file: paragraphs, titles, labels, sources."""

import re
from collections.abc import Iterator, Mapping

from trigpoint.bundle.context import Breakdown, ContextFigure, EvidenceGathered
from trigpoint.bundle.model import Bundle
from trigpoint.bundle.problems import Place
from trigpoint.bundle.shape import Shape

# Never printed: single cases, and the ids by which texts name figures.
_NOT_PRINTED = {"cases", "framework", "certificate", "brought_by_file"}
_IDS: Mapping[type[Shape], frozenset[str]] = {
    ContextFigure: frozenset({"id", "part", "whole"}),
    Breakdown: frozenset({"id"}),
    EvidenceGathered: frozenset({"id"}),
}
_REFERENCE = re.compile(r"\{[^{}]*\}")


def printed_texts(bundle: Bundle) -> Iterator[tuple[Place, str]]:
    """Yield each text with its place, in the order of the file; references in it are left out."""
    for name, at, value in _parts(bundle, ()):
        if name not in _NOT_PRINTED:
            yield from _texts(value, at)


def _texts(value: object, at: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, str):
        yield at, _REFERENCE.sub("", value)
    elif isinstance(value, Shape):
        for name, inside_at, inside in _parts(value, at):
            if name not in _IDS.get(type(value), ()):
                yield from _texts(inside, inside_at)
    elif isinstance(value, Mapping):
        for key, inside in value.items():
            yield from _texts(inside, (*at, str(key)))
    elif isinstance(value, tuple):
        for number, inside in enumerate(value):
            yield from _texts(inside, (*at, number))


def _parts(shape: Shape, at: Place) -> Iterator[tuple[str, Place, object]]:
    """Yield each field of a part of a file: its name, its place, where it has the name of the file, and its value."""
    for name, field in type(shape).model_fields.items():
        yield name, (*at, field.alias or name), getattr(shape, name)
