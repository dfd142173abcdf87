"""Whoever works for an inspectorate signs in with a second step, and nothing opens without it."""

from itertools import cycle
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django.fixtures import Settings

from tests.factories.roles import give_role
from tests.factories.world import PASSWORD
from tests.web.sign_in.steps import (
    an_hour_later,
    code,
    give_code,
    give_password,
    set_up,
    shown_key,
    signed_in,
    wrong_code,
)
from trigpoint.people.models import Organisation, Person
from trigpoint.people.standing import operator
from trigpoint.web.edge.access import EVERYONE, need_of
from trigpoint.web.edge.sign_in import ON_THE_WAY

SET_UP = "mfa_activate_totp"
BLANK = {"<uuid:": "5f2b7c9e-0000-4000-8000-000000000000", "<slug:": "some", "<str:": "some", "<int:": "1"}


@pytest.fixture
def secret(inspector: Person) -> str:
    """The key of the second step that the inspector has set up, on another machine and half a minute ago."""
    key = set_up(signed_in(Client(), inspector))
    cache.clear()
    return key


def addresses(resolver: URLResolver, before: str = "") -> list[tuple[str, URLPattern]]:
    found = []
    for one in resolver.url_patterns:
        path = before + str(one.pattern).replace("^", "").replace("$", "")
        found += addresses(one, path) if isinstance(one, URLResolver) else [(path, one)]
    return found


def filled(path: str) -> str:
    """An address with something in the place of every part that varies."""
    for start, value in BLANK.items():
        while start in path:
            at = path.index(start)
            path = path[:at] + value + path[path.index(">", at) + 1 :]
    return "/" + path.replace("(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)", "abc-def")


def test_an_inspector_without_a_second_step_is_led_to_set_it_up(client: Client, inspector: Person) -> None:
    signed_in(client, inspector)
    answer = client.get(reverse("home"))
    assert answer.headers["Location"] == reverse(SET_UP)
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Set up your second step" in page
    assert 'src="data:image/svg+xml;base64,' in page


@pytest.mark.proof
def test_no_address_at_all_opens_before_the_second_step_is_set_up(client: Client, inspector: Person) -> None:
    signed_in(client, inspector)
    walked = 0
    others: cycle[Any] = cycle((client.put, client.delete, client.options, client.head))
    for path, pattern in addresses(get_resolver()):
        if pattern.name in ON_THE_WAY or need_of(pattern.callback) is None:
            continue
        for method in (client.get, client.post, next(others)):
            answer = method(filled(path))
            assert answer.status_code == 302, (path, method)
            assert answer.headers["Location"] == reverse(SET_UP), (path, method)
        walked += 1
    assert walked > 25


def test_the_way_to_the_second_step_and_the_way_out_stay_open(client: Client, inspector: Person) -> None:
    signed_in(client, inspector)
    assert client.get(reverse("account_logout")).status_code == 200
    client.post(reverse("account_logout"))
    assert client.get(reverse("my_account")).headers["Location"].startswith(reverse("account_login"))


def test_once_it_is_set_up_the_recovery_codes_are_shown_and_everything_opens(client: Client, inspector: Person) -> None:
    set_up(signed_in(client, inspector))
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert page.count("<code>") == 10
    assert client.get(reverse("home")).status_code == 200


def test_a_wrong_code_sets_up_nothing_and_keeps_the_key(client: Client, inspector: Person) -> None:
    signed_in(client, inspector)
    shown = shown_key(client.get(reverse(SET_UP)).content.decode())
    answer = client.post(reverse(SET_UP), {"code": wrong_code(shown)})
    assert "This is not the right code" in answer.content.decode()
    assert shown_key(answer.content.decode()) == shown
    assert not Authenticator.objects.exists()


