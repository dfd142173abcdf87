"""Set the site date, and adjust dates of the timetable by hand."""

from datetime import date

from django.db import transaction

from trigpoint.inspectorate.programme import kinds
from trigpoint.inspectorate.programme.access import (
    check_can_adjust,
    check_can_move_site_date,
    check_can_set_date,
    why_it_needs_a_reason,
)
from trigpoint.inspectorate.programme.models import AdjustedDate, Inspection
from trigpoint.inspectorate.programme.queries import dates, days_reached, lock_inspection
from trigpoint.inspectorate.programme.stages import StageKey
from trigpoint.inspectorate.programme.timetable import BankHolidays, is_working_day
from trigpoint.people.access import check_reason_given, refuse_unless
from trigpoint.people.standing import Standing
from trigpoint.record.chains import inspection_chain
from trigpoint.record.versioned import ChangedMeanwhileError, change
from trigpoint.record.writing import new_row, write


def set_site_date(*, inspection: Inspection, seen: int, site_date: date, reason: str, by: Standing) -> None:
    """Set the first day of the case week, a working day.

    A date that is moved asks for a reason, and so does one in the past, or sooner than the notice that is given.
    """
    check_can_set_date(by, inspection, site_date)
    check_can_move_site_date(by, inspection)
    refuse_unless(is_working_day(site_date, BankHolidays()), "The site date must be a working day.", "site_date")
    asked = why_it_needs_a_reason(inspection, site_date, days_reached(inspection).get(StageKey.ANNOUNCED), by.on)
    if asked:
        check_reason_given(reason, asked)
    chain = inspection_chain(inspection)
    with transaction.atomic():
        to = {"site_date": site_date}
        change(inspection, seen=seen, to=to, by=by, kind=kinds.SITE_DATE_SET, chain=chain, reason=reason)


def adjust_date(*, inspection: Inspection, stage: str, seen: int, day: date, reason: str, by: Standing) -> None:
    """Set the date of a stage by hand. `seen` is the version of the adjustment that was seen; 0 for none.

    Raises ChangedMeanwhileError where someone else adjusted the date since.
    """
    chain = inspection_chain(inspection)
    values = {"date": day, "reason": reason}
    with transaction.atomic():
        # A date is checked against its neighbours, so no neighbour may move meanwhile.
        locked = lock_inspection(inspection)
        check_can_adjust(by, locked, stage, day, reason, dates(locked))
        adjusted = AdjustedDate.objects.filter(inspection=inspection, stage=stage).first()
        if adjusted is not None:
            to = {"stage": stage, **values}
            change(adjusted, seen=seen, to=to, by=by, kind=kinds.DATE_ADJUSTED, chain=chain, reason=reason)
            return
        refuse_unless(seen == 0, "Someone else has gone back to the computed date. Open the page again.")
        adjusted = AdjustedDate.objects.create(inspection=inspection, stage=stage, **values)
        after = {"stage": stage, "date": day}
        write(
            chain=chain,
            by=by,
            kind=kinds.DATE_ADJUSTED,
            thing=new_row(adjusted),
            after=after,
            reason=reason,
        )


def end_adjustment(*, adjusted: AdjustedDate, seen: int, reason: str, by: Standing) -> None:
    """Go back to the computed date. The record keeps the one that was set by hand."""
    inspection = adjusted.inspection
    with transaction.atomic():
        locked = lock_inspection(inspection)
        days = dates(locked)
        computed = next((dated.computed for dated in days if dated.stage.key == adjusted.stage), adjusted.date)
        # The computed date has to keep the order as well: neighbours may have been adjusted around the other.
        check_can_adjust(by, locked, adjusted.stage, computed, reason, days)
        gone, _ = AdjustedDate.objects.filter(pk=adjusted.pk, version=seen).delete()
        if not gone:
            newer = AdjustedDate.objects.filter(pk=adjusted.pk).first()
            refuse_unless(newer is not None, "Someone else has gone back to the computed date already.")
            raise ChangedMeanwhileError(newer or adjusted)
        before = {"stage": adjusted.stage, "date": adjusted.date, "reason": adjusted.reason}
        chain = inspection_chain(inspection)
        write(chain=chain, by=by, kind=kinds.ADJUSTMENT_ENDED, thing=adjusted, before=before, reason=reason)
