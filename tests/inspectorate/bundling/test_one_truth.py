"""One truth: what each activity keeps comes together in one Bundle, and a file is taken apart into it again."""

from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.factories.case_files import as_confirmed, drawn, started
from tests.factories.samples import DRAWN_AT, KEYS
from tests.factories.world import World, bundle_of, held, move_to, publishing_day, put_in, today
from trigpoint.bundle.files import canonical_json, load_bundle
from trigpoint.bundle.model import Bundle
from trigpoint.english import long_date
from trigpoint.inspectorate.bundling.actions import load_file
from trigpoint.inspectorate.bundling.history import bundle_of_version, versions
from trigpoint.inspectorate.bundling.live import live_bundle, rated
from trigpoint.inspectorate.parts.actions import PartsChangedMeanwhileError
from trigpoint.inspectorate.parts.names import PartName
from trigpoint.inspectorate.parts.queries import parts_piece
from trigpoint.inspectorate.publishing.actions.loading import load_inspection
from trigpoint.inspectorate.publishing.editions import newest_edition, rated_edition
from trigpoint.inspectorate.publishing.released import released_edition
from trigpoint.inspectorate.register.actions import change_service, enter_figures
from trigpoint.inspectorate.register.figures import Figures, Part
from trigpoint.inspectorate.sampling.actions.drawing import draw_sample
from trigpoint.inspectorate.sampling.actions.leaving import take_case_out
from trigpoint.inspectorate.sampling.actions.seeds import commit_seed
from trigpoint.inspectorate.sampling.actions.sending import send_list
from trigpoint.inspectorate.sampling.draws import newest_draw
from trigpoint.people.standing import operator
from trigpoint.record.chains import inspection_chain
from trigpoint.record.rows import altered_rows

EXAMPLES = ("trafford-2021", "trafford-2021-cases", "eastmere-2026")
MOVED = "The child has moved away"
GIRLS = Figures("sex", "Children by sex", "2026", "Invented", "number", (Part("Boys", "40"), Part("Girls", "12")))


def rename(world: World, name: str) -> None:
    world.service.refresh_from_db()
    by = world.standing("support-officer")
    change_service(service=world.service, seen=world.service.version, name=name, short_name=name, by=by)
    world.inspection.refresh_from_db()


def take_first_out(world: World) -> str:
    draw = newest_draw(world.inspection)
    assert draw is not None
    case = live_bundle(world.inspection).cases[0].reference
    by = world.standing("lead-inspector")
    take_case_out(inspection=world.inspection, seen=draw.certificate_sha256, case=case, why=MOVED, by=by)
    return case


def draw_again(world: World) -> None:
    lead = world.standing("lead-inspector")
    commit_seed(inspection=world.inspection, seed="another seed", at=DRAWN_AT, keys=KEYS, by=lead)
    for case_type in ("court", "out_of_court"):
        again = started(world, case_type, 12)
        at, by = DRAWN_AT + timedelta(days=1), world.standing("data-officer")
        send_list(case_list=again, seen=again.version, confirmed=as_confirmed(again), at=at, by=by)
    at = DRAWN_AT + timedelta(days=2)
    draw_sample(inspection=world.inspection, reason="Wrong list", at=at, keys=KEYS, by=lead)


def test_a_service_that_is_renamed_is_drawn_again_taken_out_of_and_put_back(world: World) -> None:
    move_to(world, "announced")
    drawn(world)
    before = live_bundle(world.inspection)
    rename(world, "Eastmere and Westmere")
    enter_figures(service=world.service, figures=GIRLS, tolerance=1, by=world.standing("research-analyst"))
    # A later name and later figures move nothing of the inspection.
    assert live_bundle(world.inspection) == before
    draw_again(world)
    redrawn = live_bundle(world.inspection)
    assert redrawn.inspection == before.inspection
    changed = {name for name in Bundle.model_fields if getattr(redrawn, name) != getattr(before, name)}
    # The inspection had no figures when its sample was first drawn, so it takes over those that there are now.
    assert changed == {"sample", "certificate", "cases", "context"}
    gone = take_first_out(world)
    shorter = live_bundle(world.inspection)
    assert gone not in {case.reference for case in shorter.cases}
    assert {name for name in Bundle.model_fields if getattr(shorter, name) != getattr(redrawn, name)} <= {
        "sample",
        "certificate",
        "cases",
    }
    assert put_in(world, shorter).nothing
    assert held(world.inspection) == shorter.model_copy(update={"brought_by_file": ()})
    assert altered_rows(inspection_chain(world.inspection)) == ()


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("example", EXAMPLES)
def test_what_is_loaded_comes_out_as_the_same_bundle(example: str) -> None:
    loaded = load_bundle(Path("examples") / example)
    inspection = load_inspection(loaded=loaded, by=operator(today()))
    assert held(inspection) == loaded.bundle
    assert canonical_json(held(inspection)) == canonical_json(loaded.bundle)
    edition = newest_edition(inspection.reference)
    if loaded.bundle.inspection.published:
        assert edition is not None
        assert bytes(edition.body) == canonical_json(loaded.bundle).encode()
        assert rated_edition(edition).bundle == loaded.bundle
    else:
        assert edition is None


