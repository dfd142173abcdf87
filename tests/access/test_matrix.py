"""The wall: `matrix.csv` says who may open which address, and every address is tried as everybody.

yes: opened; no: refused with a sentence; hidden: 'not found', as if it were not there; sign in: asked to sign in first.
'own' is an object of the inspectorate and service of the people who try, 'other' is one of another organisation.
"""

import pytest
from django.conf import LazySettings

from tests.access.walking import NOBODY, WHO, Walked, doors, matrix, outcome, signed_in


def test_every_address_stands_in_the_table() -> None:
    assert sorted(matrix()) == doors()


@pytest.mark.django_db
@pytest.mark.parametrize("who", WHO)
def test_everybody_can_open_what_the_table_says_and_nothing_else(
    who: str, walked: Walked, settings: LazySettings
) -> None:
    settings.SECOND_STEP_REQUIRED = False
    world, parts = walked
    client = signed_in(None if who == NOBODY else world.people[who])
    expected = matrix()
    found = {door: outcome(client, door, parts[door.object]) for door in doors()}
    assert {str(door): one for door, one in found.items() if expected[door][who] != one} == {}
