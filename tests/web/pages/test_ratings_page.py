"""The ratings so far: what is possible, what is open to discretion, and what is missing."""

from django.urls import reverse

from tests.factories.bundles import PRINTED, TWIN
from tests.factories.world import World, bundle_of, put_in
from tests.web.conftest import As
from tests.web.pages.words import words
from trigpoint.bundle.files import load_bundle
from trigpoint.bundle.rated import rated_bundle
from trigpoint.web.inspectorate.bundling.ratings_shown import possible_shown, standards_shown

READ_CASES = standards_shown(rated_bundle(load_bundle(TWIN)), cases_named=True)


def test_a_standard_says_which_key_question_gave_its_rating_and_that_it_is_open() -> None:
    by_id = {standard.id: standard for standard in READ_CASES}
    assert by_id["2.3"].why == "lowest: 2.3.3 (safety of others) 4 of 5"
    assert (by_id["2.3"].is_open, by_id["2.3"].is_decided) == (True, False)
    # The panel decided on 2.1 and said why; a judged standard is open to none.
    assert by_id["2.1"].is_decided
    assert by_id["2.1"].why.startswith("Keeping the child safe had the lowest count, 3 of 8")
    assert by_id["1.1"].grounds == ()


def test_a_ground_names_its_cases_to_those_who_may_see_cases_alone() -> None:
    (ground,) = next(standard.grounds for standard in READ_CASES if standard.id == "2.1")
    # 2.1.2 is 3 of 8: five cases are not yes.
    assert ground == (
        "With one more yes, 2.1.2 (safety of the child) would be 4 of 8 and the standard would be Requires "
        "improvement. It may be one of C4, C5, C6, C7 and C8."
    )
    unnamed = standards_shown(rated_bundle(load_bundle(TWIN)), cases_named=False)
    assert [ground for standard in unnamed for ground in standard.grounds if "It may be" in ground] == []


def test_while_the_panel_sits_the_page_says_how_its_decisions_are_recorded(sampled: World, as_: As) -> None:
    address = reverse("ratings", args=[sampled.inspection.reference])
    bundle = bundle_of(sampled)
    put_in(sampled, bundle.model_copy(update={"panel_decisions": {}}))
    recorded = "records it in the inspection's file"
    assert recorded not in words(as_("panel-chair").get(address))
    type(sampled.inspection).objects.filter(pk=sampled.inspection.pk).update(stage="panel")
    assert f"Tell the lead inspector, who {recorded}" in words(as_("panel-chair").get(address))
    load = reverse("load_file", args=[sampled.inspection.reference])
    assert f'href="{load}">Record its decisions' in as_("lead-inspector").get(address).content.decode()
    put_in(sampled, bundle)
    assert recorded not in words(as_("panel-chair").get(address))


def test_nothing_is_still_possible_of_what_is_rated() -> None:
    assert possible_shown(rated_bundle(load_bundle(PRINTED))) == {}


def test_while_answers_are_missing_the_page_sums_them_up_and_links_to_the_cases_and_to_all(
    world: World, as_: As
) -> None:
    put_in(world, bundle_of(world, whole=False))
    address = reverse("ratings", args=[world.inspection.reference])
    answer = as_("lead-inspector").get(address)
    page = words(answer)
    assert "Not rated yet. Still possible: " in page
    # As the command line sums it up: tests/cli/test_missing.py.
    assert "316 in all: 312 answers missing in 6 cases and 4 judgements missing." in page
    content = answer.content.decode()
    assert f'href="{reverse("case", args=[world.inspection.reference, "C6"])}"' in content
    assert f'href="{address}?all#missing"' in content
    everything = words(as_("lead-inspector").get(f"{address}?all"))
    assert everything.count("no answer to") == 312
    assert "Sum it up" in everything
