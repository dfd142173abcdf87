"""Pages that no address shows by itself: something came before, or something went wrong."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.access.walking import NOBODY, WHO, Door, address_of, matrix, signed_in
from tests.browser.site.axe import Shown
from tests.factories.world import World, today
from tests.web.forms.pages import Forms
from tests.web.pages.words import words
from tests.web.sign_in import steps
from tests.web.sign_in.provider import Provider, go
from trigpoint.people.actions import declare, invite

# Each from a machine of its own: a machine that signs in often is told to wait.
MACHINE = {who: f"192.0.2.{number}" for number, who in enumerate(WHO)}
SET_UP = ("mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp")
AGAIN = ("account_reauthenticate", "mfa_reauthenticate")
# Addresses that have a page once something came before, so that the table alone does not lead to them.
SECOND_STEP = {"mfa_activate_totp", *SET_UP, *AGAIN, "mfa_authenticate"}
ORGANISATION = {"openid_connect_login", "openid_connect_callback"}
BY_TWO: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "change_service": ({"name": "Eastmere and Ford"}, {"name": "Eastmere with Ford"}),
    "change_figures": ({"source": "A census"}, {"source": "A survey"}),
    "adjust_date": ({"date_0": "19"}, {"date_0": "16"}),
}
QUERY = {"invite": "?organisation=northland-inspectorate"}
# What a browser sends of a form in which everything is left out: its secret.
EMPTY = {"csrfmiddlewaretoken": "x"}
# Forms that have nothing to refuse, or that come only after something else (and are in `with_a_second_step`).
TAKEN_EMPTY = {
    "account_logout",
    "checkpoint",
    "mfa_activate_totp",
    "mfa_authenticate",
    "mfa_generate_recovery_codes",
    "mfa_reauthenticate",
    "sign_out_everywhere",
    "download_file",
    "leave_message",
    "send_message_again",
    "usersessions_list",
    "withdraw_invitation",
}
OURS = {"origin": "http://testserver"}


def at(who: str, client: Client, name: str, query: str = "") -> Shown:
    path = reverse(name) + query
    return Shown(who, name, path, client.get(path))


def with_a_second_step(world: World, who: str) -> Iterator[Shown]:
    """Set up the second step, look at all that belongs to it, and sign in with it; each code is wrong once."""
    here, new = Client(REMOTE_ADDR=MACHINE[who]), Client(REMOTE_ADDR=MACHINE[who])
    steps.signed_in(here, world.people[who])
    yield at(who, here, "mfa_activate_totp")
    yield wrong_code(who, here, "mfa_activate_totp")
    steps.set_up(here)
    for name in (*SET_UP, "mfa_activate_totp"):
        yield at(who, here, name)
    steps.an_hour_later(here)
    for name in AGAIN:
        yield at(who, here, name)
    yield wrong_code(who, here, "mfa_reauthenticate")
    steps.give_password(new, world.people[who].email)
    yield at(who, new, "mfa_authenticate")
    yield wrong_code(who, new, "mfa_authenticate")


def wrong_code(who: str, client: Client, name: str) -> Shown:
    path = reverse(name)
    return Shown(who, f"{name}, a wrong code", path, client.post(path, {"code": "no code"}))


def by_an_organisation(provider: Provider) -> Iterator[Shown]:
    """Sign in with an organisation's own account: asked first, unknown here, and out of service."""
    nobody = signed_in(None)
    yield at(NOBODY, nobody, "account_login")
    login = reverse("openid_connect_login", args=["organisation"])
    yield Shown(NOBODY, "openid_connect_login", login, nobody.get(login))
    callback = reverse("openid_connect_callback", args=["organisation"])
    yield Shown(NOBODY, "openid_connect_callback", callback, go(nobody), 403)
    provider.claims = None
    yield Shown(NOBODY, "openid_connect_login, out of service", login, go(Client()), 503)


def signing_in_and_inviting(world: World) -> Iterator[Shown]:
    """Signing in, for each reason; a new password by e-mail; inviting, once the organisation is chosen."""
    nobody = signed_in(None)
    path = steps.led_to_new_password(nobody, world.people["editor"].email)
    yield Shown(NOBODY, "a new password", path, nobody.get(path))
    yield Shown(NOBODY, "a new password, refused", path, nobody.post(path, {"password1": "short"}))
    for why in ("too-long", "sent", "second-step"):
        yield at(NOBODY, nobody, "account_login", f"?why={why}")
    for who, organisation in (
        ("programme-manager", world.inspectorate),
        ("support-officer", world.inspectorate),
        ("service-manager", world.service),
        ("deputy-service-manager", world.service),
    ):
        yield at(who, signed_in(world.people[who]), "invite", f"?organisation={organisation.reference}")


