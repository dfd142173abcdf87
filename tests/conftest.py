"""What all tests share: on CI, a test that was skipped is a test that failed to run."""

import os
from collections.abc import Iterator
from typing import Final

import pytest
from django.conf import settings

from tests.locks import lock_record, unlock_record

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


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """A database in which transactions really commit, so that several can run at once; emptied afterwards.

    Emptying it needs the record's locks open, so they are closed before the test and opened after it.
    """
    lock_record()
    yield
    unlock_record()
