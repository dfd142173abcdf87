"""Worlds that tests share: each is built once in a worker and never committed, and what a test does to it is undone.

A shared world is open in a transaction, and every test of it runs in a savepoint that is rolled back. Some worlds go on
from another: `announced` is `world` moved on by one stage, in a savepoint of its own. So a worker holds a stack of them,
takes off it what the next test is not to see, and builds what is missing. Any order of tests gives the same results;
tests of one world in a row are quick, so they are sorted (`in_order`).

A test that asks for the database and for none of these worlds finds it empty, as it always did. So does one whose
transactions really commit: a world that is not committed is in nobody's way.
"""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from typing import Final

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoDbBlocker

from tests.access.walking import Parts, objects
from tests.factories.case_files import drawn
from tests.factories.world import World, move_to
from tests.factories.world import world as make_world
from trigpoint.outbox.models import Message
from trigpoint.outbox.sending import send

Ladder = tuple[str, ...]


@dataclass(frozen=True)
class Built:
    """A world, and what stands for each part of an address where an object for every address was made."""

    world: World
    parts: Parts


def _begin() -> Built:
    return Built(make_world(), {})


def _move_to(stage: str) -> Callable[[Built], Built]:
    def move(below: Built) -> Built:
        move_to(below.world, stage)
        return below

    return move


def _draw(below: Built) -> Built:
    drawn(below.world)
    return below


def _make_objects(below: Built) -> Built:
    return Built(below.world, objects(below.world))


# Fixture → the fixture whose world it goes on from, and how. Only what many tests begin with is worth a place here.
_ON: Final[dict[str, tuple[str, Callable[[Built], Built]]]] = {
    "announced": ("world", _move_to("announced")),
    "sample_drawn": ("announced", _draw),
    "sampled": ("announced", _move_to("sample-set")),
    "walked": ("sampled", _make_objects),
}
FIRST: Final = "world"


def ladder_of(item: pytest.Item) -> Ladder:
    """The shared worlds that a test needs, from the lowest; none where it commits or asks for none."""
    names = set(getattr(item, "fixturenames", ()))
    if "transactional_db" in names:
        return ()
    ladders = [_ladder_to(name) for name in (FIRST, *_ON) if name in names]
    return max(ladders, key=len, default=())


def _ladder_to(name: str) -> Ladder:
    return (*_ladder_to(_ON[name][0]), name) if name in _ON else (name,)


def in_order(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """The tests, with those of each shared world in a row."""
    return sorted(items, key=ladder_of)


def _forget_notices() -> None:
    """What everybody was told on the way to a world is over: a test sees the e-mails that it causes."""
    notices = Message.objects.filter(kind=Message.Kind.NOTICE)
    ids = {str(notice.pk) for notice in notices}
    sending = DBTaskResult.objects.filter(task_path=send.module_path)
    sending.filter(pk__in=[job.pk for job in sending if ids.intersection(job.args_kwargs["args"])]).delete()
    notices.delete()


class SharedWorlds:
    """The stack of worlds that are open in the database of this worker."""

    def __init__(self, blocker: DjangoDbBlocker) -> None:
        self._blocker = blocker
        self._open: list[tuple[str, Built, ExitStack]] = []

    def become(self, ladder: Ladder) -> None:
        """Take off what is not of this ladder, and build what is missing."""
        with self._blocker.unblock():
            while tuple(name for name, _, _ in self._open) != ladder[: len(self._open)]:
                self._open.pop()[2].close()
            for name in ladder[len(self._open) :]:
                self._open.append(self._build(name))

    def _build(self, name: str) -> tuple[str, Built, ExitStack]:
        with ExitStack() as opening:
            opening.enter_context(transaction.atomic())
            opening.callback(partial(transaction.set_rollback, rollback=True))
            built = _ON[name][1](self.copy()) if name in _ON else _begin()
            _forget_notices()
            return name, built, opening.pop_all()

    def copy(self) -> Built:
        """The newest world, in objects of the caller's own: what it changes in them no other test sees."""
        assert self._open, "A test that commits makes a world of its own."
        return deepcopy(self._open[-1][1])
