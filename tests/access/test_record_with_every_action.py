"""Every action writes its record in the transaction of its change: where the record fails, nothing has changed."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core import serializers

import trigpoint.inspectorate
from tests.access.actions_of_sampling import OF_SAMPLING
from tests.factories.world import (
    PASSWORD,
    World,
    answered,
    ask,
    bundle_of,
    fix_seed,
    framework,
    in_days,
    move_to,
    person,
    today,
)
from tests.factories.world import world as make_world
from trigpoint.bundle.files import load_bundle
from trigpoint.inspectorate.contents import actions as contents
from trigpoint.inspectorate.course import actions as course
from trigpoint.inspectorate.programme.actions import looking, planning, team, timetabling
from trigpoint.inspectorate.programme.models import AdjustedDate
from trigpoint.inspectorate.programme.queries import standing_of
from trigpoint.inspectorate.register import actions as register
from trigpoint.inspectorate.register.figures import Figures, Part
from trigpoint.inspectorate.requests import actions as requests
from trigpoint.people import actions as people
from trigpoint.people.models import Membership
from trigpoint.people.standing import operator
from trigpoint.record import checkpoints
from trigpoint.record.models import Event
from trigpoint.rules.framework import Framework

Doing = Callable[[], object]
ACTIONS: dict[str, Callable[[World], Doing]] = dict(OF_SAMPLING)


class TheRecordIsBrokenError(Exception):
    pass


def of(name: str) -> Callable[[Callable[[World], Doing]], Callable[[World], Doing]]:
    """Name the action that a case below prepares: it returns what to call once the record is broken."""

    def keep(prepare: Callable[[World], Doing]) -> Callable[[World], Doing]:
        ACTIONS[name] = prepare
        return prepare

    return keep


@of("people.actions.enter_organisation")
def _(w: World) -> Doing:
    return lambda: people.enter_organisation(
        kind="service", reference="newmere", name="Newmere", short_name="Newmere", by=operator(today())
    )


@of("people.actions.enter_person")
def _(w: World) -> Doing:
    return lambda: person("editor", w.inspectorate, email="second@northland.example")


@of("people.actions.invite")
def _(w: World) -> Doing:
    by = w.standing("programme-manager")
    return lambda: people.invite(
        email="new@x.example", name="New", organisation=w.inspectorate, role="editor", days=14, by=by
    )


@of("people.actions.withdraw_invitation")
def _(w: World) -> Doing:
    by = w.standing("programme-manager")
    invitation, _ = people.invite(
        email="new@x.example", name="New", organisation=w.inspectorate, role="editor", days=14, by=by
    )
    return lambda: people.withdraw_invitation(invitation=invitation, by=by)


@of("people.actions.note_second_step_removed")
def _(w: World) -> Doing:
    return lambda: people.note_second_step_removed(
        person=w.people["inspector"], reason="Lost the telephone", by=operator(today())
    )


@of("people.actions.accept")
def _(w: World) -> Doing:
    by = w.standing("programme-manager")
    invitation, _ = people.invite(
        email="new@x.example", name="New", organisation=w.inspectorate, role="editor", days=14, by=by
    )
    return lambda: people.accept(invitation=invitation, name="New", password=PASSWORD, on=today())


@of("people.actions.give_role")
def _(w: World) -> Doing:
    by = w.standing("programme-manager")
    return lambda: people.give_role(person=w.people["editor"], organisation=w.inspectorate, role="director", by=by)


@of("people.actions.end_membership")
def _(w: World) -> Doing:
    held = Membership.objects.get(person=w.people["editor"])
    by = w.standing("programme-manager")
    return lambda: people.end_membership(membership=held, seen=1, last=today(), reason="Left", by=by)


@of("people.actions.declare")
def _(w: World) -> Doing:
    by = w.standing("editor")
    return lambda: people.declare(service=w.service, has_interest=False, nature="", by=by)


@of("people.actions.lift_interest")
def _(w: World) -> Doing:
    people.declare(service=w.other_service, has_interest=True, nature="A sister", by=w.standing("editor"))
    somebody, by = w.people["editor"], w.standing("programme-manager")
    return lambda: people.lift_interest(person=somebody, service=w.other_service, reason="Retired", by=by)


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
    # The key is a file; made before, so that the record is all that can fail.
    keys, by = Path(mkdtemp(prefix="trigpoint-keys-")), w.standing("lead-inspector")
    checkpoints.private_key(keys)
    return lambda: checkpoints.sign(chain=planning.inspection_chain(w.inspection), folder=keys, by=by)


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


@of("inspectorate.programme.actions.looking.take_out_bundle")
def _(w: World) -> Doing:
    by = w.standing("lead-inspector")
    return lambda: looking.take_out_bundle(inspection=w.inspection, version=1, by=by)


@of("inspectorate.contents.actions.fill")
def _(w: World) -> Doing:
    by, bundle = w.standing("lead-inspector"), bundle_of(w)
    return lambda: contents.fill(inspection=w.inspection, seen=0, bundle=bundle, reason="", by=by)


@of("inspectorate.contents.actions.load")
def _(w: World) -> Doing:
    loaded = load_bundle(Path("examples/trafford-2021"))
    return lambda: contents.load(loaded=loaded, by=operator(today()))


@of("inspectorate.course.actions.move_on")
def _(w: World) -> Doing:
    fix_seed(w)
    by, seen = w.standing("lead-inspector"), w.inspection.version
    return lambda: course.move_on(inspection=w.inspection, seen=seen, by=by)


@of("inspectorate.course.actions.take_back")
def _(w: World) -> Doing:
    move_to(w, "evidence-in")
    by, seen = w.standing("lead-inspector"), w.inspection.version
    return lambda: course.take_back(inspection=w.inspection, seen=seen, to="announced", reason="Too early", by=by)


@of("inspectorate.requests.actions.draft")
def _(w: World) -> Doing:
    by, wording = w.standing("lead-inspector"), requests.Wording("Diary", "Please send it.", "", in_days(5))
    return lambda: requests.draft(form=uuid4(), inspection=w.inspection, purpose="other", wording=wording, by=by)


@of("inspectorate.requests.actions.reword")
def _(w: World) -> Doing:
    by, wording = w.standing("lead-inspector"), requests.Wording("Diary", "Please send it.", "", in_days(5))
    drafted = requests.draft(form=uuid4(), inspection=w.inspection, purpose="other", wording=wording, by=by)
    other = requests.Wording("Diary", "Please send all of it.", "", in_days(5))
    return lambda: requests.reword(request=drafted, seen=1, wording=other, by=by)


@of("inspectorate.requests.actions.release")
def _(w: World) -> Doing:
    move_to(w, "announced")
    by, wording = w.standing("lead-inspector"), requests.Wording("Diary", "Please send it.", "", in_days(5))
    drafted = requests.draft(form=uuid4(), inspection=w.inspection, purpose="other", wording=wording, by=by)
    return lambda: requests.release(request=drafted, seen=1, by=by)


@of("inspectorate.requests.actions.withdraw")
def _(w: World) -> Doing:
    move_to(w, "announced")
    asked, by = ask(w), w.standing("lead-inspector")
    return lambda: requests.withdraw(request=asked, seen=asked.version, reason="Not needed", by=by)


@of("inspectorate.requests.actions.answer")
def _(w: World) -> Doing:
    move_to(w, "announced")
    asked, by = ask(w), w.standing("service-manager")
    return lambda: requests.answer(request=asked, seen=asked.version, reply="Sent.", by=by)


@of("inspectorate.requests.actions.send_back")
def _(w: World) -> Doing:
    move_to(w, "announced")
    replied, by = answered(w, "other"), w.standing("lead-inspector")
    return lambda: requests.send_back(request=replied, seen=replied.version, reason="Page 2 is missing", by=by)


FIGURES = Figures("sex", "Children by sex", "2026", "Invented", "number", (Part("Boys", "40"), Part("Girls", "12")))


@of("inspectorate.register.actions.change_service")
def _(w: World) -> Doing:
    by = w.standing("support-officer")
    return lambda: register.change_service(service=w.service, seen=1, name="New name", short_name="New", by=by)


@of("inspectorate.register.actions.enter_figures")
def _(w: World) -> Doing:
    by = w.standing("support-officer")
    return lambda: register.enter_figures(service=w.service, figures=FIGURES, tolerance=1, by=by)


@of("inspectorate.register.actions.change_figures")
def _(w: World) -> Doing:
    by = w.standing("support-officer")
    row = register.enter_figures(service=w.service, figures=FIGURES, tolerance=1, by=by)
    return lambda: register.change_figures(row=row, seen=1, figures=FIGURES, tolerance=1, by=by)


@of("inspectorate.register.actions.withdraw_figures")
def _(w: World) -> Doing:
    by = w.standing("support-officer")
    row = register.enter_figures(service=w.service, figures=FIGURES, tolerance=1, by=by)
    return lambda: register.withdraw_figures(row=row, seen=1, reason="Wrong", by=by)


def every_action() -> set[str]:
    """Every public function of every module of actions, as 'activity.actions.function'."""
    found = pkgutil.walk_packages(trigpoint.inspectorate.__path__, "trigpoint.inspectorate.")
    modules = [people, checkpoints, *(importlib.import_module(one.name) for one in found if ".actions" in one.name)]
    return {
        f"{module.__name__.removeprefix('trigpoint.')}.{name}"
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and "by" in inspect.signature(function).parameters
    } | {"people.actions.accept"}


def everything_stored() -> str:
    """All rows of all our tables, as text."""
    ours = [one for one in apps.get_models() if one.__module__.startswith("trigpoint.")]
    return "\n".join(serializers.serialize("json", model._default_manager.order_by("pk")) for model in ours)


def test_every_action_stands_here() -> None:
    public = {name for name in every_action() if not name.rsplit(".", 1)[1].startswith(("_", "check_"))}
    assert public == set(ACTIONS)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(ACTIONS))
def test_where_the_record_fails_nothing_has_changed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    world = make_world()
    do = ACTIONS[name](world)
    before = everything_stored()

    def broken(self: Event, *args: Any, **kwargs: Any) -> None:
        raise TheRecordIsBrokenError

    with monkeypatch.context() as patched:
        patched.setattr(Event, "save", broken)
        with pytest.raises(TheRecordIsBrokenError):
            do()
    assert everything_stored() == before


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(ACTIONS))
def test_every_action_leaves_an_event(name: str) -> None:
    world = make_world()
    do = ACTIONS[name](world)
    before = Event.objects.count()
    do()
    assert Event.objects.count() > before
    assert standing_of(world.people["director"], today()).author
