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


# Every twelfth address is tried as each, another twelfth as whoever is next in the table, so that `make test` tries each
# address as a twelfth of all people; the rest is proof. On PostgreSQL `.ci/run` tries that twelfth, and opens each page.
PARTS = 12


def doors_of(who: str, part: int) -> list[Door]:
    """A twelfth of all addresses: for each person other ones."""
    return doors()[(WHO.index(who) + part) % PARTS :: PARTS]


def test_the_parts_are_all_addresses_and_each_is_tried_first_as_a_twelfth_of_all_people() -> None:
    for who in WHO:
        assert sorted(door for part in range(PARTS) for door in doors_of(who, part)) == doors()
    tried = Counter(door for who in WHO for door in doors_of(who, 0))
    assert set(tried.values()) <= {len(WHO) // PARTS, len(WHO) // PARTS + 1}
    assert set(tried) == set(doors())


def differing(who: str, walked: Walked, tried: list[Door]) -> dict[str, str]:
    """What happens to somebody at these addresses, where the table says otherwise."""
    world, parts = walked
    client = signed_in(None if who == NOBODY else world.people[who])
    expected = matrix()
    outcomes = {door: outcome(client, door, parts[door.object]) for door in tried}
    return {str(door): what for door, what in outcomes.items() if expected[door][who] != what}


@pytest.mark.django_db
@pytest.mark.parametrize("who", WHO)
def test_everybody_can_open_what_the_table_says_and_nothing_else(
    who: str, walked: Walked, settings: LazySettings
) -> None:
    settings.SECOND_STEP_REQUIRED = False
    assert differing(who, walked, doors_of(who, 0)) == {}


@pytest.mark.proof
@pytest.mark.on_postgresql
@pytest.mark.django_db
def test_each_page_and_each_form_is_answered_to_the_first_who_may_open_it(
    walked: Walked, settings: LazySettings
) -> None:
    settings.SECOND_STEP_REQUIRED = False
    first = {door: next((who for who in WHO if by_person[who] == "yes"), None) for door, by_person in matrix().items()}
    refused = {who: differing(who, walked, [door for door in first if first[door] == who]) for who in WHO}
    assert {who: doors for who, doors in refused.items() if doors} == {}


@pytest.mark.proof
@pytest.mark.django_db
@pytest.mark.parametrize("who", WHO)
def test_at_all_the_other_addresses_too(who: str, walked: Walked, settings: LazySettings) -> None:
    settings.SECOND_STEP_REQUIRED = False
    assert differing(who, walked, [door for part in range(1, PARTS) for door in doors_of(who, part)]) == {}


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
