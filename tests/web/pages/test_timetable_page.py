"""The page of the timetable offers what may still be changed."""

from django.urls import reverse

from tests.factories.world import World, move_to
from tests.web.conftest import As
from tests.web.pages.words import words


def test_dates_that_were_reached_are_not_offered_and_the_site_date_says_why_it_stands(world: World, as_: As) -> None:
    reference, client = world.inspection.reference, as_("lead-inspector")
    move_to(world, "case-week")
    page = client.get(reverse("timetable", args=[reference]))
    assert "The case week has begun, so the site date can no longer be moved." in words(page)
    for stage, offered in (("sample-set", False), ("case-week", False), ("panel", True)):
        address = reverse("adjust_date", args=[reference, stage])
        assert (f'href="{address}"' in page.content.decode()) is offered
        assert ("its date can no longer be changed" in words(client.get(address))) is not offered


def test_a_day_out_of_order_is_said_beside_the_day(world: World, as_: As) -> None:
    address = reverse("adjust_date", args=[world.inspection.reference, "panel"])
    typed = {"version": "0", "date_0": "1", "date_1": "3", "date_2": "2027", "reason": "The rooms are let"}
    page = as_("lead-inspector").post(address, typed).content.decode()
    assert 'href="#id_date_0">&#39;Ratings panel&#39; cannot be before &#39;Provisional ratings&#39;' in page
