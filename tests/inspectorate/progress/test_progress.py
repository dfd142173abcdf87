"""The course of an inspection: what must be true before each move, who may make it, and the ways back."""

from datetime import date

import pytest

from tests.factories.case_files import sent
from tests.factories.world import World, answered, ask, draw_twin, fix_seed, join, move_to, organisation, person, today
from tests.factories.world import inspection as make_inspection
from trigpoint.inspectorate.bundling.live import rated
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.progress.actions import move_on, take_back
from trigpoint.inspectorate.progress.conditions import checklist
from trigpoint.inspectorate.progress.facts import facts_of
from trigpoint.inspectorate.requests.actions import withdraw
from trigpoint.people.access import Refusal
from trigpoint.people.models import Organisation
from trigpoint.record.chains import inspection_chain
from trigpoint.record.models import Event
from trigpoint.record.versioned import ChangedMeanwhileError


def missing(world: World, stage: str) -> list[str]:
    return [
        one.missing
        for one in checklist(stage, facts_of(world.inspection, today(), rated(world.inspection)))
        if one.missing
    ]


def test_an_inspection_can_go_through_all_its_stages(world: World) -> None:
    move_to(world, "followed-up")
    events = Event.objects.filter(chain_id=inspection_chain(world.inspection), kind="programme.stage_moved")
    assert events.count() == 13


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_publishing_keeps_the_overall_rating_and_the_day(world: World) -> None:
    move_to(world, "published")
    world.inspection.refresh_from_db()
    # The twin of the published report: 20 points, Good
    assert world.inspection.overall == "Good"
    # By the timetable: 65 working days from 1 March 2027, which is 13 weeks, with four bank holidays between.
    assert world.inspection.published_on == date(2027, 6, 4)


def test_an_inspection_without_a_lead_a_date_and_a_contact_cannot_be_announced(world: World) -> None:
    lonely = organisation(Organisation.Kind.SERVICE, "Lonemere")
    world.inspection = make_inspection(lonely, world.inspectorate)
    Inspection.objects.filter(pk=world.inspection.pk).update(site_date=None)
    world.inspection.refresh_from_db()
    assert missing(world, "announced") == [
        "Nobody has joined the team as lead inspector.",
        "Set the site date.",
        "Nobody at the service has an account that may answer. Invite the service manager.",
        "The seed is not fixed yet.",
    ]
    with pytest.raises(Refusal, match="Set the site date"):
        move_on(inspection=world.inspection, seen=world.inspection.version, by=world.standing("programme-manager"))


def test_a_list_of_every_case_type_must_come_in(world: World) -> None:
    move_to(world, "announced")
    answered(world, "evidence")
    sent(world, "court")
    assert missing(world, "evidence-in") == ["No list of out-of-court disposals has come in."]
    sent(world, "out_of_court")
    assert missing(world, "evidence-in") == []


def test_evidence_and_case_lists_must_both_be_answered_by_the_service(world: World) -> None:
    move_to(world, "announced")
    asked = ask(world, "evidence")
    answered(world, "case-lists")
    assert missing(world, "evidence-in") == ["No request 'Evidence in advance' has been answered by the service."]
    assert asked.state == "asked"


def test_the_sample_needs_contents_with_sample_and_cases(world: World) -> None:
    move_to(world, "evidence-in")
    assert missing(world, "sample-set") == [
        "The inspection holds no sample yet.",
        "The inspection holds no cases yet.",
        "The inspection holds no certificate of a draw.",
    ]
    draw_twin(world)
    assert missing(world, "sample-set") == []


def test_somebody_who_has_not_declared_holds_up_the_case_week(world: World) -> None:
    from trigpoint.inspectorate.programme.actions.team import ask_to_join  # noqa: PLC0415 - used here alone

    newcomer = person("inspector", world.inspectorate, email="new@northland.example")
    ask_to_join(inspection=world.inspection, person=newcomer, role="inspector", by=world.standing("lead-inspector"))
    assert "1 person has been asked to join and not declared interests yet." in missing(world, "case-week")


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_the_check_of_the_draft_begins_once_the_service_has_been_sent_it(world: World) -> None:
    move_to(world, "draft")
    says = "No request 'Factual accuracy check' with the draft report has been sent to the service."
    assert missing(world, "factual-accuracy") == [says]
    ask(world, "other")
    asked = ask(world, "factual-accuracy")
    assert missing(world, "factual-accuracy") == []
    withdraw(request=asked, seen=asked.version, reason="Wrong draft", by=world.standing("lead-inspector"))
    assert missing(world, "factual-accuracy") == [says]
    answered(world, "factual-accuracy")
    assert missing(world, "factual-accuracy") == []


