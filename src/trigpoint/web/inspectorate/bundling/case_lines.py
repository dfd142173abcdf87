"""Cases as lists show them: how far each is answered, who reads it, and when it is talked about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final
from uuid import UUID

from trigpoint.bundle.rated import RatedBundle
from trigpoint.inspectorate.assessment.models import Allocation
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.rules.answers import Case
from trigpoint.rules.progress import CaseProgress, progress_of
from trigpoint.sameness import name_key
from trigpoint.web.lists.columns import Column, Filter, Listing, options_of

NOT_BEGUN: Final = "Not begun"
BEGUN: Final = "Begun"
ANSWERED: Final = "Answered"
# State → the colour of its tag.
STATES: Final = {NOT_BEGUN: "grey", BEGUN: "blue", ANSWERED: "green"}
NOBODY_YET: Final = "Nobody yet"
# Nobody is asked to read a case a second time yet; the column says so rather than leave it open.
NO_SECOND_READER: Final = "None yet"


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case in a list. `day` and `start` are those of its interview, None and '' while it has none."""

    inspection: str
    title: str
    reference: str
    case_type: str
    reader: str
    day: date | None
    start: str
    answered: int
    asked: int
    state: str
    second_reader: str = NO_SECOND_READER

    @property
    def progress(self) -> str:
        """How many of its questions are answered, such as '12 of 63'."""
        return f"{self.answered} of {self.asked}"

    @property
    def tone(self) -> str:
        """The colour of the tag of its state."""
        return STATES[self.state]

    @property
    def share(self) -> Fraction:
        """The share of its questions that are answered, to sort by."""
        return Fraction(self.answered, self.asked) if self.asked else Fraction(1)

    @property
    def when(self) -> str:
        """Day and time of its interview, to sort by."""
        return f"{self.day.isoformat()} {self.start}" if self.day else ""


def case_lines(
    inspection: Inspection, live: RatedBundle, allocated: Mapping[str, Allocation], only: UUID | None = None
) -> tuple[CaseLine, ...]:
    """The cases of an inspection in the order of its sample. `allocated` are case → who reads it; `only`: a reader."""
    types = {case_type.id: case_type.name for case_type in live.framework.case_types}
    lines = []
    for record in live.bundle.cases:
        row = allocated.get(record.reference)
        if only is None or (row is not None and row.reader_id == only):
            case = Case(record.reference, record.case_type, record.facts, record.answers)
            lines.append(_line(inspection, case, types[record.case_type], row, progress_of(live.framework, case)))
    return tuple(lines)


def _line(
    inspection: Inspection, case: Case, case_type: str, row: Allocation | None, progress: CaseProgress
) -> CaseLine:
    return CaseLine(
        inspection=inspection.reference,
        title=inspection.service.short_name,
        reference=case.reference,
        case_type=case_type,
        reader=row.reader.name if row else NOBODY_YET,
        day=row.day if row else None,
        start=row.start if row else "",
        answered=progress.answered,
        asked=progress.asked,
        state=ANSWERED if progress.is_answered else BEGUN if progress.is_begun else NOT_BEGUN,
    )


_INSPECTION: Final[Column[CaseLine]] = Column("inspection", "Inspection", lambda line: line.title, order="title")
_CASE: Final[Column[CaseLine]] = Column(
    "case", "Case", lambda line: line.reference, order="reference", is_reference=True
)
_TYPE: Final[Column[CaseLine]] = Column("type", "Type", lambda line: line.case_type, order="case_type")
_ANSWERED: Final[Column[CaseLine]] = Column("answered", "Questions answered", lambda line: line.progress, order="share")
_STATE: Final[Column[CaseLine]] = Column("state", "State", lambda line: line.state, order="share")
_READER: Final[Column[CaseLine]] = Column("reader", "Reader", lambda line: line.reader, order="reader")
_DAY: Final[Column[CaseLine]] = Column("interview", "Interview", lambda line: line.day, order="when")
_SECOND: Final[Column[CaseLine]] = Column("second", "Second reader", lambda line: line.second_reader)


def cases_listing(inspection: Inspection, lines: tuple[CaseLine, ...]) -> Listing[CaseLine]:
    """The list of an inspection's cases."""
    return Listing(
        caption="Cases",
        file_name=f"{inspection.reference}-cases",
        columns=(_CASE, _TYPE, _READER, _DAY, _ANSWERED, _STATE),
        as_it_comes="Order of the sample",
        filters=(
            _choice("type", "Type", "case_type", {line.case_type for line in lines}),
            _choice("reader", "Reader", "reader", {line.reader for line in lines}, every="Everybody"),
            Filter("state", "State", "state", options=options_of(STATES)),
        ),
    )


def own_cases_listing(lines: tuple[CaseLine, ...]) -> Listing[CaseLine]:
    """The list of the cases that somebody reads, of all inspections."""
    return Listing(
        caption="Cases that you read",
        file_name="my-cases",
        columns=(_CASE, _INSPECTION, _TYPE, _ANSWERED, _STATE, _SECOND, _DAY),
        filters=(
            Filter(
                "inspection",
                "Inspection",
                "inspection",
                options=tuple(
                    sorted({(line.inspection, line.title) for line in lines}, key=lambda way: name_key(way[1]))
                ),
            ),
            Filter("state", "State", "state", options=options_of(STATES)),
        ),
        sort="interview",
    )


def _choice(key: str, title: str, path: str, values: set[str], every: str = "All") -> Filter:
    return Filter(key, title, path, options=options_of(sorted(values, key=name_key)), every=every)
