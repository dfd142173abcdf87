"""What waits never waits on nobody, is told to nobody on the wrong side, and is told for many inspections at once."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from tests.factories.world import (
    World,
    answered,
    bundle_of,
    fix_seed,
    in_days,
    inspection,
    join,
    organisation,
    put_in,
    today,
)
from tests.locks import lock_record, unlock_record
from tests.web.conftest import As
from tests.web.pages.words import words
from trigpoint.bundle.findings import Findings, Texts
from trigpoint.bundle.model import Printed
from trigpoint.english import count_of
from trigpoint.inspectorate.assessment.actions import allocate
from trigpoint.inspectorate.assessment.queries import allocations
from trigpoint.inspectorate.parts.models import Part
from trigpoint.inspectorate.programme.actions.team import ask_to_join
from trigpoint.inspectorate.programme.holders import Holder, People
from trigpoint.inspectorate.programme.models import Inspection, TeamMember
from trigpoint.inspectorate.programme.stages import STAGES, next_stage
from trigpoint.inspectorate.programme.timetable import BankHolidays, working_days_from
from trigpoint.inspectorate.progress.remedies import Page
from trigpoint.inspectorate.requests.actions import accept
from trigpoint.inspectorate.requests.models import Request
from trigpoint.inspectorate.waiting.candidates import _last_late, that_may_wait_on
from trigpoint.inspectorate.waiting.lists import tasks_of, waiting_on_many
from trigpoint.people.actions import declare
from trigpoint.people.models import Membership, Organisation
from trigpoint.people.roles import RoleKey
from trigpoint.people.standing import operator
from trigpoint.web.waiting.shown import whose


def acts(world: World, role: str, on: date | None = None) -> list[str]:
    standing = world.standing(role)
    return [task.act for task in tasks_of(replace(standing, on=on or standing.on)).tasks]


@pytest.fixture
def shared(sample_drawn: World) -> World:
    """Every case is on a reader, and nothing of any is answered."""
    allocate(inspection=sample_drawn.inspection, by=sample_drawn.standing("lead-inspector"))
    Inspection.objects.filter(pk=sample_drawn.inspection.pk).update(stage="case-week")
    return sample_drawn


def test_whose_something_is_names_each_by_the_role_that_they_hold_and_counts_the_rest() -> None:
    chair, member, other, fourth = (Holder(uuid4(), name) for name in ("Ivor", "Joss", "Kim", "Lou"))
    people = People({"panel-chair": (chair,), "panel-member": (member, other, fourth)})
    roles = (RoleKey.PANEL_CHAIR, RoleKey.PANEL_MEMBER)
    everybody = people.of(roles)
    listed = whose(roles, everybody, people.titles(everybody, roles))
    assert listed == "Ratings panel chair (Ivor), ratings panel member (Joss, Kim) and 1 more"
    # Whoever was asked to take a role does not hold it yet, and of nobody the role alone is named.
    asked = Holder(uuid4(), "Max")
    assert whose(roles[:1], (asked,), people.titles((asked,), roles[:1])) == "Ratings panel chair (Max)"
    assert whose(roles, (), ()) == "Ratings panel chair"


def test_where_nobody_holds_the_role_whoever_plans_is_told_to_find_somebody(announced: World) -> None:
    leaving = {"starts": in_days(-9), "ends": in_days(-1)}
    TeamMember.objects.filter(inspection=announced.inspection, role__in=("lead-inspector", "deputy-lead")).update(
        **leaving
    )
    assert acts(announced, "programme-manager") == ["Ask somebody to join as lead inspector"]
    assert acts(announced, "lead-inspector") == []


def test_to_find_a_lead_is_one_thing_to_do_whatever_waits_for_one(world: World) -> None:
    """Planned, the team needs a lead, and a lead is to fix the seed: once somebody is found, both go on."""
    everybody = world.inspection.team
    everybody.filter(role__in=("lead-inspector", "deputy-lead")).update(starts=in_days(-9), ends=in_days(-1))
    assert acts(world, "programme-manager") == ["Ask somebody to join as lead inspector"]
    lead = world.people["lead-inspector"]
    ask_to_join(inspection=world.inspection, person=lead, role="lead-inspector", by=operator(today()))
    assert acts(world, "programme-manager") == []
    assert acts(world, "lead-inspector") == ["Declare your interests before you join as lead inspector"]


def test_to_find_somebody_at_the_service_is_one_thing_to_do_and_is_done_among_the_people(
    announced: World, as_: As
) -> None:
    Membership.objects.filter(organisation=announced.service).update(starts=in_days(-9), ends=in_days(-1))
    (task,) = tasks_of(announced.standing("programme-manager")).tasks
    assert (task.act, task.page) == ("Invite the service manager", Page.PEOPLE)


@pytest.mark.parametrize(("stage", "roles"), [("draft", ["editor"]), ("panel", ["panel-chair", "panel-member"])])
def test_whoever_plans_is_told_of_everything_that_waits_on_nobody_else(
    sampled: World, stage: str, roles: list[str]
) -> None:
    unwritten = {"panel_decisions": {}, "printed": Printed(), "texts": Texts(), "findings": Findings()}
    put_in(sampled, bundle_of(sampled).model_copy(update=unwritten))
    sampled.inspection.team.filter(role__in=roles).update(starts=in_days(-9), ends=in_days(-1))
    Inspection.objects.filter(pk=sampled.inspection.pk).update(stage=stage)
    row = Inspection.objects.select_related("service", "inspectorate").get(pk=sampled.inspection.pk)
    manager = sampled.people["programme-manager"].pk
    theirs = [task.act for task in waiting_on_many([row], today())[row.pk].tasks if task.waits_on(manager)]
    assert theirs == acts(sampled, "programme-manager") != []


def test_whoever_has_come_to_have_an_interest_is_told_nothing_and_their_deputy_goes_on(announced: World) -> None:
    declare(service=announced.service, has_interest=True, nature="A friend", by=announced.standing("lead-inspector"))
    assert acts(announced, "lead-inspector") == []
    assert acts(announced, "deputy-lead") == ["Ask the service: Evidence in advance"]


def test_while_somebody_is_asked_to_lead_it_is_their_turn_and_nobody_else_is_to_be_asked(world: World) -> None:
    fix_seed(world)
    TeamMember.objects.filter(inspection=world.inspection, role="lead-inspector").update(
        starts=in_days(-9), ends=in_days(-1)
    )
    assert "Ask somebody to join as lead inspector" in acts(world, "programme-manager")
    lead = world.people["lead-inspector"]
    ask_to_join(inspection=world.inspection, person=lead, role="lead-inspector", by=operator(today()))
    assert "Ask somebody to join as lead inspector" not in acts(world, "programme-manager")
    turn = waiting_on_many([world.inspection], today())[world.inspection.pk].next
    assert turn is not None
    assert turn.act == "Declare your interests before you join as lead inspector"
    assert [holder.id for holder in turn.people] == [lead.pk]


def test_a_service_reads_nothing_of_an_inspection_that_is_only_planned(world: World) -> None:
    fix_seed(world)
    assert acts(world, "service-manager") == []
    assert acts(world, "lead-inspector") == ["Announce the inspection to the service"]


@pytest.mark.parametrize("stage", [stage for stage in STAGES if next_stage(stage.key)], ids=lambda stage: stage.key)
def test_the_database_finds_what_is_late_by_the_last_site_date_for_which_it_is(stage: object) -> None:
    """Asked day by day over a year with all its bank holidays: the day found is late, and the next one is not."""
    days = next_stage(stage.key).days  # type: ignore[attr-defined, union-attr]
    free = BankHolidays()
    for number in range(0, 365, 7):
        on = date(2026, 12, 20) + timedelta(days=number)
        last = _last_late(days, on)  # type: ignore[arg-type]
        assert working_days_from(last, days, free) < on <= working_days_from(last + timedelta(days=1), days, free)  # type: ignore[arg-type]


def test_what_waits_is_told_for_many_inspections_with_as_many_questions_as_for_one(world: World) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            tasks_of(world.standing("lead-inspector"))
        return len(queries)

    few = asked()
    for number in range(5):
        more = inspection(organisation(Organisation.Kind.SERVICE, f"Place {number}"), world.inspectorate)
        join(more, world.people["lead-inspector"], "lead-inspector")
    assert asked() == few
    assert len(acts(world, "lead-inspector")) > 5


def test_of_an_inspection_that_waits_the_list_of_all_says_lead_next_step_whose_and_how_late(
    world: World, as_: As
) -> None:
    # Announced was due 25 working days before Monday 16 November 2026: on Monday 12 October.
    Inspection.objects.filter(pk=world.inspection.pk).update(site_date=date(2026, 11, 16))
    listed = words(as_("programme-manager").get(reverse("inspections")))
    assert (
        "Eastmere Stage Planned Lead Invented lead-inspector Next Fix the seed of the draw "
        "Whose Lead inspector (Invented lead-inspector), deputy lead inspector (Invented deputy-lead) By 12 October 2026"
        in listed
    )
    assert "working days late" in listed


@pytest.mark.parametrize(
    ("purpose", "last", "over"),
    [
        ("evidence", "sign-off", "published"),
        ("figures", "sign-off", "published"),
        ("action-plan", "action-plan", "followed-up"),
        ("other", "published", "followed-up"),
    ],
)
def test_what_was_sent_is_looked_at_until_it_is_accepted_or_what_it_was_sent_for_is_over(
    announced: World, purpose: str, last: str, over: str
) -> None:
    answered(announced, purpose)
    look = f"Look at what the service sent: About {purpose}"
    for stage, is_to_do in (("announced", True), (last, True), (over, False)):
        Inspection.objects.filter(pk=announced.inspection.pk).update(stage=stage)
        assert (look in acts(announced, "support-officer")) is is_to_do, stage
    Inspection.objects.filter(pk=announced.inspection.pk).update(stage=last)
    row = Request.objects.get(inspection=announced.inspection, purpose=purpose)
    accept(request=row, seen=row.version, by=announced.standing("lead-inspector"))
    assert look not in acts(announced, "support-officer")


@pytest.mark.parametrize("stage", ["announced", "evidence-in", "sample-set", "case-week"])
def test_readers_and_service_are_told_of_their_interviews_as_soon_as_there_are_any(shared: World, stage: str) -> None:
    Inspection.objects.filter(pk=shared.inspection.pk).update(stage=stage)
    number = allocations(shared.inspection).count()
    assert f"Say who comes to {number} interviews" in acts(shared, "service-manager")
    assert any(act.startswith("Read ") for act in acts(shared, "inspector"))


def test_late_is_what_is_late_and_not_what_is_coming(shared: World) -> None:
    """Interviews are from Monday 1 March 2027. On Wednesday those of two days are overdue, and no other."""
    days = [row.day for row in allocations(shared.inspection) if row.day]
    wednesday = date(2027, 3, 3)
    past = sum(day < wednesday for day in days)
    assert 1 < past < len(days) - 1
    tasks = tasks_of(replace(shared.standing("service-manager"), on=wednesday)).tasks
    assert [(task.act, task.due, task.late) for task in tasks] == [
        (f"Say who came to {past} interviews whose days are past", date(2027, 3, 1), True),
        (f"Say who comes to {len(days) - past} interviews", wednesday, False),
    ]
    # Each reader has the first of their cases on Monday or Tuesday.
    own = sorted(
        row.day for row in allocations(shared.inspection) if row.day and row.reader_id == shared.people["inspector"].pk
    )
    tasks = tasks_of(replace(shared.standing("inspector"), on=own[1])).tasks
    assert [(task.act, task.due, task.late) for task in tasks] == [
        ("Read 1 overdue case and talk about it", own[0], True),
        (f"Read {count_of(len(own) - 1, 'case')} and talk about {'it' if len(own) == 2 else 'them'}", own[1], False),
    ]


def test_what_cannot_be_read_is_said_of_that_inspection_and_shuts_no_first_page(sampled: World, as_: As) -> None:
    """Whoever can write into the database could else shut the first pages of everybody on its team."""
    unlock_record()
    Part.objects.filter(inspection=sampled.inspection, name="judgements").update(digest="0" * 64)
    lock_record()
    look = "Look at the inspection: what it holds is not what was recorded Of Eastmere"
    assert look in words(as_("lead-inspector").get(reverse("home")))
    assert "not what was recorded" in words(as_("programme-manager").get(reverse("inspections")))
    assert as_("service-manager").get(reverse("home")).status_code == 200


def test_nothing_waits_on_an_inspection_that_was_cancelled_or_loaded_as_published(announced: World) -> None:
    row = Inspection.objects.select_related("service", "inspectorate").get(pk=announced.inspection.pk)
    assert waiting_on_many([row], today())[row.pk].tasks
    row.cancelled_on = today()
    assert waiting_on_many([row], today())[row.pk].tasks == ()
    Inspection.objects.filter(pk=row.pk).update(cancelled_on=today(), cancelled_why="By mistake")
    assert not that_may_wait_on(announced.standing("lead-inspector")).exists()
    row.cancelled_on, row.stage, row.site_date = None, "published", None
    assert waiting_on_many([row], today())[row.pk].tasks == ()


def test_every_page_on_which_something_may_be_to_do_has_an_address() -> None:
    assert [page for page in Page if page.value not in get_resolver().reverse_dict] == []
