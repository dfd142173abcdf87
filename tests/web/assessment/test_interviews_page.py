"""The pages of readers and interviews, where cases have left the sample, dates have moved or somebody erred."""

from collections import Counter

import pytest
from django.urls import reverse

from tests.factories.world import World, move_to
from tests.inspectorate.assessment.test_left_and_moved import later_site_date, leave
from tests.web.conftest import As
from tests.web.pages.words import words
from trigpoint.inspectorate.assessment.actions import allocate, declare_conflict
from trigpoint.inspectorate.assessment.models import CaseConflict
from trigpoint.inspectorate.assessment.queries import allocations, outside_case_week
from trigpoint.inspectorate.sampling.piece import cases_to_read


@pytest.fixture
def shared(sample_drawn: World) -> World:
    allocate(inspection=sample_drawn.inspection, by=sample_drawn.standing("lead-inspector"))
    return sample_drawn


def test_the_service_finds_no_interview_about_a_case_that_left(shared: World, as_: As) -> None:
    row = leave(shared)
    address = reverse("who_comes", args=[shared.inspection.reference, row.id])
    assert as_("service-manager").get(address).status_code == 404
    assert as_("service-manager").post(address, {"version": "1", "comes": "Pat"}).status_code == 404


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_a_moved_case_week_is_said_and_its_interviews_are_planned_again(shared: World, as_: As) -> None:
    address = reverse("interviews", args=[shared.inspection.reference])
    assert "Plan the interviews again" not in words(as_("lead-inspector").get(address))
    later_site_date(shared)
    number = len(outside_case_week(shared.inspection))
    said = words(as_("lead-inspector").get(address))
    assert f"{number} interviews are outside the case week, which begins on 8 March 2027." in said
    again = reverse("plan_interviews_again", args=[shared.inspection.reference])
    assert f"{number} interviews outside the case week." in words(as_("lead-inspector").get(again))
    assert as_("lead-inspector").post(again).status_code == 302
    assert outside_case_week(shared.inspection) == ()
    assert "Every interview is in the case week already." in words(as_("lead-inspector").post(again))


def test_where_every_interview_is_in_the_case_week_there_is_nothing_to_plan_again(shared: World, as_: As) -> None:
    again = reverse("plan_interviews_again", args=[shared.inspection.reference])
    said = words(as_("lead-inspector").get(again))
    assert said.count("Every interview is in the case week already.") == 1
    assert "Plan them again" not in said
    assert "0 interviews" not in said


def test_who_leads_is_led_from_their_first_page_to_planning_the_interviews_again(shared: World, as_: As) -> None:
    later_site_date(shared)
    type(shared.inspection).objects.filter(pk=shared.inspection.pk).update(stage="sample-set")
    again = reverse("plan_interviews_again", args=[shared.inspection.reference])
    for page in (reverse("home"), reverse("inspection", args=[shared.inspection.reference])):
        assert f'href="{again}">Plan ' in as_("lead-inspector").get(page).content.decode()


def test_a_conflict_is_withdrawn_on_its_page_by_who_did_not_declare_it(shared: World, as_: As) -> None:
    case = cases_to_read(shared.inspection)[0].reference
    for role in ("inspector", "lead-inspector"):
        declare_conflict(inspection=shared.inspection, case=case, by=shared.standing(role))
    theirs = CaseConflict.objects.get(person=shared.people["inspector"])
    listed = words(as_("lead-inspector").get(reverse("interviews", args=[shared.inspection.reference])))
    assert "Who cannot read which case" in listed
    assert "You cannot withdraw what you declared yourself. Ask a colleague to." in listed
    address = reverse("withdraw_conflict", args=[shared.inspection.reference, theirs.id])
    assert "can read case" in words(as_("lead-inspector").get(address))
    assert as_("lead-inspector").post(address, {"version": "1", "reason": "Another child"}).status_code == 302
    theirs.refresh_from_db()
    assert not theirs.stands
    assert as_("lead-inspector").get(address).status_code == 404


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_the_checklist_says_that_the_site_date_is_another_than_that_of_the_draw(shared: World, as_: As) -> None:
    move_to(shared, "evidence-in")
    overview = reverse("inspection", args=[shared.inspection.reference])
    assert "Done The draw of the sample can be replayed by anybody" in words(as_("lead-inspector").get(overview))
    later_site_date(shared)
    said = words(as_("lead-inspector").get(overview))
    note = "Drawn for fieldwork of 1 March 2027; the site date is now 8 March 2027. Plan the interviews again"
    assert f"Check The draw of the sample can be replayed by anybody {note}" in said


def test_the_list_of_slots_says_which_are_taken_and_by_what(shared: World, as_: As) -> None:
    rows = list(allocations(shared.inspection))
    row = next(row for row in rows if sum(other.reader_id == row.reader_id for other in rows) > 1)
    page = as_("lead-inspector").get(reverse("move_interview", args=[shared.inspection.reference, row.id]))
    others = [other for other in rows if other.reader_id == row.reader_id and other.pk != row.pk]
    text = words(page)
    assert all(f"{other.start}: taken, {row.reader.name} has case {other.case}" in text for other in others)
    assert text.count(": taken,") == len(others)


def test_sharing_out_fills_the_days_of_the_case_week_evenly(shared: World) -> None:
    days = Counter(row.day for row in allocations(shared.inspection))
    assert len(days) == 5
    assert max(days.values()) - min(days.values()) <= 1
