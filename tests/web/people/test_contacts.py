"""How people are reached at work: each gives it on their own account's page, and the other side sees it of its contact."""

import pytest
from django.urls import reverse

from tests.factories.world import World, move_to, today
from tests.web.conftest import As
from tests.web.pages.test_sent_twice import opened
from tests.web.pages.words import words
from trigpoint.people.access import Refusal
from trigpoint.people.contacts import contacts_of, give_contact
from trigpoint.people.correcting import correct_account
from trigpoint.people.models import Contact
from trigpoint.people.standing import operator
from trigpoint.record.models import Event

GIVEN = {"email": "lead@work.example", "telephone": "0161 496 0000"}


def test_each_gives_their_own_and_can_change_it(world: World, as_: As) -> None:
    client, address = as_("lead-inspector"), reverse("my_contact")
    assert "You have not said." in words(client.get(reverse("my_account")))
    assert client.post(address, opened(client, address) | GIVEN).status_code == 302
    assert "lead@work.example, 0161 496 0000" in words(client.get(reverse("my_account")))
    assert client.post(address, opened(client, address) | {"telephone": ""}).status_code == 302
    row = Contact.objects.get(person=world.people["lead-inspector"])
    assert (row.email, row.telephone, row.version) == ("lead@work.example", "", 2)


def test_what_a_second_tab_saved_is_not_overwritten_unseen(world: World, as_: As) -> None:
    client, address = as_("lead-inspector"), reverse("my_contact")
    client.post(address, opened(client, address) | GIVEN)
    old = opened(client, address)
    client.post(address, old | {"telephone": "0161 496 0001"})
    answer = client.post(address, old | {"telephone": "0161 496 0002"})
    assert "Both versions are below" in words(answer)
    assert Contact.objects.get().telephone == "0161 496 0001"


@pytest.mark.parametrize("typed", ["ask me", "12", "0161 496 0000; drop", "<b>01614960000</b>"])
def test_a_number_that_nobody_can_dial_is_an_error(world: World, as_: As, typed: str) -> None:
    answer = as_("editor").post(reverse("my_contact"), {"version": "0", "email": "", "telephone": typed})
    assert answer.status_code == 422
    assert "Enter a telephone number, such as 0161 496 0000" in words(answer)


def test_the_service_sees_how_the_lead_is_reached_and_the_lead_the_manager(world: World, as_: As) -> None:
    move_to(world, "announced")
    for role, email in (("lead-inspector", "lead@work.example"), ("service-manager", "manager@eastmere.example")):
        person, by = world.people[role], world.standing(role)
        give_contact(person=person, seen=0, email=email, telephone="0161 496 0000", by=by)
    service = words(as_("service-manager").get(reverse("own_inspection", args=[world.inspection.reference])))
    assert "Your contact is Invented lead-inspector ( lead@work.example , 0161 496 0000)." in service
    lead = words(as_("lead-inspector").get(reverse("inspection", args=[world.inspection.reference])))
    assert (
        "Your contact at the service is Invented service-manager ( manager@eastmere.example , 0161 496 0000)." in lead
    )


def test_a_contact_who_gives_nothing_is_named_all_the_same(world: World, as_: As) -> None:
    move_to(world, "announced")
    service = words(as_("service-manager").get(reverse("own_inspection", args=[world.inspection.reference])))
    assert "Your contact is Invented lead-inspector." in service


def test_nobody_says_how_somebody_else_is_reached(world: World) -> None:
    person, by = world.people["editor"], world.standing("programme-manager")
    with pytest.raises(Refusal, match="Only they themselves"):
        give_contact(person=person, seen=0, email="", telephone="", by=by)


def test_the_record_never_has_what_was_given_and_a_corrected_account_gives_it_anew(world: World) -> None:
    person, by = world.people["editor"], world.standing("editor")
    give_contact(person=person, seen=0, email="secret@work.example", telephone="0161 496 0000", by=by)
    for event in Event.objects.all():
        assert "secret@work" not in f"{event.before}{event.after}{event.reason}{event.bound}"
    correct_account(person=person, name="New", email="new@x.example", reason="Asked for", by=operator(today()))
    row = contacts_of([person.id])[person.id]
    assert (row.email, row.telephone) == ("", "")
