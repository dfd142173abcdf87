"""Move an inspection to its next stage, or take it back."""

from django.db import transaction

from trigpoint.inspectorate.course.conditions import checklist
from trigpoint.inspectorate.course.facts import Facts, facts
from trigpoint.inspectorate.programme import kinds
from trigpoint.inspectorate.programme.access import check_may_move_into, check_may_take_back
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import lock_inspection
from trigpoint.inspectorate.programme.stages import StageKey, next_stage, stage, ways_back
from trigpoint.people.access import Refusal, check_reason_given, refuse_unless
from trigpoint.people.standing import Standing
from trigpoint.record.chains import inspection_chain
from trigpoint.record.versioned import ChangedMeanwhileError, change


def check_can_move_on(by: Standing, inspection: Inspection, known: Facts) -> None:
    """Refuse a move by somebody who may not make it, or with anything missing; the sentence says what."""
    coming = next_stage(inspection.stage)
    if coming is None:
        raise Refusal("The inspection is at its last stage.")
    check_may_move_into(by, inspection, coming.key)
    missing = [one.missing for one in checklist(coming.key, known) if not one.met]
    refuse_unless(not missing, " ".join(missing))


def move_on(*, inspection: Inspection, seen: int, by: Standing) -> None:
    """Move an inspection to its next stage. Raises Refusal, or ChangedMeanwhileError where someone else moved it."""
    with transaction.atomic():
        there = lock_inspection(inspection)
        # Asked before what is missing: that would be about a stage later than the one that was to be entered.
        if there.version != seen:
            raise ChangedMeanwhileError(there)
        known = facts(inspection, by.on)
        check_can_move_on(by, inspection, known)
        coming = next_stage(inspection.stage)
        to: dict[str, object] = {"stage": coming.key if coming else inspection.stage}
        if coming and coming.key == StageKey.PUBLISHED:
            final = known.held.rated.final if known.held else None
            to |= {"published_on": by.on, "overall": final.rating.name if final else ""}
        chain = inspection_chain(inspection)
        change(inspection, seen=seen, to=to, by=by, kind=kinds.STAGE_MOVED, chain=chain)


def take_back(*, inspection: Inspection, seen: int, to: str, reason: str, by: Standing) -> None:
    """Take an inspection back to an earlier stage, with a reason."""
    check_may_take_back(by, inspection)
    refuse_unless(stage(to) in ways_back(inspection.stage), "The inspection cannot go back to that stage.")
    check_reason_given(reason, "Say why the inspection goes back.")
    chain = inspection_chain(inspection)
    with transaction.atomic():
        change(inspection, seen=seen, to={"stage": to}, by=by, kind=kinds.STAGE_TAKEN_BACK, chain=chain, reason=reason)
