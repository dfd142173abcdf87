"""What waits beside what the next stage asks for: answers to look at, cases, interviews, the sample, the team."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from trigpoint.english import count_of
from trigpoint.inspectorate.assessment.interviews import slots
from trigpoint.inspectorate.assessment.queries import slot_of
from trigpoint.inspectorate.programme.holders import Holder
from trigpoint.inspectorate.programme.stages import StageKey, has_reached
from trigpoint.inspectorate.programme.timetable import BankHolidays
from trigpoint.inspectorate.progress.asking import answers, untyped
from trigpoint.inspectorate.progress.conditions import sending_lists
from trigpoint.inspectorate.progress.facts import Facts
from trigpoint.inspectorate.progress.remedies import ANSWERING, LEADS, Page, Remedy
from trigpoint.inspectorate.requests.models import Request
from trigpoint.inspectorate.sampling.limits import number_of
from trigpoint.people.permissions import Permission
from trigpoint.people.roles import CASE_READERS, RoleKey, role
from trigpoint.rules.steering import Limited

Purpose = Request.Purpose
State = Request.State
Waits = Iterator[Remedy]

# Whoever asks the service; a support officer arranges, and is told of what is late and of what came.
ASKING: Final = (*LEADS, RoleKey.SUPPORT_OFFICER)
# What was sent is to be looked at until somebody has accepted it or sent it back, whatever stage comes meanwhile. The
# published report ends that for what it was asked for; for anything else the end of the inspection does.
_FOR_THE_REPORT: Final = {Purpose.EVIDENCE, Purpose.CASE_LISTS, Purpose.FIGURES, Purpose.FACTUAL_ACCURACY}
_DECIDING: Final = tuple(key for key in RoleKey if Permission.DECIDE_ON_SAMPLE in role(key).on_each_inspection)


def beside(facts: Facts) -> Waits:
    """Whatever waits on an inspection beside what the next stage asks for."""
    yield from _to_declare(facts)
    yield from _requests(facts)
    if not has_reached(facts.stage, StageKey.PROVISIONAL_RATINGS):
        yield from _sample(facts)
    # Cases are on readers as soon as a sample is drawn, whether or not somebody has moved the stage on since.
    if not has_reached(facts.stage, StageKey.ORGANISATION_WEEK):
        yield from _cases_to_read(facts)
        yield from _interviews(facts)


def _to_declare(facts: Facts) -> Waits:
    for asked in facts.undeclared:
        if asked.able:
            act = f"Declare your interests before you join as {role(asked.role).title.lower()}"
            yield Remedy(act, (asked.role,), Page.DECLARE, asked.place_id, only=(asked.holder,))


def _requests(facts: Facts) -> Waits:
    for remedy in answers(facts):
        yield remedy
        if remedy.due is not None and remedy.due < facts.on:
            late = "The service has not answered"
            act = f"{late}: {remedy.act.removeprefix('Answer: ')}"
            yield Remedy(act, ASKING, Page.REQUEST, remedy.thing, remedy.due, untyped=late)
    for row in facts.rows.requests:
        last = StageKey.PUBLISHED if row.purpose in _FOR_THE_REPORT else StageKey.FOLLOWED_UP
        if row.state == State.ANSWERED and not has_reached(facts.stage, last):
            act = f"Look at what the service sent: {row.title}"
            yield Remedy(act, ASKING, Page.REQUEST, row.pk, untyped=untyped(row))


def _sample(facts: Facts) -> Waits:
    sample = facts.sample
    if sample.waits and sample.missing and sample.drawn:
        yield sending_lists(facts)
    elif sample.waits and not sample.missing and (sample.drawn or facts.stage == StageKey.ANNOUNCED):
        # Once the lists are in, the next stage itself asks for the first draw.
        act = "Draw the sample again" if sample.drawn else "Look at the case lists, and draw the sample"
        yield Remedy(act, LEADS, Page.SAMPLE, due=None if sample.drawn else facts.due(StageKey.SAMPLE_SET))
    for decision in facts.rows.decisions:
        act = f"Decide about up to {number_of(Limited(decision.limited), decision.number)}"
        able = tuple(
            holder for holder in facts.people.of(_DECIDING) if _may_decide(facts, holder, decision.asked_by_id)
        )
        yield Remedy(act, _DECIDING, Page.SECOND_DECISION, decision.pk, only=able)


def _may_decide(facts: Facts, holder: Holder, asked_by: object) -> bool:
    # Of a lead and a deputy each could ask and the other agree: whoever sets the sample decides nothing about it.
    setting = [key for key in RoleKey if Permission.SET_SAMPLE in role(key).on_its_inspection]
    return holder.id != asked_by and holder not in facts.people.of(setting)


def _cases_to_read(facts: Facts) -> Waits:
    """The cases that are on somebody and not wholly answered, by their reader."""
    if facts.contents is None:
        return
    by_the_timetable = facts.due(StageKey.ORGANISATION_WEEK)
    days: dict[Holder, list[date | None]] = {}
    for row in facts.rows.allocations:
        if row.case in facts.contents.open_cases and row.reader_id in facts.readers:
            days.setdefault(Holder(row.reader_id, row.reader.name), []).append(row.day or by_the_timetable)
    for reader, of_reader in days.items():
        roles = tuple(key for key in CASE_READERS if reader in facts.people.of((key,)))
        overdue, coming = _by_day(of_reader, facts.on)
        for number, due, case in ((*overdue, "overdue case"), (*coming, "case")):
            if number:
                act = f"Read {count_of(number, case)} and talk about {'it' if number == 1 else 'them'}"
                yield Remedy(act, roles, Page.INTERVIEWS, due=due, only=(reader,))


def _interviews(facts: Facts) -> Waits:
    cases = set(facts.contents.cases) if facts.contents else set()
    rows = [row for row in facts.rows.allocations if row.case in cases]
    unsaid = [row.day for row in rows if row.day is not None and not row.comes]
    (number_past, first_past), (number, first) = _by_day(unsaid, facts.on)
    if number_past:
        past = count_of(number_past, "interview whose day is past", "interviews whose days are past")
        yield Remedy(f"Say who came to {past}", ANSWERING, Page.OWN_INTERVIEWS, due=first_past)
    if number:
        act = f"Say who comes to {count_of(number, 'interview')}"
        yield Remedy(act, ANSWERING, Page.OWN_INTERVIEWS, due=first)
    offered = set(slots(facts.site_date, BankHolidays())) if facts.site_date else set()
    outside = [row for row in rows if slot_of(row) not in offered]
    if outside:
        strays = count_of(len(outside), "interview that is", "interviews that are")
        act = f"Plan {strays} not in the case week"
        yield Remedy(act, LEADS, Page.PLAN_AGAIN, due=facts.site_date)


def _by_day(days: Iterable[date | None], on: date) -> tuple[tuple[int, date | None], tuple[int, date | None]]:
    """How many days are past, with the first of them, and how many are still to come or not set, likewise.

    What is overdue and what is coming are two things to do: else one interview of yesterday makes all of a week late.
    """
    days = list(days)
    past = [day for day in days if day is not None and day < on]
    coming = [day for day in days if day is None or day >= on]
    return (len(past), _first(past)), (len(coming), _first(coming))


def _first(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)
