"""Inviting, accepting, giving and ending roles, declaring: what changes and what is recorded."""

from datetime import date

import pytest

from tests.factories.world import PASSWORD, World, in_days, today
from trigpoint.people import actions
from trigpoint.people.access import Refusal
from trigpoint.people.models import Declaration, Invitation, Membership, Organisation, Person
from trigpoint.people.queries import (
    interests_of,
    invited_elsewhere,
    newest_declaration,
    open_invitations,
    roles_held_for,
)
from trigpoint.people.standing import operator
from trigpoint.record.models import Event
from trigpoint.record.versioned import ChangedMeanwhileError


def invited(world: World, email: str = "new@eastmere.example", role: str = "data-officer") -> Invitation:
    by = world.standing("service-manager")
    return actions.invite(email=email, name="New", organisation=world.service, role=role, days=14, by=by)[0]


def accepted(invitation: Invitation, on: date | None = None) -> Person:
    return actions.accept(invitation=invitation, name="New Hale", password=PASSWORD, on=on or today())


def test_of_the_link_only_a_hash_is_kept(world: World) -> None:
    by = world.standing("service-manager")
    invitation, secret = actions.invite(
        email="new@x.example", name="New", organisation=world.service, role="data-officer", days=14, by=by
    )
    # sha256 of "abc", as FIPS 180-2 prints it.
    assert actions.token_hash("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert invitation.token_hash == actions.token_hash(secret) != secret


def test_accepting_makes_the_account_and_its_role_at_once(world: World) -> None:
    person = accepted(invited(world, "New@Eastmere.example"))
    assert (person.email, person.name) == ("new@eastmere.example", "New Hale")
    assert person.check_password(PASSWORD)
    row = person.memberships.get()
    assert (row.organisation, row.role, row.starts, row.ends) == (world.service, "data-officer", today(), None)
    event = Event.objects.get(kind="people.invitation_accepted")
    assert (event.chain_id, event.who) == ("organisation:eastmere", str(person.id))


def test_an_invitation_is_accepted_once(world: World) -> None:
    invitation = invited(world)
    accepted(invitation)
    with pytest.raises(Refusal, match="has been used"):
        accepted(invitation)
    assert Membership.objects.filter(person__email="new@eastmere.example").count() == 1


def test_two_invitations_to_one_address_make_one_account_with_two_roles(world: World) -> None:
    first, second = invited(world), invited(world, role="case-manager")
    assert accepted(first) == accepted(second)
    assert {row.role for row in Membership.objects.filter(person__email="new@eastmere.example")} == {
        "data-officer",
        "case-manager",
    }


def test_a_role_is_not_held_twice_at_a_time_from_whichever_day(world: World) -> None:
    before, _ = actions.invite(
        email="new@eastmere.example",
        name="New",
        organisation=world.service,
        role="data-officer",
        days=14,
        by=operator(today()),
    )
    accepted(before, in_days(-3))
    # Whoever does not see the people of the service cannot tell that New Hale holds the role.
    second, _ = actions.invite(
        email="new@eastmere.example",
        name="New",
        organisation=world.service,
        role="data-officer",
        days=14,
        by=world.standing("programme-manager"),
    )
    with pytest.raises(Refusal, match="New Hale holds the role 'Data officer' for Eastmere already"):
        accepted(second)
    assert Invitation.objects.get(pk=second.pk).accepted_by is None


def test_whoever_sees_the_people_is_told_at_once_that_somebody_holds_the_role(world: World) -> None:
    holder = world.people["data-officer"]
    with pytest.raises(Refusal, match="Invented data-officer holds the role 'Data officer' for Eastmere already"):
        invited(world, holder.email.upper())
    assert invited(world, holder.email, "case-manager").role == "case-manager"


@pytest.mark.parametrize(("name", "says"), [(" ", "Say the name of the person"), ("x" * 151, "may have 150 at most")])
def test_whoever_is_invited_has_a_name(world: World, name: str, says: str) -> None:
    with pytest.raises(Refusal, match=says):
        actions.invite(
            email="new@eastmere.example",
            name=name,
            organisation=world.service,
            role="data-officer",
            days=14,
            by=world.standing("service-manager"),
        )


@pytest.mark.parametrize(("name", "says"), [("", "Say the name of the organisation"), ("x" * 201, "may have 200 at")])
def test_an_organisation_has_a_name(world: World, name: str, says: str) -> None:
    with pytest.raises(Refusal, match=says):
        actions.enter_organisation(kind="service", reference="x", name=name, short_name="X", by=operator(today()))
    assert not Organisation.objects.filter(reference="x").exists(), world


def test_a_closed_account_accepts_nothing(world: World) -> None:
    Person.objects.filter(pk=world.people["case-manager"].pk).update(is_active=False)
    with pytest.raises(Refusal, match="Your account is closed"):
        accepted(invited(world, world.people["case-manager"].email))


def test_only_the_operator_makes_accounts_without_an_invitation(world: World) -> None:
    with pytest.raises(Refusal, match="People are invited, not entered"):
        actions.enter_person(
            email="new@x.example",
            name="New",
            password=PASSWORD,
            organisation=world.service,
            role="data-officer",
            by=world.standing("service-manager"),
        )
    assert not Person.objects.filter(email="new@x.example").exists()


def test_inspectorates_are_made_at_the_command_line_only(world: World) -> None:
    by = world.standing("programme-manager")
    with pytest.raises(Refusal, match="set up at the command line"):
        actions.enter_organisation(kind="inspectorate", reference="x", name="X", short_name="X", by=by)
    with pytest.raises(Refusal, match="You cannot change the register"):
        actions.enter_organisation(
            kind="service", reference="x", name="X", short_name="X", by=world.standing("service-manager")
        )
    with pytest.raises(Refusal, match="There is an organisation with the reference 'eastmere' already"):
        actions.enter_organisation(kind="service", reference="eastmere", name="E", short_name="E", by=by)
    assert Organisation.objects.filter(reference="x").count() == 0


@pytest.mark.parametrize("name", ["Eastmere", "EASTMERE", " eastmere", "eastmere ", "\uff25astmere"])
def test_no_two_organisations_have_one_name_capitals_and_spaces_apart(world: World, name: str) -> None:
    by = world.standing("programme-manager")
    with pytest.raises(Refusal, match="There is an organisation called 'Eastmere' already"):
        actions.enter_organisation(kind="service", reference="x", name=name, short_name="X", by=by)
    actions.enter_organisation(kind="service", reference="x", name="East Mere", short_name="X", by=by)
    with pytest.raises(Refusal, match="There is an organisation called 'East Mere' already"):
        actions.enter_organisation(kind="service", reference="y", name="EAST   mere", short_name="Y", by=by)


def test_a_role_is_ended_by_compare_and_set(world: World) -> None:
    row = world.people["data-officer"].memberships.get()
    by = world.standing("service-manager")
    actions.end_membership(membership=row, seen=1, last=in_days(9), reason="Leaves", by=by)
    stale = Membership.objects.get(pk=row.pk)
    with pytest.raises(ChangedMeanwhileError):
        actions.end_membership(membership=stale, seen=1, last=in_days(5), reason="Leaves", by=by)
    assert Membership.objects.get(pk=row.pk).ends == in_days(9)
    event = Event.objects.get(kind="people.role_ended")
    named = {"person_id": str(world.people["data-officer"].id), "role": "data-officer"}
    assert (event.before, event.after) == (named | {"ends": None}, {"ends": str(in_days(9))})
    assert event.reason == "Leaves"


def test_a_role_ends_with_a_reason(world: World) -> None:
    row = world.people["data-officer"].memberships.get()
    with pytest.raises(Refusal, match="Say why the role ends"):
        actions.end_membership(membership=row, seen=1, last=today(), reason=" ", by=world.standing("service-manager"))


def test_a_declaration_is_made_by_a_person_about_a_service(world: World) -> None:
    by = world.standing("editor")
    with pytest.raises(Refusal, match="declared about services"):
        actions.declare(service=world.partner, has_interest=False, nature="", by=by)
    with pytest.raises(Refusal, match="Only a person"):
        actions.declare(service=world.service, has_interest=False, nature="", by=operator(today()))
    with pytest.raises(Refusal, match="Say what your interest"):
        actions.declare(service=world.service, has_interest=True, nature=" ", by=by)


def test_without_an_interest_nothing_is_kept_of_its_nature(world: World) -> None:
    actions.declare(service=world.other_service, has_interest=False, nature="typed", by=world.standing("editor"))
    assert Declaration.objects.get(service=world.other_service).nature == ""


def test_the_newest_declaration_counts(world: World) -> None:
    by, somebody = world.standing("director"), world.people["director"]
    assert newest_declaration(somebody.id, world.other_service.id) is None
    for has_interest in (False, True):
        actions.declare(service=world.other_service, has_interest=has_interest, nature="A sister", by=by)
    newest = newest_declaration(somebody.id, world.other_service.id)
    assert newest is not None
    assert newest.has_interest


def test_a_declared_interest_is_not_taken_back_by_whoever_declared_it(world: World) -> None:
    actions.declare(service=world.other_service, has_interest=True, nature="A sister", by=world.standing("director"))
    with pytest.raises(Refusal, match="Ask a colleague who keeps the people of your inspectorate"):
        actions.declare(service=world.other_service, has_interest=False, nature="", by=world.standing("director"))
    actions.declare(
        service=world.other_service, has_interest=True, nature="And a cousin", by=world.standing("director")
    )
    actions.declare(service=world.service, has_interest=False, nature="", by=world.standing("director"))
    assert interests_of(world.people["director"].id) == {world.other_service.id}


def test_an_interest_is_lifted_by_whoever_keeps_the_people_and_never_by_oneself(world: World) -> None:
    somebody, place = world.people["support-officer"], world.other_service
    actions.declare(service=place, has_interest=True, nature="A sister", by=world.standing("support-officer"))
    for role, why in (
        ("support-officer", "You cannot lift your own interest"),
        ("lead-inspector", "none of your roles allows it where they work"),
        ("service-manager", "none of your roles allows it where they work"),
    ):
        with pytest.raises(Refusal, match=why):
            actions.lift_interest(person=somebody, service=place, reason="Retired", by=world.standing(role))
    manager = world.standing("programme-manager")
    with pytest.raises(Refusal, match="Say why the interest no longer exists"):
        actions.lift_interest(person=somebody, service=place, reason=" ", by=manager)
    actions.lift_interest(person=somebody, service=place, reason="Retired", by=manager)
    assert interests_of(somebody.id) == frozenset()
    event = Event.objects.get(kind="people.interest_lifted")
    assert (event.chain_id, event.who, event.reason) == ("interests:westmere", str(manager.person), "Retired")
    assert event.after == {"person_id": str(somebody.id), "service": "Westmere"}
    with pytest.raises(Refusal, match="has no declared interest in Westmere"):
        actions.lift_interest(person=somebody, service=place, reason="Retired", by=manager)


def test_of_somebody_of_no_inspectorate_the_operator_lifts_an_interest(world: World) -> None:
    somebody, place = world.people["local-assessor"], world.service
    actions.declare(service=place, has_interest=True, nature="A friend", by=world.standing("local-assessor"))
    with pytest.raises(Refusal, match="none of your roles allows it where they work"):
        actions.lift_interest(person=somebody, service=place, reason="Moved", by=world.standing("programme-manager"))
    actions.lift_interest(person=somebody, service=place, reason="Moved", by=operator(today()))
    assert interests_of(somebody.id) == frozenset()


def test_declarations_stay_out_of_the_record_that_the_service_reads(world: World) -> None:
    # Inspectors declare before an inspection is announced.
    actions.declare(service=world.service, has_interest=False, nature="", by=world.standing("director"))
    assert not Event.objects.filter(chain="organisation:eastmere", kind="people.interest_declared").exists()


def test_roles_held_are_those_of_the_day(world: World) -> None:
    row = world.people["data-officer"].memberships.get()
    by = world.standing("service-manager")
    actions.end_membership(membership=row, seen=1, last=in_days(2), reason="Leaves", by=by)
    assert row in roles_held_for(world.service.id, in_days(2))
    assert row not in roles_held_for(world.service.id, in_days(3))
    assert row not in roles_held_for(world.service.id, in_days(-1))


def test_open_invitations_are_neither_accepted_nor_run_out(world: World) -> None:
    first, second = invited(world), invited(world, "other@eastmere.example")
    accepted(first)
    assert list(open_invitations([world.service.id], in_days(14))) == [second]
    assert list(open_invitations([world.service.id], in_days(15))) == []
    assert list(open_invitations([world.inspectorate.id], today())) == []
    manager = world.standing("programme-manager")
    sent, _ = actions.invite(
        email="third@eastmere.example", name="New", organisation=world.service, role="case-manager", days=14, by=manager
    )
    assert list(invited_elsewhere(manager, [world.inspectorate.id])) == [sent]
    assert list(invited_elsewhere(manager, [world.service.id])) == []
