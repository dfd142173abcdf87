"""What the service may see of seeds and lists: values made here and nowhere else.

A seed is known by its hash until it is used: no value here has a place for the seed itself, so no page can show it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling.limits import decisions, number_of
from trigpoint.inspectorate.sampling.models import CaseList, SecondDecision, SeedCommitment
from trigpoint.inspectorate.sampling.queries import case_lists, waiting_seed, withdrawn_seeds
from trigpoint.rules.steering import Limited


@dataclass(frozen=True, slots=True)
class ReleasedSeed:
    """A seed that was fixed and not used, by its SHA-256. `withdrawn_on` is None while it waits for a draw."""

    commitment: str
    at: datetime
    withdrawn_on: date | None
    withdrawn_why: str


@dataclass(frozen=True, slots=True)
class ReleasedList:
    """One of the service's own lists, without its rows: `cases` is how many were sent, `mends` the file before it."""

    id: UUID
    version: int
    case_type: str
    supplier: str
    drawn_up: date
    state: CaseList.State
    file_name: str
    mends: str
    cases: int | None
    sent_by: str
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReleasedDecision:
    """What a second person allowed the lead beyond a limit: up to how many of what, and why. By whom stays inside."""

    up_to: str
    on: date
    why: str


def released_decisions(inspection: Inspection) -> tuple[ReleasedDecision, ...]:
    """What a second person has agreed to; what waits or was refused changes nothing for the service."""
    return tuple(
        ReleasedDecision(number_of(Limited(row.limited), row.number), row.decided_on, row.decided_why)
        for row in decisions(inspection)
        if row.state == SecondDecision.State.AGREED and row.decided_on
    )


def released_seed(inspection: Inspection) -> ReleasedSeed | None:
    """The seed that waits for a draw; None where none does."""
    row = waiting_seed(inspection)
    return _as_released(row) if row else None


def released_withdrawn_seeds(inspection: Inspection) -> tuple[ReleasedSeed, ...]:
    """The seeds that were withdrawn, the newest first."""
    return tuple(_as_released(row) for row in withdrawn_seeds(inspection))


def released_lists(inspection: Inspection) -> tuple[ReleasedList, ...]:
    """Every list of the service, those being checked as well: the inspectorate sees a list once it is sent."""
    return tuple(released_list(row) for row in case_lists(inspection))


def released_list(row: CaseList) -> ReleasedList:
    """Return what the pages of the service show of a list."""
    return ReleasedList(
        id=row.id,
        version=row.version,
        case_type=row.case_type,
        supplier=row.supplier,
        drawn_up=row.drawn_up,
        state=CaseList.State(row.state),
        file_name=row.file_name,
        mends=row.mends.file_name if row.mends else "",
        cases=row.cases,
        sent_by=row.sent_by.name if row.sent_by else "",
        sent_at=row.sent_at,
    )


def _as_released(row: SeedCommitment) -> ReleasedSeed:
    return ReleasedSeed(row.commitment, row.at, row.withdrawn_on, row.withdrawn_why)
