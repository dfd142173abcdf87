"""Document → PDF: tagged, PDF/UA-1, the same bytes for the same document on every machine."""

import json
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TypeAlias

from trigpoint.report.anchors import Anchors, note_anchor
from trigpoint.report.columns import widths
from trigpoint.report.document import Document, Heading, NoteMark, Row, Table
from trigpoint.report.paper import for_paper
from trigpoint.report.row_headers import with_row_headers
from trigpoint.report.tones import TONES
from trigpoint.report.typesetting import typeset

Json: TypeAlias = "str | int | list[Json] | dict[str, Json] | None"

TEMPLATE = Path(__file__).parent / "typst" / "report.typ"
TEXT_WIDTH = 453
"""Points: A4 (210 mm) less two margins of 25 mm, as in the template."""


def pdf(document: Document) -> bytes:
    """Return the document as a tagged PDF that keeps the PDF/UA-1 standard.

    Raises BrokenLinkError where a link or note mark leads nowhere, and TypesettingError where the typesetter
    refuses or warns: a character that the font does not have, a picture that is not SVG, headings out of order.
    """
    document = for_paper(document)
    data = {
        "document": _value(document, Anchors(document)),
        "tones": {name: [colours.text, colours.ground] for name, colours in TONES.items()},
    }
    return with_row_headers(typeset(TEMPLATE, "pdf", data=json.dumps(data)))


def _value(value: object, anchors: Anchors) -> Json:
    """Return a part of the document as plain data; a dataclass says its name as its `kind`."""
    if isinstance(value, tuple):
        return [_value(part, anchors) for part in value]
    if is_dataclass(value):
        named = {field.name: _value(getattr(value, field.name), anchors) for field in fields(value)}
        return {"kind": type(value).__name__, **named, **_places(value, anchors)}
    if isinstance(value, str):
        return value.replace("\t", " ")  # typst gives a tab no width: the words beside it would run together
    if value is None or isinstance(value, int):
        return value
    raise TypeError(f"A document holds no {type(value).__name__}.")


def _places(value: object, anchors: Anchors) -> dict[str, Json]:
    match value:
        case NoteMark():
            # The first mark brings the note to the foot of its page; later ones lead to it.
            anchor = note_anchor(value.number)
            return {"note": anchor, "is_first": anchors.place(anchor) is not None}
        case Table():
            return {"anchor": anchors.place(value.anchor), "widths": list(widths(value, TEXT_WIDTH))}
        case Heading() | Row():
            return {"anchor": anchors.place(value.anchor)}
        case _:
            return {}
