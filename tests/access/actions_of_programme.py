"""The actions of planning, teams and timetables, each ready to be done once the record is broken."""

from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from tests.access.preparing import Actions, Doing, into
from tests.factories.world import (
    World,
    framework,
    today,
)
from trigpoint.inspectorate.programme.actions import looking, planning, team, timetabling
from trigpoint.inspectorate.programme.models import AdjustedDate
from trigpoint.record import checkpoints, keys
from trigpoint.record.chains import inspection_chain
from trigpoint.rules.framework import Framework

OF_PROGRAMME: Actions = {}
of = into(OF_PROGRAMME)


@of("inspectorate.programme.actions.planning.plan_programme")
def _(w: World) -> Doing:
    by = w.standing("programme-manager")
    return lambda: planning.plan_programme(
        inspectorate=w.inspectorate, reference="p2", name="P2", starts=date(2029, 4, 1), ends=date(2031, 3, 31), by=by
    )


@of("inspectorate.programme.actions.planning.plan_inspection")
def _(w: World) -> Doing:
    by, pinned = w.standing("programme-manager"), framework()
    return lambda: _planned(w, by, pinned)


@of("inspectorate.programme.actions.planning.cancel_inspection")
def _(w: World) -> Doing:
    by, seen = w.standing("programme-manager"), w.inspection.version
    return lambda: planning.cancel_inspection(inspection=w.inspection, seen=seen, reason="A mistake", by=by)


@of("record.checkpoints.sign")
def _(w: World) -> Doing:
    # The key is a file, and an entry of the record; made before, so that the checkpoint is all that can fail.
    folder, by = Path(mkdtemp(prefix="trigpoint-keys-")), w.standing("lead-inspector")
    keys.signing_key(folder, "tests/record", by)
    return lambda: checkpoints.sign(chain=inspection_chain(w.inspection), folder=folder, name="tests/record", by=by)


@of("inspectorate.programme.actions.planning.enter_inspection")
def _(w: World) -> Doing:
    by, pinned = w.standing("programme-manager"), framework()
    return lambda: planning.enter_inspection(
        service=w.service,
        inspectorate=w.inspectorate,
        programme=None,
        reference="another",
        title="Another",
        framework=pinned,
        by=by,
    )


def _planned(w: World, by: Any, pinned: Framework) -> object:
    return planning.plan_inspection(
        service=w.other_service,
        inspectorate=w.inspectorate,
        programme=None,
        reference="another",
        title="Another",
        framework=pinned,
        by=by,
    )


@of("inspectorate.programme.actions.team.ask_to_join")
def _(w: World) -> Doing:
    by = w.standing("lead-inspector")
    return lambda: team.ask_to_join(inspection=w.inspection, person=w.people["director"], role="inspector", by=by)


@of("inspectorate.programme.actions.team.declare_and_join")
def _(w: World) -> Doing:
    lead = w.standing("lead-inspector")
    place = team.ask_to_join(inspection=w.inspection, person=w.people["director"], role="inspector", by=lead)
    return lambda: team.declare_and_join(place=place, seen=1, has_interest=False, nature="", by=w.standing("director"))


@of("inspectorate.programme.actions.team.end_place")
def _(w: World) -> Doing:
    place = w.inspection.team.get(person=w.people["inspector"])
    by = w.standing("lead-inspector")
    return lambda: team.end_place(place=place, seen=place.version, last=today(), reason="Left", by=by)


@of("inspectorate.programme.actions.timetabling.set_site_date")
def _(w: World) -> Doing:
    by, seen = w.standing("lead-inspector"), w.inspection.version
    return lambda: timetabling.set_site_date(
        inspection=w.inspection, seen=seen, site_date=date(2027, 3, 8), reason="Snow", by=by
    )


@of("inspectorate.programme.actions.timetabling.adjust_date")
def _(w: World) -> Doing:
    by = w.standing("lead-inspector")
    return lambda: timetabling.adjust_date(
        inspection=w.inspection, stage="panel", seen=0, day=date(2027, 4, 20), reason="Chair away", by=by
    )


@of("inspectorate.programme.actions.timetabling.end_adjustment")
def _(w: World) -> Doing:
    by = w.standing("lead-inspector")
    timetabling.adjust_date(
        inspection=w.inspection, stage="panel", seen=0, day=date(2027, 4, 20), reason="Chair away", by=by
    )
    there = AdjustedDate.objects.get()
    return lambda: timetabling.end_adjustment(adjusted=there, seen=1, reason="Chair is back", by=by)


@of("inspectorate.programme.actions.looking.view_case")
def _(w: World) -> Doing:
    by = w.standing("inspector")
    return lambda: looking.view_case(inspection=w.inspection, case="C1", by=by)


@of("inspectorate.programme.actions.looking.download_list")
def _(w: World) -> Doing:
    by = w.standing("inspector")
    return lambda: looking.download_list(inspection=w.inspection, what="the list of cases", by=by)


@of("inspectorate.programme.actions.looking.download_own_list")
def _(w: World) -> Doing:
    by = w.standing("service-manager")
    return lambda: looking.download_own_list(inspection=w.inspection, what="the list of interviews", by=by)


@of("inspectorate.programme.actions.looking.download_bundle")
def _(w: World) -> Doing:
    by = w.standing("lead-inspector")
    return lambda: looking.download_bundle(inspection=w.inspection, version=1, by=by)
