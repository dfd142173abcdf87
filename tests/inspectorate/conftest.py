"""The invented world, for tests of activities."""

import pytest

from tests.factories.world import World
from tests.factories.world import world as make_world


@pytest.fixture
def world(db: None) -> World:
    return make_world()
