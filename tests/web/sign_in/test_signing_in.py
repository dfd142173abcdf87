"""Who gets in with an address and a password, and who is kept out for a while."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.db.models import F
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests.factories.world import Kind, organisation, person
from tests.web.sign_in.steps import give_password, signed_in
from trigpoint.people.models import Person

WRONG = "The e-mail address or the password is not right"
LOCKED = "There were too many failed attempts to sign in."


def fail(client: Client, email: str, times: int) -> None:
    for _ in range(times):
        give_password(client, email, "not the pass phrase")


def test_the_right_password_opens_the_account(client: Client, manager: Person) -> None:
    answer = give_password(client, "mara@e.example")
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("home"))
    assert client.get(reverse("my_account")).status_code == 200


def test_capitals_in_the_address_do_not_matter(client: Client, manager: Person) -> None:
    assert give_password(client, "Mara@E.Example").status_code == 302


def test_a_known_and_an_unknown_address_are_refused_in_the_same_words(client: Client, manager: Person) -> None:
    known = give_password(client, "mara@e.example", "not the pass phrase").content.decode()
    unknown = give_password(client, "nobody@e.example", "not the pass phrase").content.decode()
    assert WRONG in known
    assert WRONG in unknown


def test_after_an_error_the_address_is_still_there_and_the_password_is_not(client: Client, manager: Person) -> None:
    page = give_password(client, "mara@e.example", "not the pass phrase").content.decode()
    assert 'value="mara@e.example"' in page
    assert "not the pass phrase" not in page


def test_what_is_missing_is_named(client: Client, db: None) -> None:
    page = client.post(reverse("account_login"), {}).content.decode()
    assert "Enter your e-mail address" in page
    assert "Enter your password" in page


def test_a_password_of_half_a_million_letters_is_an_error_and_no_work(client: Client, manager: Person) -> None:
    assert "Enter 200 characters or fewer" in give_password(client, "mara@e.example", "x" * 500_000).content.decode()


@pytest.mark.parametrize("typed", ["mara@e.example\0", "\0", "a@b", "<script>", "é@é.example", "x" * 5_000])
def test_whatever_is_typed_as_an_address_is_answered_with_the_page(client: Client, manager: Person, typed: str) -> None:
    assert give_password(client, typed).status_code == 200


def test_five_failures_lock_the_address_out_on_this_machine_even_with_the_right_password(
    client: Client, manager: Person
) -> None:
    fail(client, "mara@e.example", 4)
    fifth = give_password(client, "mara@e.example", "not the pass phrase")
    assert fifth.status_code == 429
    assert LOCKED in fifth.content.decode()
    assert give_password(client, "mara@e.example").status_code == 429


def test_an_unknown_address_is_locked_out_in_the_same_way(client: Client, db: None) -> None:
    fail(client, "nobody@e.example", 4)
    assert give_password(client, "nobody@e.example", "not the pass phrase").status_code == 429


def test_capitals_do_not_make_five_more_attempts(client: Client, manager: Person) -> None:
    fail(client, "mara@e.example", 3)
    fail(client, "MARA@e.example", 2)
    assert give_password(client, "mara@e.example").status_code == 429


def test_somebody_else_on_the_same_machine_still_signs_in(client: Client, inspector: Person, manager: Person) -> None:
    fail(client, "ines@n.example", 5)
    assert give_password(client, "mara@e.example").status_code == 302


def test_the_owner_on_another_machine_still_signs_in(client: Client, manager: Person) -> None:
    fail(client, "mara@e.example", 5)
    assert give_password(Client(), "mara@e.example", REMOTE_ADDR="192.0.2.7").status_code == 302


def test_behind_a_trusted_web_server_machines_are_told_apart_by_what_it_says(
    client: Client, manager: Person, settings: Settings
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for _ in range(5):
        give_password(client, "mara@e.example", "wrong", HTTP_X_FORWARDED_FOR="198.51.100.1, 192.0.2.7")
    # The visitor may write anything in front; the last address is the web server's own word.
    assert give_password(client, "mara@e.example", HTTP_X_FORWARDED_FOR="10.9.9.9, 192.0.2.7").status_code == 429
    assert give_password(client, "mara@e.example", HTTP_X_FORWARDED_FOR="192.0.2.8").status_code == 302


def test_after_half_an_hour_the_address_is_open_again(client: Client, manager: Person) -> None:
    fail(client, "mara@e.example", 5)
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=29))
    assert give_password(client, "mara@e.example").status_code == 429
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=2))
    assert give_password(client, "mara@e.example").status_code == 302


def test_signing_in_starts_the_count_again(client: Client, manager: Person) -> None:
    fail(client, "mara@e.example", 4)
    signed_in(client, manager)
    client.post(reverse("account_logout"))
    fail(client, "mara@e.example", 4)
    assert give_password(client, "mara@e.example").status_code == 302


def test_failures_are_counted_and_logged_without_the_address_or_what_was_typed(
    client: Client, manager: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    fail(client, "mara@e.example", 5)
    kept = str(list(AccessAttempt.objects.values()))
    logged = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith(("axes", "allauth")))
    assert "Locking out" in logged
    for text in (kept, logged):
        assert "mara" not in text
        assert "not the pass phrase" not in text


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_guessing_at_one_address_from_many_machines_is_stopped(client: Client, manager: Person) -> None:
    # 50 an hour for an address; each machine stays under its own five.
    for machine in range(50):
        give_password(Client(), "mara@e.example", "wrong", REMOTE_ADDR=f"192.0.2.{machine}")
    page = give_password(Client(), "mara@e.example", REMOTE_ADDR="198.51.100.1")
    assert "There were too many attempts" in page.content.decode()


def test_too_many_requests_are_answered_with_a_page_of_ours(client: Client, db: None) -> None:
    # Thirty a minute for a machine, whatever the address.
    for place in range(30):
        give_password(client, f"somebody{place}@e.example", "wrong")
    answer = give_password(client, "another@e.example", "wrong")
    assert answer.status_code == 429
    assert "Wait a minute and try again" in answer.content.decode()
    assert "– Trigpoint</title>" in answer.content.decode()


def test_a_closed_account_says_so_only_to_whoever_knows_the_password(client: Client, manager: Person) -> None:
    Person.objects.filter(pk=manager.pk).update(is_active=False)
    assert WRONG in give_password(client, "mara@e.example", "wrong").content.decode()
    answer = give_password(client, "mara@e.example")
    assert answer.headers["Location"] == reverse("account_inactive")
    assert "This account is closed" in client.get(reverse("account_inactive")).content.decode()
    assert client.get(reverse("my_account")).status_code == 302


def test_after_signing_in_people_go_where_they_wanted_to(client: Client, manager: Person) -> None:
    asked = client.get(reverse("my_account"))
    assert asked.headers["Location"] == f"{reverse('account_login')}?next={reverse('my_account')}"
    page = client.get(asked.headers["Location"]).content.decode()
    assert f'<input type="hidden" name="next" value="{reverse("my_account")}">' in page
    answer = client.post(
        asked.headers["Location"], {"login": manager.email, "password": "an invented pass phrase", "next": "/account/"}
    )
    assert answer.headers["Location"] == reverse("my_account")


@pytest.mark.parametrize("away", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_nobody_is_led_away_to_another_site(client: Client, manager: Person, away: str) -> None:
    answer = client.post(
        reverse("account_login"), {"login": manager.email, "password": "an invented pass phrase", "next": away}
    )
    assert answer.headers["Location"] == reverse("home")


def test_there_is_no_way_to_make_an_account_by_oneself(client: Client, db: None) -> None:
    for address in ("/sign-up/", "/signup/", "/accounts/signup/", "/sign-in/signup/", "/account/email/"):
        assert client.get(address).status_code == 404


def test_scripts_get_the_page_as_everybody_does(client: Client, manager: Person) -> None:
    answer = give_password(client, manager.email, "wrong", HTTP_ACCEPT="application/json")
    assert answer.headers["Content-Type"].startswith("text/html")


def test_two_people_of_one_organisation_have_two_accounts(client: Client, db: None) -> None:
    service = organisation(Kind.SERVICE, "Westmere")
    person("service-manager", service, email="one@w.example")
    person("data-officer", service, email="two@w.example")
    give_password(client, "two@w.example")
    assert "two@w.example" in client.get(reverse("my_account")).content.decode()
