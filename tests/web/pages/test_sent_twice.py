"""Double clicks, two tabs and old pages: what is sent twice is done once, and nobody overwrites what they have not read."""

from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from tests.factories.world import World, answered, in_days, move_to
from tests.web.conftest import As
from tests.web.forms.pages import Forms
from tests.web.pages.words import words
from trigpoint.inspectorate.register.actions import change_figures, enter_figures
from trigpoint.inspectorate.register.figures import Figures, Part
from trigpoint.inspectorate.requests.actions import Wording, draft, reword
from trigpoint.inspectorate.requests.models import Request


def opened(client: Client, address: str) -> dict[str, str]:
    """What a form holds when its page is opened."""
    return {name: one.value for name, one in Forms(client.get(address).content.decode()).fields.items()}


def test_a_move_that_is_sent_twice_is_made_once_and_never_leads_to_the_stage_after(world: World, as_: As) -> None:
    client = as_("lead-inspector")
    address = reverse("move_on", args=[world.inspection.reference])
    answered(_announced(world), "case-lists")
    answered(world, "evidence")
    typed = opened(client, address)
    assert client.post(address, typed).status_code == 302
    for _ in range(3):
        again = client.post(address, typed)
        assert "The inspection is at 'Evidence and lists in' already. Nothing was changed." in words(again)
        typed = {name: one.value for name, one in Forms(again.content.decode()).fields.items()}
    world.inspection.refresh_from_db()
    assert world.inspection.stage == "evidence-in"


def test_a_draft_that_somebody_rewrote_is_shown_before_it_can_be_sent(world: World, as_: As) -> None:
    _announced(world)
    client, lead = as_("lead-inspector"), world.standing("lead-inspector")
    one = _draft(world)
    address = reverse("release_request", args=[world.inspection.reference, one.id])
    typed = opened(client, address)
    assert "Please send the diary." in words(client.get(address))
    reword(request=one, seen=1, wording=Wording("Diary", "Please send everything.", "", in_days(7)), by=lead)
    again = client.post(address, typed)
    assert "Someone else changed this since you opened it." in words(again)
    assert "Please send everything." in words(again)
    assert Request.objects.get(pk=one.pk).state == "draft"
    typed = {name: field.value for name, field in Forms(again.content.decode()).fields.items()}
    assert client.post(address, typed).status_code == 302
    assert Request.objects.get(pk=one.pk).state == "asked"


def test_a_form_that_was_saved_and_then_sent_with_other_words_is_refused_and_keeps_them(world: World, as_: As) -> None:
    _announced(world)
    client = as_("lead-inspector")
    address = reverse("draft_request", args=[world.inspection.reference])
    due = in_days(7)
    typed = opened(client, address) | {
        "purpose": "other",
        "title": "Diary",
        "words": "First words",
        "due_0": str(due.day),
        "due_1": str(due.month),
        "due_2": str(due.year),
    }
    assert client.post(address, typed).status_code == 302
    assert client.post(address, typed).status_code == 302
    assert Request.objects.count() == 1
    again = client.post(address, typed | {"words": "Other words"})
    assert "This draft was saved before, with other words." in words(again)
    assert "Other words" in again.content.decode()
    assert Request.objects.get().words == "First words"


def test_of_two_who_change_figures_the_second_reads_both_versions_in_words(world: World, as_: As) -> None:
    client, analyst = as_("research-analyst"), world.standing("research-analyst")
    row = enter_figures(service=world.service, figures=_figures("40"), tolerance=1, by=analyst)
    address = reverse("change_figures", args=[world.service.reference, row.id])
    typed = opened(client, address)
    change_figures(row=row, seen=1, figures=_figures("41"), tolerance=1, by=analyst)
    again = client.post(address, typed | {"parts": "Boys | 42\nGirls | 12"})
    said = words(again)
    assert "Figures Boys | 42 Girls | 12 Boys | 41 Girls | 12" in said
    assert "What are the figures about? Sex Sex" in said
    assert "Part(" not in said


def test_a_date_that_is_computed_again_twice_is_said_to_be_computed_already(world: World, as_: As) -> None:
    address = reverse("end_adjustment", args=[world.inspection.reference, "panel"])
    answer = as_("lead-inspector").post(address, {"version": "1", "reason": "x"}, follow=True)
    assert "'Ratings panel' is computed already." in words(answer)


def test_a_lead_who_ends_their_own_place_is_told_before_and_lands_on_a_page_that_they_may_see(
    world: World, as_: As
) -> None:
    client = as_("lead-inspector")
    place = world.inspection.team.get(person=world.people["lead-inspector"])
    address = reverse("end_place", args=[world.inspection.reference, place.id])
    assert "This is you: after your last day you no longer see the inspection." in words(client.get(address))
    answer: Any = client.post(address, opened(client, address) | {"reason": "Leaves"}, follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0] == reverse("home")


def test_a_page_of_somebody_signed_in_stays_in_no_browser(world: World, as_: As, client: Client) -> None:
    inside = as_("lead-inspector").get(reverse("inspection", args=[world.inspection.reference]))
    assert "no-store" in inside.headers["Cache-Control"]
    assert "Cache-Control" not in client.get(reverse("public_home")).headers


def _announced(world: World) -> World:
    move_to(world, "announced")
    return world


def _draft(world: World) -> Request:
    wording = Wording("Diary", "Please send the diary.", "", in_days(7))
    by = world.standing("lead-inspector")
    return draft(form=uuid4(), inspection=world.inspection, purpose="other", wording=wording, by=by)


def _figures(boys: str) -> Figures:
    parts = (Part("Boys", boys), Part("Girls", "12"))
    return Figures("sex", "Children by sex", "2026", "Invented", "number", parts)
