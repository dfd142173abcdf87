"""Questions about the parts of an inspection. Every answer is checked against the record first."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any, Final

from django.db.models import OuterRef, QuerySet, Subquery

from trigpoint.inspectorate.parts.kinds import FILLED, PART_WRITTEN
from trigpoint.inspectorate.parts.models import Contents, Part
from trigpoint.inspectorate.parts.names import TITLES, PartName, Values
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.record.alterations import AlteredError
from trigpoint.record.chains import inspection_chain, thing_of
from trigpoint.record.models import Event

EMPTY: Final = "null"
"""The body of a part that holds nothing any more."""


@dataclass(frozen=True, slots=True)
class PartVersion:
    """One version of one part, as the record tells of it."""

    name: PartName
    version: int
    digest: str
    origin: str
    body: str = field(repr=False)

    @property
    def value(self) -> Any:  # noqa: ANN401 - what a Bundle's JSON has there
        """The part as a Bundle's JSON has it; None where it holds nothing."""
        return json.loads(self.body)


@dataclass(frozen=True)
class PartsPiece:
    """The parts of an inspection, each in one version: what the parts give to a Bundle."""

    versions: Mapping[PartName, PartVersion]

    @cached_property
    def values(self) -> Values:
        """Part → its value, for the parts that hold anything."""
        return {name: version.value for name, version in self.versions.items() if version.body != EMPTY}

    @property
    def is_empty(self) -> bool:
        """Whether no part holds anything; asked without reading one."""
        return all(version.body == EMPTY for version in self.versions.values())

    @property
    def numbers(self) -> dict[PartName, int]:
        """Part → the number of its version: what somebody has seen who is about to change it."""
        return {name: version.version for name, version in self.versions.items()}

    def number_of(self, name: PartName) -> int:
        """The number of a part's version; 0 where nothing was ever written of it."""
        version = self.versions.get(name)
        return version.version if version else 0


def parts_piece(inspection: Inspection) -> PartsPiece:
    """The newest version of every part. Raises AlteredError where one is not what was written."""
    rows, events = _newest(inspection)
    if _differing(rows, events):
        # Somebody may have written between the two questions: asked again, they agree.
        rows, events = _newest(inspection)
    differing = _differing(rows, events)
    if differing:
        titles = ", ".join(_title(name) for name in differing)
        raise AlteredError(f"What the inspection '{inspection.reference}' holds ({titles})")
    return PartsPiece({PartName(row.name): _version(row) for row in rows})


def part_value(inspection: Inspection, name: PartName, version: int) -> Any:  # noqa: ANN401 - what a Bundle's JSON has
    """What a part was in one of its versions; None where it held nothing, and for version 0, before the first."""
    row = Part.objects.filter(inspection=inspection, name=name, version=version).first()
    return json.loads(row.body) if row else None


def parts_written_until(inspection: Inspection, entry: int) -> PartsPiece:
    """The parts as they were after an entry of the inspection's record. Raises AlteredError as `parts_piece`."""
    events = {event.thing: event for event in _written(inspection).filter(number__lte=entry)}
    by_name: dict[str, Part] = {}
    # By the record and not by time: what no entry tells of was not there, whatever the row says.
    for row in Part.objects.filter(inspection=inspection).order_by("name", "version"):
        if thing_of(row) in events:
            by_name[row.name] = row
    newest = _last_by_name(events.values())
    if _differing(by_name.values(), newest):
        raise AlteredError(f"What the inspection '{inspection.reference}' held")
    return PartsPiece({PartName(row.name): _version(row) for row in by_name.values()})