def test_a_page_that_is_opened_again_shows_the_same_key_until_it_is_set_up_or_an_hour_old(
    client: Client, inspector: Person
) -> None:
    signed_in(client, inspector)
    shown = shown_key(client.get(reverse(SET_UP)).content.decode())
    assert shown_key(client.get(reverse(SET_UP)).content.decode()) == shown
    session = client.session
    session["second_step_key_made_at"] -= 3_600
    session.save()
    another = shown_key(client.get(reverse(SET_UP)).content.decode())
    assert another != shown
    assert client.get(reverse(SET_UP)).status_code == 200
    assert client.post(reverse(SET_UP), {"code": code(another)}).status_code == 302
    assert Authenticator.objects.filter(type=Authenticator.Type.TOTP).count() == 1
    assert shown_key(client.get(reverse(SET_UP)).content.decode()) != another, "what is in use is not shown again"


def test_from_then_on_the_password_alone_opens_nothing(client: Client, inspector: Person, secret: str) -> None:
    answer = give_password(client, inspector.email)
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("home")).headers["Location"].startswith(reverse("account_login"))
    assert client.get(reverse(SET_UP)).headers["Location"].startswith(reverse("account_login"))
    assert give_code(client, secret).headers["Location"] == reverse("home")
    assert client.get(reverse("home")).status_code == 200


def test_after_the_second_step_people_go_where_they_wanted_to(client: Client, inspector: Person, secret: str) -> None:
    there = reverse("my_account")
    client.post(reverse("account_login"), {"login": inspector.email, "password": PASSWORD, "next": there})
    assert give_code(client, secret).headers["Location"] == there


def test_a_code_opens_once(client: Client, inspector: Person, secret: str) -> None:
    give_password(client, inspector.email)
    assert give_code(client, secret).status_code == 302
    other = Client()
    give_password(other, inspector.email)
    assert "This is not the right code" in give_code(other, secret).content.decode()


def test_the_code_that_set_it_up_opens_nothing(client: Client, inspector: Person) -> None:
    key = set_up(signed_in(Client(), inspector))
    give_password(client, inspector.email)
    assert "This is not the right code" in give_code(client, key).content.decode()
    assert client.get(reverse("home")).headers["Location"].startswith(reverse("account_login"))


def test_nor_does_it_confirm_who_one_is(client: Client, inspector: Person) -> None:
    key = set_up(signed_in(client, inspector))
    an_hour_later(client)
    answer = client.post(reverse("mfa_reauthenticate"), {"code": code(key)})
    assert "This is not the right code" in answer.content.decode()


def test_a_recovery_code_opens_once(client: Client, inspector: Person, secret: str) -> None:
    spare = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    give_password(client, inspector.email)
    assert client.post(reverse("mfa_authenticate"), {"code": spare}).headers["Location"] == reverse("home")
    other = Client()
    give_password(other, inspector.email)
    assert "This is not the right code" in other.post(reverse("mfa_authenticate"), {"code": spare}).content.decode()


def test_after_five_wrong_codes_the_right_one_is_refused_too(client: Client, inspector: Person, secret: str) -> None:
    give_password(client, inspector.email)
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": wrong_code(secret)})
    assert "There were too many attempts" in give_code(client, secret).content.decode()
    assert client.get(reverse("home")).status_code == 302


@pytest.mark.proof
def test_wrong_codes_are_counted_across_machines(client: Client, inspector: Person, secret: str) -> None:
    for machine in range(5):
        one = Client(REMOTE_ADDR=f"192.0.2.{machine}")
        give_password(one, inspector.email)
        one.post(reverse("mfa_authenticate"), {"code": wrong_code(secret)})
    give_password(client, inspector.email)
    assert "There were too many attempts" in give_code(client, secret).content.decode()


def test_a_session_opened_with_a_stolen_password_does_not_come_alive_when_the_owner_sets_up_a_second_step(
    client: Client, inspector: Person
) -> None:
    thief = signed_in(Client(), inspector)
    assert thief.get(reverse("home")).headers["Location"] == reverse(SET_UP)
    set_up(signed_in(client, inspector))
    assert thief.get(reverse("home")).headers["Location"].startswith(reverse("account_login"))
    assert thief.get(reverse(SET_UP)).headers["Location"].startswith(reverse("account_login"))


def test_a_session_that_never_took_the_second_step_ends_where_there_is_one(
    client: Client, inspector: Person, secret: str
) -> None:
    client.force_login(inspector)
    answer = client.get(reverse("home"))
    assert "why=second-step" in answer.headers["Location"]
    assert "has a second step now" in client.get(answer.headers["Location"]).content.decode()


