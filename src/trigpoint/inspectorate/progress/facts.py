"""What is known of an inspection on a day, as far as its course depends on it: of one, or of many at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from trigpoint.bundle.rated import RatedBundle
from trigpoint.inspectorate.programme.holders import Asked, People, people_of
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.stages import StageKey, has_reached
from trigpoint.inspectorate.programme.timetable import Dated
from trigpoint.inspectorate.progress.contents import HeldContents, Unreadable, contents_of, contents_of_many
from trigpoint.inspectorate.progress.gathering import Gathered, SampleFacts, gathered
from trigpoint.inspectorate.requests.models import Request
from trigpoint.inspectorate.requests.queries import ANSWERED
from trigpoint.people.roles import CASE_READERS

WITH_SERVICE: Final = (Request.State.ASKED, *ANSWERED)


@dataclass(frozen=True, slots=True)
class Facts:
    """What conditions are about. `rows` are those of the activities, `contents` what the inspection holds.

    `unreadable` is whether it holds something that is not what was recorded: then nothing can be said of it.
    """

    on: date
    stage: str
    site_date: date | None
    people: People
    rows: Gathered
    contents: HeldContents | None
    unreadable: bool = False

    @property
    def joined(self) -> frozenset[str]:
        """The roles held on the team, and those that bear on each inspection."""
        return frozenset(self.people.holders)

    @property
    def readers(self) -> frozenset[UUID]:
        """Whoever reads cases."""
        return frozenset(holder.id for holder in self.people.of(CASE_READERS))

    @property
    def undeclared(self) -> tuple[Asked, ...]:
        """Whoever was asked to join the team and has not declared interests."""
        return self.people.asked

    @property
    def sample(self) -> SampleFacts:
        """How far the sample is."""
        return self.rows.sample

    def requests_for(self, purpose: str, *states: str) -> tuple[Request, ...]:
        """The requests of a purpose that are in one of some states, the first due first."""
        return tuple(row for row in self.rows.requests if row.purpose == purpose and row.state in states)

    def due(self, stage: str) -> date | None:
        """The day of a stage in the timetable; None without a site date, or for what has no day there."""
        return next((dated.date for dated in self.days if dated.stage.key == stage), None)

    @property
    def days(self) -> tuple[Dated, ...]:
        """The timetable; empty while there is no site date."""
        return self.rows.days


def facts_of(inspection: Inspection, on: date, live: RatedBundle | None) -> Facts:
    """Gather the facts about one inspection on a day. `live` is what it holds now (`bundling.live.rated`)."""
    return _facts([inspection], on, {inspection.pk: contents_of(live)})[inspection.pk]


def facts_of_many(inspections: Sequence[Inspection], on: date) -> dict[UUID, Facts]:
    """Gather the facts about many inspections, which have their service and inspectorate with them."""
    # Before its lists can come nothing depends on what an inspection holds, nor once it is published.
    asked = [row for row in inspections if has_reached(row.stage, StageKey.ANNOUNCED) and not _is_published(row)]
    return _facts(inspections, on, contents_of_many(asked))


def _is_published(inspection: Inspection) -> bool:
    return has_reached(inspection.stage, StageKey.PUBLISHED)


def _facts(
    inspections: Sequence[Inspection], on: date, contents: Mapping[UUID, HeldContents | Unreadable | None]
) -> dict[UUID, Facts]:
    people, rows = people_of(inspections, on), gathered(inspections)
    return {row.pk: _of_one(row, on, people[row.pk], rows[row.pk], contents.get(row.pk)) for row in inspections}


def _of_one(
    row: Inspection, on: date, people: People, rows: Gathered, contents: HeldContents | Unreadable | None
) -> Facts:
    if isinstance(contents, Unreadable):
        return Facts(on, row.stage, row.site_date, people, rows, None, unreadable=True)
    return Facts(on, row.stage, row.site_date, people, rows, contents)
