"""Every text of a Bundle that its report prints, with its place in the file: paragraphs, titles, labels, sources."""

import re
from collections.abc import Iterator, Mapping

from trigpoint.bundle.context import Breakdown, ContextFigure, EvidenceGathered
from trigpoint.bundle.findings import Texts
from trigpoint.bundle.model import Bundle, Service
from trigpoint.bundle.problems import Place
from trigpoint.bundle.shape import parts_of
from trigpoint.bundle.texts import texts_of

# Never printed: single cases, the ids by which texts name figures, the short name, and what was waived.
_NOT_PRINTED: Mapping[type, frozenset[str | int]] = {
    Bundle: frozenset({"cases", "framework", "certificate", "brought_by_file"}),
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
    for at, text in _texts(bundle, ()):
        yield at, _without_references(text) if at in may_refer else text


def _without_references(text: str) -> str:
    """Return a text without its references; a brace that is written twice is a brace."""
    return _BRACES.sub(lambda match: match[0][0] if match[0] in ("{{", "}}") else "", text)


def _texts(value: object, at: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, str):
        yield at, value
    else:
        not_printed = _NOT_PRINTED.get(type(value), frozenset())
        for step, part in parts_of(value).items():
            if step not in not_printed:
                yield from _texts(part, (*at, step))
