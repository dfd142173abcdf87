"""Declaring an interest in a service, and who can read it."""

from django.test import Client
from django.urls import reverse

from tests.factories.world import World
from tests.web.conftest import As
from trigpoint.people.queries import newest_declaration
from trigpoint.record.models import Event

YES = {"service": "westmere", "has_interest": "yes", "nature": "My sister works there"}


def test_a_declaration_is_recorded_and_shown_to_whoever_made_it(world: World, as_: As) -> None:
    client = as_("director")
    assert "You have declared nothing yet." in client.get(reverse("interests")).content.decode()
    assert client.post(reverse("interests"), YES).headers["Location"] == reverse("interests")
    page = client.get(reverse("interests")).content.decode()
    assert "Your declaration about Westmere is recorded." in page
    assert "An interest: My sister works there" in page


def test_nobody_else_sees_it(world: World, as_: As) -> None:
    as_("editor").post(reverse("interests"), YES)
    for role in ("director", "service-manager", "lead-inspector"):
        assert "sister" not in as_(role).get(reverse("interests")).content.decode()


def test_no_interest_after_one_is_refused_with_who_can_lift_it(world: World, as_: As) -> None:
    client = as_("editor")
    client.post(reverse("interests"), YES)
    answer = client.post(reverse("interests"), {"service": "westmere", "has_interest": "no", "nature": ""})
    assert answer.status_code == 422
    assert "cannot take that back yourself. Ask a colleague who keeps the people" in answer.content.decode()
    newest = newest_declaration(world.people["editor"].id, world.other_service.id)
    assert newest is not None
    assert newest.has_interest


def test_a_colleagues_interest_is_lifted_from_the_page_of_people_without_what_it_is(world: World, as_: As) -> None:
    as_("editor").post(reverse("interests"), YES)
    address = reverse("lift_interest", args=[world.people["editor"].id, "westmere"])
    for role in ("lead-inspector", "director", "service-manager"):
        assert address not in as_(role).get(reverse("people")).content.decode()
    client = as_("support-officer")
    assert address in client.get(reverse("people")).content.decode()
    page = client.get(address).content.decode()
    assert "Lift the interest of Invented editor in Westmere" in page
    assert "sister" not in page
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "She has retired"}).headers["Location"] == reverse("people")
    assert address not in client.get(reverse("people")).content.decode()
    assert "Lifted by a colleague" in as_("editor").get(reverse("interests")).content.decode()
    assert client.get(address).status_code == 403
    assert "has no declared interest in Westmere" in client.get(address).content.decode()


def test_what_is_missing_is_named_and_what_was_typed_is_kept(world: World, as_: As) -> None:
    client = as_("editor")
    page = client.post(reverse("interests"), {}).content.decode()
    assert "Select a service" in page
    assert "Select whether you have an interest" in page
    page = client.post(reverse("interests"), YES | {"nature": "  "}).content.decode()
    assert "Enter what your interest is" in page
    page = client.post(reverse("interests"), YES | {"has_interest": "no"}).content.decode()
    assert "You have said what your interest is." in page
    assert "My sister works there</textarea>" in page


def test_only_services_can_be_declared_about(world: World, as_: As) -> None:
    for reference in ("northland-inspectorate", "eastmere-police", "nowhere", "a\0b"):
        assert as_("editor").post(reverse("interests"), YES | {"service": reference}).status_code == 422


def test_nobody_declares_without_signing_in(world: World) -> None:
    answer = Client().get(reverse("interests"))
    assert answer.headers["Location"] == f"{reverse('account_login')}?next={reverse('interests')}"


def test_a_service_cannot_tell_from_its_record_that_inspectors_declare(world: World, as_: As) -> None:
    # Declarations come before an inspection is announced.
    as_("editor").post(reverse("interests"), YES)
    chains = set(Event.objects.filter(kind="people.interest_declared").values_list("chain_id", flat=True))
    assert chains == {"interests:eastmere", "interests:westmere"}
