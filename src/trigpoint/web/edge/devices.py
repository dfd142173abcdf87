"""Devices that signed in before. Guesses from elsewhere are not counted against them: nobody locks anybody out.

A device holds a cookie with a random word, when it was handed out, and a signature over both that fits one account
alone: it is made with that account's password hash, so that a new password revokes it, and with the count of how often
its devices were revoked. Nothing in it tells whose it is. It opens nothing: it says whose guesses are counted together.
"""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import get_random_string

from trigpoint.people.models import Person

COOKIE: Final = "device"
LASTS: Final = timedelta(days=180)
# Several people may share a machine. Who signed in on it before more than four others have is a stranger on it again.
_MOST, _LONGEST = 5, 120


def device_of(request: HttpRequest, person: Person) -> str:
    """The word of the device that a request comes from, where it signed in as this person before; '' elsewhere."""
    return next((word for entry in _entries(request) if (word := _word_of(entry, person))), "")


def remember(request: HttpRequest, answer: HttpResponseBase, person: Person) -> None:
    """Let this device be known as one that signed in as this person. Others of the same machine stay known."""
    word = device_of(request, person) or get_random_string(22)
    others = [entry for entry in _entries(request) if not _word_of(entry, person)]
    answer.set_cookie(
        COOKIE,
        ".".join([_signer(person).sign(word), *others][:_MOST]),
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _entries(request: HttpRequest) -> list[str]:
    """One entry for each person who signed in on the device, the newest first."""
    entries = request.COOKIES.get(COOKIE, "").split(".")[:_MOST]
    return [entry for entry in entries if entry and len(entry) <= _LONGEST]


def _word_of(entry: str, person: Person) -> str:
    try:
        return _signer(person).unsign(entry, max_age=LASTS)
    except BadSignature:
        return ""


def _signer(person: Person) -> TimestampSigner:
    return TimestampSigner(salt=f"trigpoint.device:{person.pk}:{person.devices_revoked}:{person.password}")
