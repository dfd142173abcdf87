"""Really parallel transactions: clicked twice at once, an invitation makes one account with one role."""

from functools import partial

import pytest

from tests.factories.world import PASSWORD, Kind, in_days, organisation, today
from tests.record.writers import at_once
from trigpoint.people.access import Refusal
from trigpoint.people.actions import accept, invite
from trigpoint.people.models import Invitation, Membership, Organisation, Person
from trigpoint.people.standing import operator

pytestmark = pytest.mark.usefixtures("committed")


def invited(to: Organisation, role: str) -> Invitation:
    invitation, _ = invite(email="new@e.example", name="New", organisation=to, role=role, days=14, by=operator(today()))
    return invitation


def click(invitation: Invitation) -> Person:
    return accept(invitation=invitation, name="New", password=PASSWORD, on=today())


def test_of_many_who_accept_one_invitation_at_once_one_succeeds() -> None:
    invitation = invited(organisation(Kind.SERVICE, "Eastmere"), "data-officer")
    results = at_once(*(partial(click, invitation) for _ in range(6)))
    assert sum(isinstance(result, Person) for result in results) == 1
    assert all("has been used" in str(result) for result in results if isinstance(result, Refusal))
    assert sum(isinstance(result, Refusal) for result in results) == 5
    assert Person.objects.count() == Membership.objects.count() == 1


def test_two_invitations_to_one_new_address_accepted_at_once_make_one_account_with_both_roles() -> None:
    first, second = organisation(Kind.SERVICE, "Eastmere"), organisation(Kind.SERVICE, "Westmere")
    results = at_once(*(partial(click, invited(service, "data-officer")) for service in (first, second)))
    assert [result for result in results if isinstance(result, Exception)] == []
    person = Person.objects.get()
    assert {row.organisation for row in person.memberships.all()} == {first, second}


def test_two_invitations_to_one_role_accepted_at_once_give_it_once() -> None:
    service = organisation(Kind.SERVICE, "Eastmere")
    click(invited(service, "case-manager"))
    results = at_once(*(partial(click, invited(service, "data-officer")) for _ in range(4)))
    assert sum(isinstance(result, Person) for result in results) == 1
    assert Membership.objects.filter(role="data-officer", ends=None, starts__lt=in_days(1)).count() == 1
