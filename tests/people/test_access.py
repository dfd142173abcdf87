"""Who may invite, end roles and accept; each refusal says why."""

import pytest

from tests.factories.roles import give_role
from tests.factories.world import PASSWORD, World, in_days, today
from trigpoint.inspectorate.programme.queries import standing_of
from trigpoint.people.access import (
    Refusal,
    check_can_accept,
    check_can_end_membership,
    check_can_invite,
    keeps_people_outside,
    may,
)
from trigpoint.people.actions import accept, invite, withdraw_invitation
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
    row.ends = today()
    with pytest.raises(Refusal, match=rf"This role ends on {today().day} {today():%B %Y} already"):
        check_can_end_membership(by, row, in_days(3))
    row.starts, row.ends = in_days(-9), in_days(-1)
    with pytest.raises(Refusal, match="This role has ended already"):
        check_can_end_membership(by, row, in_days(3))


def test_a_last_day_that_is_still_to_come_may_be_changed(world: World) -> None:
    row, by = world.people["director"].memberships.get(), world.standing("programme-manager")
    row.ends = in_days(3)
    for last in (today(), in_days(2), in_days(9)):
        assert may(check_can_end_membership, by, row, last)
    there = in_days(3)
    with pytest.raises(Refusal, match=rf"This role ends on {there.day} {there:%B %Y} already. Choose another day"):
        check_can_end_membership(by, row, there)
    # To let a role last longer is to give it: a support officer does not give a director's.
    officer = world.standing("support-officer")
    assert may(check_can_end_membership, officer, row, in_days(2))
    assert "that role may do more than yours" in may(check_can_end_membership, officer, row, in_days(9)).refusal


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
    assert may(check_can_accept, invitation, in_days(14), None)
    assert "has run out" in may(check_can_accept, invitation, in_days(15), None).refusal
    invitation.accepted_by = world.people["data-officer"]
    assert "has been used" in may(check_can_accept, invitation, today(), None).refusal
    assert Invitation.objects.get().accepted_by is None


def test_who_does_not_run_an_organisation_gives_no_role_that_may_do_more_than_their_own(world: World) -> None:
    gives = {
        "support-officer": {"lead-inspector", "inspector", "editor", "panel-chair", "support-officer"},
        "deputy-service-manager": {"director-of-childrens-services", "case-manager", "data-officer", "board-chair"},
    }
    never = {
        "support-officer": {"programme-manager", "director", "quality-lead", "research-analyst"},
        "deputy-service-manager": {"service-manager"},
    }
    for giver, place in (("support-officer", world.inspectorate), ("deputy-service-manager", world.service)):
        by = world.standing(giver)
        assert all(may(check_can_invite, by, place, role) for role in gives[giver])
        for role in never[giver]:
            with pytest.raises(Refusal, match="that role may do more than yours"):
                check_can_invite(by, place, role)
    assert may(check_can_invite, world.standing("programme-manager"), world.inspectorate, "director")
    assert may(check_can_invite, world.standing("support-officer"), world.service, "service-manager")


def test_nobody_gives_themselves_a_role_or_accepts_what_they_sent(world: World) -> None:
    manager, by = world.people["programme-manager"], world.standing("programme-manager")
    with pytest.raises(Refusal, match="You cannot give yourself a role"):
        invite(email=manager.email.upper(), name="Me", organisation=world.inspectorate, role="director", days=14, by=by)
    with pytest.raises(Refusal, match="You cannot give yourself a role"):
        give_role(person=manager, organisation=world.inspectorate, role="director", by=by)
    sent, _ = invite(
        email="later@n.example", name="Later", organisation=world.inspectorate, role="director", days=14, by=by
    )
    type(manager).objects.filter(pk=manager.pk).update(email="later@n.example")
    with pytest.raises(Refusal, match="You cannot accept an invitation that you sent"):
        accept(invitation=sent, name="", password="", on=today())


def test_a_withdrawn_invitation_opens_nothing_and_is_withdrawn_once(world: World) -> None:
    by = world.standing("programme-manager")
    sent, _ = invite(email="a@n.example", name="A", organisation=world.inspectorate, role="editor", days=14, by=by)
    with pytest.raises(Refusal, match="none of your roles allows it"):
        withdraw_invitation(invitation=sent, by=world.standing("service-manager"))
    withdraw_invitation(invitation=sent, by=by)
    with pytest.raises(Refusal, match="This invitation has been withdrawn"):
        accept(invitation=sent, name="A", password=PASSWORD, on=today())
    with pytest.raises(Refusal, match="withdrawn already"):
        withdraw_invitation(invitation=sent, by=by)


def test_inviting_somebody_again_to_one_role_leaves_one_open_invitation(world: World) -> None:
    by = world.standing("programme-manager")
    for _ in range(3):
        invite(email="a@n.example", name="A", organisation=world.inspectorate, role="editor", days=14, by=by)
    assert Invitation.objects.filter(withdrawn_on=None).count() == 1
    assert Invitation.objects.count() == 3
