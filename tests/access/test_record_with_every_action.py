"""Every action writes its record in the transaction of its change: where the record fails, nothing has changed."""

import importlib
import inspect
import pkgutil
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers

import trigpoint.inspectorate
from tests.access.actions_of_inspections import OF_INSPECTIONS
from tests.access.actions_of_people import OF_PEOPLE
from tests.access.actions_of_programme import OF_PROGRAMME
from tests.access.actions_of_sampling import OF_SAMPLING
from tests.access.events_of_actions import EVENTS
from tests.access.preparing import Actions
from tests.factories.world import World
from tests.some_quickly import some_quickly
from trigpoint.notices import actions as notices
from trigpoint.outbox import actions as outbox
from trigpoint.people import actions as people
from trigpoint.people import contacts, correcting
from trigpoint.people.models import Person
from trigpoint.record import checkpoints
from trigpoint.record.models import Event

ACTIONS: Actions = OF_PEOPLE | OF_PROGRAMME | OF_INSPECTIONS | OF_SAMPLING


class TheRecordIsBrokenError(Exception):
    pass


def every_action() -> set[str]:
    """Every public function of every module of actions, as 'activity.actions.function'."""
    found = pkgutil.walk_packages(trigpoint.inspectorate.__path__, "trigpoint.inspectorate.")
    modules = [
        people,
        outbox,
        notices,
        contacts,
        correcting,
        checkpoints,
        *(importlib.import_module(one.name) for one in found if ".actions" in one.name),
    ]
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
    assert public == set(ACTIONS) == set(EVENTS)


@pytest.mark.proof
@pytest.mark.on_postgresql
@pytest.mark.parametrize("name", sorted(ACTIONS))
def test_where_the_record_fails_nothing_has_changed(name: str, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    do = ACTIONS[name](world)
    before = everything_stored()

    def broken(self: Event, *args: Any, **kwargs: Any) -> None:
        raise TheRecordIsBrokenError

    with monkeypatch.context() as patched:
        patched.setattr(Event, "save", broken)
        with pytest.raises(TheRecordIsBrokenError):
            do()
    assert everything_stored() == before


@pytest.mark.parametrize("name", some_quickly([(name,) for name in sorted(ACTIONS)], each=3, on_postgresql=True))
def test_every_action_leaves_its_events_and_no_others(name: str, world: World) -> None:
    do = ACTIONS[name](world)
    before = set(Event.objects.values_list("pk", flat=True))
    do()
    left = Event.objects.exclude(pk__in=before).order_by("pk")
    assert [one.kind for one in left] == EVENTS[name]
    assert {one.who for one in left} <= {"operator", *(str(pk) for pk in Person.objects.values_list("pk", flat=True))}
