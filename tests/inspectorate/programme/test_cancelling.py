"""An inspection that was planned or announced by mistake is cancelled: it can be read, and waits for nobody."""

import pytest
from django.db import IntegrityError, transaction

from tests.factories.world import World, ask, fix_seed, framework, in_days, join, move_to, person
from trigpoint.inspectorate.assessment.actions import declare_conflict
from trigpoint.inspectorate.programme.access import check_on, check_on_own
from trigpoint.inspectorate.programme.actions.planning import cancel_inspection, plan_inspection
from trigpoint.inspectorate.programme.actions.team import ask_to_join, declare_and_join
from trigpoint.inspectorate.programme.actions.timetabling import set_site_date
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import inspections_to_declare, services_in, standing_of
from trigpoint.inspectorate.progress.actions import move_on, take_back
from trigpoint.inspectorate.requests.actions import answer
from trigpoint.people.access import Refusal
from trigpoint.people.permissions import Permission
from trigpoint.record.chains import inspection_chain
from trigpoint.record.models import Event
from trigpoint.record.rows import altered_rows
from trigpoint.record.versioned import ChangedMeanwhileError

WRONG = "The wrong service was announced"


def cancel(world: World, role: str = "programme-manager", reason: str = WRONG) -> None:
    inspection = world.inspection
    inspection.refresh_from_db()
    cancel_inspection(inspection=inspection, seen=inspection.version, reason=reason, by=world.standing(role))


def test_an_inspection_is_cancelled_with_a_reason_and_keeps_its_stage(world: World) -> None:
    move_to(world, "announced")
    with pytest.raises(Refusal, match="Say why the inspection is cancelled"):
        cancel(world, reason=" ")
    cancel(world)
    assert (world.inspection.stage, world.inspection.cancelled_why) == ("announced", WRONG)
    assert world.inspection.cancelled_on == in_days(0)
    assert Event.objects.get(kind="programme.inspection_cancelled").reason == WRONG
    assert altered_rows(inspection_chain(world.inspection)) == ()
    with pytest.raises(Refusal, match="was cancelled on"):
        cancel(world)


@pytest.mark.parametrize("role", ["lead-inspector", "support-officer", "director", "service-manager"])
def test_only_whoever_plans_inspections_cancels_one(world: World, role: str) -> None:
    with pytest.raises(Refusal, match="You cannot plan programmes and inspections"):
        cancel(world, role)


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_a_published_inspection_is_not_cancelled(world: World) -> None:
    move_to(world, "published")
    with pytest.raises(Refusal, match="The report is published"):
        cancel(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Inspection.objects.filter(pk=world.inspection.pk).update(cancelled_on=in_days(0), cancelled_why="x")


def test_of_two_changes_at_once_the_second_is_told(world: World) -> None:
    inspection, by = world.inspection, world.standing("programme-manager")
    with pytest.raises(ChangedMeanwhileError):
        cancel_inspection(inspection=inspection, seen=inspection.version - 1, reason=WRONG, by=by)


def test_what_was_cancelled_is_read_and_no_longer_changed(world: World) -> None:
    move_to(world, "case-week")
    asked = ask(world)
    cancel(world)
    asked.refresh_from_db()
    lead, inspection = world.standing("lead-inspector"), world.inspection
    for permission in (Permission.SEE_INSPECTION, Permission.SEE_CASES, Permission.SEE_RECORD):
        check_on(lead, permission, inspection)
    check_on_own(world.standing("service-manager"), Permission.SEE_OWN_INSPECTIONS, inspection)
    says = "The inspection was cancelled on .*: it can be read, and no longer changed"
    for permission in (Permission.SET_SAMPLE, Permission.ALLOCATE_CASES, Permission.LOAD_FILE):
        with pytest.raises(Refusal, match=says):
            check_on(lead, permission, inspection)
    with pytest.raises(Refusal, match=says):
        move_on(inspection=inspection, seen=inspection.version, by=lead)
    with pytest.raises(Refusal, match=says):
        take_back(inspection=inspection, seen=inspection.version, to="announced", reason="x", by=lead)
    with pytest.raises(Refusal, match=says):
        set_site_date(inspection=inspection, seen=inspection.version, site_date=in_days(9), reason="x", by=lead)
    with pytest.raises(Refusal, match=says):
        declare_conflict(inspection=inspection, case="C1", by=world.standing("inspector"))
    with pytest.raises(Refusal, match=says):
        answer(request=asked, seen=asked.version, reply="Sent.", by=world.standing("service-manager"))


def test_nobody_joins_the_team_of_an_inspection_that_was_cancelled(world: World) -> None:
    somebody = world.people["director"]
    lead = world.standing("lead-inspector")
    place = ask_to_join(inspection=world.inspection, person=somebody, role="inspector", by=lead)
    assert list(inspections_to_declare(somebody, standing_of(somebody, in_days(0)))) == [place]
    cancel(world)
    assert list(inspections_to_declare(somebody, standing_of(somebody, in_days(0)))) == []
    place.inspection.refresh_from_db()
    with pytest.raises(Refusal, match="was cancelled on"):
        declare_and_join(place=place, seen=1, has_interest=False, nature="", by=standing_of(somebody, in_days(0)))


def test_the_service_is_due_again_and_another_inspection_can_be_planned(world: World) -> None:
    fix_seed(world)

    def plan() -> Inspection:
        return plan_inspection(
            service=world.service,
            inspectorate=world.inspectorate,
            programme=world.programme,
            reference="eastmere-2028",
            title="Another",
            framework=framework(),
            by=world.standing("programme-manager"),
        )

    def due() -> list[str]:
        return [
            row.service.name for row in services_in(world.programme, world.standing("programme-manager")) if row.due
        ]

    with pytest.raises(Refusal, match="is under way"):
        plan()
    assert "Eastmere" not in due()
    cancel(world)
    assert "Eastmere" in due()
    assert plan().reference == "eastmere-2028"
    join(
        Inspection.objects.get(reference="eastmere-2028"),
        person("inspector", world.inspectorate, email="n@x.example"),
        "inspector",
    )
