"""What the record tells of what people did around a draw.

Whoever has the database can change a row, draw, and put the row back: nothing would be left to see. So a draw believes
its exclusions, seeds, agreements and site date only as they are on record, and its certificate is checked against that.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from django.utils.timezone import localdate

from trigpoint.inspectorate.programme.kinds import SITE_DATE_SET
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling.kinds import (
    CASE_EXCLUDED,
    CASE_READMITTED,
    EXCLUSION_CONFIRMED,
    LIST_SENT,
    SAMPLE_DRAWN,
    SECOND_DECISION_AGREED,
    SEED_COMMITTED,
    SEED_USED,
    SEED_WITHDRAWN,
)
from trigpoint.inspectorate.sampling.models import SeedCommitment
from trigpoint.inspectorate.sampling.queries import commitments, exclusions
from trigpoint.record.alterations import AlteredError
from trigpoint.record.chain import plain
from trigpoint.record.chains import inspection_chain, thing_of
from trigpoint.record.models import Event
from trigpoint.rules.steering import Agreement, Limited, MovedDate

# What is agreed to for one draw: a later draw asks anew. The others are counted over all draws.
_OF_ONE_DRAW: Final = {Limited.TAKEN_OUT, Limited.SITE_DATE}


def told(inspection: Inspection, *kinds: str, until: int | None = None) -> list[Event]:
    """The entries of some kinds in an inspection's record, in its order, up to an entry; None for its end."""
    events = Event.objects.filter(chain_id=inspection_chain(inspection), kind__in=kinds).order_by("number")
    return list(events if until is None else events.filter(number__lte=until))


def told_since(seed: SeedCommitment, *kinds: str) -> list[Event]:
    """The entries of some kinds since a seed was fixed."""
    events = told(seed.inspection, SEED_COMMITTED.key, *kinds)
    fixed = next(event.number for event in events if event.thing == thing_of(seed))
    return [event for event in events if event.kind in kinds and event.number > fixed]


def excluded(inspection: Inspection, until: int | None = None) -> dict[str, dict[str, str]]:
    """Thing → case, reason and hash of the row, of each exclusion that stood at an entry of the record."""
    standing: dict[str, dict[str, str]] = {}
    kinds = (CASE_EXCLUDED.key, EXCLUSION_CONFIRMED.key, CASE_READMITTED.key)
    for event in told(inspection, *kinds, until=until):
        if event.kind == CASE_READMITTED.key:
            standing.pop(event.thing, None)
        else:
            standing[event.thing] = {**standing.get(event.thing, {}), **(event.after or {})}
    return standing


def agreements(inspection: Inspection, of_draw: int, until: int | None = None) -> tuple[Agreement, ...]:
    """What a second person agreed to that bears on a draw, up to an entry of the record; None for its end.

    That cases are taken out, or the site date is moved, is agreed to for one draw; no decision is used twice.
    """
    return tuple(_agreements(inspection, of_draw, until))


def _agreements(inspection: Inspection, of_draw: int, until: int | None) -> Iterator[Agreement]:
    drawn = 0
    for event in told(inspection, SAMPLE_DRAWN.key, SECOND_DECISION_AGREED.key, until=until):
        if event.kind == SAMPLE_DRAWN.key:
            drawn += 1
            continue
        asked, decided = event.before or {}, event.after or {}
        limited = Limited(asked["limited"])
        # A case is taken out of the draw that was made; everything else is about the draw to come.
        about = drawn if limited is Limited.TAKEN_OUT else drawn + 1
        if about == of_draw or (limited not in _OF_ONE_DRAW and about < of_draw):
            yield Agreement(limited, asked["number"], date.fromisoformat(decided["decided_on"]), event.reason)


def agreed_to(inspection: Inspection, limited: Limited) -> int:
    """Up to how many a second person has agreed to for the sample as it is now; 0 where nobody did."""
    drawn = len(told(inspection, SAMPLE_DRAWN.key))
    of_draw = drawn if limited is Limited.TAKEN_OUT else drawn + 1
    numbers = (agreed.number for agreed in agreements(inspection, of_draw) if agreed.limited is limited)
    return max(numbers, default=0)


def site_date(inspection: Inspection, until: int | None = None) -> date | None:
    """The site date at an entry of the record; None where it was not set."""
    events = told(inspection, SITE_DATE_SET.key, until=until)
    return _day(events[-1].after) if events else None


def site_date_moves(seed: SeedCommitment) -> tuple[MovedDate, ...]:
    """How the site date was set or moved after the first list since a seed was fixed had come in.

    Before that nobody of the inspectorate knows a case that it could bring in or keep out.
    """
    events = told_since(seed, LIST_SENT.key, SITE_DATE_SET.key)
    first = next((event.number for event in events if event.kind == LIST_SENT.key), None)
    return tuple(
        MovedDate(
            _day(event.before), date.fromisoformat((event.after or {})["site_date"]), localdate(event.at), event.reason
        )
        for event in events
        if event.kind == SITE_DATE_SET.key and first is not None and event.number > first
    )


def check_as_on_record(inspection: Inspection) -> None:
    """Raise AlteredError where the exclusions, seeds or site date of an inspection are not those on record."""
    standing = {
        thing_of(row): {"case": row.case, "why": row.why, "case_sha256": row.case_sha256}
        for row in exclusions(inspection)
    }
    if standing != excluded(inspection):
        raise AlteredError("An exclusion before the draw")
    if {thing_of(row): _seed(row) for row in commitments(inspection)} != _seeds(inspection):
        raise AlteredError("A seed that was fixed")
    if inspection.site_date != site_date(inspection):
        raise AlteredError("The site date of the inspection")


def _seed(row: SeedCommitment) -> Mapping[str, object]:
    columns: dict[str, object] = {"commitment": row.commitment, "at": row.at}
    if row.withdrawn_on is not None:
        columns |= {"withdrawn_on": row.withdrawn_on, "withdrawn_why": row.withdrawn_why}
    if row.draw_number is not None:
        columns["draw_number"] = row.draw_number
    return plain(columns) or {}


def _seeds(inspection: Inspection) -> dict[str, Mapping[str, object]]:
    seeds: dict[str, Mapping[str, object]] = {}
    for event in told(inspection, SEED_COMMITTED.key, SEED_WITHDRAWN.key, SEED_USED.key):
        seeds[event.thing] = {**seeds.get(event.thing, {}), **(event.after or {})}
    return seeds


def _day(columns: Mapping[str, object] | None) -> date | None:
    day = (columns or {}).get("site_date")
    return date.fromisoformat(str(day)) if day else None
