"""A cancelled inspection on its pages: readable on both sides, and off what waits for people."""

import pytest
from django.urls import reverse

from tests.factories.world import World, ask, move_to
from tests.inspectorate.programme.test_cancelling import WRONG, cancel
from tests.web.conftest import As
from tests.web.pages.words import words
from trigpoint.people.roles import ROLES


def page(world: World, as_: As, name: str, role: str) -> str:
    return words(as_(role).get(reverse(name, args=[world.inspection.reference])))


def test_the_programme_manager_cancels_on_the_overview_and_everybody_reads_why(world: World, as_: As) -> None:
    move_to(world, "announced")
    address = reverse("cancel_inspection", args=[world.inspection.reference])
    assert "Cancel the inspection" in page(world, as_, "inspection", "programme-manager")
    assert "Cancel the inspection" not in page(world, as_, "inspection", "lead-inspector")
    said = words(as_("programme-manager").get(address))
    assert "There is no way back." in said
    assert "The service is informed." in said
    seen = str(world.inspection.version)
    answer = as_("programme-manager").post(address, {"version": seen, "reason": ""})
    assert "Enter why the inspection is cancelled" in words(answer)
    assert as_("programme-manager").post(address, {"version": seen, "reason": WRONG}).status_code == 302
    for role in ("programme-manager", "lead-inspector"):
        said = page(world, as_, "inspection", role)
        assert f"at the stage 'Announced': {WRONG}" in said
        assert "It can be read, and no longer changed." in said
        assert "Next:" not in said
        assert "Move to" not in said
    said = page(world, as_, "own_inspection", "service-manager")
    assert "The inspection was cancelled on" in said
    assert WRONG in said
    assert as_("programme-manager").get(address).status_code == 403


@pytest.mark.proof
def test_a_cancelled_inspection_waits_for_nobody(world: World, as_: As) -> None:
    move_to(world, "case-week")
    ask(world)
    before: dict[str, str] = {role.key: words(as_(role.key).get(reverse("home"))) for role in ROLES}
    assert "Eastmere" in before["inspector"]
    assert "Answer: Diary" in before["service-manager"]
    cancel(world)
    for role in ROLES:
        said = words(as_(role.key).get(reverse("home")))
        if role.key == "programme-manager":
            # Its service is due an inspection again.
            assert "Plan the inspection of 2 services" in said
            assert "Eastmere" not in said
        else:
            assert "Nothing needs you now." in said, role
        assert "My inspections under way" not in said
    assert "Nothing is waiting for you." in page(world, as_, "own_inspection", "service-manager")
    for name in ("team", "timetable", "sample", "cases", "interviews", "inspection_record", "ratings"):
        assert as_("lead-inspector").get(reverse(name, args=[world.inspection.reference])).status_code == 200
    for name in ("case_lists", "own_interviews"):
        assert as_("service-manager").get(reverse(name, args=[world.inspection.reference])).status_code == 200


def test_an_action_on_a_cancelled_inspection_is_refused_and_what_was_typed_stays(world: World, as_: As) -> None:
    move_to(world, "announced")
    cancel(world)
    address = reverse("take_back", args=[world.inspection.reference])
    answer = as_("lead-inspector").post(
        address, {"version": world.inspection.version, "stage": "announced", "reason": "Typed with care"}
    )
    assert answer.status_code == 422
    assert "Typed with care" in answer.content.decode()
    listed = words(as_("lead-inspector").get(reverse("inspections")))
    assert "Eastmere Stage Cancelled" in listed
