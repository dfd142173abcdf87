"""An address that does not take a method says so on a page, with the methods that it takes and a way on."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.world import World


@pytest.fixture
def client(world: World) -> Client:
    found = Client()
    found.force_login(world.people["lead-inspector"], "allauth.account.auth_backends.AuthenticationBackend")
    return found


@pytest.mark.parametrize(
    ("method", "name", "allowed", "says"),
    [
        ("get", "sign_out_everywhere", "POST", "This address belongs to a button on another page"),
        ("post", "home", "GET, HEAD", "Something was sent to this address, which takes nothing."),
        ("delete", "home", "GET, HEAD", "Something was sent to this address, which takes nothing."),
    ],
)
def test_a_method_that_is_not_taken_is_said_with_a_way_on(
    client: Client, method: str, name: str, allowed: str, says: str
) -> None:
    answer = getattr(client, method)(reverse(name))
    page = answer.content.decode()
    assert (answer.status_code, answer.headers["Allow"]) == (405, allowed)
    assert "<h1" in page
    assert says in page
    assert f'<a class="govuk-link" href="{reverse("home")}">Go to what needs you now</a>' in page


def test_whoever_is_signed_out_is_led_to_a_page_that_opens_for_them(db: None) -> None:
    answer = Client().post(reverse("privacy"))
    assert answer.status_code == 405
    assert f'href="{reverse("public_home")}">Go to the published inspections' in answer.content.decode()
