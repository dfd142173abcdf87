"""Who may invite, end roles and accept; each refusal says why."""

import pytest

from tests.factories.world import World, in_days, today
from trigpoint.inspectorate.programme.queries import standing_of
from trigpoint.people.access import (
    Refusal,
    check_can_accept,
    check_can_end_membership,
    check_can_invite,
    keeps_people_outside,
    may,
)
from trigpoint.people.actions import give_role, invite
from trigpoint.people.models import Invitation
from trigpoint.people.standing import operator

KEEPERS = {
    "programme-manager": {"northland", "eastmere", "police"},
    "support-officer": {"northland", "eastmere", "police"},
    "service-manager": {"eastmere"},
    "deputy-service-manager": {"eastmere"},
}


def test_each_role_invites_to_the_organisations_of_this_table_and_to_no_others(world: World) -> None:
    to = {
        "northland": (world.inspectorate, "editor"),
        "southland": (world.other_inspectorate, "editor"),
        "eastmere": (world.service, "data-officer"),
        "police": (world.partner, "partner-representative"),
    }
    for role in world.people:
        standing = world.standing(role)
        allowed = {name for name, (place, key) in to.items() if may(check_can_invite, standing, place, key)}
        assert allowed == KEEPERS.get(role, set()), role


def test_nobody_is_invited_in_a_role_of_another_side(world: World) -> None:
    by = world.standing("programme-manager")
    for place, key in (
        (world.service, "director"),
        (world.inspectorate, "service-manager"),
        (world.partner, "case-manager"),
        (world.inspectorate, "local-assessor"),
        (world.service, "no such role"),
        (world.service, ""),
    ):
        with pytest.raises(Refusal, match="Nobody can hold that role"):
            check_can_invite(by, place, key)


def test_a_service_manager_who_is_a_local_assessor_keeps_only_their_own_service(world: World) -> None:
    somebody = world.people["local-assessor"]
    give_role(person=somebody, organisation=world.other_service, role="service-manager", by=operator(today()))
    standing = standing_of(somebody, today())
    assert not keeps_people_outside(standing)
    assert may(check_can_invite, standing, world.other_service, "data-officer")
    assert not may(check_can_invite, standing, world.service, "data-officer")


def test_a_role_ends_on_or_after_its_first_day_and_only_once(world: World) -> None:
    by = world.standing("service-manager")
    row = world.people["data-officer"].memberships.get()
    assert may(check_can_end_membership, by, row, today())
    with pytest.raises(Refusal, match="cannot end before it starts"):
        check_can_end_membership(by, row, in_days(-1))
    row.ends = in_days(3)
    assert may(check_can_end_membership, by, row, in_days(2)), "it may end sooner"
    with pytest.raises(Refusal, match="has ended already"):
        check_can_end_membership(by, row, in_days(3))


def test_an_invitation_is_open_until_the_end_of_its_last_day(world: World) -> None:
    invitation, _ = invite(
        email="new@eastmere.example",
        name="New",
        organisation=world.service,
        role="data-officer",
        days=14,
        by=world.standing("service-manager"),
    )
    assert invitation.expires_on == in_days(14)
    assert may(check_can_accept, invitation, in_days(14))
    assert "has run out" in may(check_can_accept, invitation, in_days(15)).refusal
    invitation.accepted_by = world.people["data-officer"]
    assert "has been used" in may(check_can_accept, invitation, today()).refusal
    assert Invitation.objects.get().accepted_by is None
