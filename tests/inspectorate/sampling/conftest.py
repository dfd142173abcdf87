"""An inspection whose seed is fixed and that is announced: what lists and draws begin with."""

import pytest

from tests.factories.world import World, move_to


@pytest.fixture
def announced(world: World) -> World:
    move_to(world, "announced")
    return world
