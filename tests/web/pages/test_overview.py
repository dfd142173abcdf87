"""An inspection's overview: stage, what is missing, the way on with the reason where it is shut, and what comes next."""

from datetime import date

from django.urls import reverse

from tests.factories.world import World, answered, bundle_of, fix_seed, move_to, put_in, today
from tests.web.conftest import As
from tests.web.pages.words import words
from trigpoint.english import long_date


def overview(world: World, as_: As, role: str) -> str:
    return words(as_(role).get(reverse("inspection", args=[world.inspection.reference])))


def test_it_names_the_stage_the_next_action_its_owner_and_its_day(world: World, as_: As) -> None:
    move_to(world, "announced")
    said = overview(world, as_, "lead-inspector")
    # Evidence is in 15 working days before Monday 1 March 2027: Monday 8 February.
    assert "Announced Eastmere, by Northland Inspectorate" in said
    mine = "Ask the service: Evidence in advance"
    assert (
        f"Next: {mine} Lead inspector (Invented lead-inspector), deputy lead inspector (Invented deputy-lead), by 8 February 2027"
        in said
    )
    assert "aiting for you here" not in said


def test_what_waits_on_a_reader_beside_the_next_step_is_listed_under_it(sampled: World, as_: As) -> None:
    world = sampled
    # Nobody has accepted yet what came before the sample was drawn.
    before = "Look at what the service sent: About case-lists Look at what the service sent: About evidence"
    assert f"Also waiting for you here {before} Before" in overview(world, as_, "lead-inspector")
    answered(world, "other")
    looks = f"{before} Look at what the service sent: About other Before"
    assert f"Also waiting for you here {looks}" in overview(world, as_, "lead-inspector")
    # Of a support officer the next step is not; what is theirs stands under a heading of its own.
    assert f"Waiting for you here {looks}" in overview(world, as_, "support-officer")


def test_the_checklist_says_what_is_done_and_what_is_missing(world: World, as_: As) -> None:
    move_to(world, "announced")
    said = overview(world, as_, "lead-inspector")
    assert "To do The service has sent its case lists" in said
    assert "No list of court disposals and out-of-court disposals has come in." in said


def test_a_line_of_the_checklist_leads_whoever_may_to_where_it_is_done_and_tells_others_whose_it_is(
    world: World, as_: As
) -> None:
    address = reverse("inspection", args=[world.inspection.reference])
    sample = reverse("sample", args=[world.inspection.reference])
    assert f'href="{sample}">Fix the seed of the draw</a>' in as_("lead-inspector").get(address).content.decode()
    manager = as_("programme-manager").get(address)
    assert sample not in manager.content.decode()
    whose = "Fix the seed of the draw: Lead inspector (Invented lead-inspector), deputy lead inspector (Invented deputy-lead)"
    assert whose in words(manager)


def test_the_way_on_is_there_once_nothing_is_missing_for_whoever_may_move_an_inspection(world: World, as_: As) -> None:
    parts = [world.inspection.reference]
    announce = "Announce the inspection to the service"
    button = f'href="{reverse("move_on", args=parts)}" role="button"'

    def offers(role: str) -> bool:
        return button in as_(role).get(reverse("inspection", args=parts)).content.decode()

    assert not offers("lead-inspector")
    fix_seed(world)
    assert offers("lead-inspector")
    assert offers("programme-manager")
    assert not offers("inspector")
    # The step is called the same where it is waited for, where it is offered, and where it is made.
    assert overview(world, as_, "lead-inspector").count(announce) == 2
    assert words(as_("lead-inspector").get(reverse("move_on", args=parts))).count(announce) == 2
    # A director moves inspections, but not into this stage.
    theirs = (
        "Only the programme manager or lead inspector or deputy lead inspector can move an inspection to 'Announced'."
    )
    assert theirs in overview(world, as_, "director")


def test_a_stage_that_is_done_has_the_day_on_which_it_was_and_not_the_planned_one(world: World, as_: As) -> None:
    move_to(world, "announced")
    page = overview(world, as_, "lead-inspector")
    assert f"Announced (now) {long_date(today())}" in page
    assert "25 January 2027" not in page


def test_a_day_that_is_past_is_marked_late(world: World, as_: As) -> None:
    fix_seed(world)
    inspections = type(world.inspection).objects.filter(pk=world.inspection.pk)
    # Announced was due 25 working days before Monday 16 November 2026: on 12 October.
    inspections.update(site_date=date(2026, 11, 16))
    page = overview(world, as_, "lead-inspector")
    assert "Announced 12 October 2026 Late" in page
    assert "working days late" in page


def test_ratings_so_far_are_those_of_the_rules(world: World, as_: As) -> None:
    move_to(world, "sample-set")
    # The twin of the published report: 17 points by the rules, 20 as published.
    assert "By the rules Requires improvement 17 of 36 Final Good 20 of 36" in overview(world, as_, "lead-inspector")


def test_what_is_not_answered_yet_has_no_rating(world: World, as_: As) -> None:
    put_in(world, bundle_of(world, whole=False))
    assert "12 standards without a rating" in overview(world, as_, "lead-inspector")
