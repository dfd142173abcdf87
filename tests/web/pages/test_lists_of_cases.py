"""Lists of cases and interviews: how far each case is, one's own first, sorted and narrowed, and as a file."""

import csv
from io import StringIO
from typing import Any

import pytest
from django.urls import reverse

from tests.factories.world import World, bundle_of, put_in
from tests.web.conftest import As
from tests.web.pages.words import words
from trigpoint.inspectorate.assessment.actions import allocate
from trigpoint.inspectorate.assessment.queries import allocations
from trigpoint.inspectorate.bundling.live import live_bundle
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.record.models import Event


@pytest.fixture
def shared(sampled: World) -> World:
    allocate(inspection=sampled.inspection, by=sampled.standing("lead-inspector"))
    return sampled


def rows(answer: Any) -> list[list[str]]:
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"), newline="")))


def downloads(world: World) -> list[str]:
    chain = f"inspection:{world.inspection.reference}"
    return [
        str(event.after["what"])
        for event in Event.objects.filter(chain_id=chain, kind="programme.list_downloaded").order_by("number")
        if event.after
    ]


def address(world: World, name: str) -> str:
    return reverse(name, args=[world.inspection.reference])


def half_answered(world: World) -> None:
    """One case without an answer, one with a single one; all others stay whole."""
    bundle = live_bundle(world.inspection)
    first, second, *others = bundle.cases
    question = next(iter(second.answers))
    changed = (
        first.model_copy(update={"answers": {}}),
        second.model_copy(update={"answers": {question: second.answers[question]}}),
    )
    whole = bundle_of(world).model_copy(update={"cases": (*changed, *others)})
    put_in(world, whole)


def test_cases_say_how_far_they_are_and_who_reads_them(shared: World, as_: As) -> None:
    half_answered(shared)
    first, second, third, *_ = live_bundle(shared.inspection).cases
    (head, *lines) = rows(as_("lead-inspector").get(address(shared, "cases"), {"as": "csv"}))
    assert head == ["Case", "Type", "Reader", "Interview", "Questions answered", "State"]
    found = {line[0]: (line[4], line[5]) for line in lines}
    readers = {row.case: row.reader.name for row in allocations(shared.inspection)}
    assert {line[0]: line[2] for line in lines} == readers
    # Each of the framework's questions about court disposals that the case's facts leave is asked.
    assert found[first.reference][0].startswith("0 of ")
    assert found[first.reference][1] == "Not begun"
    assert found[second.reference][0].startswith("1 of ")
    assert found[second.reference][1] == "Begun"
    answered, _, asked = found[third.reference][0].partition(" of ")
    assert (answered, found[third.reference][1]) == (asked, "Answered")


def test_cases_are_narrowed_by_state_and_reader_and_sorted_by_how_far_they_are(shared: World, as_: As) -> None:
    half_answered(shared)
    client = as_("lead-inspector")
    begun = words(client.get(address(shared, "cases"), {"state": "Begun"}))
    assert "1 row" in begun
    lines = rows(client.get(address(shared, "cases"), {"as": "csv", "sort": "-answered"}))
    assert [line[5] for line in lines[-2:]] == ["Begun", "Not begun"]


def test_my_cases_are_mine_alone_of_all_inspections_with_a_link_to_each(shared: World, as_: As) -> None:
    own = {row.case for row in allocations(shared.inspection) if row.reader_id == shared.people["inspector"].id}
    page = as_("inspector").get(reverse("my_cases"))
    assert own
    for row in allocations(shared.inspection):
        link = reverse("case", args=[shared.inspection.reference, row.case])
        assert (f'href="{link}"' in page.content.decode()) == (row.case in own)
    assert "None yet" in words(page)  # the second reader
    assert {line[0] for line in rows(as_("inspector").get(reverse("my_cases"), {"as": "csv"}))[1:]} == own
    assert downloads(shared) == ["the list of their own cases"]


def test_whoever_reads_no_case_is_told_so(shared: World, as_: As) -> None:
    for role in ("programme-manager", "service-manager", "editor"):
        assert "You read no case now." in words(as_(role).get(reverse("my_cases")))


def test_my_cases_end_with_my_place_on_the_team(shared: World, as_: As) -> None:
    shared.inspection.team.filter(person=shared.people["inspector"]).update(state="left")
    assert "You read no case now." in words(as_("inspector").get(reverse("my_cases")))


def test_interviews_lead_to_their_cases_and_ones_own_are_first(shared: World, as_: As) -> None:
    page = as_("inspector").get(address(shared, "interviews")).content.decode()
    shown = rows(as_("inspector").get(address(shared, "interviews"), {"as": "csv"}))[1:]
    name = shared.people["inspector"].name
    own = [line[2] == name for line in shown]
    assert own == sorted(own, reverse=True)
    assert any(own)
    assert f'href="{reverse("case", args=[shared.inspection.reference, shown[0][0]])}"' in page


def test_a_download_of_references_is_in_the_record_on_either_side_and_a_look_at_the_page_is_not(
    shared: World, as_: As
) -> None:
    as_("inspector").get(address(shared, "interviews"))
    as_("inspector").get(address(shared, "interviews"), {"as": "csv"})
    as_("inspector").head(address(shared, "cases"), {"as": "csv"})
    as_("service-manager").get(address(shared, "own_interviews"), {"as": "csv"})
    assert downloads(shared) == ["the list of interviews", "the list of interviews"]


def test_the_wall_holds_in_downloads_as_on_pages(shared: World, as_: As) -> None:
    for role, name, status in (
        ("service-manager", "cases", 404),
        ("service-manager", "interviews", 404),
        ("editor", "cases", 403),
        ("programme-manager", "interviews", 403),
        ("inspector", "own_interviews", 404),
    ):
        assert as_(role).get(address(shared, name), {"as": "csv"}).status_code == status
    assert downloads(shared) == []
    others = rows(as_("lead-inspector").get(reverse("inspections"), {"as": "csv"}))
    seen = {line[-1] for line in others[1:]}
    assert seen == {shared.inspection.reference}
    assert Inspection.objects.count() > 1


def test_inspections_are_sorted_by_the_order_of_their_stages(shared: World, as_: As) -> None:
    client = as_("programme-manager")
    said = rows(client.get(reverse("inspections"), {"as": "csv", "sort": "-stage"}))
    assert said[0] == ["Service", "Stage", "Lead", "Next", "Whose", "By", "Site date", "Reference"]
    assert said[1][:3] == ["Eastmere", "Sample set", "Invented lead-inspector"]
    assert said[1][6:] == ["2027-03-01", "eastmere-2027"]
    assert "Nothing in the list is like that." in words(client.get(reverse("inspections"), {"stage": "panel"}))


def test_services_and_the_record_are_lists_too(shared: World, as_: As) -> None:
    services = rows(as_("lead-inspector").get(reverse("services"), {"as": "csv", "sort": "-service"}))
    assert services[:2] == [["Name", "Short name", "Reference"], ["Westmere", "Westmere", "westmere"]]
    asked = {"as": "csv", "about": "Stage", "sort": "number"}
    entries = rows(as_("lead-inspector").get(address(shared, "inspection_record"), asked))
    assert entries[0] == ["Entry", "When", "What happened", "Reason", "SHA-256"]
    assert "moved the inspection from 'Planned' to 'Announced'." in entries[1][2]
