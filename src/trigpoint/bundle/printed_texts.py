"""Every text of a Bundle that its report prints, with its place in the file: paragraphs, titles, labels, sources."""

import re
from collections.abc import Iterator, Mapping

from trigpoint.bundle.context import Breakdown, ContextFigure, EvidenceGathered
from trigpoint.bundle.findings import Texts
from trigpoint.bundle.model import Bundle, Service
from trigpoint.bundle.problems import Place
from trigpoint.bundle.shape import Shape
from trigpoint.bundle.texts import texts_of

# Never printed: single cases, the ids by which texts name figures, the short name, and what was waived.
_NOT_PRINTED = {"cases", "framework", "certificate", "brought_by_file"}
_NOT_PRINTED_OF: Mapping[type[Shape], frozenset[str]] = {
    ContextFigure: frozenset({"id", "part", "whole"}),
    Breakdown: frozenset({"id"}),
    EvidenceGathered: frozenset({"id"}),
    Service: frozenset({"short_name"}),
    Texts: frozenset({"waived"}),
}
_BRACES = re.compile(r"\{\{|\}\}|\{[^{}]*\}")


def printed_texts(bundle: Bundle) -> Iterator[tuple[Place, str]]:
    """Yield each text with its place, in the order of the file; references in it are left out.

    Braces are references only where a text may refer to figures; elsewhere, such as in the imprint, they are printed.
    """
    may_refer = {at for at, _ in texts_of(bundle)}
    for name, at, value in _fields(bundle, ()):
        if name not in _NOT_PRINTED:
            for text_at, text in _texts(value, at):
                yield text_at, _without_references(text) if text_at in may_refer else text


def _without_references(text: str) -> str:
    """Return a text without its references; a brace that is written twice is a brace."""
    return _BRACES.sub(lambda match: match[0][0] if match[0] in ("{{", "}}") else "", text)


def _texts(value: object, at: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, str):
        yield at, value
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
