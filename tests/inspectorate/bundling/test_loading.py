"""What an inspection holds: versions that are never edited, loaded only where they belong; and whole files loaded."""

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from tests.factories.world import World, bundle_of, fill_whole, move_to, put_in, today
from tests.factories.world import world as make_world
from tests.record.writers import at_once
from trigpoint.bundle.files import LoadedBundle, load_bundle
from trigpoint.bundle.pinned import FrameworkGoneError, pinned_framework
from trigpoint.inspectorate.bundling.actions import LoadedParts, load_file
from trigpoint.inspectorate.bundling.live import rated
from trigpoint.inspectorate.parts.models import Part
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.publishing.access import first_day_of
from trigpoint.inspectorate.publishing.actions.loading import load_inspection
from trigpoint.people.access import Refusal
from trigpoint.people.models import Organisation
from trigpoint.people.standing import operator
from trigpoint.record.versioned import ChangedMeanwhileError

TRAFFORD = Path("examples/trafford-2021")


def trafford(**told: object) -> LoadedBundle:
    """The published example, with something else in its head."""
    found = load_bundle(TRAFFORD)
    inspection = found.bundle.inspection.model_copy(update=told)
    return replace(found, bundle=found.bundle.model_copy(update={"inspection": inspection}))


def test_a_new_version_is_added_and_the_older_one_kept(world: World) -> None:
    fill_whole(world)
    put_in(world, bundle_of(world, whole=False))
    cases = Part.objects.filter(name="cases").order_by("version")
    assert list(cases.values_list("version", flat=True)) == [1, 2]
    live = rated(world.inspection)
    assert live is not None
    assert live.rated.final is None


def test_replacing_asks_why_and_from_which_version(world: World) -> None:
    lead, bundle = world.standing("lead-inspector"), bundle_of(world)
    fill_whole(world)
    number = Part.objects.count()
    with pytest.raises(Refusal, match="Say why what the inspection holds is replaced"):
        put_in(world, bundle, reason=" ")
    other = bundle_of(world, whole=False)
    with pytest.raises(ChangedMeanwhileError):
        load_file(inspection=world.inspection, seen={}, bundle=other, reason="Read again", by=lead)
    assert Part.objects.count() == number


def test_a_file_of_another_inspection_or_framework_is_not_loaded(world: World) -> None:
    bundle = bundle_of(world)
    head = bundle.inspection
    wrong: dict[str, dict[str, object]] = {
        "The file is of the inspection 'elsewhere'": {"inspection": head.model_copy(update={"reference": "elsewhere"})},
        "another version of the framework": {"framework": bundle.framework.model_copy(update={"digest": "0" * 12})},
    }
    for says, change in wrong.items():
        with pytest.raises(Refusal, match=says):
            put_in(world, bundle.model_copy(update=change))
    assert Part.objects.count() == 0


def test_only_who_leads_fills_an_inspection_and_nobody_a_published_one(world: World) -> None:
    for role in ("inspector", "programme-manager", "quality-lead", "service-manager"):
        with pytest.raises(Refusal, match="You cannot load a file into this inspection"):
            load_file(inspection=world.inspection, seen={}, bundle=bundle_of(world), reason="", by=world.standing(role))
    move_to(world, "published")
    with pytest.raises(Refusal, match="can no longer be changed"):
        put_in(world, bundle_of(world), "Late")


def test_a_file_that_was_published_becomes_a_published_inspection_with_its_printed_date(world: World) -> None:
    made = load_inspection(loaded=load_bundle(TRAFFORD), by=operator(today()))
    assert (made.stage, made.overall) == ("published", "Good")
    assert (made.published_as, made.published_on) == ("February 2021", date(2021, 2, 1))
    assert world.inspection.stage == "planned"


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"published": "soon"}, "published 'soon', which we cannot read as a date"),
        ({"published": "31 February 2021"}, "which we cannot read as a date"),
        ({"reference": "a/b"}, "cannot end an address"),
        ({"reference": "x" * 81}, "cannot end an address"),
        ({"inspectorate": "Trafford Youth Justice Service"}, "is in the register as"),
        ({"title": "x" * 201}, "The title in the file has 201 characters, and may have 200 at most"),
        ({"inspectorate": "x" * 201}, "The inspectorate's name in the file has 201 characters"),
        ({"title": "An inspection of \u202edroffarT"}, "The file has the character U\\+202E at 'inspection › title'"),
        ({"fieldwork": "\u2066May"}, "The file has the character U\\+2066 at 'inspection › fieldwork'"),
        ({"source": "bell\a"}, "The file has the character U\\+0007"),
    ],
)
def test_a_file_that_could_not_be_found_or_trusted_is_not_loaded_and_leaves_nothing(
    world: World, told: dict[str, object], says: str
) -> None:
    before = Organisation.objects.count()
    with pytest.raises(Refusal, match=says):
        load_inspection(loaded=trafford(**told), by=operator(today()))
    assert (Inspection.objects.count(), Organisation.objects.count()) == (2, before)
    assert world.inspection.stage == "planned"


