"""How long somebody stays signed in, and how they sign out of everything."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import F
from django.test import Client
from django.urls import reverse

from tests.factories.world import PASSWORD
from tests.web.sign_in.steps import give_password, signed_in
from trigpoint.people.models import Person
from trigpoint.web.account.browsers import in_words
from trigpoint.web.edge.sessions import BEGAN, LAST_SEEN

NEW = "three other invented words"


def is_in(client: Client) -> bool:
    return bool(client.get(reverse("my_account")).status_code == 200)


def began_ago(client: Client, hours: float) -> None:
    """Make the session one that began so many hours ago."""
    session = client.session
    session[BEGAN] -= hours * 3_600
    session.save()


def test_an_hour_of_rest_ends_the_session(client: Client, manager: Person) -> None:
    signed_in(client, manager)
    assert is_in(client)
    Session.objects.update(expire_date=F("expire_date") - timedelta(minutes=59))
    assert is_in(client)
    Session.objects.update(expire_date=F("expire_date") - timedelta(minutes=2))
    assert not is_in(client)


def test_a_session_in_use_goes_on(client: Client, manager: Person) -> None:
    signed_in(client, manager)
    assert is_in(client)
    before = Session.objects.get().expire_date
    session = client.session
    session[LAST_SEEN] -= 301
    session.save()
    Session.objects.update(expire_date=before - timedelta(minutes=30))
    assert is_in(client)
    assert Session.objects.get().expire_date >= before


def test_after_twelve_hours_the_session_ends_however_much_it_is_used(client: Client, manager: Person) -> None:
    signed_in(client, manager)
    assert is_in(client)
    began_ago(client, 11.9)
    assert is_in(client)
    began_ago(client, 0.2)
    answer = client.get(reverse("my_account"))
    page = client.get(answer.headers["Location"]).content.decode()
    assert "You were signed in for a long time, so we signed you out" in page
    assert f'name="next" value="{reverse("my_account")}"' in page


def test_closing_the_browser_ends_the_session_and_scripts_cannot_read_it(client: Client, manager: Person) -> None:
    signed_in(client, manager)
    cookie = client.cookies["sessionid"]
    assert cookie["max-age"] == ""
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_signing_in_gives_the_session_a_new_name(client: Client, manager: Person) -> None:
    client.get(reverse("account_login"))
    session = client.session
    session["before"] = 1
    session.save()
    before = session.session_key
    signed_in(client, manager)
    assert client.cookies["sessionid"].value != before


def test_signing_out_ends_the_session_for_good(client: Client, manager: Person) -> None:
    signed_in(client, manager)
    stolen = Client()
    stolen.cookies["sessionid"] = client.cookies["sessionid"].value
    assert client.get(reverse("account_logout")).status_code == 200
    assert is_in(client), "to look at the page is not to sign out"
    client.post(reverse("account_logout"))
    assert not is_in(stolen)


def test_sign_out_everywhere_else_leaves_this_session_alone(client: Client, manager: Person) -> None:
    signed_in(client, manager)
    other = signed_in(Client(HTTP_USER_AGENT="Another browser"), manager)
    assert "Another browser" in client.get(reverse("usersessions_list")).content.decode()
    page = client.post(reverse("usersessions_list"), follow=True).content.decode()
    assert "You are signed out everywhere else." in page
    assert not is_in(other)
    assert is_in(client)


def test_sign_out_everywhere_ends_this_session_too(client: Client, manager: Person, inspector: Person) -> None:
    signed_in(client, manager)
    other = signed_in(Client(), manager)
    somebody_else = signed_in(Client(), inspector)
    client.post(reverse("sign_out_everywhere"))
    assert not is_in(other)
    assert not is_in(client)
    assert somebody_else.get(reverse("my_account")).headers["Location"] == reverse("mfa_activate_totp")
    assert not UserSession.objects.filter(user=manager).exists()


def test_nobody_is_signed_out_by_a_link(client: Client, manager: Person) -> None:
    signed_in(client, manager)
    answer = client.get(reverse("sign_out_everywhere"))
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "This address belongs to a button on another page" in answer.content.decode()
    assert is_in(client)


def test_a_new_password_ends_every_other_session(client: Client, manager: Person) -> None:
    signed_in(client, manager)
    other = signed_in(Client(), manager)
    answer = client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": NEW})
    assert answer.headers["Location"] == reverse("my_account")
    page = client.get(reverse("my_account"))
    assert "Your password is changed, and you are signed out everywhere else." in page.content.decode()
    assert not is_in(other)
    assert give_password(Client(), manager.email).status_code == 200
    assert give_password(Client(), manager.email, NEW).status_code == 302


@pytest.mark.parametrize("came_from", ["http://testserver/people/interests/?a=1", "/people/interests/?a=1"])
def test_a_form_sent_after_signing_out_is_not_saved_and_leads_back_to_its_page(
    client: Client, manager: Person, came_from: str
) -> None:
    signed_in(client, manager)
    client.post(reverse("account_logout"))
    answer = client.post(reverse("interests"), {"has_interest": "no"}, HTTP_REFERER=came_from)
    page = client.get(answer.headers["Location"]).content.decode()
    assert "You were signed out before you sent that page, so nothing of it was saved." in page
    assert 'name="next" value="/people/interests/?a=1"' in page
    back = client.post(
        answer.headers["Location"],
        {"login": manager.email, "password": PASSWORD, "next": "/people/interests/?a=1"},
    )
    assert back.headers["Location"] == "/people/interests/?a=1"


@pytest.mark.parametrize("came_from", ["", "https://elsewhere.example/people/", "//elsewhere.example/"])
def test_a_form_from_elsewhere_leads_home_and_never_elsewhere(client: Client, db: None, came_from: str) -> None:
    answer = client.post(reverse("sign_out_everywhere"), HTTP_REFERER=came_from)
    assert answer.headers["Location"] == f"{reverse('account_login')}?next=%2Fhome%2F&why=sent"


def test_the_reason_on_the_sign_in_page_is_one_of_ours(client: Client, db: None) -> None:
    assert "Pay here" not in client.get(reverse("account_login"), {"why": "Pay here"}).content.decode()


def test_a_form_without_its_secret_is_refused_with_a_page(manager: Person) -> None:
    client = signed_in(Client(), manager)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    answer = strict.post(reverse("interests"), {"has_interest": "no"})
    assert answer.status_code == 403
    assert "Nothing was saved" in answer.content.decode()


FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 "
    "Edg/140.0.0.0"
)
CHROME = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36"
)
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 "
    "Mobile/15E148 Safari/604.1"
)


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (EDGE, "Edge on Windows"),
        (CHROME, "Chrome on Android"),
        (SAFARI, "Safari on an iPhone"),
        ("curl/8.0", "curl/8.0"),
        ("", "An unknown browser"),
    ],
)
def test_a_browser_is_told_in_words_and_one_that_is_not_known_as_it_calls_itself(user_agent: str, words: str) -> None:
    assert in_words(user_agent) == words


def test_this_browser_comes_first_and_then_the_others_from_the_newest_on(manager: Person) -> None:
    signed_in(Client(HTTP_USER_AGENT=EDGE), manager)
    here = signed_in(Client(HTTP_USER_AGENT=FIREFOX), manager)
    signed_in(Client(HTTP_USER_AGENT=CHROME), manager)
    page = here.get(reverse("usersessions_list")).content.decode()
    places = [page.index(words) for words in ("This browser", "Firefox on Windows", "Chrome on Android", "Edge on W")]
    assert places == sorted(places)
    assert page.count("This browser") == 1
    assert "Mozilla" not in page
