"""An inspection's overview: stage, what is missing, the way on with the reason where it is shut, and what comes next."""

from django.urls import reverse

from tests.factories.world import World, bundle_of, move_to, put_in
from tests.web.conftest import As
from tests.web.pages.words import words


def overview(world: World, as_: As, role: str) -> str:
    return words(as_(role).get(reverse("inspection", args=[world.inspection.reference])))


def test_it_names_the_stage_the_next_action_its_owner_and_its_day(world: World, as_: As) -> None:
    move_to(world, "announced")
    said = overview(world, as_, "lead-inspector")
    # Evidence is in 15 working days before Monday 1 March 2027: Monday 8 February.
    assert "Announced Eastmere, by Northland Inspectorate" in said
    assert "Next: Send the evidence and the case lists Service manager, by 8 February 2027" in said


def test_the_checklist_says_what_is_done_and_what_is_missing(world: World, as_: As) -> None:
    move_to(world, "announced")
    said = overview(world, as_, "lead-inspector")
    assert "To do The service has sent its case lists" in said
    assert "No list of court disposals and out-of-court disposals has come in." in said


def test_a_shut_way_stands_beside_its_reason(world: World, as_: As) -> None:
    move_to(world, "announced")
    page = as_("lead-inspector").get(reverse("inspection", args=[world.inspection.reference])).content.decode()
    assert 'disabled aria-disabled="true" aria-describedby="refusal-move-to-evidence-and-lists-in"' in page
    assert 'id="refusal-move-to-evidence-and-lists-in">No request &#39;Evidence in advance&#39;' in page
    inspector = overview(world, as_, "inspector")
    # What no role of theirs allows is not offered at all.
    assert "Move to" not in inspector


def test_ratings_so_far_are_those_of_the_rules(world: World, as_: As) -> None:
    move_to(world, "sample-set")
    # The twin of the published report: 17 points by the rules, 20 as published.
    assert "By the rules Requires improvement 17 of 36 Final Good 20 of 36" in overview(world, as_, "lead-inspector")


def test_what_is_not_answered_yet_has_no_rating(world: World, as_: As) -> None:
    put_in(world, bundle_of(world, whole=False))
    assert "12 standards without a rating" in overview(world, as_, "lead-inspector")
