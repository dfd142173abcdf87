"""Who comes to all interviews, on one form with one save; two people at once are handled row by row."""

import pytest
from django.urls import reverse

from tests.factories.world import World
from tests.web.conftest import As
from tests.web.forms.pages import Forms
from tests.web.pages.test_sent_twice import opened
from tests.web.pages.words import words
from trigpoint.inspectorate.assessment.actions import allocate, say_who_comes
from trigpoint.inspectorate.assessment.models import Allocation
from trigpoint.inspectorate.assessment.queries import allocations


@pytest.fixture
def shared(sampled: World) -> World:
    allocate(inspection=sampled.inspection, by=sampled.standing("lead-inspector"))
    return sampled


def address(world: World) -> str:
    return reverse("who_comes_to_all", args=[world.inspection.reference])


def rows(world: World) -> list[Allocation]:
    return list(allocations(world.inspection).order_by("day", "start", "case"))


def box(row: Allocation) -> str:
    return f"case-{row.case}"


def comes(world: World) -> list[str]:
    return [row.comes for row in rows(world)]


def test_all_rows_are_filled_with_one_save(shared: World, as_: As) -> None:
    client = as_("service-manager")
    named = {box(row): f"Person {number}" for number, row in enumerate(rows(shared))}
    answer = client.post(address(shared), opened(client, address(shared)) | named)
    assert answer.status_code == 302
    assert comes(shared) == list(named.values())
    assert "Person 3" in words(client.get(answer.headers["Location"]))


def test_what_somebody_else_wrote_meanwhile_stays_unless_one_wrote_there_too(shared: World, as_: As) -> None:
    client = as_("service-manager")
    typed = opened(client, address(shared))
    first, second, third, *_ = rows(shared)
    by = shared.standing("data-officer")
    say_who_comes(allocation=first, seen=1, comes="Theirs", by=by)
    say_who_comes(allocation=second, seen=1, comes="Theirs too", by=by)
    typed |= {box(second): "Mine", box(third): "Mine as well"}
    answer = client.post(address(shared), typed)
    assert answer.status_code == 422
    assert comes(shared)[:3] == ["Theirs", "Theirs too", "Mine as well"]
    said = words(answer)
    theirs = f"Somebody else has written 'Theirs too' for case {second.case} since you opened the page."
    assert f"{theirs} Save again to put yours" in said
    assert "1 name is saved. What is marked below is not" in said
    # What was typed is still in its box, and saved again it takes the place of theirs. The first row stays theirs.
    again = {name: field.value for name, field in Forms(answer.content.decode()).fields.items()}
    assert again[box(second)] == "Mine"
    assert client.post(address(shared), again).status_code == 302
    assert comes(shared)[:3] == ["Theirs", "Mine", "Mine as well"]


def test_a_name_that_cannot_be_taken_keeps_the_others_from_nothing(shared: World, as_: As) -> None:
    client = as_("service-manager")
    first, second, *_ = rows(shared)
    typed = opened(client, address(shared)) | {box(first): "x" * 101, box(second): "Uma Reed"}
    answer = client.post(address(shared), typed)
    assert answer.status_code == 422
    assert f"Who comes about case {first.case} must be 100 characters or fewer" in words(answer)
    assert comes(shared)[:2] == ["", "Uma Reed"]


def test_nobody_comes_to_two_interviews_at_once(shared: World, as_: As) -> None:
    client = as_("service-manager")
    first, second, *_ = rows(shared)
    Allocation.objects.filter(pk=second.pk).update(day=first.day, start=first.start)
    typed = opened(client, address(shared)) | {box(first): "Uma Reed", box(second): "uma reed"}
    answer = client.post(address(shared), typed)
    assert "Uma Reed is to come to another interview at the same time." in words(answer)
    assert comes(shared)[:2] == ["", ""]


def test_without_what_was_seen_nothing_is_saved_and_all_that_was_typed_is_still_there(shared: World, as_: As) -> None:
    first = rows(shared)[0]
    for seen in ("", "[]", "{}", "9", "not json"):
        answer = as_("service-manager").post(address(shared), {"seen": seen, box(first): "Uma Reed"})
        assert answer.status_code == 422
        fields = {name: field.value for name, field in Forms(answer.content.decode()).fields.items()}
        assert fields[box(first)] == "Uma Reed"
    assert set(comes(shared)) == {""}


def test_a_form_that_no_page_of_ours_made_changes_nothing(shared: World, as_: As) -> None:
    first = rows(shared)[0]
    for seen in ("", "[]", "{}", '{"x": [1]}', f'{{"{box(first)}": ["1", ""]}}', "not json"):
        as_("service-manager").post(address(shared), {"seen": seen, box(first): "Uma Reed"})
    assert set(comes(shared)) == {""}
