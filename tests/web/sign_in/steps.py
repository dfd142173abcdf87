"""What people do at sign-in, with the real client."""

import base64
import hashlib
import hmac
import re
import struct
import time
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.factories.posted import sent_emails
from tests.factories.world import PASSWORD
from trigpoint.people.models import Person

PERIOD = 30


def give_password(client: Client, email: str, password: str = PASSWORD, **more: Any) -> Any:
    return client.post(reverse("account_login"), {"login": email, "password": password}, **more)


def give_code(client: Client, secret: str) -> Any:
    return client.post(reverse("mfa_authenticate"), {"code": code(secret)})


def signed_in(client: Client, person: Person) -> Client:
    """The same client, after the person has signed in with their password."""
    answer = give_password(client, person.email)
    assert answer.status_code == 302, answer.content.decode()
    return client


def set_up(client: Client) -> str:
    """Set up the second step as somebody does who types the key into their app; return the key."""
    key = shown_key(client.get(reverse("mfa_activate_totp")).content.decode())
    answer = client.post(reverse("mfa_activate_totp"), {"code": code(key)})
    assert answer.status_code == 302, answer.content.decode()
    return key


def link_in_email() -> str:
    """The path of the link in the newest e-mail."""
    found = re.search(r"http://testserver(/\S+)", str(sent_emails()[-1].body))
    assert found
    return found[1]


def led_to_new_password(client: Client, email: str) -> str:
    """Ask for a new password and follow the link in the e-mail; return the address of the form, without the secret."""
    client.post(reverse("account_reset_password"), {"email": email})
    return str(client.get(link_in_email()).headers["Location"])


def shown_key(page: str) -> str:
    found = re.search(r'<strong class="tp-words">([A-Z2-7 ]{39})</strong>', page)
    assert found, page
    return found[1].replace(" ", "")


def code(secret: str) -> str:
    """What an authenticator app shows (RFC 6238), never one that runs out while it is being sent."""
    left = PERIOD - time.time() % PERIOD
    if left < 3:
        time.sleep(left)
    count = struct.pack(">Q", int(time.time()) // PERIOD)
    digest = hmac.new(base64.b32decode(secret), count, hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def wrong_code(secret: str) -> str:
    return f"{(int(code(secret)) + 1) % 1_000_000:06d}"


def an_hour_later(client: Client) -> None:
    """Move back the times at which somebody said who they are."""
    session = client.session
    key = "account_authentication_methods"
    session[key] = [one | {"at": one["at"] - 3_600} for one in session[key]]
    session.save()
