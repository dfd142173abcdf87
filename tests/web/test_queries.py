"""Every page asks the database a bounded number of times, however many inspections there are."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.access.walking import WHO, Walked, address_of, matrix, signed_in
from tests.factories.world import World, ask, inspection, join, organisation, today
from trigpoint.bundle.files import load_bundle
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.publishing.actions.loading import load_inspection
from trigpoint.people.models import Organisation
from trigpoint.people.roles import ROLES
from trigpoint.people.standing import operator

MOST = 40
MORE = 12


def counted(client: Client, who: str, own: dict[str, object]) -> dict[str, int]:
    """Every page that somebody may open, with how many times it asks the database."""
    found = {}
    for door, said in matrix().items():
        if door.method == "GET" and door.object != "other" and said[who] == "yes":
            reset_queries()  # Django keeps no more than 9,000
            with CaptureQueriesContext(connection) as queries:
                client.get(address_of(door.name, own))
            found[door.name] = len(queries)
    return found


def more_of_everything(world: World) -> None:
    """More inspections of the inspectorate, of each team, of the service and for the public; and more requests."""
    for number in range(MORE):
        service = organisation(Organisation.Kind.SERVICE, f"Place {number}")
        made = inspection(service, world.inspectorate, world.programme)
        for role in ROLES:
            if role.for_inspection:
                join(made, world.people[role.key], role.key)
    further_inspections(world)
    published_inspections()
    for number in range(5):
        ask(world, "other", f"Request {number}")


def further_inspections(world: World) -> None:
    """More inspections of the service, all announced: one is planned once the one before it is over."""
    here = Inspection.objects.filter(service=world.service)
    stages = dict(here.values_list("pk", "stage"))
    for one in range(MORE):
        here.update(stage="followed-up")
        inspection(world.service, world.inspectorate, world.programme, reference=f"further-{one}")
    here.update(stage="announced")
    for pk, stage in stages.items():
        here.filter(pk=pk).update(stage=stage)


def published_inspections() -> None:
    """More published inspections, half of them of the service that has one already."""
    loaded = load_bundle(Path("examples/trafford-2021"))
    about = loaded.bundle.inspection
    for number in range(MORE):
        named = about.service.model_copy(update={"name": f"Place {number} of old"}) if number % 2 else about.service
        another = about.model_copy(update={"reference": f"published-{number}", "service": named})
        load_inspection(
            loaded=replace(loaded, bundle=loaded.bundle.model_copy(update={"inspection": another})),
            by=operator(today()),
        )


@pytest.mark.proof
@pytest.mark.django_db
def test_every_page_asks_seldom_and_no_oftener_with_more_inspections(walked: Walked, settings: LazySettings) -> None:
    settings.SECOND_STEP_REQUIRED = False
    world, own = walked[0], walked[1]["own"]
    clients = {who: signed_in(world.people.get(who)) for who in WHO}
    for client in clients.values():
        client.get(reverse("privacy"))  # the first request of a session notes when it began
    # One that waits for whoever plans: the first of a list costs what asking for any of it does.
    inspection(organisation(Organisation.Kind.SERVICE, "Place of the first"), world.inspectorate, world.programme)
    few = {who: counted(client, who, own) for who, client in clients.items()}
    more_of_everything(world)
    many = {who: counted(client, who, own) for who, client in clients.items()}
    assert {who: set(pages) for who, pages in many.items()} == {who: set(pages) for who, pages in few.items()}
    assert "declare_and_join" in many["director"]
    every = {(who, name): number for who, pages in many.items() for name, number in pages.items()}
    assert {page: number for page, number in every.items() if number >= MOST} == {}
    # A page that opens a case writes; the lists may have grown by one part that was empty before.
    grown = {(who, name): (few[who][name], number) for (who, name), number in every.items()}
    assert {page: numbers for page, numbers in grown.items() if numbers[1] > numbers[0] + 1} == {}
