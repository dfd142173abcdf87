"""What is sent again a moment later is made once: after the browser's Back, in two tabs, by a double click."""

from collections.abc import Mapping
from datetime import timedelta

from django.test import Client
from django.urls import reverse

from tests.factories.world import World, in_days
from tests.web.conftest import As
from tests.web.forms.pages import Forms
from tests.web.pages.words import words
from trigpoint.inspectorate.requests.models import Request
from trigpoint.people.models import Invitation
from trigpoint.web.govuk.sent_before import MINUTES, SENT_BEFORE
from trigpoint.web.models import SentForm


def opened(client: Client, address: str) -> dict[str, str]:
    """What a form holds when its page is opened; a new submission id among it."""
    return {name: field.value for name, field in Forms(client.get(address).content.decode()).fields.items()}


def back_and_save_again(client: Client, address: str, typed: Mapping[str, object]) -> tuple[str, str]:
    """Send a form, go back, let the browser fill in what was typed, and send it again. Return where each led to."""
    first = client.post(address, {**opened(client, address), **typed})
    assert first.status_code == 302, words(first)
    second = client.post(address, {**opened(client, address), **typed}, follow=True)
    assert SENT_BEFORE in words(second)
    return first.headers["Location"], second.redirect_chain[-1][0]


def diary(words_: str = "Please send the diary.") -> dict[str, object]:
    due = in_days(7)
    day = {"due_0": due.day, "due_1": due.month, "due_2": due.year}
    return {"purpose": "other", "title": "backer", "words": words_, **day}


def test_other_words_make_another(announced: World, as_: As) -> None:
    client, address = as_("lead-inspector"), reverse("draft_request", args=[announced.inspection.reference])
    for text in ("Please send the diary.", "Please send the minutes."):
        assert client.post(address, {**opened(client, address), **diary(text)}).status_code == 302
    assert Request.objects.filter(title="backer").count() == 2


def test_somebody_else_makes_their_own(announced: World, as_: As) -> None:
    address = reverse("draft_request", args=[announced.inspection.reference])
    for role in ("lead-inspector", "deputy-lead"):
        client = as_(role)
        assert client.post(address, {**opened(client, address), **diary()}).status_code == 302
    assert Request.objects.filter(title="backer").count() == 2


def test_what_was_sent_long_before_can_be_made_again(announced: World, as_: As) -> None:
    client, address = as_("lead-inspector"), reverse("draft_request", args=[announced.inspection.reference])
    client.post(address, {**opened(client, address), **diary()})
    row = SentForm.objects.get()
    row.sent_at -= timedelta(minutes=MINUTES, seconds=1)
    row.save()
    client.post(address, {**opened(client, address), **diary()})
    assert Request.objects.filter(title="backer").count() == 2
    assert SentForm.objects.count() == 1


def test_what_was_taken_back_can_be_made_again_at_once(world: World, as_: As) -> None:
    client, address = as_("programme-manager"), f"{reverse('invite')}?organisation={world.inspectorate.reference}"
    typed = {"email": "new@northland.example", "name": "New Colleague", "role": "inspector"}
    first, second = back_and_save_again(client, address, typed)
    assert first == second == reverse("people")
    (invitation,) = Invitation.objects.filter(email="new@northland.example")
    client.post(reverse("withdraw_invitation", args=[invitation.pk]))
    client.post(address, {**opened(client, address), **typed})
    assert Invitation.objects.filter(email="new@northland.example").count() == 2


def test_a_form_that_was_refused_is_not_taken_for_sent(announced: World, as_: As) -> None:
    client, address = as_("lead-inspector"), reverse("draft_request", args=[announced.inspection.reference])
    for _ in range(2):
        refused = client.post(address, {**opened(client, address), **diary(" ")})
        assert (refused.status_code, SENT_BEFORE in words(refused)) == (422, False)
    assert not SentForm.objects.exists()
