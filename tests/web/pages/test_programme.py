"""The programme over years: who is due, the last rating and the time since; and planning, double clicks and all."""

from datetime import date
from pathlib import Path

from django.test import Client
from django.urls import reverse

from tests.factories.world import World, today
from tests.web.conftest import As
from tests.web.pages.words import words
from trigpoint.bundle.files import load_bundle
from trigpoint.inspectorate.programme.models import Inspection, Programme
from trigpoint.inspectorate.publishing.actions.loading import load_inspection
from trigpoint.people.standing import operator
from trigpoint.web.govuk.sent_before import SENT_BEFORE
from trigpoint.web.inspectorate.programme.presenters import time_since


def plan(client: Client, **changed: str) -> str:
    typed = {
        "service": "westmere",
        "title": "An inspection of Westmere",
        "reference": "westmere-2028",
        "programme": "northland-2026-2029",
        "framework": "hmip-youth-2018",
    }
    return words(client.post(reverse("plan_inspection"), typed | changed, follow=True))


def test_services_that_are_due_come_first_with_the_last_rating_and_the_time_since(world: World, as_: As) -> None:
    loaded = load_inspection(loaded=load_bundle(Path("examples/trafford-2021")), by=operator(today()))
    Inspection.objects.filter(pk=loaded.pk).update(inspectorate=world.inspectorate)
    said = words(as_("programme-manager").get(reverse("programme")))
    since = time_since((today().year - 2021) * 12 + today().month - 2)
    assert (
        f"Trafford Youth Justice Service In this programme Due Plan an inspection of Trafford Youth Justice Service Last rating Good Time since {since}"
        in said
    )
    assert said.index("Trafford Youth Justice") < said.index("Eastmere")
    assert "Eastmere In this programme Planned : inspection of Eastmere Last rating None" in said


def test_time_since_is_in_years_and_months() -> None:
    assert time_since(None) == "Not known"
    assert time_since(0) == "Less than a month"
    assert time_since(1) == "1 month"
    assert time_since(12) == "1 year"
    assert time_since(69) == "5 years 9 months"


def test_a_planned_inspection_is_pinned_to_the_frameworks_version_of_that_day(world: World, as_: As) -> None:
    assert "The inspection is planned." in plan(as_("programme-manager"))
    made = Inspection.objects.get(reference="westmere-2028")
    assert (made.framework, made.framework_digest) == (world.inspection.framework, world.inspection.framework_digest)
    assert len(made.framework_digest) > 10


def test_clicked_twice_it_is_planned_once_and_the_second_click_says_so(world: World, as_: As) -> None:
    client = as_("programme-manager")
    plan(client)
    assert SENT_BEFORE in plan(client)
    assert Inspection.objects.filter(reference="westmere-2028").count() == 1


def test_an_inspectorate_plans_none_of_anothers_programme(world: World, as_: As) -> None:
    other = Programme.objects.create(
        inspectorate=world.other_inspectorate,
        reference="southland",
        name="Southland",
        starts=date(2026, 4, 1),
        ends=date(2029, 3, 31),
    )
    assert "Select a programme" in plan(as_("programme-manager"), programme=other.reference)
    assert as_("programme-manager").get(reverse("programme_of", args=["southland"])).status_code == 404
