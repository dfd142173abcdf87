"""What is sent again within some minutes is done once: a double click, two tabs, or the browser's Back and Save again.

The same person, the same form and the same content make no second row: the answer is the page of the first. Until
somebody takes something back; then the same can be made again.
"""

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from trigpoint.record.chain import canonical
from trigpoint.record.locks import lock
from trigpoint.web.govuk.labels import PREFIX
from trigpoint.web.models import SentForm

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MINUTES: Final = 10
SENT_BEFORE: Final = "You sent this a moment ago, and it was done then. Nothing was done a second time."
# What each opening of a page makes anew.
_OF_THE_PAGE: Final = frozenset({"csrfmiddlewaretoken", "submission"})


def sent_before(request: HttpRequest) -> str:
    """Return the address that the same form led to a moment ago; '' where it was not sent."""
    if request.method != "POST" or request.user.pk is None:
        return ""
    return _led_to(request.user.pk, _content(request))


def do_once(request: HttpRequest, do: Callable[[], object], then: Callable[[], str]) -> tuple[str, bool]:
    """Do what a form asks for unless the same was done a moment ago. Return where to go, and whether it was done now.

    Of two that are sent at once the second waits for the first. What is done and that it was sent are one change.
    """
    person, content, now = request.user.pk, _content(request), timezone.now()
    if person is None:
        raise ValueError("Somebody who is signed out has no forms of their own.")
    with transaction.atomic():
        lock(f"form {person} {content}")
        if address := _led_to(person, content):
            return address, False
        do()
        address = then()
        own = SentForm.objects.filter(person=person)
        own.filter(sent_at__lt=now - timedelta(minutes=MINUTES)).delete()
        own.update_or_create(content=content, defaults={"person_id": person, "led_to": address, "sent_at": now})
    return address, True


def forget_sent(person: UUID | None) -> None:
    """Let somebody make again what they, or somebody for them, have taken back."""
    SentForm.objects.filter(person=person).delete()


def _led_to(person: UUID, content: str) -> str:
    since = timezone.now() - timedelta(minutes=MINUTES)
    rows = SentForm.objects.filter(person=person, content=content, sent_at__gte=since)
    return rows.values_list("led_to", flat=True).first() or ""


def _content(request: HttpRequest) -> str:
    """The SHA-256 of where a form was sent to and of all that was typed and chosen in it, files by their bytes."""
    typed = {
        box: [text.replace("\r\n", "\n").strip() for text in texts]
        for box, texts in request.POST.lists()
        if box not in _OF_THE_PAGE and not box.startswith(PREFIX)
    }
    files = {box: [_hash(file) for file in request.FILES.getlist(box)] for box in request.FILES}
    return sha256(canonical({"address": request.get_full_path(), "typed": typed, "files": files})).hexdigest()


def _hash(file: "UploadedFile[bytes]") -> str:
    """The SHA-256 of a file, which is left as it was: whoever takes it reads it from its beginning."""
    file.seek(0)
    digest = sha256(file.read()).hexdigest()
    file.seek(0)
    return digest
