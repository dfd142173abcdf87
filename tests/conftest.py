"""What all tests share: on CI, a test that was skipped is a test that failed to run."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import pytest
from django.conf import settings
from django.db import transaction
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker
from pytest_django.plugin import blocking_manager_key

from tests.locks import lock_record, unlock_record

if TYPE_CHECKING:
    from tests.access.walking import Walked

# Machines are noisy: how long an example takes says nothing of it.
hypothesis_settings.register_profile("without deadlines", deadline=None)
hypothesis_settings.load_profile("without deadlines")

_skipped: Final[list[str]] = []


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped:
        _skipped.append(report.nodeid)


def pytest_collectreport(report: pytest.CollectReport) -> None:
    if report.skipped:
        _skipped.append(report.nodeid)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, on another database, what can happen in SQLite alone."""
    if settings.DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
        return
    out = [one for one in items if one.get_closest_marker("sqlite")]
    items[:] = [one for one in items if one not in out]
    config.hook.pytest_deselected(items=out)


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


@pytest.fixture(scope="module")
def walked(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> "Iterator[Walked]":
    """A world with an object for every address, made once for all tests of a module that open addresses in it.

    Each of them has to ask for `db` as well, so that what it does is undone before the next one.
    """
    from tests.access.walking import objects  # noqa: PLC0415 - needs settings, and few tests walk
    from tests.factories.world import world  # noqa: PLC0415

    with django_db_blocker.unblock(), transaction.atomic():
        made = world()
        yield made, objects(made)
        transaction.set_rollback(True)


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
