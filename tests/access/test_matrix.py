"""The wall: `matrix.csv` says who may open which address, and every address is tried as everybody.

yes: opened; no: refused with a sentence; hidden: 'not found', as if it were not there; sign in: asked to sign in first.
'own' is an object of the inspectorate and service of the people who try, 'other' is one of another organisation.
"""

from collections import Counter
from dataclasses import replace

import pytest
from django.conf import LazySettings

from tests.access.walking import (
    NOBODY,
    WHO,
    Door,
    Walked,
    doors,
    matrix,
    names_and_kwargs,
    outcome,
    published,
    signed_in,
)
from tests.factories.world import inspection
from trigpoint.people.roles import ROLES


def test_every_address_stands_in_the_table() -> None:
    assert sorted(matrix()) == doors()


# Every third address is tried as each, another third as whoever is next in the table, so that `make test` tries each
# address as a third of all people; the rest is proof. On PostgreSQL `.ci/run` tries all of it.
PARTS = [0, *(pytest.param(part, marks=pytest.mark.proof) for part in (1, 2))]


def doors_of(who: str, part: int) -> list[Door]:
    """A third of all addresses: for each person another one."""
    return doors()[(WHO.index(who) + part) % 3 :: 3]


def test_the_three_parts_are_all_addresses_and_each_is_tried_first_as_a_third_of_all_people() -> None:
    for who in WHO:
        assert sorted(door for part in range(3) for door in doors_of(who, part)) == doors()
    tried = Counter(door for who in WHO for door in doors_of(who, 0))
    assert set(tried.values()) <= {len(WHO) // 3, len(WHO) // 3 + 1}
    assert set(tried) == set(doors())


@pytest.mark.on_postgresql
@pytest.mark.django_db
@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("who", WHO)
def test_everybody_can_open_what_the_table_says_and_nothing_else(
    who: str, part: int, walked: Walked, settings: LazySettings
) -> None:
    settings.SECOND_STEP_REQUIRED = False
    world, parts = walked
    client = signed_in(None if who == NOBODY else world.people[who])
    expected = matrix()
    outcomes = {door: outcome(client, door, parts[door.object]) for door in doors_of(who, part)}
    assert {str(door): what for door, what in outcomes.items() if expected[door][who] != what} == {}


ON_A_TEAM = [role.key for role in ROLES if role.for_inspection]


@pytest.mark.proof
@pytest.mark.django_db
@pytest.mark.parametrize("who", ON_A_TEAM)
def test_whoever_is_on_one_team_finds_nothing_of_another_inspection_of_the_inspectorate(
    who: str, walked: Walked, settings: LazySettings
) -> None:
    settings.SECOND_STEP_REQUIRED = False
    world, parts = walked
    sibling = inspection(world.other_service, world.inspectorate, reference="sibling-2028")
    client = signed_in(world.people[who])
    theirs = parts["own"] | {"reference": sibling.reference}
    of_inspections = {name for name, parts in names_and_kwargs().items() if "reference" in parts}
    tried = [one for one in doors() if one.object == "own" and one.name in of_inspections and not published(one.name)]
    found = {door: outcome(client, replace(door, object="sibling"), theirs) for door in tried}
    assert len(found) > 80
    assert {str(door): one for door, one in found.items() if one != "hidden"} == {}
