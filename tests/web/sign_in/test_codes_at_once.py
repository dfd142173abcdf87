"""A code of the second step is good once, also where two ask at the same moment."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.factories.world import Kind, organisation, person
from tests.web.sign_in.steps import code, give_password, set_up, shown_key, signed_in
from trigpoint.people.models import Person

AT_ONCE = 4


@pytest.fixture
def owner(committed: None) -> Person:
    home = organisation(Kind.INSPECTORATE, "Northland Inspectorate")
    return person("inspector", home, "Ines Penn", "ines@n.example")


def answers_at_once(clients: list[Client], ask: Callable[[Client], Any]) -> list[int]:
    """What all of them are answered, who ask at the same moment."""
    begin, answers = Barrier(len(clients)), []

    def asking(client: Client) -> None:
        try:
            begin.wait()
            answers.append(int(ask(client).status_code))
        finally:
            connection.close()

    threads = [Thread(target=asking, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(answers)


def at_the_second_step(owner: Person) -> list[Client]:
    clients = [Client() for _ in range(AT_ONCE)]
    for client in clients:
        assert give_password(client, owner.email).headers["Location"] == reverse("mfa_authenticate")
    return clients


def opened(clients: list[Client]) -> int:
    return sum(client.get(reverse("my_account")).status_code == 200 for client in clients)


def test_one_of_several_with_the_same_code_gets_in(owner: Person) -> None:
    key = set_up(signed_in(Client(), owner))
    cache.clear()
    clients = at_the_second_step(owner)
    typed = code(key)
    answers = answers_at_once(clients, lambda client: client.post(reverse("mfa_authenticate"), {"code": typed}))
    assert answers.count(302) == 1
    assert opened(clients) == 1


def test_one_of_several_with_the_same_recovery_code_gets_in(owner: Person) -> None:
    set_up(signed_in(Client(), owner))
    spare = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    clients = at_the_second_step(owner)
    answers = answers_at_once(clients, lambda client: client.post(reverse("mfa_authenticate"), {"code": spare}))
    assert answers.count(302) == 1
    assert opened(clients) == 1
    assert len(Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()) == 9


def test_a_code_that_is_sent_twice_at_once_sets_up_one_second_step(owner: Person) -> None:
    client = signed_in(Client(), owner)
    key = shown_key(client.get(reverse("mfa_activate_totp")).content.decode())
    twice = [Client(), Client()]
    for other in twice:
        other.cookies = client.cookies
    typed = code(key)
    answers = answers_at_once(twice, lambda one: one.post(reverse("mfa_activate_totp"), {"code": typed}))
    assert answers == [200, 302]
    assert Authenticator.objects.filter(user=owner, type=Authenticator.Type.TOTP).count() == 1