def test_an_inspector_cannot_remove_the_second_step(client: Client, inspector: Person) -> None:
    set_up(signed_in(client, inspector))
    for answer in (client.get(reverse("mfa_deactivate_totp")), client.post(reverse("mfa_deactivate_totp"))):
        assert "You cannot remove your second step" in answer.content.decode()
    assert Authenticator.objects.filter(type="totp").exists()


def test_an_inspector_with_a_new_phone_sets_it_up_in_place_of_the_old_one(client: Client, inspector: Person) -> None:
    old = set_up(signed_in(client, inspector))
    new = set_up(client)
    assert Authenticator.objects.filter(type="totp").count() == 1
    cache.clear()
    other = Client()
    give_password(other, inspector.email)
    assert give_code(other, old).status_code == 200
    assert give_code(other, new).status_code == 302


def test_to_change_it_later_people_say_again_who_they_are(client: Client, inspector: Person, secret: str) -> None:
    give_password(client, inspector.email)
    give_code(client, secret)
    an_hour_later(client)
    answer = client.get(reverse(SET_UP))
    assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))
    page = client.get(answer.headers["Location"])
    assert "Confirm that it is you" in page.content.decode()
    refused = client.post(answer.headers["Location"], {"password": "not the pass phrase"})
    assert "This is not your password" in refused.content.decode()
    back = client.post(answer.headers["Location"], {"password": PASSWORD})
    assert back.headers["Location"] == reverse(SET_UP)
    assert client.get(reverse(SET_UP)).status_code == 200


def test_recovery_codes_ask_again_too(client: Client, inspector: Person) -> None:
    set_up(signed_in(client, inspector))
    an_hour_later(client)
    for name in ("mfa_view_recovery_codes", "mfa_download_recovery_codes", "mfa_generate_recovery_codes"):
        assert client.get(reverse(name)).headers["Location"].startswith(reverse("account_reauthenticate")), name


def test_recovery_codes_can_be_downloaded_and_made_anew(client: Client, inspector: Person) -> None:
    set_up(signed_in(client, inspector))
    before = client.get(reverse("mfa_download_recovery_codes")).content.decode().split()
    assert len(before) == 10
    client.post(reverse("mfa_generate_recovery_codes"))
    after = client.get(reverse("mfa_download_recovery_codes")).content.decode().split()
    assert not set(before) & set(after)


def test_somebody_of_a_service_needs_none_may_have_one_and_may_remove_it(client: Client, manager: Person) -> None:
    signed_in(client, manager)
    assert client.get(reverse("home")).status_code == 200
    set_up(client)
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    assert "You sign in with your password alone" in client.get(reverse("mfa_index")).content.decode()


def test_whoever_comes_to_work_for_an_inspectorate_is_asked_at_once(
    client: Client, inspector: Person, manager: Person
) -> None:
    signed_in(client, manager)
    assert client.get(reverse("home")).status_code == 200
    by = operator(inspector.memberships.get().starts)
    give_role(person=manager, organisation=Organisation.objects.get(kind="inspectorate"), role="editor", by=by)
    assert client.get(reverse("home")).headers["Location"] == reverse(SET_UP)


def test_a_setting_frees_an_inspectorate_from_the_second_step(
    client: Client, inspector: Person, settings: Settings
) -> None:
    settings.SECOND_STEP_REQUIRED = False
    signed_in(client, inspector)
    assert client.get(reverse("home")).status_code == 200
    set_up(client)
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()


def test_a_password_reset_before_does_not_stand_in_the_way_of_the_second_step(
    client: Client, inspector: Person
) -> None:
    # allauth notes the address as unverified when a message is asked for, and would then refuse a second step.
    Client().post(reverse("account_reset_password"), {"email": inspector.email})
    set_up(signed_in(client, inspector))


def test_pages_for_everyone_need_no_second_step_from_nobody(client: Client, db: None) -> None:
    assert need_of(get_resolver().resolve(reverse("account_login")).func) == EVERYONE
    assert client.get(reverse("account_login")).status_code == 200