def after_a_role_or_an_interest(world: World) -> Iterator[Shown]:
    """An invitation that ended with its sender's role, and lists that leave out a service for an interest in it."""
    on, officer = today(), world.people["support-officer"]
    _, secret = invite(
        email="new@x.example",
        name="Newt Hale",
        organisation=world.inspectorate,
        role="editor",
        days=14,
        by=world.standing("support-officer"),
    )
    officer.memberships.update(starts=on - timedelta(days=2), ends=on - timedelta(days=1))
    nobody, manager = signed_in(None), signed_in(world.people["programme-manager"])
    path = reverse("accept_invitation", args=[secret])
    yield Shown(NOBODY, "an invitation that ended", path, nobody.get(path))
    yield at("programme-manager", manager, "people")
    declare(service=world.service, has_interest=True, nature="A relative", by=world.standing("programme-manager"))
    for name in ("programme", "services"):
        yield at("programme-manager", manager, name)


def gone_wrong(world: World, own: dict[str, object], who: str) -> Iterator[Shown]:
    """What everybody can run into: no such page, none of theirs, a form that cannot be read, one that is too old."""
    somebody = world.people.get(who)
    client, strict = signed_in(somebody), Client(enforce_csrf_checks=True)
    yield Shown(who, "not found", "/no-such-page/", client.get("/no-such-page/"), 404)
    closed = next((door.name for door, said in matrix().items() if door.method == "GET" and said[who] == "no"), None)
    if closed:
        path = address_of(closed, own)
        yield Shown(who, f"{closed}, refused", path, client.get(path), 403)
    form = reverse("account_login" if somebody is None else "interests")
    many = {f"field{number}": "x" for number in range(2_000)}
    yield Shown(who, "more fields than any form has", form, client.post(form, many), 400)
    account = reverse("account_login" if somebody is None else "account_change_password")
    said = {"service": "westmere", "has_interest": "yes", "nature": "My sister works there"}
    if somebody is not None:
        strict.force_login(somebody, "allauth.account.auth_backends.AuthenticationBackend")
        yield Shown(who, "a form that is kept", form, strict.post(form, said, headers=OURS), 403)
    yield Shown(who, "a form that is too old", account, strict.post(account, {}, headers=OURS), 403)
    strict.logout()
    form = reverse("interests")
    yield Shown(who, "a form that is kept, signed out", form, strict.post(form, said, headers=OURS), 403)


def tried_too_often() -> Iterator[Shown]:
    """Locked out after wrong passwords, and told to wait after very many."""
    path = reverse("account_login")
    client = Client(REMOTE_ADDR="198.51.100.1")
    answers = [steps.give_password(client, "ada@n.example", "wrong") for _ in range(5)]
    yield Shown(NOBODY, "locked out", path, answers[-1], 429)
    client = Client(REMOTE_ADDR="198.51.100.2")
    answers = [steps.give_password(client, f"ada{number}@n.example", "wrong") for number in range(31)]
    yield Shown(NOBODY, "too many attempts", path, answers[-1], 429)


def opened(client: Client, path: str) -> dict[str, Any]:
    """What the form of a page holds when it is opened."""
    return {name: one.value for name, one in Forms(client.get(path).content.decode()).fields.items()}


def changed_by_two(world: World, own: dict[str, object], who: str) -> Iterator[Shown]:
    """Everything that two may change at once: the second to send it is shown both versions."""
    for name, (first, second) in BY_TWO.items():
        if matrix()[Door(name, "POST", "own")][who] == "yes":
            path, client = address_of(name, own), signed_in(world.people[who])
            typed = opened(client, path)
            with transaction.atomic():
                assert client.post(path, typed | first).status_code == 302, f"{name} as {who}"
                both = client.post(path, typed | second)
                transaction.set_rollback(True)
            assert "Both versions" in both.content.decode(), (name, who, both.status_code, words(both))
            yield Shown(who, f"{name}, both versions", path, both, 422)


def refused_forms(world: World, own: dict[str, object]) -> Iterator[Shown]:
    """Every form, sent with nothing in it by the first who may: the page with its faults. See `TAKEN_EMPTY`."""
    for door, said in matrix().items():
        who = next((who for who in WHO if said[who] == "yes"), None)
        if door.method == "POST" and door.object != "other" and who and door.name not in TAKEN_EMPTY:
            path = address_of(door.name, own) + QUERY.get(door.name, "")
            with transaction.atomic():
                answer = signed_in(world.people.get(who)).post(path, EMPTY)
                transaction.set_rollback(True)
            assert "govuk-error-summary" in answer.content.decode(), f"{door.name} as {who}"
            yield Shown(who, f"{door.name}, refused", path, answer, answer.status_code)
