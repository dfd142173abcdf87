"""Write new versions of parts. Who may is for the activity to check that calls this: loading a file, or a draw."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction

from trigpoint.inspectorate.parts.kinds import PART_WRITTEN
from trigpoint.inspectorate.parts.models import Part
from trigpoint.inspectorate.parts.names import TITLES, PartName, Values
from trigpoint.inspectorate.parts.queries import EMPTY, PartsPiece, PartVersion, parts_piece
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import lock_inspection
from trigpoint.people.standing import Standing
from trigpoint.record.chains import inspection_chain
from trigpoint.record.versioned import ChangedMeanwhileError
from trigpoint.record.writing import new_row, write


class PartsChangedMeanwhileError(ChangedMeanwhileError):
    """Someone else changed some parts since they were read. `values` are what was to be written of those."""

    def __init__(self, newest: Part, values: Values) -> None:
        super().__init__(newest)
        self.values = values


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where new versions of parts come from. `change` is shared by all that one action changes together.

    `copied_from` names the rows that a part was copied from, with their versions; '' for what was not copied.
    """

    origin: str
    change: UUID
    reason: str
    copied_from: str = ""


def write_parts(
    *,
    inspection: Inspection,
    values: Mapping[PartName, Any],
    seen: Mapping[PartName, int],
    provenance: Provenance,
    by: Standing,
) -> tuple[PartName, ...]:
    """Write a new version of each part whose value is another than it has now; return those that were written.

    `values` are part → new value, None to empty it; `seen` is part → the version that the new value follows, 0 or
    nothing for none. Two people who change different parts do not meet here. Raises PartsChangedMeanwhileError where
    somebody else wrote a part since it was seen, and nothing is written then.
    """
    with transaction.atomic():
        lock_inspection(inspection)
        # Inside the lock, so that two who write at once number their versions one after the other.
        now = parts_piece(inspection)
        # What is emptied and what was never there are the same to a reader, so neither makes a version of the other.
        changed = tuple(name for name, value in values.items() if now.values.get(name) != (value or None))
        _check_still_seen(inspection, now, seen, {name: values[name] for name in changed})
        for name in changed:
            _write(inspection, name, values[name], now.versions.get(name), provenance, by)
    return changed


def _check_still_seen(inspection: Inspection, now: PartsPiece, seen: Mapping[PartName, int], changed: Values) -> None:
    # Only what this change touches counts: whoever changed another part has nothing to do with it.
    overtaken = {name: value for name, value in changed.items() if now.number_of(name) != seen.get(name, 0)}
    if overtaken:
        newest = Part.objects.filter(inspection=inspection, name=next(iter(overtaken))).order_by("-version")[0]
        raise PartsChangedMeanwhileError(newest, overtaken)


def _write(
    inspection: Inspection,
    name: PartName,
    value: Any,  # noqa: ANN401 - what a Bundle's JSON has there
    before: PartVersion | None,
    provenance: Provenance,
    by: Standing,
) -> None:
    # In the order in which it was said: a report lists domains and standards as their writer did.
    body = json.dumps(value, ensure_ascii=False) if value else EMPTY
    recorded = {
        "name": name.value,
        "version": (before.version if before else 0) + 1,
        "digest": sha256(body.encode()).hexdigest(),
        "origin": provenance.origin,
        "change": provenance.change,
        "copied_from": provenance.copied_from,
    }
    # The record has the digest and not the body: answers are about children, and the record cannot be erased.
    row = Part.objects.create(inspection=inspection, body=body, **recorded)
    write(
        chain=inspection_chain(inspection),
        by=by,
        kind=PART_WRITTEN,
        thing=new_row(row),
        before={"version": before.version, "digest": before.digest} if before else None,
        after={**recorded, "title": TITLES[name]},
        reason=provenance.reason,
    )
