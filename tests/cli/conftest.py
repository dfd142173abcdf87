"""The command line, run inside this process."""

import fcntl
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import InProcess
from tests.cli.test_site import run


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with the demonstration, made once for all processes that run tests; to be copied, not changed."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own
    installation = shared / "demonstration"
    with (shared / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not installation.exists():
            assert run(shared / "being-made", "demo").returncode == 0
            (shared / "being-made").rename(installation)
    return installation


@pytest.fixture
def demonstrated(demonstration: Path, tmp_path: Path) -> Path:
    """An installation with the demonstration, of this test alone."""
    return Path(shutil.copytree(demonstration, tmp_path / "var"))


@pytest.fixture
def trigpoint(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[InProcess]:
    """Give a command to call; the signals that it sets for its process are put back."""
    before = signal.getsignal(signal.SIGPIPE)
    yield InProcess(monkeypatch, capsys)
    signal.signal(signal.SIGPIPE, before)
