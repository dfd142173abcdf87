"""Every page asks the database a bounded number of times, however many inspections there are."""

from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.access.walking import NOBODY, matrix, names_and_kwargs, objects, published
from tests.factories.world import World, ask, inspection, join, organisation
from tests.factories.world import world as make_world
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.people.models import Organisation

MOST = 40
PEOPLE = ("lead-inspector", "programme-manager", "service-manager", NOBODY)


def counted(world: World, who: str, parts: dict[str, object]) -> Iterator[tuple[str, int]]:
    """Every page that somebody may open, with how many times it asks the database."""
    kwargs = names_and_kwargs()
    client = Client()
    if who != NOBODY:
        client.force_login(world.people[who], "allauth.account.auth_backends.AuthenticationBackend")
    client.get(reverse("privacy"))  # the first request of a session notes when it began
    for door, said in matrix().items():
        if door.method == "GET" and door.object != "other" and said[who] == "yes" and door.name != "account_logout":
            own = parts | published(door.name)
            address = reverse(door.name, kwargs={name: own[name] for name in kwargs[door.name]})
            with CaptureQueriesContext(
                connection,
            ) as queries:
                client.get(address)
            yield door.name, len(queries)


def further_inspections(world: World, number: int) -> None:
    """So many more inspections of the service, all announced: one is planned once the one before it is over."""
    here = Inspection.objects.filter(service=world.service)
    stages = dict(here.values_list("pk", "stage"))
    for one in range(number):
        here.update(stage="followed-up")
        inspection(world.service, world.inspectorate, world.programme, reference=f"further-{one}")
    here.update(stage="announced")
    for pk, stage in stages.items():
        here.filter(pk=pk).update(stage=stage)


@pytest.mark.django_db
@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_asks_seldom_and_no_oftener_with_more_inspections(who: str, settings: LazySettings) -> None:
    settings.SECOND_STEP_REQUIRED = False
    world = make_world()
    parts = objects(world)["own"]
    few = dict(counted(world, who, parts))
    for number in range(12):
        service = organisation(Organisation.Kind.SERVICE, f"Place {number}")
        made = inspection(service, world.inspectorate, world.programme)
        join(made, world.people["lead-inspector"], "lead-inspector")
    further_inspections(world, 12)
    for number in range(5):
        ask(world, "other", f"Request {number}")
    many = dict(counted(world, who, parts))
    assert {name: number for name, number in many.items() if number >= MOST} == {}
    # A page that opens a case writes; the lists may have grown by one part that was empty before.
    assert {name: (few[name], number) for name, number in many.items() if number > few[name] + 1} == {}
