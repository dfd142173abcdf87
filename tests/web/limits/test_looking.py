"""A viewing is recorded where a page is shown to somebody, and nowhere else; and no page is shown without it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.access.walking import Walked, names_and_kwargs
from tests.factories.world import World
from trigpoint.inspectorate.programme.kinds import CASE_VIEWED
from trigpoint.record.models import Event

As = Callable[[str], Client]

AHEAD = (
    {"Sec-Purpose": "prefetch"},
    {"Sec-Purpose": "prefetch;prerender"},
    {"Sec-Purpose": "prefetch;anonymous-client-ip"},
    {"Purpose": "prefetch"},
    {"X-Purpose": "preview"},
    {"X-Moz": "prefetch"},
)
# Every address whose page is recorded when it is shown.
RECORDED = {"case", "inspection_calendar", "my_calendar"}


def addresses(walked: Walked) -> dict[str, str]:
    """Each named address, for an object of one's own."""
    own = walked[1]["own"]
    return {
        name: reverse(name, kwargs={part: own[part] for part in parts}) for name, parts in names_and_kwargs().items()
    }


def viewings() -> int:
    return Event.objects.filter(kind=CASE_VIEWED.key).count()


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_looking_at_a_page_is_recorded_for_these_pages_alone(walked: Walked, as_: As) -> None:
    """Whoever adds one names it here, and asks `is_shown` before it writes."""
    lead, recorded = as_("lead-inspector"), set()
    for name, address in addresses(walked).items():
        before = Event.objects.count()
        lead.get(address)
        if Event.objects.count() > before:
            recorded.add(name)
    assert recorded == RECORDED


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_asking_whether_there_is_a_page_is_no_viewing_and_is_answered_as_the_page_would_be(
    walked: Walked, as_: As
) -> None:
    lead = as_("lead-inspector")
    for address in addresses(walked).values():
        before = Event.objects.count()
        asked = lead.head(address)
        assert Event.objects.count() == before, address
        assert asked.status_code != 500, address
    case = addresses(walked)["case"]
    assert (lead.head(case).status_code, lead.get(case).status_code) == (200, 200)
    assert lead.head(f"{case[:-1]}-nowhere/").status_code == 404


@pytest.mark.parametrize("purpose", AHEAD, ids=lambda purpose: " ".join(purpose.values()))
def test_nothing_is_handed_out_ahead_of_a_click_so_that_nothing_is_shown_unrecorded(
    sampled: World, as_: As, purpose: dict[str, str]
) -> None:
    lead, before = as_("lead-inspector"), Event.objects.count()
    address = reverse("case", args=[sampled.inspection.reference, "C1"])
    ahead = lead.get(address, headers=purpose)
    assert ahead.status_code == 403
    assert b"C1" not in ahead.content
    assert "no-store" in ahead.headers["Cache-Control"]
    assert Event.objects.count() == before
    assert lead.get("/", headers=purpose).status_code == 403


def test_the_click_itself_is_answered_and_recorded(walked: Walked, as_: As) -> None:
    address, before = addresses(walked)["case"], viewings()
    assert as_("lead-inspector").get(address, headers={"Sec-Purpose": ""}).status_code == 200
    assert viewings() == before + 1
