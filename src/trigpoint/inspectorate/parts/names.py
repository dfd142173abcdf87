"""The parts of an inspection, by name, and where in a Bundle's document each of them is.

A part's value is what the Bundle's JSON has for it, so that a part is taken out of a Bundle and put back into one
without a word being read differently. A later activity takes a part over by keeping its value in rows of its own.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final, TypeAlias

Document: TypeAlias = dict[str, Any]
"""A Bundle as its JSON: what was said, by key, without what was left at its default."""

Values: TypeAlias = Mapping["PartName", Any]
"""Part → its value; a part of which a Bundle says nothing is not among them."""


class PartName(StrEnum):
    """One part. The values are written in the database and in the record, so they never change."""

    FRONT = "front"
    NAMES = "names"
    CONTEXT = "context"
    SAMPLE = "sample"
    EVIDENCE = "evidence"
    CASES = "cases"
    TALLIES = "tallies"
    JUDGEMENTS = "judgements"
    PANEL_DECISIONS = "panel_decisions"
    PRINTED = "printed"
    TEXTS = "texts"
    FINDINGS = "findings"
    RECOMMENDATIONS = "recommendations"


TITLES: Final[Mapping[PartName, str]] = {
    PartName.FRONT: "the notice, fieldwork, source and imprint",
    PartName.NAMES: "the names of service and inspectorate",
    PartName.CONTEXT: "the context figures",
    PartName.SAMPLE: "the sample",
    PartName.EVIDENCE: "the evidence gathered",
    PartName.CASES: "the cases and their answers",
    PartName.TALLIES: "the tallies",
    PartName.JUDGEMENTS: "the judgements",
    PartName.PANEL_DECISIONS: "the panel's decisions",
    PartName.PRINTED: "what the publication prints",
    PartName.TEXTS: "the introduction and background",
    PartName.FINDINGS: "the findings",
    PartName.RECOMMENDATIONS: "the recommendations",
}

# Keys of the document, and of its head, that belong to a part; reference, title and publication are the programme's.
_BEFORE_ALL: Final = ("notice", "imprint")
_OF_FRONT: Final = ("fieldwork", "source", "licence")
_OF_NAMES: Final = ("service", "inspectorate")
_WHOLE_KEYS: Final = tuple(
    name for name in PartName if name not in {PartName.FRONT, PartName.NAMES, PartName.SAMPLE, PartName.CONTEXT}
)


def split_document(document: Document) -> dict[PartName, Any]:
    """Take a Bundle's document apart; a part of which it says nothing is left out."""
    head = document["inspection"]
    front = {key: head[key] for key in _OF_FRONT if key in head}
    front |= {key: document[key] for key in _BEFORE_ALL if document.get(key)}
    sample = {key: document[key] for key in ("sample", "certificate") if key in document}
    values: dict[PartName, Any] = {
        PartName.FRONT: front,
        PartName.NAMES: {key: head[key] for key in _OF_NAMES},
        PartName.CONTEXT: document.get("context"),
        PartName.SAMPLE: sample,
        **{name: document.get(name.value) for name in _WHOLE_KEYS},
    }
    return {name: value for name, value in values.items() if value}


def join_document(document: Document, values: Values) -> Document:
    """Return a document with these parts in it. `document` has what the parts do not: reference, title, framework."""
    # Copies: the values are the parts' own, and whoever reads them next must find them as they were.
    head = dict(document["inspection"])
    front = dict(values.get(PartName.FRONT, {}))
    joined: Document = {**document, "inspection": head}
    joined |= {key: front.pop(key) for key in _BEFORE_ALL if key in front}
    head.update(front)
    head.update(values.get(PartName.NAMES, {}))
    joined.update(values.get(PartName.SAMPLE, {}))
    for name in (PartName.CONTEXT, *_WHOLE_KEYS):
        if name in values:
            joined[name.value] = values[name]
    return joined
