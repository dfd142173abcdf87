"""A report that is killed at any moment leaves a whole folder or none, and the next run clears up."""

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.running import PROGRAM, QUIET
from tests.factories.bundles import PRINTED
from tests.proof.digests import digests

pytestmark = pytest.mark.proof

RUNS = 8


def command(out: Path, *formats: str) -> list[str]:
    chosen = [option for name in formats for option in ("--format", name)]
    return [*PROGRAM, "report", str(PRINTED), "--out", str(out), *chosen]


def write(out: Path, *formats: str) -> dict[str, str]:
    """Write a report that nobody kills; return what it is."""
    subprocess.run(command(out, *formats), check=True, capture_output=True, env=QUIET, timeout=120)
    return digests(out)


@pytest.mark.parametrize(
    ("before", "formats"),
    [
        pytest.param((), ("html", "data"), marks=pytest.mark.long),
        pytest.param(("html", "data"), ("html", "data"), marks=pytest.mark.long),
        (("html", "data"), ("html",)),
    ],
)
def test_a_report_that_is_killed_at_any_step_is_whole_or_not_there_or_the_next_run_puts_it_back(
    before: tuple[str, ...], formats: tuple[str, ...], tmp_path: Path
) -> None:
    """Killed before every single step in the file system that a run takes, each run on what the one before left."""
    expected = write(tmp_path / "whole", "html", "data")
    folder = tmp_path / "killed"
    folder.mkdir()
    if before:
        write(folder / "report", *before)
    asked = [sys.executable, "-m", "tests.proof.killed_at_each_step", str(folder), *formats]
    ran = subprocess.run(asked, check=True, capture_output=True, text=True, timeout=300)
    steps = json.loads(ran.stdout)
    assert [step["killed"] for step in steps] == [True] * (len(steps) - 1) + [False]
    assert len(steps) > 10
    # Between the two renamings the earlier report is beside its place, whole: the next run puts it back.
    assert all(step["report"] in (None, expected) for step in steps)
    gone = [step for step in steps if step["report"] is None]
    if before:
        assert 1 <= len(gone) <= 2
        assert all(step["beside"] >= 2 for step in gone)
    assert steps[-1]["report"] == expected
    assert [path.name for path in folder.iterdir()] == ["report"]


@pytest.mark.parametrize("before", [pytest.param("nothing", marks=pytest.mark.long), "an earlier report"])
def test_a_killed_command_leaves_a_whole_report_or_none(before: str, tmp_path: Path) -> None:
    """Kills spread evenly over the time that a whole run takes, and a little beyond it."""
    started = time.monotonic()
    expected = write(tmp_path / "whole")
    seconds = time.monotonic() - started
    folder = tmp_path / "killed"
    folder.mkdir()
    out = folder / "report"
    if before == "an earlier report":
        write(out)
    seen = set()
    for number in range(RUNS):
        with subprocess.Popen(command(out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=QUIET) as running:
            time.sleep(1.1 * seconds * number / RUNS)
            running.kill()
        seen.add(out.exists())
        if out.exists():
            assert digests(out) == expected
            if before == "nothing":
                shutil.rmtree(out)
    assert write(out) == expected
    assert [path.name for path in folder.iterdir()] == ["report"]
    assert False in seen or before == "an earlier report"
