"""Interviews as their list shows them, one's own first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from trigpoint.inspectorate.assessment.queries import Interview
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.sameness import name_key
from trigpoint.web.lists.columns import Column, Filter, Listing, options_of

NOBODY_YET: Final = "Nobody yet"
YOURS: Final = (("yes", "Mine"),)


@dataclass(frozen=True, slots=True)
class InterviewLine:
    """One case with its reader and its interview. `allocation` is None while nobody is to read it."""

    case: str
    case_type: str
    reader: str
    yours: str
    day: date | None
    start: str
    comes: str
    allocation: UUID | None
    cannot_read: bool

    @property
    def when(self) -> str:
        """Day and time, to sort by; '' where there is no slot."""
        return f"{self.day.isoformat()} {self.start}" if self.day else ""


def interview_lines(
    interviews: Sequence[Interview], types: Mapping[str, str], wrong: frozenset[str] | set[str], reader: UUID
) -> tuple[InterviewLine, ...]:
    """The interviews by day and time, those of `reader` first. `wrong` are cases on somebody who cannot read them."""
    lines = [
        InterviewLine(
            case=interview.case.reference,
            case_type=types[interview.case.case_type],
            reader=row.reader.name if row else NOBODY_YET,
            yours="yes" if row and row.reader_id == reader else "",
            day=row.day if row else None,
            start=row.start if row else "",
            comes=row.comes if row else "",
            allocation=row.id if row else None,
            cannot_read=interview.case.reference in wrong,
        )
        for interview in interviews
        for row in [interview.allocation]
    ]
    return tuple(sorted(lines, key=lambda line: not line.yours))


_COLUMNS: Final[tuple[Column[InterviewLine], ...]] = (
    Column("case", "Case", lambda line: line.case, order="case", is_reference=True),
    Column("type", "Type", lambda line: line.case_type, order="case_type"),
    Column("reader", "Reader", lambda line: line.reader, order="reader"),
    Column("interview", "Interview", lambda line: line.when, order="when"),
    Column("comes", "Who comes", lambda line: line.comes, order="comes"),
)


def interviews_listing(inspection: Inspection, lines: Sequence[InterviewLine]) -> Listing[InterviewLine]:
    """The list of an inspection's interviews."""
    readers = options_of(sorted({line.reader for line in lines}, key=name_key))
    any_yours = any(line.yours for line in lines)
    whose = (Filter("mine", "Whose", "yours", options=YOURS, every="Everybody's"),) if any_yours else ()
    return Listing(
        caption="Cases",
        file_name=f"{inspection.reference}-interviews",
        columns=_COLUMNS,
        as_it_comes="Mine first, by time" if any_yours else "Time",
        filters=(
            *whose,
            Filter("reader", "Reader", "reader", options=readers, every="Everybody"),
            Filter("type", "Type", "case_type", options=options_of(sorted({line.case_type for line in lines}))),
        ),
    )
