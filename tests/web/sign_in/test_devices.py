"""Nobody is locked out by guesses from elsewhere: a device that signed in before is counted apart from all others."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from tests.factories.world import PASSWORD
from tests.web.sign_in.steps import give_password, led_to_new_password, set_up, signed_in
from trigpoint.people.actions import note_second_step_removed
from trigpoint.people.models import Person
from trigpoint.people.standing import operator
from trigpoint.web.edge import devices
from trigpoint.web.edge.devices import COOKIE

TOO_MANY = "There were too many attempts to sign in with this address"
HOME = "127.0.0.1"
SIX = 6


def guess(email: str, machine: str, client: Client | None = None) -> int:
    return int(give_password(client or Client(), email, "not the pass phrase", REMOTE_ADDR=machine).status_code)


def guess_from_everywhere(email: str, times: int = SIX) -> None:
    """One guess from each of so many machines, each of which stays below its own limit."""
    for machine in range(times):
        assert guess(email, f"192.0.2.{machine}") == 200


def is_let_in(client: Client, email: str, password: str = PASSWORD) -> bool:
    return bool(give_password(client, email, password, REMOTE_ADDR=HOME).status_code == 302)


@pytest.fixture
def six(settings: LazySettings) -> None:
    """Six attempts an hour at one address from everywhere, and not fifty: every attempt takes a while."""
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"sign_in_anywhere": f"{SIX}/1h/key"}


@pytest.fixture
def device(manager: Person) -> Client:
    """The browser in which the manager signed in before, and is signed out now."""
    client = signed_in(Client(REMOTE_ADDR=HOME), manager)
    client.post(reverse("account_logout"))
    return client


def copied(device: Client) -> Client:
    """Another browser with the device's cookie and nothing else of it."""
    thief = Client()
    thief.cookies[COOKIE] = device.cookies[COOKIE].value
    return thief


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_58_guesses_from_two_machines_do_not_keep_the_owner_out_on_a_known_device_or_a_new_one(
    manager: Person, device: Client
) -> None:
    answers = [guess(manager.email, f"127.0.0.{2 + number % 2}") for number in range(58)]
    # Five each are looked at, and the fifth says that there were too many; the other 48 are refused unseen.
    assert [answers.count(200), answers.count(429)] == [8, 50]
    assert is_let_in(device, manager.email)
    assert is_let_in(Client(), manager.email)


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_guesses_from_fifty_machines_keep_out_strangers_and_spare_the_device(manager: Person, device: Client) -> None:
    guess_from_everywhere(manager.email, 49)  # and the owner's own attempt, by which the device came to be known
    stranger = give_password(Client(), manager.email, REMOTE_ADDR="198.51.100.1")
    assert TOO_MANY in stranger.content.decode()
    assert is_let_in(device, manager.email)


def test_on_a_new_device_under_attack_a_new_password_by_e_mail_lets_the_owner_in_at_once(
    six: None, manager: Person, device: Client
) -> None:
    guess_from_everywhere(manager.email, SIX - 1)
    new = Client(REMOTE_ADDR=HOME)
    assert "choose a new password by e-mail" in give_password(new, manager.email).content.decode()
    form = led_to_new_password(new, manager.email)
    assert new.post(form, {"password1": "three other words"}).status_code == 302
    assert is_let_in(new, manager.email, "three other words")
    # Elsewhere the new password alone is still one guess among many, and on the old device as well: it was revoked.
    assert not is_let_in(Client(), manager.email, "three other words")
    assert not is_let_in(device, manager.email, "three other words")


def test_a_guesser_on_the_owners_own_network_keeps_nobody_out(manager: Person, device: Client) -> None:
    # Behind one address, or where the installation does not say how many web servers stand in front.
    for _ in range(6):
        guess(manager.email, HOME)
    for number in range(24):
        guess(f"somebody{number}@e.example", HOME)
    assert guess("another@e.example", HOME) == 429
    assert give_password(Client(), manager.email, REMOTE_ADDR=HOME).status_code == 429
    assert is_let_in(device, manager.email)


def test_a_stolen_cookie_buys_five_guesses_on_a_machine_and_ten_an_hour_in_all(
    six: None, manager: Person, device: Client
) -> None:
    signed_in_once = 1
    guess_from_everywhere(manager.email, SIX - signed_in_once)
    thief = copied(device)
    assert [guess(manager.email, "198.51.100.1", thief) for _ in range(6)] == [200] * 4 + [429] * 2
    assert [guess(manager.email, "198.51.100.2", thief) for _ in range(5)] == [200] * 4 + [429]
    # From the eleventh on whoever has the cookie is counted with everybody else, of whom there are too many.
    assert TOO_MANY in give_password(thief, manager.email, REMOTE_ADDR="198.51.100.3").content.decode()


