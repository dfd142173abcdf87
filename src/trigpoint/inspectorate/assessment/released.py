"""What the service may see of interviews about cases: values made here and nowhere else."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from trigpoint.inspectorate.assessment.queries import interviews
from trigpoint.inspectorate.programme.models import Inspection


@dataclass(frozen=True, slots=True)
class ReleasedInterview:
    """An interview about one case: with whom, when, and who comes.

    `day` is None and `start` empty while it has no slot; `comes` is empty until the service says who comes. `version`
    is that of the row, for whoever is about to change it.
    """

    id: UUID
    version: int
    case: str
    reader: str
    day: date | None
    start: str
    comes: str

    @property
    def when(self) -> str:
        """Day and time as ISO 8601 writes them; '' while it has no slot."""
        return f"{self.day.isoformat()} {self.start}" if self.day else ""


def released_interviews(inspection: Inspection) -> tuple[ReleasedInterview, ...]:
    """The interviews about the cases that are on a reader: by day and time, those without a slot last."""
    rows = [interview.allocation for interview in interviews(inspection) if interview.allocation]
    return tuple(
        ReleasedInterview(
            id=row.id,
            version=row.version,
            case=row.case,
            reader=row.reader.name,
            day=row.day,
            start=row.start,
            comes=row.comes,
        )
        for row in rows
    )
