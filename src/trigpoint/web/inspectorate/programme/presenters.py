"""Values for the pages of an inspection."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from trigpoint.english import count_of
from trigpoint.inspectorate.programme.models import Inspection, TeamMember
from trigpoint.inspectorate.programme.queries import ServiceInProgramme
from trigpoint.inspectorate.programme.stages import ORDER, STAGES, Stage
from trigpoint.inspectorate.programme.timetable import Dated
from trigpoint.inspectorate.waiting.deciding import Waiting
from trigpoint.people.roles import role
from trigpoint.people.standing import Standing
from trigpoint.web.govuk.ratings import NamedRating, overall_rating
from trigpoint.web.waiting.shown import TaskShown, days_late, task_shown


@dataclass(frozen=True, slots=True)
class StageShown:
    """One stage on the way of an inspection.

    `day` is when it was reached, by the record, or is to be, by the timetable; `late` by how many working days it is
    past without having been reached.
    """

    key: str
    title: str
    passed: bool
    now: bool
    day: date | None
    planned: date | None
    computed: date | None
    reason: str
    late: int


@dataclass(frozen=True, slots=True)
class ServiceShown:
    """One service in a programme. `inspection` is its own in this programme, '' for none; `opens`: may I see it?"""

    name: str
    reference: str
    inspection: str
    stage: str
    opens: bool
    overall: NamedRating | None
    since: str


NO_ACCESS = "No access now"


@dataclass(frozen=True, slots=True)
class PlaceShown:
    """Somebody's place on a team."""

    id: UUID
    name: str
    role: str
    state: str
    starts: date
    ends: date | None
    open: bool


def stages_shown(
    inspection: Inspection, dates: tuple[Dated, ...], reached: Mapping[str, date], on: date
) -> tuple[StageShown, ...]:
    """Every stage after planning, with what is done and when it was, which one is now, and what is late."""
    by_stage = {dated.stage.key: dated for dated in dates}
    return tuple(
        _stage_shown(stage, by_stage.get(stage.key), ORDER[inspection.stage], reached, on) for stage in STAGES[1:]
    )


def _stage_shown(stage: Stage, dated: Dated | None, now: int, reached: Mapping[str, date], on: date) -> StageShown:
    is_reached, planned = ORDER[stage.key] <= now, dated.date if dated else None
    return StageShown(
        key=stage.key,
        title=stage.title,
        passed=ORDER[stage.key] < now,
        now=ORDER[stage.key] == now,
        day=reached.get(stage.key) if is_reached else planned,
        planned=planned,
        computed=dated.computed if dated else None,
        reason=dated.adjustment.reason if dated and dated.adjustment else "",
        late=0 if is_reached else days_late(planned, on),
    )


def service_shown(row: ServiceInProgramme, visible: Container[UUID]) -> ServiceShown:
    """A service with its last rating, the time since, and its inspection in the programme."""
    now, last = row.current, row.last
    return ServiceShown(
        name=row.service.name,
        reference=row.service.reference,
        inspection=now.reference if now else "",
        stage=now.get_stage_display() if now else "",
        opens=now is not None and now.pk in visible,
        overall=overall_rating(last) if last else None,
        since=time_since(row.months_since) if last else "Never inspected here",
    )


@dataclass(frozen=True, slots=True)
class InspectionShown:
    """One inspection in the list of all: who leads it, what is next, and whose that is."""

    reference: str
    service: str
    stage: str
    leads: str
    site_date: date | None
    next: TaskShown | None


def inspection_shown(inspection: Inspection, waiting: Waiting, by: Standing) -> InspectionShown:
    """An inspection with its lead, its next step and how late that is."""
    return InspectionShown(
        reference=inspection.reference,
        service=inspection.service.name,
        stage="Cancelled" if inspection.cancelled_on else inspection.get_stage_display(),
        leads=", ".join(holder.name for holder in waiting.leads),
        site_date=inspection.site_date,
        next=task_shown(waiting.next, by.person, by.on) if waiting.next else None,
    )


def time_since(months: int | None) -> str:
    """Whole months in words, such as '1 year 2 months'; 'Not known' for none."""
    if months is None:
        return "Not known"
    years, rest = divmod(months, 12)
    parts = [count_of(number, noun) for number, noun in ((years, "year"), (rest, "month")) if number]
    return " ".join(parts) or "Less than a month"


def place_shown(member: TeamMember, on: date, *, counts: bool = True, interests: bool = False) -> PlaceShown:
    """A place with its role and state in words. `counts`: whether whoever joined is still on the team; `interests`:
    whether the page says that somebody has an interest.
    """
    return PlaceShown(
        id=member.id,
        name=member.person.name,
        role=role(member.role).title,
        state=_state(member, on, counts=counts, interests=interests),
        starts=member.starts,
        ends=member.ends,
        open=member.state in {TeamMember.State.ASKED, TeamMember.State.JOINED} and member.ends is None,
    )


def _state(member: TeamMember, on: date, *, counts: bool, interests: bool) -> str:
    """A place keeps its state until its last day; the day after, whoever held it has left."""
    state = TeamMember.State(member.state)
    if state is TeamMember.State.BARRED and not interests:
        return "Not on the team"
    over = state is TeamMember.State.JOINED and member.ends is not None and member.ends < on
    if state is TeamMember.State.JOINED and not over and not counts:
        return NO_ACCESS
    return str((TeamMember.State.LEFT if over else state).label)
