"""A line break counts once, in every text; a text that is too long says by how many characters."""

from pathlib import Path

from django.urls import reverse

from tests.factories.world import World, in_days
from tests.web.conftest import As
from tests.web.forms.pages import Forms
from tests.web.pages.words import words
from trigpoint.inspectorate.requests.models import Request

REPORTED = (Path(__file__).parent / "24-line-breaks-count-twice" / "text.txt").read_bytes().decode()


def test_a_text_within_the_limit_is_taken_with_all_its_lines(announced: World, as_: As) -> None:
    assert len(REPORTED) <= 5_000 < len(REPORTED.replace("\n", "\r\n"))
    client, address = as_("lead-inspector"), reverse("draft_request", args=[announced.inspection.reference])
    typed = {name: field.value for name, field in Forms(client.get(address).content.decode()).fields.items()}
    due = in_days(7)
    typed |= {
        "purpose": "other",
        "title": "Diary",
        "due_0": str(due.day),
        "due_1": str(due.month),
        "due_2": str(due.year),
    }
    # As browsers send it.
    sent = REPORTED.strip().replace("\n", "\r\n")
    over = 5_003 - len(REPORTED.strip())
    too_long = client.post(address, typed | {"words": sent + "y" * over})
    assert "What you ask for must be 5,000 characters or fewer. It has 5,003: take out 3" in words(too_long)
    assert "y" * over in too_long.content.decode()
    assert client.post(address, typed | {"words": sent}).status_code == 302
    assert Request.objects.get().words == REPORTED.strip()
