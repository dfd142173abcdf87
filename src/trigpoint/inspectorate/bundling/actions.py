"""Load a file into an inspection."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.db import transaction

from trigpoint.bundle.model import Bundle
from trigpoint.inspectorate.assessment.actions import count_interviews
from trigpoint.inspectorate.bundling.access import (
    check_belongs,
    check_can_load,
    check_fits,
    check_keeps_the_sample,
    check_leaves_figures_to_the_register,
    check_reads_as_it_looks,
    check_register_has_figures,
    interviews_to_count,
)
from trigpoint.inspectorate.bundling.imported import imported, recorded_cases
from trigpoint.inspectorate.bundling.live import live_bundle
from trigpoint.inspectorate.bundling.pieces import Pieces, pieces_of
from trigpoint.inspectorate.parts.actions import Provenance, write_parts
from trigpoint.inspectorate.parts.models import Part
from trigpoint.inspectorate.parts.names import PartName
from trigpoint.inspectorate.parts.queries import part_value
from trigpoint.inspectorate.programme.frameworks import framework_of
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import lock_inspection
from trigpoint.inspectorate.register.piece import service_piece
from trigpoint.inspectorate.sampling.piece import SamplePiece
from trigpoint.people.access import check_reason_given
from trigpoint.people.standing import Standing


@dataclass(frozen=True, slots=True)
class LoadedParts:
    """What a file changed: the parts, and whether the interviews that were held are counted otherwise now."""

    parts: tuple[PartName, ...]
    interviews: bool

    @property
    def nothing(self) -> bool:
        """Whether the file holds what the inspection held already."""
        return not (self.parts or self.interviews)


def load_file(
    *,
    inspection: Inspection,
    seen: Mapping[PartName, int],
    bundle: Bundle,
    reason: str,
    by: Standing,
    seen_interviews: Mapping[str, int] | None = None,
) -> LoadedParts:
    """Load a file into an inspection: each part that it changes becomes a new version, and the older one is kept.

    `seen` is part → the version that the file was made from, nothing for none. Names are not taken over: they are the
    register's. `seen_interviews` is case type → number that the file was made from; None for those of now. Raises
    PartsChangedMeanwhileError where someone else changed the same part since, and Refusal where what the file changes
    does not fit what it leaves.
    """
    check_can_load(by, inspection)
    check_belongs(bundle, inspection)
    check_reads_as_it_looks(bundle)
    with transaction.atomic():
        locked = lock_inspection(inspection)
        # Again on the locked row: it may have been published between the page and now.
        check_can_load(by, locked)
        pieces = pieces_of(inspection)
        # The first file needs no reason: there is nothing that it replaces.
        if pieces.parts.versions:
            check_reason_given(reason, "Say why what the inspection holds is replaced.")
        check_keeps_the_sample(bundle, pieces.sample)
        brought = imported(bundle, pieces.sample)
        now = pieces.assessment.interviews
        was = now if seen_interviews is None else seen_interviews
        # Against what was seen and not against what is there now: a file must not undo what it never knew.
        changed = _changed_values(pieces, brought.parts, seen)
        check_leaves_figures_to_the_register(changed, service_piece(inspection.service))
        loaded = write_pieces(
            inspection=inspection,
            values=changed,
            interviews=interviews_to_count(brought.interviews, was, now),
            seen=seen,
            reason=reason,
            by=by,
        )
        # Each file fits by itself; beside a colleague's change of another part it may not. Nothing is written then.
        check_fits(live_bundle(inspection), framework_of(inspection))
    return loaded


def take_over_figures(*, inspection: Inspection, seen: int, reason: str, by: Standing) -> bool:
    """Take over the context figures that the register holds of the service now; return whether they were others.

    `seen` is the version of the inspection's own copy that was seen, 0 for none.
    """
    check_can_load(by, inspection)
    check_reason_given(reason, "Say why the context figures are taken over again.")
    service = service_piece(inspection.service)
    check_register_has_figures(service)
    provenance = Provenance(Part.Origin.REGISTER, uuid4(), reason, service.context_versions)
    values = {PartName.CONTEXT: service.context_document}
    with transaction.atomic():
        seen_parts = {PartName.CONTEXT: seen}
        return bool(write_parts(inspection=inspection, values=values, seen=seen_parts, provenance=provenance, by=by))


def _changed_values(
    now: Pieces, brought: Mapping[PartName, object], seen: Mapping[PartName, int]
) -> dict[PartName, object]:
    """What of a file is to be written: not the names, which are the register's, and not what it leaves as it was."""

    def is_no_change(name: PartName, value: object) -> bool:
        new = _comparable(name, value, now.sample)
        if new == _comparable(name, now.parts.values.get(name), now.sample):
            return True
        before = seen.get(name, 0)
        # Somebody else has changed the part since, and the file has it as it was before: then theirs is kept.
        return before != now.parts.number_of(name) and new == _comparable(
            name, part_value(now.inspection, name, before), now.sample
        )

    return {
        name: value for name, value in brought.items() if name is not PartName.NAMES and not is_no_change(name, value)
    }


def _comparable(name: PartName, value: Any, sample: SamplePiece | None) -> object:  # noqa: ANN401 - a Bundle's JSON
    """A part as it is compared: of the cases of a sample, what is recorded of each, in whatever order."""
    if name is PartName.CASES and sample is not None:
        return {case["reference"]: case for case in recorded_cases(value or [], sample)}
    return value or None


def write_pieces(
    *,
    inspection: Inspection,
    values: Mapping[PartName, object],
    interviews: Mapping[str, int | None],
    seen: Mapping[PartName, int],
    reason: str,
    by: Standing,
) -> LoadedParts:
    """Hand what a file brings to the activities that keep it, as one change. Who may is checked before."""
    event = uuid4()
    provenance = Provenance(Part.Origin.FILE, event, reason)
    parts = write_parts(inspection=inspection, values=values, seen=seen, provenance=provenance, by=by)
    counted = count_interviews(inspection=inspection, numbers=interviews, change=event, reason=reason, by=by)
    return LoadedParts(parts, counted)
