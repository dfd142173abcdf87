"""What assessment knows of an inspection: how many interviews were held about the cases of each type."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from trigpoint.inspectorate.assessment.kinds import INTERVIEWS_COUNTED
from trigpoint.inspectorate.assessment.models import InterviewCount
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.record.alterations import AlteredError
from trigpoint.record.chains import inspection_chain
from trigpoint.record.models import Event


@dataclass(frozen=True, slots=True)
class AssessmentPiece:
    """Case type → number of interviews held, where somebody has said."""

    interviews: Mapping[str, int]


def assessment_piece(inspection: Inspection) -> AssessmentPiece:
    """The interviews that were held, as they are counted now. Raises AlteredError where the record tells otherwise."""
    rows = InterviewCount.objects.filter(inspection=inspection, number__isnull=False).order_by("case_type")
    piece = AssessmentPiece({row.case_type: row.number for row in rows if row.number is not None})
    if piece != _as_told(_counted(inspection)):
        raise AlteredError(f"How many interviews were held for the inspection '{inspection.reference}'")
    return piece


def assessment_until(inspection: Inspection, entry: int) -> AssessmentPiece:
    """The interviews as they were counted after an entry of the inspection's record."""
    return _as_told(_counted(inspection).filter(number__lte=entry))


def _counted(inspection: Inspection) -> QuerySet[Event]:
    return Event.objects.filter(chain_id=inspection_chain(inspection), kind=INTERVIEWS_COUNTED.key)


def _as_told(events: QuerySet[Event]) -> AssessmentPiece:
    events = events.order_by("number")
    last = {str(event.after["case_type"]): event.after["number"] for event in events if event.after}
    return AssessmentPiece({case_type: number for case_type, number in last.items() if number is not None})