def older_contents(inspection: Inspection, version: int) -> Mapping[str, Any] | None:
    """A version from before parts had versions of their own, as its document; None for one that there never was.

    Raises AlteredError where it is not what was loaded.
    """
    row = Contents.objects.filter(inspection=inspection, version=version).first()
    event = next((event for event in _filled(inspection) if (event.after or {}).get("version") == version), None)
    # There never was one; a row without an entry, or the other way round, is another matter.
    if row is None and event is None:
        return None
    if row is None or event is None or not _is_as_told(row, event):
        raise AlteredError(f"Version {version} of what the inspection '{inspection.reference}' held")
    # The document and not a Bundle: what old contents mean is for whoever shows them to say.
    document: Mapping[str, Any] = json.loads(row.body)
    return document


def altered_parts(inspection: Inspection) -> tuple[str, ...]:
    """Say, in sentences, which versions are not, or no longer, what the record tells of."""
    rows = {thing_of(row): row for row in Part.objects.filter(inspection=inspection)}
    events = {event.thing: event for event in _written(inspection)}
    differing = [
        thing
        # Both ways: a row that no entry tells of is as wrong as an entry whose row is gone.
        for thing in (*rows, *(thing for thing in events if thing not in rows))
        if thing not in rows or thing not in events or not _is_as_told(rows[thing], events[thing])
    ]
    after = {thing: (events[thing].after or {}) for thing in differing if thing in events}
    named = [
        (rows[thing].name, rows[thing].version) if thing in rows else (after[thing]["name"], after[thing]["version"])
        for thing in differing
    ]
    return (
        *(f"Version {version} of '{name}' is not what was written." for name, version in sorted(named)),
        *(
            f"Version {number} of what the inspection holds is not what was loaded."
            for number in _altered_older(inspection)
        ),
    )


def _altered_older(inspection: Inspection) -> list[int]:
    rows = {row.version: row for row in Contents.objects.filter(inspection=inspection)}
    events = {int((event.after or {}).get("version", 0)): event for event in _filled(inspection)}
    whole = {number for number in rows.keys() & events.keys() if _is_as_told(rows[number], events[number])}
    return sorted((rows.keys() | events.keys()) - whole)


def _newest(inspection: Inspection) -> tuple[list[Part], dict[str, Event]]:
    """The newest row of each part, and the newest event about each part, in one question each."""
    # The newest row of each alone: bodies are large, and pages ask for them at every request.
    of_same_part = Part.objects.filter(inspection=inspection, name=OuterRef("name")).order_by("-version")
    rows = Part.objects.filter(inspection=inspection, pk=Subquery(of_same_part.values("pk")[:1])).order_by("name")
    return list(rows), _last_by_name(_written(inspection))


def _last_by_name(events: Iterable[Event]) -> dict[str, Event]:
    return {str((event.after or {}).get("name")): event for event in events}


def _title(name: str) -> str:
    # A name that somebody wrote into the database need not be one of ours.
    return TITLES[PartName(name)] if name in set(PartName) else f"a part called '{name}'"


def _differing(rows: Iterable[Part], events: Mapping[str, Event]) -> list[str]:
    by_name = {row.name: row for row in rows}
    return [
        name
        for name in sorted(by_name.keys() | events.keys())
        if name not in by_name or name not in events or not _is_as_told(by_name[name], events[name])
    ]


def _written(inspection: Inspection) -> QuerySet[Event]:
    rows = Event.objects.filter(chain_id=inspection_chain(inspection), kind=PART_WRITTEN.key)
    return rows.order_by("number")


def _filled(inspection: Inspection) -> QuerySet[Event]:
    return Event.objects.filter(chain_id=inspection_chain(inspection), kind=FILLED.key).order_by("number")


def _is_as_told(row: Part | Contents, event: Event) -> bool:
    after = event.after or {}
    # SQLite keeps bytes in a column of words where somebody puts them there; as words they have another digest.
    digest = sha256(str(row.body).encode()).hexdigest()
    # The entry names its row, so a row that was copied and renumbered does not pass for it.
    if event.thing != thing_of(row) or (row.digest, row.version) != (after.get("digest"), after.get("version")):
        return False
    return digest == row.digest


def _version(row: Part) -> PartVersion:
    return PartVersion(PartName(row.name), row.version, row.digest, row.origin, row.body)