def test_what_is_said_to_be_published_has_every_rating(world: World) -> None:
    loaded = load_bundle(Path("examples/eastmere-2026"))
    inspection = loaded.bundle.inspection.model_copy(update={"published": "May 2026"})
    unfinished = replace(loaded, bundle=loaded.bundle.model_copy(update={"inspection": inspection}))
    with pytest.raises(Refusal, match="some of its standards have no final rating"):
        load_inspection(loaded=unfinished, by=operator(today()))
    assert world.inspection.stage == "planned"


@pytest.mark.parametrize(
    ("name", "reference"), [("東京", "organisation"), ("New", "new-2"), ("Eastmere!", "eastmere-2"), ("É.", "e")]
)
@pytest.mark.usefixtures("world")
def test_a_service_gets_a_reference_that_an_address_can_have_and_nobody_else_has(name: str, reference: str) -> None:
    service = load_bundle(TRAFFORD).bundle.inspection.service.model_copy(update={"name": name})
    made = load_inspection(loaded=trafford(service=service), by=operator(today()))
    assert made.service.reference == reference


def test_loading_finds_the_service_that_is_there_capitals_and_spaces_apart(world: World) -> None:
    there = Organisation.objects.count()
    service = load_bundle(TRAFFORD).bundle.inspection.service
    first = load_inspection(loaded=trafford(), by=operator(today()))
    again = trafford(
        reference="trafford-again",
        service=service.model_copy(update={"name": f" {service.name.upper()}".replace(" ", "  ")}),
    )
    assert load_inspection(loaded=again, by=operator(today())).service == first.service
    assert Organisation.objects.count() == there + 2
    assert world.inspection.stage == "planned"


def test_a_file_whose_words_do_not_read_as_they_look_is_not_put_in(world: World) -> None:
    bundle = bundle_of(world)
    odd = bundle.model_copy(update={"notice": "Invented\u2067"})
    with pytest.raises(Refusal, match="U\\+2067 at 'notice'"):
        put_in(world, odd)


def test_dates_are_read_as_they_are_printed() -> None:
    assert first_day_of("28 February 2021") == date(2021, 2, 28)
    assert first_day_of("February 2021") == date(2021, 2, 1)
    assert first_day_of("2021") == date(2021, 1, 1)
    assert first_day_of("29 February 2021") is None
    assert first_day_of("Spring 2021") is None


def test_a_version_of_a_framework_that_is_gone_is_said_to_be(world: World) -> None:
    with pytest.raises(FrameworkGoneError, match="has not the version of 'hmip-youth-2018'"):
        pinned_framework(world.inspection.framework, "0" * 64)
    with pytest.raises(FrameworkGoneError, match="'no-such-framework'"):
        pinned_framework("no-such-framework", world.inspection.framework_digest)


@pytest.mark.proof
@pytest.mark.on_postgresql
@pytest.mark.usefixtures("committed")
def test_of_several_who_change_the_same_part_at_once_one_succeeds() -> None:
    world = make_world()
    lead, bundle = world.standing("lead-inspector"), bundle_of(world)
    bundles = [bundle.model_copy(update={"notice": f"Invented, {number}"}) for number in range(4)]
    told = {"inspection": world.inspection, "seen": {}, "reason": "Read again", "by": lead}
    done = at_once(*(partial(load_file, bundle=one, **told) for one in bundles))  # type: ignore[arg-type]
    assert sum(isinstance(one, LoadedParts) for one in done) == 1
    assert all(isinstance(one, ChangedMeanwhileError) for one in done if not isinstance(one, LoadedParts))
    assert Part.objects.filter(name="front").count() == 1