def test_an_inspection_that_is_published_here_is_sealed_as_it_was_and_says_when(world: World) -> None:
    move_to(world, "published")
    edition = newest_edition(world.inspection.reference)
    assert edition is not None
    sealed = rated_edition(edition).bundle
    assert sealed == live_bundle(world.inspection)
    assert sealed.inspection.published == long_date(publishing_day(world))
    rename(world, "Eastmere and Westmere")
    assert bytes(edition.body) == canonical_json(sealed).encode()
    assert newest_edition(world.inspection.reference) == edition


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_what_everybody_sees_of_an_edition_has_no_place_for_who_sealed_it_or_for_its_bytes(world: World) -> None:
    assert released_edition(world.inspection.reference) is None
    move_to(world, "published")
    row, released = newest_edition(world.inspection.reference), released_edition(world.inspection.reference)
    assert row is not None
    assert released is not None
    assert (released.number, released.is_as_sealed) == (1, True)
    assert released.published == long_date(publishing_day(world))
    assert {field.name for field in fields(released)} & {"sealed_by", "sealed_at", "body", "inspection"} == set()
    assert row.sealed_by not in repr(released)


def test_a_name_that_the_file_spells_otherwise_than_the_register_comes_out_as_in_the_file(world: World) -> None:
    loaded = load_bundle(Path("examples/trafford-2021"))
    load_inspection(loaded=loaded, by=operator(today()))
    head = loaded.bundle.inspection
    service = head.service.model_copy(update={"name": head.service.name.upper(), "short_name": "TRAFFORD"})
    again = loaded.bundle.model_copy(
        update={"inspection": head.model_copy(update={"reference": "trafford-again", "service": service})}
    )
    inspection = load_inspection(loaded=replace(loaded, bundle=again), by=operator(today()))
    assert held(inspection) == again
    assert world.inspection.stage == "planned"


def two_changes(world: World) -> tuple[Bundle, Bundle]:
    """The same inspection with other judgements, and with another introduction."""
    before = live_bundle(world.inspection)
    name, judgement = next(iter(before.judgements.items()))
    judgements = {**before.judgements, name: judgement.model_copy(update={"reason": "Seen otherwise."})}
    texts = before.texts.model_copy(update={"introduction": ("Another beginning.",)})
    return before.model_copy(update={"judgements": judgements}), before.model_copy(update={"texts": texts})


def test_two_people_who_change_different_parts_do_not_collide(world: World) -> None:
    put_in(world, bundle_of(world))
    seen, lead = parts_piece(world.inspection).numbers, world.standing("lead-inspector")
    judged, introduced = two_changes(world)
    told = {"inspection": world.inspection, "seen": seen, "reason": "Read again", "by": lead}
    assert load_file(bundle=judged, **told).parts == (PartName.JUDGEMENTS,)  # type: ignore[arg-type]
    # The second file was made before the first was loaded: what it does not change is not put back.
    assert load_file(bundle=introduced, **told).parts == (PartName.TEXTS,)  # type: ignore[arg-type]
    live = live_bundle(world.inspection)
    assert (live.judgements, live.texts) == (judged.judgements, introduced.texts)


def test_of_two_who_change_the_same_part_the_second_is_told_which(world: World) -> None:
    put_in(world, bundle_of(world))
    seen, lead = parts_piece(world.inspection).numbers, world.standing("lead-inspector")
    judged, _ = two_changes(world)
    name, judgement = next(iter(judged.judgements.items()))
    third = {**judged.judgements, name: judgement.model_copy(update={"reason": "Seen a third way."})}
    told = {"inspection": world.inspection, "seen": seen, "reason": "Read again", "by": lead}
    load_file(bundle=judged, **told)  # type: ignore[arg-type]
    with pytest.raises(PartsChangedMeanwhileError) as refused:
        load_file(bundle=judged.model_copy(update={"judgements": third}), **told)  # type: ignore[arg-type]
    assert tuple(refused.value.values) == (PartName.JUDGEMENTS,)
    assert held(world.inspection) == judged.model_copy(update={"brought_by_file": ()})


def test_every_version_is_read_again_as_it_was(world: World) -> None:
    move_to(world, "announced")
    drawn(world)
    seen = [live_bundle(world.inspection)]
    take_first_out(world)
    seen.append(live_bundle(world.inspection))
    put_in(world, seen[-1].model_copy(update={"notice": "Invented"}))
    seen.append(live_bundle(world.inspection))
    draw_again(world)
    seen.append(live_bundle(world.inspection))
    numbers = [version.number for version in versions(world.inspection)]
    assert numbers == [4, 3, 2, 1]
    assert [bundle_of_version(world.inspection, number) for number in (1, 2, 3, 4)] == seen
    assert bundle_of_version(world.inspection, 5) is None


def test_what_has_not_changed_is_rated_once(world: World) -> None:
    put_in(world, bundle_of(world))
    first = rated(world.inspection)
    assert first is not None
    assert rated(world.inspection) is first
    assert first.rated is first.rated
    put_in(world, bundle_of(world, whole=False))
    assert rated(world.inspection) is not first
