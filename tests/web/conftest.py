"""The invented world, with everybody of the inspectorate freed from the second step, which has tests of its own."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.factories.world import World

As = Callable[[str], Client]


@pytest.fixture
def world(world: World, settings: Settings) -> World:
    settings.SECOND_STEP_REQUIRED = False
    return world


@pytest.fixture
def as_(world: World) -> As:
    """A browser in which whoever holds a role is signed in."""

    def signed_in(role: str) -> Client:
        client = Client()
        client.force_login(world.people[role])
        return client

    return signed_in
