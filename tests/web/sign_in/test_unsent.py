"""A form that is sent after its session ended comes back with all that was typed, and can be sent again."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.factories.world import World, in_days, move_to
from tests.web.forms.pages import Forms
from tests.web.pages.words import words
from trigpoint.inspectorate.requests.models import Request
from trigpoint.people.models import Declaration, Person

OURS = "http://testserver"
As = Callable[[str], Client]
SAID = {"service": "westmere", "has_interest": "yes", "nature": "My sister <works>\nthere"}


def strict() -> Client:
    return Client(enforce_csrf_checks=True)


def post(client: Client, address: str, typed: dict[str, Any], origin: str = OURS) -> Any:
    return client.post(address, typed, headers={"origin": origin})


def opened(client: Client, address: str) -> dict[str, str]:
    """What the form of a page holds, its secret as well."""
    page = client.get(address)
    found = {name: one.value for name, one in Forms(page.content.decode()).fields.items()}
    return found | {"csrfmiddlewaretoken": _secret(page)}


def held(answer: Any) -> dict[str, str]:
    """What the page of a kept form would send."""
    found = {name: one.value for name, one in Forms(answer.content.decode()).fields.items()}
    return found | {"csrfmiddlewaretoken": _secret(answer)}


def _secret(answer: Any) -> str:
    text: str = answer.content.decode()
    return text.rsplit('name="csrfmiddlewaretoken" value="', 1)[1].split('"', 1)[0]


def sign_in(client: Client, person: Person) -> None:
    """Sign in as a browser does: Django makes a new secret for forms, so that of a page from before is stale."""
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    client.cookies.pop("csrftoken", None)


@pytest.fixture
def client(world: World) -> Client:
    found = strict()
    found.force_login(world.people["editor"], "allauth.account.auth_backends.AuthenticationBackend")
    return found


def test_what_was_typed_comes_back_in_words_and_is_saved_once_it_was_read_again_after_signing_in(
    client: Client, world: World
) -> None:
    typed = opened(client, reverse("interests")) | SAID
    client.logout()
    answer = post(client, reverse("interests"), typed)
    assert answer.status_code == 403
    assert "no-store" in answer.headers["Cache-Control"]
    said = words(answer)
    assert "You have been signed out Nothing is saved yet, and nothing is lost: what you typed is below." in said
    assert "Do you have an interest in this service? Yes, I have an interest" in said
    assert "What your interest is My sister <works> there" in said
    assert f'href="{reverse("account_login")}" target="_blank" rel="noopener"' in answer.content.decode()
    again = held(answer)
    assert {name: again[name] for name in SAID} == SAID
    assert post(client, reverse("interests"), again).status_code == 403, "signed out still, and shown once more"
    sign_in(client, world.people["editor"])
    read_again = post(client, reverse("interests"), again)
    assert "What your interest is My sister <works> there" in words(read_again)
    assert "Check what you typed, and send it again" in words(read_again)
    assert not Declaration.objects.filter(service=world.other_service).exists(), "nobody has read and sent it yet"
    assert post(client, reverse("interests"), held(read_again)).status_code == 302
    assert Declaration.objects.get(service=world.other_service).nature.split() == SAID["nature"].split()


def test_a_form_with_a_stale_secret_is_kept_for_whoever_is_signed_in(client: Client, world: World) -> None:
    answer = post(client, reverse("interests"), SAID)
    said = words(answer)
    assert answer.status_code == 403
    assert "You have been signed out" not in said
    assert "Nothing is saved yet, and nothing is lost: what you typed is below." in said
    assert post(client, reverse("interests"), held(answer)).status_code == 302


@pytest.mark.parametrize(
    "origin", ["", "null", "https://elsewhere.example", "https://testserver", "http://testserver:8"]
)
def test_another_site_has_nothing_shown_and_nothing_taken(client: Client, world: World, origin: str) -> None:
    again = held(post(client, reverse("interests"), SAID))
    answer = post(client, reverse("interests"), again | {"csrfmiddlewaretoken": "x"}, origin)
    assert answer.status_code == 403
    assert "sister" not in answer.content.decode()
    client.logout()
    assert "sister" not in post(client, reverse("interests"), again, origin).content.decode()
    assert not Declaration.objects.filter(service=world.other_service).exists()


def test_no_form_is_taken_without_the_secret_of_the_session_that_sends_it(client: Client, world: World) -> None:
    before = held(post(client, reverse("interests"), SAID))
    sign_in(client, world.people["editor"])
    for secret in ("", "x", before["csrfmiddlewaretoken"]):
        answer = post(client, reverse("interests"), SAID | {"csrfmiddlewaretoken": secret})
        assert answer.status_code == 403
    assert not Declaration.objects.filter(service=world.other_service).exists()


def test_a_press_of_a_button_where_nothing_is_typed_asks_to_sign_in(client: Client, world: World) -> None:
    secret = opened(client, reverse("interests"))["csrfmiddlewaretoken"]
    del client.cookies["sessionid"]
    answer = post(client, reverse("sign_out_everywhere"), {"csrfmiddlewaretoken": secret})
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_login"))


def test_dates_and_lines_come_back_and_what_the_page_held_unseen_is_sent_but_not_shown(world: World) -> None:
    move_to(world, "announced")
    client = strict()
    client.force_login(world.people["lead-inspector"], "allauth.account.auth_backends.AuthenticationBackend")
    address, due = reverse("draft_request", args=[world.inspection.reference]), in_days(7)
    boxes = {"due_0": str(due.day), "due_1": str(due.month), "due_2": str(due.year)}
    typed = opened(client, address) | boxes | {"purpose": "other", "title": "Diary", "words": "One\r\n\r\nTwo"}
    client.logout()
    answer = post(client, address, typed)
    said = words(answer)
    assert f"{due.day} {due.month} {due.year}" in said
    assert "Something else" in said, "a choice is shown by its label"
    assert typed["submission"] not in said
    sign_in(client, world.people["lead-inspector"])
    read_again = post(client, address, held(answer))
    assert "Something else" in words(read_again)
    assert post(client, address, held(read_again)).status_code == 302
    assert Request.objects.get().words.split() == ["One", "Two"]


def test_a_file_is_said_not_to_be_kept(world: World) -> None:
    client = strict()
    client.force_login(world.people["lead-inspector"], "allauth.account.auth_backends.AuthenticationBackend")
    address = reverse("load_file", args=[world.inspection.reference])
    typed = {"seen": "{}", "reason": "Better", "bundle": SimpleUploadedFile("a.json", b"{}")}
    answer = post(client, address, typed)
    assert "A file cannot be kept." in words(answer)
    assert "Why it changes Better" in words(answer)


def test_no_password_and_nothing_of_signing_in_is_kept(world: World, client: Client) -> None:
    nobody = strict()
    for address in (reverse("account_login"), reverse("account_reset_password")):
        answer = post(nobody, address, {"login": "ada@n.example", "password": "a secret"})
        assert answer.status_code == 403
        assert "ada@n.example" not in answer.content.decode()
    answer = post(client, reverse("account_change_password"), {"oldpassword": "a secret", "password1": "another"})
    assert "a secret" not in answer.content.decode()
    answer = post(nobody, reverse("accept_invitation", args=["x"]), {"name": "Ada Vale", "password": "a secret"})
    assert "Ada Vale" in answer.content.decode()
    assert "a secret" not in answer.content.decode()
    assert "A password is not kept." in words(answer)


def test_choices_that_a_page_alone_had_come_back_by_their_labels_and_each_time_they_are_shown(world: World) -> None:
    client = strict()
    client.force_login(world.people["programme-manager"], "allauth.account.auth_backends.AuthenticationBackend")
    asked = reverse("ask_to_join", args=[world.inspection.reference])
    director = world.people["director"]
    typed = opened(client, asked) | {"person": str(director.pk), "role": "inspector"}
    client.logout()
    answer = post(client, asked, typed)
    assert f"Person {director.name}" in words(answer)
    assert "Role Inspector" in words(answer)
    again = post(client, asked, held(answer))
    assert f"Person {director.name}" in words(again), "shown once more, it has the labels still"
    assert "labels-of-" not in words(again)


def test_nobody_learns_a_name_by_sending_the_code_of_a_person(world: World) -> None:
    asked, director = reverse("ask_to_join", args=[world.inspection.reference]), world.people["director"]
    said = post(strict(), asked, {"person": str(director.pk), "role": "inspector"}).content.decode()
    assert str(director.pk) in said
    assert director.name not in said


@pytest.mark.parametrize("odd", ["", "{", "[1]", "3", '{"lead": {"a": 1}}', "[" * 5_000, "NaN"])
def test_labels_that_no_page_of_ours_sends_are_left_unread(world: World, odd: str) -> None:
    asked = reverse("ask_to_join", args=[world.inspection.reference])
    answer = post(strict(), asked, {"role": "inspector", "labels-of-role": odd})
    assert (answer.status_code, "Role inspector" in words(answer)) == (403, True)
