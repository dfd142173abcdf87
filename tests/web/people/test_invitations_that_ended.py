"""On the site: an invitation ends with its sender's role, few are sent, and they carry names alone."""

from typing import Any

from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests.factories.posted import sent_emails
from tests.factories.roles import give_role
from tests.factories.world import World, in_days, today
from tests.web.conftest import As
from tests.web.people.test_invitations import accept, link
from trigpoint.people.models import Invitation, Person
from trigpoint.people.standing import operator


def end_role_of(world: World, role: str) -> None:
    """Their last day was yesterday."""
    world.people[role].memberships.update(starts=in_days(-2), ends=in_days(-1))


def test_an_invitation_whose_sender_lost_the_role_opens_nothing_and_says_what_to_do(
    world: World, client: Client, invite: Any
) -> None:
    invite(by="programme-manager", to="northland-inspectorate", role="programme-manager")
    end_role_of(world, "programme-manager")
    for answer in (client.get(link()), accept(client)):
        page = answer.content.decode()
        assert "This invitation has ended" in page
        assert "Ask a colleague there for a new invitation" in page
    assert not Person.objects.filter(email="newt@eastmere.example").exists()
    assert Invitation.objects.get().accepted_by is None


def test_the_page_of_people_says_so_and_a_colleague_withdraws_it(world: World, as_: As, invite: Any) -> None:
    invite(by="deputy-service-manager")
    row = Invitation.objects.get()
    page = as_("service-manager").get(reverse("people")).content.decode()
    assert "Ended" not in page
    end_role_of(world, "deputy-service-manager")
    page = as_("service-manager").get(reverse("people")).content.decode()
    assert "Ended: whoever sent it may no longer do so. Invite them again" in page
    as_("service-manager").post(reverse("withdraw_invitation", args=[row.pk]))
    assert "No invitation is open." in as_("service-manager").get(reverse("people")).content.decode()


def test_a_sender_is_not_reminded_of_what_they_could_no_longer_send(world: World, as_: As, invite: Any) -> None:
    waiting = "Newt Hale has not accepted your invitation"
    invite(by="support-officer")
    Invitation.objects.update(expires_on=in_days(2))
    assert waiting in as_("support-officer").get(reverse("home")).content.decode()
    give_role(
        person=world.people["support-officer"], organisation=world.service, role="case-manager", by=operator(today())
    )
    assert waiting not in as_("support-officer").get(reverse("home")).content.decode()


def test_a_letter_too_many_is_refused_on_the_form_and_what_was_typed_stays(
    world: World, invite: Any, settings: Settings
) -> None:
    settings.INVITATIONS_A_DAY = 1
    assert invite().status_code == 302
    page = invite(email="another@elsewhere.example").content.decode()
    assert "You have sent 1 invitation today, and nobody sends more than 1 a day." in page
    assert 'value="another@elsewhere.example"' in page
    assert len(sent_emails()) == 1


def test_a_message_in_the_place_of_a_name_is_an_error_of_that_box(world: World, invite: Any) -> None:
    page = invite(name="Your account is closed, see https://evil.example").content.decode()
    assert "Name must not hold a web or e-mail address" in page
    assert not sent_emails()