def test_a_thief_of_the_cookie_alone_does_not_keep_the_owner_out_either(manager: Person, device: Client) -> None:
    thief = copied(device)
    for machine in range(20):
        guess(manager.email, f"192.0.2.{machine}", thief)
    assert is_let_in(device, manager.email)


def test_what_is_refused_is_not_counted(six: None, manager: Person) -> None:
    answers = [guess(manager.email, "192.0.2.1") for _ in range(20)]
    assert answers == [200] * 4 + [429] * 16
    # Five were looked at, so one more may come from elsewhere, and no other.
    assert guess(manager.email, "192.0.2.2") == 200
    assert TOO_MANY in give_password(Client(), manager.email, REMOTE_ADDR=HOME).content.decode()


def test_the_cookie_names_nobody_and_no_script_or_other_site_reaches_it(
    manager: Person, settings: LazySettings
) -> None:
    settings.SESSION_COOKIE_SECURE = True
    cookie = signed_in(Client(), manager).cookies[COOKIE]
    assert (cookie["httponly"], cookie["secure"], cookie["samesite"], cookie["max-age"]) == (
        True,
        True,
        "Lax",
        15552000,
    )
    assert str(manager.pk) not in cookie.value
    assert "mara" not in cookie.value.lower()


def test_a_second_step_that_is_not_taken_makes_no_device_known(client: Client, inspector: Person) -> None:
    set_up(signed_in(Client(), inspector))
    spare = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    give_password(client, inspector.email)
    assert COOKIE not in client.cookies
    client.post(reverse("mfa_authenticate"), {"code": spare})
    assert COOKIE in client.cookies


def test_everybody_who_shares_a_machine_is_known_on_it(
    six: None, manager: Person, inspector: Person, device: Client
) -> None:
    signed_in(device, inspector)
    device.post(reverse("account_logout"))
    guess_from_everywhere(manager.email, SIX - 1)
    guess_from_everywhere(inspector.email, SIX - 1)
    assert is_let_in(device, manager.email)
    device.post(reverse("account_logout"))
    assert is_let_in(device, inspector.email)


def _another_password(manager: Person) -> None:
    other = signed_in(Client(), manager)
    typed = {"oldpassword": PASSWORD, "password1": "three other words"}
    assert other.post(reverse("account_change_password"), typed).status_code == 302


def _sign_out_everywhere(manager: Person) -> None:
    signed_in(Client(), manager).post(reverse("sign_out_everywhere"))


def _second_step_removed(manager: Person) -> None:
    note_second_step_removed(person=manager, reason="Lost phone", by=operator(manager.memberships.get().starts))


@pytest.mark.parametrize(
    ("revoke", "password"),
    [
        (_another_password, "three other words"),
        (_sign_out_everywhere, PASSWORD),
        (_second_step_removed, PASSWORD),
    ],
)
def test_a_device_is_a_stranger_again_once_it_was_revoked(
    six: None, manager: Person, device: Client, revoke: Callable[[Person], None], password: str
) -> None:
    revoke(manager)
    for machine in range(SIX):
        guess(manager.email, f"192.0.2.{machine}")
    assert not is_let_in(device, manager.email, password)


def test_whoever_changes_the_password_stays_known_on_that_device(six: None, manager: Person, device: Client) -> None:
    signed_in(device, manager)
    typed = {"oldpassword": PASSWORD, "password1": "three other words"}
    assert device.post(reverse("account_change_password"), typed).status_code == 302
    device.post(reverse("account_logout"))
    for machine in range(SIX):
        guess(manager.email, f"192.0.2.{machine}")
    assert is_let_in(device, manager.email, "three other words")


@pytest.mark.parametrize("cookie", ["", ".", "x", "a:b:c", "x" * 5_000, "é", "." * 50])
def test_a_cookie_that_we_did_not_make_is_none(six: None, manager: Person, cookie: str) -> None:
    guess_from_everywhere(manager.email)
    forger = Client()
    forger.cookies[COOKIE] = cookie
    assert not is_let_in(forger, manager.email)


def test_neither_another_accounts_cookie_nor_an_old_one_counts(
    six: None, manager: Person, inspector: Person, device: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    guess_from_everywhere(inspector.email)
    assert not is_let_in(device, inspector.email)
    guess_from_everywhere(manager.email, SIX - 1)
    monkeypatch.setattr(devices, "LASTS", timedelta(seconds=-1))
    assert not is_let_in(device, manager.email)


def test_saying_again_who_one_is_is_not_refused_because_others_guess(six: None, manager: Person) -> None:
    client = signed_in(Client(REMOTE_ADDR=HOME), manager)
    guess_from_everywhere(manager.email, SIX - 1)
    assert TOO_MANY in give_password(Client(), manager.email, REMOTE_ADDR=HOME).content.decode()
    again = client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert again.status_code == 302
