"""Which inspections may be planned."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.factories.world import World, framework, move_to, today
from tests.factories.world import inspection as make_inspection
from trigpoint.bundle.files import load_bundle
from trigpoint.inspectorate.programme.actions.planning import plan_inspection
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.publishing.actions.loading import load_inspection
from trigpoint.people.access import Refusal
from trigpoint.people.models import Organisation
from trigpoint.people.standing import operator


def plan(world: World, service: Organisation, reference: str) -> Inspection:
    by = world.standing("programme-manager")
    return plan_inspection(
        service=service,
        inspectorate=world.inspectorate,
        programme=None,
        reference=reference,
        title=f"Again {service.name}",
        framework=framework(),
        by=by,
    )


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_a_second_inspection_of_a_service_is_planned_once_the_first_is_published(world: World) -> None:
    with pytest.raises(
        Refusal, match=r"'An inspection of Eastmere' \(eastmere-2027\) is under way, at the stage 'Plann"
    ):
        plan(world, world.service, "eastmere-2028")
    move_to(world, "sign-off")
    with pytest.raises(Refusal, match="Finish it before you plan another inspection of the service"):
        plan(world, world.service, "eastmere-2028")
    move_to(world, "published")
    assert plan(world, world.service, "eastmere-2028").stage == "planned"


def test_another_inspectorates_inspection_is_in_nobodys_way_and_is_not_told_of(world: World) -> None:
    assert plan(world, world.other_service, "westmere-2028").stage == "planned"


def test_a_published_file_is_loaded_beside_an_inspection_under_way(world: World) -> None:
    published = load_inspection(loaded=load_bundle(Path("examples/trafford-2021")), by=operator(today()))
    make_inspection(published.service, published.inspectorate, reference="trafford-2027")
    older = load_bundle(Path("examples/trafford-2021"))
    head = older.bundle.inspection.model_copy(update={"reference": "trafford-2018", "published": "May 2018"})
    again = replace(older, bundle=older.bundle.model_copy(update={"inspection": head}))
    assert load_inspection(loaded=again, by=operator(today())).stage == "published"
    assert world.inspection.stage == "planned"