def test_only_the_roles_that_a_stage_names_may_move_into_it(world: World) -> None:
    move_to(world, "provisional-ratings")
    with pytest.raises(Refusal, match="Only the ratings panel chair can move an inspection to 'Ratings panel'"):
        move_on(inspection=world.inspection, seen=world.inspection.version, by=world.standing("lead-inspector"))
    with pytest.raises(Refusal, match="You cannot move this inspection to another stage"):
        move_on(inspection=world.inspection, seen=world.inspection.version, by=world.standing("inspector"))
    move_on(inspection=world.inspection, seen=world.inspection.version, by=world.standing("panel-chair"))
    assert world.inspection.stage == "panel"


def test_of_two_who_move_an_inspection_at_once_the_second_moves_nothing(world: World) -> None:
    fix_seed(world)
    lead = world.standing("lead-inspector")
    stale = Inspection.objects.get(pk=world.inspection.pk)
    move_on(inspection=world.inspection, seen=world.inspection.version, by=lead)
    with pytest.raises(ChangedMeanwhileError):
        move_on(inspection=stale, seen=stale.version, by=lead)
    assert Inspection.objects.get(pk=stale.pk).stage == "announced"


def test_an_inspection_goes_back_with_a_reason_and_the_record_keeps_it(world: World) -> None:
    move_to(world, "case-week")
    lead = world.standing("lead-inspector")
    seen = world.inspection.version
    with pytest.raises(Refusal, match="Say why"):
        take_back(inspection=world.inspection, seen=seen, to="sample-set", reason=" ", by=lead)
    take_back(
        inspection=world.inspection, seen=seen, to="sample-set", reason="Two cases were out of the window", by=lead
    )
    event = Event.objects.filter(kind="programme.stage_taken_back").get()
    assert (event.before, event.after) == ({"stage": "case-week"}, {"stage": "sample-set"})
    assert event.reason == "Two cases were out of the window"


@pytest.mark.proof
@pytest.mark.on_postgresql
@pytest.mark.parametrize("to", ["planned", "organisation-week", "case-week"])
def test_there_is_no_way_back_to_planning_forward_or_to_the_same_stage(world: World, to: str) -> None:
    move_to(world, "case-week")
    with pytest.raises(Refusal, match="cannot go back to that stage"):
        take_back(
            inspection=world.inspection,
            seen=world.inspection.version,
            to=to,
            reason="x",
            by=world.standing("lead-inspector"),
        )


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_a_published_inspection_does_not_go_back_behind_its_publication(world: World) -> None:
    move_to(world, "action-plan")
    lead = world.standing("lead-inspector")
    with pytest.raises(Refusal, match="cannot go back to that stage"):
        take_back(inspection=world.inspection, seen=world.inspection.version, to="draft", reason="x", by=lead)
    take_back(
        inspection=world.inspection, seen=world.inspection.version, to="published", reason="Plan was wrong", by=lead
    )
    assert world.inspection.stage == "published"


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_the_last_stage_leads_nowhere(world: World) -> None:
    move_to(world, "followed-up")
    with pytest.raises(Refusal, match="at its last stage"):
        move_on(inspection=world.inspection, seen=world.inspection.version, by=world.standing("lead-inspector"))


def test_a_lead_of_another_inspection_moves_nothing_here(world: World) -> None:
    stranger = person("lead-inspector", world.other_inspectorate)
    join(world.other_inspection, stranger, "lead-inspector")
    from trigpoint.inspectorate.programme.queries import standing_of  # noqa: PLC0415 - used here alone

    with pytest.raises(Refusal, match="You cannot move this inspection"):
        move_on(
            inspection=world.inspection,
            seen=world.inspection.version,
            by=standing_of(stranger, world.standing("director").on),
        )
