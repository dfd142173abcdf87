"""What needs me now: everything that waits for somebody, what is late first, and nothing of others."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.factories.case_files import sent
from tests.factories.samples import DRAWN_AT, KEYS
from tests.factories.world import (
    A_MONDAY,
    World,
    answered,
    ask,
    bundle_of,
    fix_seed,
    framework,
    in_days,
    inspection,
    join,
    move_to,
    organisation,
    person,
    put_in,
)
from tests.web.conftest import As
from tests.web.pages.words import words
from trigpoint.inspectorate.assessment.actions import allocate
from trigpoint.inspectorate.assessment.models import Allocation
from trigpoint.inspectorate.programme.actions.planning import plan_inspection
from trigpoint.inspectorate.programme.actions.team import ask_to_join
from trigpoint.inspectorate.requests.models import Request
from trigpoint.inspectorate.sampling.actions.seeds import commit_seed
from trigpoint.inspectorate.waiting.lists import tasks_of
from trigpoint.people.actions import invite
from trigpoint.people.models import Organisation


def home(as_: As, role: str) -> str:
    return words(as_(role).get(reverse("home")))


def test_what_is_next_is_with_the_roles_whose_it_is_and_with_no_other(world: World, as_: As) -> None:
    assert "Fix the seed of the draw Of Eastmere By 25 January 2027" in home(as_, "lead-inspector")
    fix_seed(world)
    # Announced is due 25 working days before Monday 1 March 2027, with no bank holiday between: Monday 25 January.
    for role in ("lead-inspector", "deputy-lead"):
        assert "Announce the inspection to the service Of Eastmere By 25 January 2027" in home(as_, role)
    for role in ("programme-manager", "inspector", "panel-chair", "service-manager"):
        assert "Announce the inspection" not in home(as_, role)


def test_what_no_lead_and_no_site_date_has_waits_for_whoever_plans_it(world: World, as_: As) -> None:
    assert "Lonemere" not in home(as_, "programme-manager")
    plan_inspection(
        service=organisation(Organisation.Kind.SERVICE, "Lonemere"),
        inspectorate=world.inspectorate,
        programme=None,
        reference="lonemere-2027",
        title="An inspection of Lonemere",
        framework=framework(),
        by=world.standing("programme-manager"),
    )
    page = home(as_, "programme-manager")
    assert "Ask somebody to join as lead inspector Of Lonemere By No day set" in page
    assert "Set the site date Of Lonemere By No day set" in page
    assert "Invite the service manager Of Lonemere By No day set" in page


def test_a_service_without_an_inspection_waits_for_whoever_plans_until_the_programme_ends(
    world: World, as_: As
) -> None:
    # Of the two services of the world the programme has the inspection of one.
    due = "Plan the inspection of 1 service Of Programme 2026 to 2029 By 31 March 2029"
    assert due in home(as_, "programme-manager")
    assert "Plan the inspection" not in home(as_, "lead-inspector")


def test_what_is_late_is_told_to_the_programme_manager_with_whose_it_is(announced: World, as_: As) -> None:
    # On 9 February 2027 the evidence is a day late: it was due 15 working days before 1 March.
    manager = replace(announced.standing("programme-manager"), on=date(2027, 2, 9))
    late = [task for task in tasks_of(manager).tasks if task.late]
    assert [task.act for task in late] == [
        "Late, with the lead inspector: Ask the service: Evidence in advance",
        "Late, with the service manager: Send the evidence in advance",
        "Late, with the service manager: Send the case lists",
    ]
    on_time = replace(announced.standing("programme-manager"), on=date(2027, 2, 8))
    assert tasks_of(on_time).tasks == ()


def test_what_is_asked_of_the_service_waits_for_whoever_may_answer_for_it(world: World, as_: As) -> None:
    move_to(world, "announced")
    ask(world, title="Diary")
    for role in ("service-manager", "deputy-service-manager", "data-officer"):
        assert "Answer: Diary" in home(as_, role)
    for role in ("lead-inspector", "partner-representative"):
        assert "Answer: Diary" not in home(as_, role)


def test_a_request_that_is_late_waits_for_both_sides_and_says_so(world: World, as_: As) -> None:
    move_to(world, "announced")
    late = ask(world, title="Diary")
    Request.objects.filter(pk=late.pk).update(due=in_days(-1))
    assert "The service has not answered: Diary" in home(as_, "lead-inspector")
    assert "Late" in home(as_, "lead-inspector")
    assert "Late" in home(as_, "service-manager")


def test_what_is_answered_waits_for_nobody(world: World, as_: As) -> None:
    move_to(world, "announced")
    answered(world, "evidence")
    assert "To do What Of By Send the case lists Of Eastmere By 8 February 2027" in home(as_, "service-manager")
    sent(world, "court")
    sent(world, "out_of_court")
    assert "Nothing needs you now." in home(as_, "service-manager")


def test_once_every_list_is_in_the_draw_is_with_whoever_sets_the_sample(announced: World, as_: As) -> None:
    sent(announced, "court")
    for role in ("lead-inspector", "deputy-lead"):
        assert "Draw the sample" not in home(as_, role)
    sent(announced, "out_of_court")
    for role in ("lead-inspector", "deputy-lead"):
        assert "Look at the case lists, and draw the sample Of Eastmere By 15 February 2027" in home(as_, role)
    for role in ("inspector", "quality-lead", "service-manager"):
        assert "draw the sample" not in home(as_, role)


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_after_a_new_seed_it_is_again_and_once_drawn_with_nobody(sample_drawn: World, as_: As) -> None:
    assert "raw the sample" not in home(as_, "lead-inspector")
    lead, later = sample_drawn.standing("lead-inspector"), DRAWN_AT + timedelta(hours=1)
    commit_seed(inspection=sample_drawn.inspection, seed="another", at=DRAWN_AT, keys=KEYS, by=lead)
    sent(sample_drawn, "court", at=later)
    assert "Draw the sample" not in home(as_, "lead-inspector")
    sent(sample_drawn, "out_of_court", at=later)
    assert "Draw the sample again Of Eastmere" in home(as_, "lead-inspector")


def test_who_is_asked_to_join_a_team_is_asked_to_declare_interests_first(world: World, as_: As) -> None:
    ask_to_join(
        inspection=world.inspection,
        person=world.people["director"],
        role="inspector",
        by=world.standing("lead-inspector"),
    )
    assert "Declare your interests before you join as inspector Of Eastmere" in home(as_, "director")


def test_an_invitation_that_is_about_to_run_out_waits_for_whoever_sent_it(world: World, as_: As) -> None:
    manager = world.standing("programme-manager")
    for name, days in (("Soon Gone", 3), ("Long There", 4)):
        email = f"{name.split()[0]}@x.example".lower()
        invite(email=email, name=name, organisation=world.inspectorate, role="editor", days=days, by=manager)
    assert "Soon Gone has not accepted your invitation" in home(as_, "programme-manager")
    assert "Long There" not in home(as_, "programme-manager")


def test_what_is_due_first_comes_first(world: World, as_: As) -> None:
    other = inspection(organisation(Organisation.Kind.SERVICE, "Farmere"), world.inspectorate)
    type(other).objects.filter(pk=other.pk).update(site_date=A_MONDAY - timedelta(days=70))
    join(other, world.people["lead-inspector"], "lead-inspector")
    said = home(as_, "lead-inspector")
    assert said.index("Of Farmere") < said.index("Of Eastmere")


def test_somebody_without_a_role_is_told_whom_to_ask(world: World, as_: As) -> None:
    world.people["leaver"] = person("editor", world.inspectorate, email="leaver@northland.example")
    world.people["leaver"].memberships.update(starts=in_days(-9), ends=in_days(-1))
    assert "You hold no role today. Ask the person who invited you." in home(as_, "leaver")


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_what_the_next_stage_needs_and_nobody_has_asked_for_waits_for_the_lead(world: World, as_: As) -> None:
    move_to(world, "announced")
    assert "Ask the service: Evidence in advance Of Eastmere" in home(as_, "lead-inspector")
    answered(world, "evidence")
    assert "Ask the service" not in home(as_, "lead-inspector")
    move_to(world, "published")
    assert "Ask the service: Action plan Of Eastmere" in home(as_, "lead-inspector")
    assert "Ask the service" not in home(as_, "inspector")


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_the_service_is_told_of_its_own_next_step_until_a_request_says_so(world: World, as_: As) -> None:
    move_to(world, "published")
    # 85 working days from 1 March 2027: 17 weeks, and four bank holidays (26 and 29 March, 3 and 31 May).
    assert "Send the action plan Of Eastmere By 2 July 2027" in home(as_, "service-manager")
    assert "Send the action plan" not in home(as_, "case-manager")
    ask(world, "action-plan")
    said = home(as_, "service-manager")
    assert "Send the action plan" not in said
    assert "Answer: " in said


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_an_inspection_stays_on_its_teams_home_until_it_is_followed_up(world: World, as_: As) -> None:
    move_to(world, "published")
    assert "My inspections under way Service Stage Site date Eastmere Stage Published" in home(as_, "lead-inspector")
    move_to(world, "followed-up")
    assert "My inspections under way" not in home(as_, "lead-inspector")


def test_the_cases_that_are_on_somebody_wait_for_them_while_cases_are_read(world: World, as_: As) -> None:
    move_to(world, "case-week")
    # Every case of the twin is answered: nothing is left to read.
    assert "Read " not in home(as_, "inspector")
    answered_alone = [case for case in bundle_of(world).cases if case.reference != "C1"]
    unread = bundle_of(world).cases[0].model_copy(update={"answers": {}})
    put_in(world, bundle_of(world).model_copy(update={"cases": (unread, *answered_alone)}))
    readers = ("inspector", "assistant-inspector", "local-assessor", "deputy-lead", "lead-inspector")
    reader = Allocation.objects.get(inspection=world.inspection, case="C1").reader
    for role in readers:
        is_read_by = world.people[role] == reader
        assert ("Read 1 case and talk about it Of Eastmere By" in home(as_, role)) == is_read_by
    assert "Read " not in home(as_, "editor")


def test_whose_interviews_nobody_is_named_for_is_told_so_and_late_once_the_day_is_past(sampled: World, as_: As) -> None:
    assert "Say who comes" not in home(as_, "service-manager")
    allocate(inspection=sampled.inspection, by=sampled.standing("lead-inspector"))
    # The case week begins on Monday 1 March 2027.
    assert "Say who comes to 14 interviews Of Eastmere By 1 March 2027" in home(as_, "service-manager")
    later = replace(sampled.standing("service-manager"), on=date(2027, 3, 2))
    assert [task.late for task in tasks_of(later).tasks] == [True, False]  # those of Monday, and the rest
