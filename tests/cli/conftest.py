"""The command line, run inside this process."""

import fcntl
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.running import InProcess
from tests.cli.test_site import TRIGPOINT, run, settings_of
from tests.migrated import migrated_database


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], int]) -> Path:
    """An installation, made once for all processes that run tests; to be copied, not changed."""
    own = factory.getbasetemp()
    shared = own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own
    installation = shared / name
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not installation.exists():
            assert make(shared / f"{name}-being-made") == 0
            (shared / f"{name}-being-made").rename(installation)
    return installation


@pytest.fixture(scope="session")
def empty_installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def begin(var: Path) -> int:
        var.mkdir()
        shutil.copyfile(migrated_database(), var / "trigpoint.sqlite3")
        return 0

    return made_once(tmp_path_factory, "empty", begin)


@pytest.fixture(scope="session")
def loaded_installation(tmp_path_factory: pytest.TempPathFactory, empty_installation: Path) -> Path:
    def load(var: Path) -> int:
        shutil.copytree(empty_installation, var)
        return run(var, "load", "examples/trafford-2021").returncode

    return made_once(tmp_path_factory, "loaded", load)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory, empty_installation: Path) -> Path:
    """A demonstration that was filled outside the repository; what that printed is in `printed.txt` and `errors.txt`."""

    def fill(var: Path) -> int:
        shutil.copytree(empty_installation, var)
        command, elsewhere = [str(TRIGPOINT), "demo"], tmp_path_factory.mktemp("elsewhere")
        ended = subprocess.run(
            command, env=settings_of(var), cwd=elsewhere, capture_output=True, text=True, check=False
        )
        (var / "printed.txt").write_text(ended.stdout, encoding="utf-8")
        (var / "errors.txt").write_text(ended.stderr, encoding="utf-8")
        return ended.returncode

    return made_once(tmp_path_factory, "demonstration", fill)


@pytest.fixture
def installed(empty_installation: Path, tmp_path: Path) -> Path:
    """An installation without an inspection, of this test alone."""
    return Path(shutil.copytree(empty_installation, tmp_path / "var"))


@pytest.fixture
def loaded(loaded_installation: Path, tmp_path: Path) -> Path:
    """An installation with the published inspection of Trafford, of this test alone."""
    return Path(shutil.copytree(loaded_installation, tmp_path / "var"))


@pytest.fixture
def demonstrated(demonstration: Path, tmp_path: Path) -> Path:
    """An installation with the demonstration, of this test alone."""
    return Path(shutil.copytree(demonstration, tmp_path / "var"))


@pytest.fixture
def trigpoint(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[InProcess]:
    """Give a command to call; the signals that it sets for its process are put back."""
    before = signal.getsignal(signal.SIGPIPE)
    monkeypatch.delenv("COLUMNS", raising=False)  # what runs the tests may set it
    yield InProcess(monkeypatch, capsys)
    signal.signal(signal.SIGPIPE, before)
