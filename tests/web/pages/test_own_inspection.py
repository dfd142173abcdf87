"""The service's own home: what is asked of it, by when, what has been sent, and nothing of the inspectors' work."""

from uuid import uuid4

import pytest
from django.urls import reverse

from tests.factories.case_files import sent
from tests.factories.world import World, answered, ask, in_days, move_to, today
from tests.web.conftest import As
from tests.web.pages.words import words
from trigpoint.english import long_date
from trigpoint.inspectorate.programme.models import TeamMember
from trigpoint.inspectorate.register.actions import enter_figures
from trigpoint.inspectorate.register.figures import Figures, Part
from trigpoint.inspectorate.requests.actions import Wording, draft, send_back, withdraw


def own(world: World, as_: As, role: str = "service-manager") -> str:
    return words(as_(role).get(reverse("own_inspection", args=[world.inspection.reference])))


def test_it_says_what_is_waiting_and_by_when(world: World, as_: As) -> None:
    move_to(world, "announced")
    ask(world, title="Diary")
    said = own(world, as_)
    assert "Your inspection has been announced." in said
    assert f"Waiting for you What By Answer: Diary By {long_date(in_days(7))}" in said
    assert "Your contact is Invented lead-inspector." in said


def test_it_says_what_has_been_sent_by_whom_and_when(world: World, as_: As) -> None:
    move_to(world, "announced")
    answered(world, "evidence")
    assert f"What has been sent What By On About evidence By Invented service-manager On {long_date(today())}" in own(
        world, as_
    )


def test_what_was_sent_back_is_waiting_again_with_the_reason(world: World, as_: As) -> None:
    move_to(world, "announced")
    one = answered(world, "evidence")
    send_back(request=one, seen=one.version, reason="Page 4 is missing.", by=world.standing("lead-inspector"))
    assert "Waiting for you What By Answer: About evidence" in own(world, as_)
    page = as_("service-manager").get(reverse("own_request", args=[world.inspection.reference, one.id]))
    assert "The inspectorate asks for more. Page 4 is missing." in words(page)
    assert "Sent by secure mail." in words(page)


def test_what_was_withdrawn_is_said_to_be(world: World, as_: As) -> None:
    move_to(world, "announced")
    one = ask(world, title="Diary")
    withdraw(request=one, seen=one.version, reason="Not needed", by=world.standing("lead-inspector"))
    said = own(world, as_)
    assert "Withdrawn by the inspectorate: Diary" in said
    assert "Not needed" not in said


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_once_it_is_published_the_service_is_led_to_the_report_and_told_when(world: World, as_: As) -> None:
    move_to(world, "factual-accuracy")
    assert "Read the report" not in own(world, as_)
    move_to(world, "published")
    # 65 working days from 1 March 2027: 13 weeks, and four bank holidays.
    assert "Read the report , published 4 June 2027." in own(world, as_)


def test_its_dates_are_those_that_concern_it(world: World, as_: As) -> None:
    move_to(world, "announced")
    said = own(world, as_)
    assert "Case week When 1 March 2027" in said
    move_to(world, "case-week")
    assert f"Case week When {long_date(today())} Now" in own(world, as_)
    assert "Ratings panel" not in said


def test_a_lead_whose_place_has_ended_is_no_longer_the_contact(world: World, as_: As) -> None:
    move_to(world, "announced")
    TeamMember.objects.filter(inspection=world.inspection, role="lead-inspector").update(
        starts=in_days(-9), ends=in_days(-1)
    )
    assert "Your contact is" not in own(world, as_)


def test_an_inspection_that_is_only_planned_is_not_there_for_the_service(world: World, as_: As) -> None:
    client = as_("service-manager")
    assert client.get(reverse("own_inspection", args=[world.inspection.reference])).status_code == 404
    assert world.inspection.title not in words(client.get(reverse("home")))


def test_who_may_read_a_request_and_not_answer_it_finds_no_box_to_write_in(world: World, as_: As) -> None:
    move_to(world, "announced")
    one = ask(world, title="Diary")
    address = reverse("own_request", args=[world.inspection.reference, one.id])
    assert "<textarea" in as_("data-officer").get(address).content.decode()
    page = as_("case-manager").get(address)
    assert "<textarea" not in page.content.decode()
    assert "You cannot answer what an inspection asks of your service" in words(page)


def test_a_draft_that_was_dropped_never_reaches_the_service(world: World, as_: As) -> None:
    move_to(world, "announced")
    lead = world.standing("lead-inspector")
    wording = Wording("Secret draft", "We suspect that records were altered.", "", in_days(7))
    dropped = draft(form=uuid4(), inspection=world.inspection, purpose="other", wording=wording, by=lead)
    withdraw(request=dropped, seen=dropped.version, reason="Not now", by=lead)
    assert "Secret draft" not in own(world, as_)
    address = reverse("own_request", args=[world.inspection.reference, dropped.id])
    assert as_("service-manager").get(address).status_code == 404


def test_the_service_does_not_read_in_its_own_record_that_the_inspectorate_gathers_figures(
    world: World, as_: As
) -> None:
    figures = Figures("sex", "Children by sex", "2026", "Invented", "number", (Part("Boys", "40"),))
    enter_figures(service=world.service, figures=figures, tolerance=1, by=world.standing("research-analyst"))
    record = as_("service-manager").get(reverse("organisation_record", args=[world.service.reference]))
    assert "figures" not in words(record)
    inside = as_("research-analyst").get(reverse("figures_record", args=[world.service.reference]))
    assert "entered figures: Children by sex, 2026." in words(inside)


def test_a_list_that_was_sent_is_among_what_has_been_sent(world: World, as_: As) -> None:
    move_to(world, "announced")
    sent(world, "court", 8)
    assert "What has been sent What By On List of court disposals, 8 cases By Invented data-officer" in own(world, as_)
