"""The versions of what an inspection holds: every change of any piece, told from the record, and each readable again.

Versions are numbered from 1 over the whole inspection. Up to the day on which the parts of an inspection got versions
of their own, a version was a whole Bundle, which is kept as it was.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from trigpoint.bundle.model import Bundle
from trigpoint.inspectorate.assessment.kinds import INTERVIEWS_COUNTED
from trigpoint.inspectorate.bundling.live import bundle_of_pieces
from trigpoint.inspectorate.bundling.pieces import pieces_until
from trigpoint.inspectorate.parts.kinds import FILLED, PART_WRITTEN
from trigpoint.inspectorate.parts.models import Part
from trigpoint.inspectorate.parts.queries import older_contents
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling.kinds import CASE_TAKEN_OUT, SAMPLE_DRAWN
from trigpoint.people.queries import names
from trigpoint.record.chains import inspection_chain
from trigpoint.record.models import Event


@dataclass(frozen=True, slots=True)
class BundleVersion:
    """One version of what an inspection holds: when it came to be, by whom (by name), why, and what changed.

    `entry` is the last entry of the record that it rests on; `whole` says that it is kept as a whole Bundle.
    """

    number: int
    at: datetime
    by: str
    reason: str
    what: str
    entry: int
    whole: bool


def versions(inspection: Inspection) -> tuple[BundleVersion, ...]:
    """Every version that the record tells of, the newest first."""
    changes: dict[object, list[Event]] = {}
    for event in _changing(inspection):
        after = event.after or {}
        # What one action changed together is one version; a whole Bundle was one by itself.
        key = after.get("change", event.number)
        changes.setdefault(key, []).append(event)
    people = names(event.who for events in changes.values() for event in events)
    numbered = [_version(number, events, people) for number, events in enumerate(changes.values(), start=1)]
    return tuple(reversed(numbered))


def bundle_of_version(inspection: Inspection, number: int) -> Bundle | None:
    """What an inspection held as one of its versions; None for one that there never was.

    Raises AlteredError where it is not what was recorded.
    """
    version = next((version for version in versions(inspection) if version.number == number), None)
    if version is None:
        return None
    if version.whole:
        document = older_contents(inspection, number)
        return Bundle.model_validate(document)
    return bundle_of_pieces(pieces_until(inspection, version.entry))


def _changing(inspection: Inspection) -> list[Event]:
    """The events that made a version. Older draws have no `change`: the whole Bundle that followed tells of them."""
    kinds = (FILLED, PART_WRITTEN, SAMPLE_DRAWN, CASE_TAKEN_OUT, INTERVIEWS_COUNTED)
    events = Event.objects.filter(
        chain_id=inspection_chain(inspection), kind__in=[kind.key for kind in kinds]
    ).order_by("number")
    return [event for event in events if _makes_a_version(event.kind, event.after or {})]


def _makes_a_version(kind: str, after: dict[str, Any]) -> bool:
    # What was carried over is what the version before holds, in other rows.
    return kind == FILLED.key or ("change" in after and after.get("origin") != Part.Origin.CARRIED)


def _version(number: int, events: list[Event], people: dict[str, str]) -> BundleVersion:
    last = events[-1]
    # The first of them tells what was done: a draw takes over figures, and the reason wanted is that of the draw.
    return BundleVersion(
        number=number,
        at=last.at,
        by=people.get(last.who, last.who),
        reason=events[0].reason,
        what=_sentence(dict.fromkeys(what for event in events if (what := _what(event.kind, event.after or {})))),
        entry=last.number,
        whole=last.kind == FILLED.key,
    )


def _sentence(parts: Iterable[str]) -> str:
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]


def _what(kind: str, after: dict[str, Any]) -> str:
    if kind == FILLED.key:
        return "the whole inspection"
    if kind == SAMPLE_DRAWN.key:
        return f"draw {after['number']}"
    if kind == CASE_TAKEN_OUT.key:
        return f"case {after['case']} left the sample"
    return "interviews held" if kind == INTERVIEWS_COUNTED.key else str(after.get("title", ""))
