"""Every text of a Bundle that its report prints, with its place in the file: paragraphs, titles, labels, sources."""

import re
from collections.abc import Iterator, Mapping

from trigpoint.bundle.context import Breakdown, ContextFigure, EvidenceGathered
from trigpoint.bundle.findings import Texts
from trigpoint.bundle.model import Bundle, Service
from trigpoint.bundle.problems import Place
from trigpoint.bundle.shape import Shape

# Never printed: single cases, the ids by which texts name figures, the short name, and what was waived.
_NOT_PRINTED = {"cases", "framework", "certificate", "brought_by_file"}
_NOT_PRINTED_OF: Mapping[type[Shape], frozenset[str]] = {
    ContextFigure: frozenset({"id", "part", "whole"}),
    Breakdown: frozenset({"id"}),
    EvidenceGathered: frozenset({"id"}),
    Service: frozenset({"short_name"}),
    Texts: frozenset({"waived"}),
}
_REFERENCE = re.compile(r"\{[^{}]*\}")


def printed_texts(bundle: Bundle) -> Iterator[tuple[Place, str]]:
    """Yield each text with its place, in the order of the file; references in it are left out."""
    for name, at, value in _fields(bundle, ()):
        if name not in _NOT_PRINTED:
            yield from _texts(value, at)


def _texts(value: object, at: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, str):
        yield at, _REFERENCE.sub("", value)
    else:
        for inside_at, inside in _inside(value, at):
            yield from _texts(inside, inside_at)


def _inside(value: object, at: Place) -> Iterator[tuple[Place, object]]:
    if isinstance(value, Shape):
        left_out = _NOT_PRINTED_OF.get(type(value), frozenset())
        yield from ((inside_at, inside) for name, inside_at, inside in _fields(value, at) if name not in left_out)
    elif isinstance(value, Mapping):
        yield from (((*at, str(key)), inside) for key, inside in value.items())
    elif isinstance(value, tuple):
        yield from (((*at, number), inside) for number, inside in enumerate(value))


def _fields(shape: Shape, at: Place) -> Iterator[tuple[str, Place, object]]:
    """Yield each field of a part of a file: its name, its place with the name that the file has, and its value."""
    for name, field in type(shape).model_fields.items():
        yield name, (*at, field.alias or name), getattr(shape, name)
