"""What a file may bring into an inspection under way, part by part, and what it did bring, told from the record.

What has an owner in the product is never overwritten by a file: the seed and the draw are sampling's, names and
context figures the register's. A file that brings the rest is told of in the report.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from django.utils import timezone

from trigpoint.bundle.provenance import PartFromFile
from trigpoint.inspectorate.parts.kinds import FILLED, PART_WRITTEN
from trigpoint.inspectorate.parts.models import Part
from trigpoint.inspectorate.parts.names import TITLES, PartName
from trigpoint.inspectorate.programme.kinds import STAGE_MOVED, STAGE_TAKEN_BACK
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.stages import StageKey, stage
from trigpoint.record.chains import inspection_chain
from trigpoint.record.models import Event

UNTIL_PUBLISHED: Final = "Until the inspection is published"
RULES: Final[Mapping[PartName, str]] = {
    PartName.FRONT: UNTIL_PUBLISHED,
    PartName.NAMES: "Never: the register has them",
    PartName.CONTEXT: "Until the inspection is published, while the register holds no figures of the service",
    PartName.SAMPLE: "The numbers until the sample is drawn here; the certificate of a draw never",
    PartName.EVIDENCE: UNTIL_PUBLISHED,
    PartName.CASES: "Until the inspection is published; once the sample is drawn, of the cases that were drawn",
    PartName.TALLIES: "Until the inspection is published, and never beside cases",
    PartName.JUDGEMENTS: UNTIL_PUBLISHED,
    PartName.PANEL_DECISIONS: UNTIL_PUBLISHED,
    PartName.PRINTED: UNTIL_PUBLISHED,
    PartName.TEXTS: UNTIL_PUBLISHED,
    PartName.FINDINGS: UNTIL_PUBLISHED,
    PartName.RECOMMENDATIONS: UNTIL_PUBLISHED,
}
_WHOLE: Final = "the whole inspection"


def brought_by_file(inspection: Inspection, until: int | None = None) -> tuple[PartFromFile, ...]:
    """The parts that came in by file, in their order, up to an entry of the record; None for its end."""
    brought: dict[str, PartFromFile] = {}
    for title, event, stage_key in _brought(inspection, until):
        times = brought[title].times + 1 if title in brought else 1
        on = timezone.localtime(event.at).date()
        brought[title] = PartFromFile(part=title, times=times, last_on=on, stage=stage(stage_key).title)
    order = [_WHOLE, *TITLES.values()]
    return tuple(sorted(brought.values(), key=lambda part: order.index(part.part)))


def _brought(inspection: Inspection, until: int | None) -> Iterator[tuple[str, Event, str]]:
    """Each part that a file brought, with its entry and the stage that the inspection was at."""
    kinds = (PART_WRITTEN, FILLED, STAGE_MOVED, STAGE_TAKEN_BACK)
    events = Event.objects.filter(
        chain_id=inspection_chain(inspection), kind__in=[kind.key for kind in kinds]
    ).order_by("number")
    stage_key: str = StageKey.PLANNED
    for event in events if until is None else events.filter(number__lte=until):
        after = event.after or {}
        if event.kind in {STAGE_MOVED.key, STAGE_TAKEN_BACK.key}:
            stage_key = str(after["stage"])
        elif event.kind == FILLED.key:
            yield _WHOLE, event, stage_key
        elif after.get("origin") == Part.Origin.FILE:
            yield TITLES[PartName(after["name"])], event, stage_key
