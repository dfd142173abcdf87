"""A forgotten password, a changed one, and which ones are refused."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.posted import sent_emails
from tests.factories.world import PASSWORD
from tests.web.sign_in.steps import give_password, link_in_email, set_up, signed_in
from trigpoint.people.models import Person

NEW = "three other invented words"


def ask(client: Client, email: str) -> str:
    """Ask for a new password; return the page that says what to do next."""
    answer = client.post(reverse("account_reset_password"), {"email": email}, follow=True)
    return str(answer.content.decode())


def choose(client: Client, password: str) -> object:
    """Open the link as a browser does, which is led on to an address without the secret, and choose."""
    opened = client.get(link_in_email())
    return client.post(opened.headers["Location"], {"password1": password}, follow=True)


def test_a_forgotten_password_is_replaced_by_an_email(client: Client, manager: Person) -> None:
    other = signed_in(Client(), manager)
    assert "Check your e-mail" in ask(client, manager.email)
    message = sent_emails()[0]
    assert (message.to, message.subject) == (["mara@e.example"], "Choose a new password for Trigpoint")
    assert "Your password is changed" in choose(client, NEW).content.decode()  # type: ignore[attr-defined]
    assert give_password(client, manager.email, NEW).status_code == 302
    assert give_password(Client(), manager.email).status_code == 200
    assert other.get(reverse("my_account")).status_code == 302


def test_the_page_does_not_tell_which_addresses_have_an_account(client: Client, manager: Person) -> None:
    known, unknown = ask(client, manager.email), ask(Client(), "nobody@e.example")
    secret = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    assert secret.sub("", known) == secret.sub("", unknown)


def test_an_unknown_address_gets_an_email_that_says_so(client: Client, db: None) -> None:
    ask(client, "nobody@e.example")
    assert sent_emails()[0].subject == "There is no account for this address"
    assert "Accounts come by invitation." in str(sent_emails()[0].body)


def test_a_link_works_once(client: Client, manager: Person) -> None:
    ask(client, manager.email)
    choose(client, NEW)
    assert "This link no longer works" in Client().get(link_in_email(), follow=True).content.decode()


def test_a_link_made_up_does_not_work(client: Client, manager: Person) -> None:
    for made_up in (f"{manager.pk.hex}-abc-def", "abc-def", f"{manager.pk.hex}-set-password", "0-%00"):
        answer = client.get(f"/sign-in/password/new/{made_up}/", follow=True)
        assert "This link no longer works" in answer.content.decode(), made_up


def test_a_closed_account_gets_no_link(client: Client, manager: Person) -> None:
    Person.objects.filter(pk=manager.pk).update(is_active=False)
    ask(client, manager.email)
    assert "http" not in str(sent_emails()[0].body)


def test_a_new_password_does_not_pass_over_the_second_step(client: Client, inspector: Person) -> None:
    set_up(signed_in(Client(), inspector))
    ask(client, inspector.email)
    choose(client, NEW)
    assert client.get(reverse("home")).headers["Location"].startswith(reverse("account_login"))
    assert give_password(client, inspector.email, NEW).headers["Location"] == reverse("mfa_authenticate")


def test_a_name_with_an_apostrophe_stays_as_it_is_in_an_email(client: Client, manager: Person) -> None:
    ask(client, manager.email)
    assert "&#39;" not in str(sent_emails()[0].body)
    assert "&amp;" not in str(sent_emails()[0].body)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("eleven char", "Password must be 12 characters or more"),
        ("", "Enter a new password"),
        ("qwerty123456", "Choose a password that fewer people use"),
        ("mara@e.example", "Choose a password that is not like your name or your e-mail address"),
        ("x" * 201, "Enter 200 characters or fewer"),
        ("twelve \0 letters", "Null characters are not allowed"),
    ],
)
def test_weak_passwords_are_refused_in_words(client: Client, manager: Person, typed: str, said: str) -> None:
    signed_in(client, manager)
    answer = client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": typed})
    assert said in answer.content.decode()
    assert give_password(Client(), manager.email).status_code == 302


def test_twelve_characters_are_enough(client: Client, manager: Person) -> None:
    signed_in(client, manager)
    answer = client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": "tern oak mud"})
    assert answer.status_code == 302


def test_the_current_password_must_be_right(client: Client, manager: Person) -> None:
    signed_in(client, manager)
    answer = client.post(reverse("account_change_password"), {"oldpassword": "not it at all", "password1": NEW})
    assert "This is not your current password" in answer.content.decode()
    assert give_password(Client(), manager.email).status_code == 302
