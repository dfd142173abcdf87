"""The wall: `matrix.csv` says who may open which address, and every address is tried as everybody.

yes: opened; no: refused with a sentence; hidden: 'not found', as if it were not there; sign in: asked to sign in first.
'own' is an object of the inspectorate and service of the people who try, 'other' is one of another organisation.
"""

import pytest
from django.conf import LazySettings

from tests.access.walking import NOBODY, WHO, doors, matrix, objects, outcome, signed_in
from tests.factories.world import world as make_world

# Few, so that a world is made seldom; several, so that several processes can share them.
PARTS = 3


def test_every_address_stands_in_the_table() -> None:
    assert sorted(matrix()) == doors()


@pytest.mark.django_db
@pytest.mark.parametrize("part", range(PARTS))
def test_everybody_can_open_what_the_table_says_and_nothing_else(part: int, settings: LazySettings) -> None:
    settings.SECOND_STEP_REQUIRED = False
    world = make_world()
    parts, expected = objects(world), matrix()
    wrong = {}
    for who in WHO[part::PARTS]:
        client = signed_in(None if who == NOBODY else world.people[who])
        for door in doors():
            found = outcome(client, door, parts[door.object])
            if found != expected[door][who]:
                wrong[f"{door} as {who}"] = found
    assert wrong == {}
