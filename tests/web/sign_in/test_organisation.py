"""An organisation's own sign-in, by OpenID Connect, with a real provider on this machine."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse

from tests.factories.world import Kind, organisation, person
from tests.web.sign_in.provider import Provider, go
from tests.web.sign_in.steps import give_code, set_up, signed_in
from trigpoint.people.models import Person
from trigpoint.web.account.provider import origins, providers

NO_ACCOUNT = "You have no account here"


def is_in(client: Client) -> bool:
    return bool(client.get(reverse("my_account")).status_code == 200)


def test_there_is_no_button_without_the_settings(client: Client, db: None) -> None:
    assert "Sign in with" not in client.get(reverse("account_login")).content.decode()
    assert client.get("/sign-in/organisation/").status_code == 404
    assert client.post("/sign-in/organisation/").status_code == 404


def test_the_button_names_the_organisation(client: Client, db: None, provider: Provider) -> None:
    assert "Sign in with Eastmere Council" in client.get(reverse("account_login")).content.decode()


def test_whoever_has_an_account_gets_in_and_goes_where_they_wanted_to(
    client: Client, manager: Person, provider: Provider
) -> None:
    assert go(client).headers["Location"] == reverse("home")
    assert is_in(client)
    assert go(Client(), next=reverse("interests")).headers["Location"] == reverse("interests")


def test_nobody_gets_an_account_by_it(client: Client, manager: Person, provider: Provider) -> None:
    provider.claims = {"sub": "2", "email": "new@e.example", "email_verified": True}
    answer = go(client)
    assert answer.status_code == 403
    assert NO_ACCOUNT in answer.content.decode()
    assert Person.objects.count() == 1
    assert not is_in(client)


@pytest.mark.parametrize("verified", [False, "false", "yes", "1", 1, None])
def test_an_address_that_is_not_verified_is_no_proof(
    client: Client, manager: Person, provider: Provider, verified: object
) -> None:
    provider.claims = {"sub": "1", "email": manager.email, "email_verified": verified}
    assert NO_ACCOUNT in go(client).content.decode()
    assert not is_in(client)


def test_some_organisations_say_that_an_address_is_verified_by_a_text(
    client: Client, manager: Person, provider: Provider
) -> None:
    provider.claims = {"sub": "1", "email": manager.email, "email_verified": "true"}
    go(client)
    assert is_in(client)


def test_no_address_is_no_proof(client: Client, manager: Person, provider: Provider) -> None:
    provider.claims = {"sub": "1"}
    assert NO_ACCOUNT in go(client).content.decode()


def test_a_leavers_address_given_to_somebody_new_does_not_open_the_leavers_account(
    client: Client, manager: Person, provider: Provider
) -> None:
    go(client)
    provider.claims = {"sub": "another", "email": manager.email, "email_verified": True}
    newcomer = Client()
    assert NO_ACCOUNT in go(newcomer).content.decode()
    assert not is_in(newcomer)


def test_somebody_whose_address_changes_keeps_the_account(client: Client, manager: Person, provider: Provider) -> None:
    go(client)
    provider.claims = {"sub": "1", "email": "mara.married@e.example", "email_verified": True}
    other = Client()
    assert go(other).headers["Location"] == reverse("home")
    assert "mara@e.example" in other.get(reverse("my_account")).content.decode()


def test_a_closed_account_stays_closed(client: Client, manager: Person, provider: Provider) -> None:
    Person.objects.filter(pk=manager.pk).update(is_active=False)
    assert NO_ACCOUNT in go(client).content.decode()
    Person.objects.filter(pk=manager.pk).update(is_active=True)
    go(client)
    Person.objects.filter(pk=manager.pk).update(is_active=False)
    other = Client()
    assert go(other).headers["Location"] == reverse("account_inactive")
    assert not is_in(other)


def test_the_password_and_the_second_step_stay_as_they_are(
    client: Client, inspector: Person, provider: Provider
) -> None:
    secret = set_up(signed_in(Client(), inspector))
    cache.clear()  # half a minute later
    before = Person.objects.get(pk=inspector.pk).password
    provider.claims = {"sub": "9", "email": inspector.email, "email_verified": True}
    assert go(client).headers["Location"] == reverse("mfa_authenticate")
    assert not is_in(client)
    assert give_code(client, secret).headers["Location"] == reverse("home")
    assert Person.objects.get(pk=inspector.pk).password == before


def test_an_inspector_without_a_second_step_sets_one_up_here_too(
    client: Client, inspector: Person, provider: Provider
) -> None:
    provider.claims = {"sub": "9", "email": inspector.email, "email_verified": True}
    go(client)
    assert client.get(reverse("home")).headers["Location"] == reverse("mfa_activate_totp")
    assert not Authenticator.objects.exists()


def test_whoever_is_signed_in_is_not_made_somebody_else(client: Client, manager: Person, provider: Provider) -> None:
    other = person("data-officer", organisation(Kind.SERVICE, "Westmere"), email="other@w.example")
    signed_in(client, other)
    for process in ("login", "connect", "redirect"):
        answer = go(client, process=process)
        assert answer.headers["Location"] == reverse("my_account"), process
    assert "other@w.example" in client.get(reverse("my_account")).content.decode()
    assert not SocialAccount.objects.exists()


def test_nothing_is_kept_of_what_the_organisation_says_besides(
    client: Client, manager: Person, provider: Provider
) -> None:
    go(client)
    assert SocialAccount.objects.get().extra_data == {}
    go(Client())
    assert SocialAccount.objects.get().extra_data == {}


def test_an_answer_that_was_not_asked_for_is_refused(client: Client, manager: Person, provider: Provider) -> None:
    answer = client.get("/sign-in/organisation/callback/", {"code": "c", "state": "made up"})
    assert answer.status_code == 401
    assert "Signing in did not work" in answer.content.decode()
    assert not is_in(client)


def test_whoever_stops_half_way_is_told_so(client: Client, manager: Person, provider: Provider) -> None:
    away = client.post("/sign-in/organisation/")
    state = away.headers["Location"].split("state=")[1].split("&")[0]
    answer = client.get("/sign-in/organisation/callback/", {"error": "access_denied", "state": state}, follow=True)
    assert "You did not sign in" in answer.content.decode()


def test_a_provider_that_is_out_of_service_is_told(client: Client, manager: Person, provider: Provider) -> None:
    provider.claims = None
    answer = client.post("/sign-in/organisation/")
    assert "Signing in did not work" in answer.content.decode()


def test_nobody_is_sent_to_another_site_afterwards(client: Client, manager: Person, provider: Provider) -> None:
    assert go(client, next="https://elsewhere.example/").headers["Location"] == reverse("home")


def test_to_open_the_address_changes_nothing(client: Client, manager: Person, provider: Provider) -> None:
    page = client.get("/sign-in/organisation/")
    assert page.status_code == 200
    assert "Sign in with Eastmere Council" in page.content.decode()


@pytest.mark.parametrize("made_up", ["nobody", "a%00b"])
def test_a_provider_made_up_is_not_found(client: Client, provider: Provider, db: None, made_up: str) -> None:
    assert client.get(f"/sign-in/{made_up}/").status_code == 404


def test_half_of_the_settings_are_refused_with_what_is_missing() -> None:
    with pytest.raises(ImproperlyConfigured, match="so TRIGPOINT_OIDC_CLIENT_SECRET must be set too"):
        providers({"TRIGPOINT_OIDC_ISSUER": "https://id.example", "TRIGPOINT_OIDC_CLIENT_ID": "trigpoint"})


@pytest.mark.parametrize(
    "issuer", ["http://id.example", "id.example", "https://", "ftp://id.example", "http://[", "//x"]
)
def test_an_issuer_without_tls_is_refused_when_the_settings_are_read(issuer: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="must be an address that begins with https://"):
        providers(
            {
                "TRIGPOINT_OIDC_ISSUER": issuer,
                "TRIGPOINT_OIDC_CLIENT_ID": "trigpoint",
                "TRIGPOINT_OIDC_CLIENT_SECRET": "x",
            }
        )
    assert origins({"TRIGPOINT_OIDC_ISSUER": issuer}) == []


def test_a_browser_may_follow_the_button_to_the_provider_and_nowhere_else() -> None:
    assert origins({"TRIGPOINT_OIDC_ISSUER": "https://id.example/realms/eastmere"}) == ["https://id.example"]
    assert origins({}) == []
