"""Inviting somebody by e-mail, and accepting."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.posted import sent_emails
from tests.factories.roles import give_role
from tests.factories.world import World, in_days, today
from tests.web.conftest import As
from tests.web.people.conftest import NEWT
from trigpoint.people.models import Invitation, Person
from trigpoint.people.standing import operator

CHOSEN = {"name": "Newt Hale", "password": "three invented words"}


def link() -> str:
    found = re.search(r"http://testserver(/\S+)", str(sent_emails()[-1].body))
    assert found
    return found[1]


def accept(client: Client, **typed: str) -> Any:
    return client.post(link(), CHOSEN | typed)


def test_an_email_says_who_invites_in_which_role_and_until_when(world: World, invite: Any) -> None:
    answer = invite()
    assert answer.headers["Location"] == reverse("people")
    message = sent_emails()[0]
    assert (message.to, message.subject) == (["newt@eastmere.example"], "You are invited to Trigpoint for Eastmere")
    until = in_days(14)
    body = str(message.body)
    assert "Invented service-manager invites you to Trigpoint, as data officer for Eastmere." in body
    assert f"by {until.day} {until:%B %Y}:" in body


def test_the_invitation_is_on_the_page_of_people_until_it_is_accepted(world: World, invite: Any, as_: As) -> None:
    assert "No invitation is open." in as_("service-manager").get(reverse("people")).content.decode()
    invite()
    assert "newt@eastmere.example" in as_("service-manager").get(reverse("people")).content.decode()
    accept(Client())
    page = as_("service-manager").get(reverse("people")).content.decode()
    assert "newt@eastmere.example" not in page
    assert "Newt Hale" in page


def test_somebody_new_chooses_a_password_and_signs_in(world: World, invite: Any) -> None:
    invite()
    client = Client()
    page = client.get(link()).content.decode()
    assert "Join Eastmere" in page
    assert "You are invited as data officer." in page
    assert 'value="Newt Hale"' in page
    answer = accept(client, name="Newt  Hale-Moor")
    assert answer.headers["Location"] == reverse("account_login")
    assert "Your account is ready. Sign in to begin." in client.get(reverse("account_login")).content.decode()
    made = Person.objects.get(email="newt@eastmere.example")
    assert made.name == "Newt Hale-Moor"
    typed = {"login": "newt@eastmere.example", "password": CHOSEN["password"]}
    assert client.post(reverse("account_login"), typed).headers["Location"] == reverse("home")
    assert "Data officer – Eastmere" in client.get(reverse("my_account")).content.decode()


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("eleven char", "Password must be 12 characters or more"),
        ("qwerty123456", "Choose a password that fewer people use"),
        ("newt hale newt", "Choose a password that is not like your name or your e-mail address"),
        ("", "Enter a password"),
        ("x" * 201, "Password must be 200 characters or fewer"),
    ],
)
def test_a_weak_password_is_refused_and_the_name_is_kept(world: World, invite: Any, password: str, said: str) -> None:
    invite()
    answer = accept(Client(), password=password, name="Newt Hale Newt")
    assert said in answer.content.decode()
    assert 'value="Newt Hale Newt"' in answer.content.decode()
    assert not Person.objects.filter(email="newt@eastmere.example").exists()


def test_a_second_click_makes_no_second_account_and_says_where_to_go(world: World, invite: Any) -> None:
    invite()
    client = Client()
    accept(client)
    again = accept(client)
    assert again.status_code == 410
    assert "This invitation has been used" in again.content.decode()
    assert Person.objects.filter(email="newt@eastmere.example").count() == 1
    assert Person.objects.get(email="newt@eastmere.example").memberships.count() == 1


def test_an_invitation_works_on_its_last_day_and_not_on_the_next(world: World, invite: Any) -> None:
    invite()
    Invitation.objects.update(expires_on=in_days(-1))
    late = accept(Client())
    assert late.status_code == 410
    assert "This invitation has run out" in late.content.decode()
    Invitation.objects.update(expires_on=today())
    assert accept(Client()).status_code == 302


@pytest.mark.parametrize("secret", ["x", "x" * 3_000, "%00", "%F0%9F%98%80"])
def test_a_link_that_is_not_ours_gets_a_clear_page(world: World, secret: str) -> None:
    answer = Client().get(f"/people/invitations/{secret}/")
    assert answer.status_code == 404
    assert "We do not know this invitation" in answer.content.decode()


def test_the_secret_is_kept_nowhere(world: World, invite: Any) -> None:
    invite()
    secret = link().strip("/").split("/")[-1]
    assert len(secret) == 40
    assert secret not in str(list(Invitation.objects.values()))


def test_the_secret_of_an_open_invitation_is_never_logged(
    world: World, invite: Any, as_: As, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    invite()
    accept(Client(), name="Newt", password="")
    as_("board-chair").post(link())
    assert link() not in caplog.text


def test_inviting_somebody_known_looks_the_same_as_inviting_somebody_new(world: World, invite: Any, as_: As) -> None:
    new = invite()
    known = invite(email=world.people["editor"].email)
    assert (known.status_code, known.headers["Location"]) == (new.status_code, new.headers["Location"])
    assert len(sent_emails()) == 2
    assert "you have an account" not in str(sent_emails()[1].body).lower()


def test_somebody_known_signs_in_first_and_keeps_name_and_password(world: World, invite: Any, as_: As) -> None:
    known = world.people["case-manager"]
    invite(email=known.email)
    stranger = Client()
    page = stranger.get(link()).content.decode()
    assert "Sign in to accept the invitation" in page
    assert f"{reverse('account_login')}?next={link()}" in page
    assert accept(stranger).status_code == 200
    assert known.memberships.count() == 1
    client = as_("case-manager")
    assert "Accept the invitation" in client.get(link()).content.decode()
    assert client.post(link(), {"name": "Other", "password": "x"}).headers["Location"] == reverse("home")
    before = known.password
    known.refresh_from_db()
    assert (known.name, known.password, known.memberships.count()) == ("Invented case-manager", before, 2)
    assert client.post(link()).headers["Location"] == reverse("home"), "a second click is harmless"
    assert known.memberships.count() == 2


def test_somebody_else_who_is_signed_in_cannot_accept(world: World, invite: Any, as_: As) -> None:
    for email in ("newt@eastmere.example", world.people["case-manager"].email):
        invite(email=email)
        answer = as_("board-chair").post(link(), CHOSEN)
        assert "The invitation is for another person than Invented board-chair." in answer.content.decode()
        assert Invitation.objects.filter(accepted_by=None).count() == 1
        Invitation.objects.all().delete()


def test_a_role_that_is_held_already_is_not_held_twice(world: World, invite: Any, as_: As) -> None:
    told = {"name": "New", "email": world.people["data-officer"].email, "role": "data-officer"}
    refused = as_("service-manager").post(f"{reverse('invite')}?organisation=eastmere", told)
    assert "holds the role &#39;Data officer&#39; for Eastmere already." in refused.content.decode()
    invite(email=world.people["data-officer"].email, by="programme-manager")
    answer = as_("data-officer").post(link())
    assert "holds the role &#39;Data officer&#39; for Eastmere already." in answer.content.decode()


def test_a_closed_account_stays_closed(world: World, invite: Any, as_: As) -> None:
    known = world.people["case-manager"]
    invite(email=known.email)
    Person.objects.filter(pk=known.pk).update(is_active=False)
    assert as_("case-manager").post(link()).status_code == 200, "somebody closed is nobody signed in"
    assert known.memberships.count() == 1


def test_what_is_wrong_is_named_and_what_was_typed_is_kept(world: World, as_: As) -> None:
    there = f"{reverse('invite')}?organisation=eastmere"
    answer = as_("service-manager").post(there, {"name": "", "email": "not an address", "role": "director"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Enter a name" in page
    assert "Enter an e-mail address in the right form" in page
    assert "Select a role" in page
    assert 'value="not an address"' in page


def test_only_roles_of_the_organisation_are_offered(world: World, as_: As) -> None:
    page = as_("service-manager").get(f"{reverse('invite')}?organisation=eastmere").content.decode()
    assert "Case manager: works with children" in page
    assert "Lead inspector" not in page
    inspectorate = as_("support-officer").get(f"{reverse('invite')}?organisation=northland-inspectorate")
    assert "Local assessor" not in inspectorate.content.decode()


def test_whoever_keeps_one_organisation_goes_straight_to_its_form(world: World, as_: As) -> None:
    answer = as_("service-manager").get(reverse("invite"))
    assert answer.headers["Location"] == f"{reverse('invite')}?organisation=eastmere"


def test_an_inspectorate_chooses_among_itself_services_and_partners(world: World, as_: As) -> None:
    client = as_("programme-manager")
    page = client.get(reverse("invite")).content.decode()
    for offered in ("Northland Inspectorate", "Eastmere", "Westmere", "Eastmere Police"):
        assert f">{offered}</option>" in page
    assert "Southland Inspectorate" not in page
    assert "Select an organisation" in client.get(reverse("invite"), {"organisation": ""}).content.decode()
    assert client.get(reverse("invite"), {"organisation": "westmere"}).status_code == 200


def test_the_inspectorate_sees_whom_it_has_invited_elsewhere(world: World, invite: Any, as_: As) -> None:
    invite(by="programme-manager", to="westmere", email="first@westmere.example")
    page = as_("programme-manager").get(reverse("people")).content.decode()
    assert "Invited by you to other organisations" in page
    assert "first@westmere.example" in page


@pytest.mark.parametrize("reference", ["westmere", "northland-inspectorate", "nowhere", "a\0b"])
def test_another_organisation_is_not_found(world: World, as_: As, reference: str) -> None:
    client = as_("service-manager")
    assert client.get(reverse("invite"), {"organisation": reference}).status_code == 404
    assert client.post(f"{reverse('invite')}?organisation={reference}".replace("\0", "%00"), NEWT).status_code == 404


def test_a_service_manager_who_is_a_local_assessor_too_keeps_no_other_service(world: World, as_: As) -> None:
    by = operator(today())
    assessor = world.people["local-assessor"]
    give_role(person=assessor, organisation=world.other_service, role="service-manager", by=by)
    answer = as_("local-assessor").get(reverse("invite"), {"organisation": "eastmere"})
    assert answer.status_code == 404


def test_whoever_keeps_no_people_cannot_invite(world: World, as_: As) -> None:
    assert as_("case-manager").get(reverse("invite")).status_code == 403
    assert as_("lead-inspector").post(reverse("invite"), NEWT).status_code == 403
