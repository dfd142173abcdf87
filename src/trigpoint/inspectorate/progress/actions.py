"""Move an inspection to its next stage, or take it back."""

from collections.abc import Mapping
from typing import Final

from django.db import transaction

from trigpoint.inspectorate.bundling.live import live_bundle, rated
from trigpoint.inspectorate.programme import kinds
from trigpoint.inspectorate.programme.access import check_may_move_into, check_may_take_back
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import lock_inspection
from trigpoint.inspectorate.programme.stages import StageKey, next_stage, stage, ways_back
from trigpoint.inspectorate.programme.telling import tell_of
from trigpoint.inspectorate.progress.conditions import checklist
from trigpoint.inspectorate.progress.facts import Facts, facts_of
from trigpoint.inspectorate.publishing.actions.sealing import seal_edition
from trigpoint.jobs.sealing import seal_soon
from trigpoint.notices import table as notices
from trigpoint.notices.table import Notice
from trigpoint.people.access import Refusal, check_reason_given, refuse_unless
from trigpoint.people.standing import Standing
from trigpoint.record.chains import inspection_chain
from trigpoint.record.versioned import ChangedMeanwhileError, change

# Which moves are told by e-mail; what waits after any other is on the first page of whoever it waits for.
TOLD_AT: Final[Mapping[str, Notice]] = {StageKey.ANNOUNCED: notices.ANNOUNCED, StageKey.PUBLISHED: notices.PUBLISHED}


def check_can_move_on(by: Standing, inspection: Inspection, facts: Facts) -> None:
    """Refuse a move by somebody who may not make it, or with anything missing; the sentence says what."""
    coming = next_stage(inspection.stage)
    if coming is None:
        raise Refusal("The inspection is at its last stage.")
    check_may_move_into(by, inspection, coming.key)
    missing = [condition.missing for condition in checklist(coming.key, facts) if not condition.met]
    refuse_unless(not missing, " ".join(missing))
    signature = facts.rows.signature if coming.key is StageKey.PUBLISHED else None
    refuse_unless(
        signature is None or signature.signed_by_id != by.person,
        "You signed this report: somebody else publishes it, the programme manager or another director.",
    )


def move_on(*, inspection: Inspection, seen: int, by: Standing) -> None:
    """Move an inspection to its next stage. Raises Refusal, or ChangedMeanwhileError where someone else moved it."""
    with transaction.atomic():
        locked = lock_inspection(inspection)
        # Asked before what is missing: that would be about a stage later than the one that was to be entered.
        if locked.version != seen:
            raise ChangedMeanwhileError(locked)
        facts = facts_of(inspection, by.on, rated(inspection))
        check_can_move_on(by, inspection, facts)
        coming = next_stage(inspection.stage)
        to: dict[str, object] = {"stage": coming.key if coming else inspection.stage}
        publishes = coming is not None and coming.key == StageKey.PUBLISHED
        overall = facts.contents.overall if publishes and facts.contents else ""
        if publishes:
            to |= {"published_on": by.on, "overall": overall}
        chain = inspection_chain(inspection)
        event = change(inspection, seen=seen, to=to, by=by, kind=kinds.STAGE_MOVED, chain=chain)
        notice = TOLD_AT.get(inspection.stage)
        if notice is not None:
            tell_of(notice, inspection, by=by, at=event.at)
        # At each stage somebody outside gets a head: what was so by then cannot be written anew.
        seal_soon()
        if publishes:
            # Composed after the move: the Bundle of an edition says when it was published.
            bundle = live_bundle(inspection)
            seal_edition(
                inspection=inspection, bundle=bundle, overall=overall, published_on=by.on, published_as="", by=by
            )


def take_back(*, inspection: Inspection, seen: int, to: str, reason: str, by: Standing) -> None:
    """Take an inspection back to an earlier stage, with a reason."""
    check_may_take_back(by, inspection)
    refuse_unless(stage(to) in ways_back(inspection.stage), "The inspection cannot go back to that stage.")
    check_reason_given(reason, "Say why the inspection goes back.")
    chain = inspection_chain(inspection)
    with transaction.atomic():
        change(inspection, seen=seen, to={"stage": to}, by=by, kind=kinds.STAGE_TAKEN_BACK, chain=chain, reason=reason)
        seal_soon()
