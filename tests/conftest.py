"""What all tests share: on CI, a test that was skipped is a test that failed to run."""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker
from pytest_django.plugin import blocking_manager_key

from tests.access.walking import Walked
from tests.application_role import WANTED, become_application, become_owner, tests_run_as_application
from tests.factories.world import World
from tests.locks import lock_record, unlock_record
from tests.migrated import migrated_database
from tests.shared_worlds import SharedWorlds, in_order, ladder_of

# Machines are noisy: how long an example takes says nothing of it. Before a change lands, a test that does not say how
# many examples it wants tries hypothesis' hundred; while one works, a fifth of them.
hypothesis_settings.register_profile("quick", deadline=None, max_examples=20)
hypothesis_settings.register_profile("before a change lands", deadline=None, max_examples=100)
hypothesis_settings.load_profile("before a change lands" if os.environ.get("CI") == "true" else "quick")

_skipped: Final[list[str]] = []


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped:
        _skipped.append(report.nodeid)


def pytest_collectreport(report: pytest.CollectReport) -> None:
    if report.skipped:
        _skipped.append(report.nodeid)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put tests of one world in a row; leave out, on another database, what can happen in SQLite alone."""
    items[:] = in_order(items)
    if settings.DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
        return
    out = [one for one in items if one.get_closest_marker("sqlite")]
    items[:] = [one for one in items if one not in out]
    config.hook.pytest_deselected(items=out)


def pytest_collection_finish() -> None:
    """What was imported stays until the end: do not look through it again whenever something is to be cleared away."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run where the machine should have everything and something was skipped all the same."""
    if _skipped and os.environ.get("CI") == "true" and not hasattr(session.config, "workerinput"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _skipped and os.environ.get("CI") == "true":
        terminalreporter.section("skipped, and nothing may be skipped here", red=True)
        for nodeid in _skipped:
            terminalreporter.write_line(nodeid)


def pytest_report_header() -> str:
    return f"database: {settings.DATABASES['default']['ENGINE'].rsplit('.', 1)[1]}"


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest, django_db_modify_db_settings: None) -> Iterator[bool]:
    """Whether pytest-django finds a database that is there already: the embedded one is a copy of one made before."""
    if connection.vendor != "sqlite":
        yield request.config.getvalue("reuse_db")
        return
    database = Path(connection.settings_dict["TEST"]["NAME"])
    shutil.copyfile(migrated_database(), database)
    yield True
    connection.close()
    for end in ("", "-wal", "-shm"):
        Path(f"{database}{end}").unlink(missing_ok=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """pytest-django's database; where it is asked for, everything in it is done as the application's role."""
    if not WANTED:
        yield
        return
    with django_db_blocker.unblock(), tests_run_as_application():
        yield


@pytest.fixture(scope="session")
def shared_worlds(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[SharedWorlds]:
    shared = SharedWorlds(django_db_blocker)
    yield shared
    shared.become(())


@pytest.fixture
def _prepared(request: pytest.FixtureRequest, shared_worlds: SharedWorlds) -> None:
    shared_worlds.become(ladder_of(request.node))


@pytest.fixture
def _django_db_helper(_prepared: None, _django_db_helper: None) -> None:
    """pytest-django's way into the database, which opens the test's own savepoint: only after its world is open."""


@pytest.fixture
def world(db: None, shared_worlds: SharedWorlds) -> World:
    """The invented world, as `tests/factories/world.py` makes it."""
    return shared_worlds.copy().world


@pytest.fixture
def as_intruder(db: None) -> Iterator[None]:
    """Somebody who owns the tables, where tests are run as the application: it may change nothing that is recorded."""
    become_owner()
    yield
    become_application()


@pytest.fixture
def announced(world: World) -> World:
    """The world with its inspection announced and the seed fixed: what lists and draws begin with."""
    return world


@pytest.fixture
def sample_drawn(world: World) -> World:
    """The world with a sample that was drawn from lists of 25 and 20 cases, still announced."""
    return world


@pytest.fixture
def sampled(world: World) -> World:
    """The world with its inspection in the case week: 14 cases, and five people on the team who read them."""
    return world


@pytest.fixture
def walked(world: World, shared_worlds: SharedWorlds) -> Walked:
    """The world with an object for every address."""
    return world, shared_worlds.copy().parts


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """A database in which transactions really commit, so that several can run at once; emptied afterwards.

    Emptying it needs the record's locks open; they are closed again once everything is torn down.
    """
    yield
    unlock_record()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    yield
    if "committed" in getattr(item, "fixturenames", ()):
        with item.config.stash[blocking_manager_key].unblock():
            lock_record()
