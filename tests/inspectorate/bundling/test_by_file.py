"""What has an owner in the product is not overwritten by a file; what does come in by file is told."""

from datetime import date

import pytest

from tests.factories.world import World, bundle_of, fill_whole, move_to, put_in, today
from trigpoint.bundle.context import ContextGroup
from trigpoint.inspectorate.bundling.actions import take_over_figures
from trigpoint.inspectorate.bundling.by_file import RULES, brought_by_file
from trigpoint.inspectorate.bundling.history import bundle_of_version
from trigpoint.inspectorate.bundling.live import live_bundle
from trigpoint.inspectorate.parts.names import PartName
from trigpoint.inspectorate.parts.queries import parts_piece
from trigpoint.inspectorate.register.actions import enter_figures
from trigpoint.inspectorate.register.figures import Figures, Part
from trigpoint.people.access import Refusal
from trigpoint.record.versioned import ChangedMeanwhileError


def registered(world: World, girls: str = "12") -> None:
    parts = (Part("Boys", "40"), Part("Girls", girls))
    figures = Figures("sex", f"Children by sex {girls}", "2026", "Invented", "number", parts)
    enter_figures(service=world.service, figures=figures, tolerance=1, by=world.standing("research-analyst"))


def with_context(world: World) -> None:
    group = ContextGroup(title="Made up in a file")
    before = live_bundle(world.inspection)
    put_in(world, before.model_copy(update={"context": (*before.context, group)}), "Other figures")


def test_every_part_has_a_rule() -> None:
    assert list(RULES) == list(PartName)


def test_context_figures_come_in_by_file_only_while_the_register_holds_none(world: World) -> None:
    fill_whole(world)
    with_context(world)
    assert live_bundle(world.inspection).context[-1].title == "Made up in a file"
    registered(world)
    put_in(world, live_bundle(world.inspection), "Nothing is changed")
    before = live_bundle(world.inspection)
    other = before.model_copy(update={"context": before.context[:-1]})
    with pytest.raises(Refusal, match="The file changes the context figures, which the register holds"):
        put_in(world, other, "Without them")
    assert live_bundle(world.inspection).context[-1].title == "Made up in a file"


def test_figures_that_were_corrected_in_the_register_are_taken_over_with_a_reason(world: World) -> None:
    by, inspection = world.standing("lead-inspector"), world.inspection
    with pytest.raises(Refusal, match="The register holds no context figures of this service"):
        take_over_figures(inspection=inspection, seen=0, reason="Corrected", by=by)
    registered(world)
    with pytest.raises(Refusal, match="Say why the context figures are taken over again"):
        take_over_figures(inspection=inspection, seen=0, reason=" ", by=by)
    assert take_over_figures(inspection=inspection, seen=0, reason="Corrected", by=by)
    assert not take_over_figures(inspection=inspection, seen=1, reason="Corrected", by=by)
    (group,) = live_bundle(inspection).context
    assert [[str(value) for value in row.values] for row in group.breakdowns[0].rows] == [["40", "12"]]
    registered(world, girls="13")
    with pytest.raises(ChangedMeanwhileError):
        take_over_figures(inspection=inspection, seen=0, reason="Corrected", by=by)
    with pytest.raises(Refusal, match="You cannot load a file into this inspection"):
        take_over_figures(inspection=inspection, seen=1, reason="x", by=world.standing("inspector"))
    assert parts_piece(inspection).number_of(PartName.CONTEXT) == 1


def test_what_came_in_by_file_is_told_with_the_stage_at_which_it_did(world: World) -> None:
    assert brought_by_file(world.inspection) == ()
    fill_whole(world)
    move_to(world, "announced")
    put_in(world, bundle_of(world, whole=False), "Not all was read")
    told = {part.part: (part.times, part.stage, part.last_on) for part in live_bundle(world.inspection).brought_by_file}
    assert told["the cases and their answers"] == (2, "Announced", today())
    assert told["the judgements"][1] in {"Planned", "Announced"}
    # A version is read again as it was, and says what had come in by file by then.
    first = bundle_of_version(world.inspection, 1)
    assert first is not None
    assert {part.times for part in first.brought_by_file} == {1}
    assert {part.stage for part in first.brought_by_file} == {"Planned"}


def test_what_a_file_says_of_what_came_in_by_file_is_not_believed(world: World) -> None:
    fill_whole(world)
    before = live_bundle(world.inspection)
    assert before.brought_by_file
    assert put_in(world, before.model_copy(update={"brought_by_file": ()}), "Nothing of it came by file").nothing
    assert live_bundle(world.inspection).brought_by_file == before.brought_by_file
    assert before.brought_by_file[0].last_on > date(2026, 1, 1)
