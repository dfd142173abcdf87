"""A report that is killed at any moment leaves a whole folder or none, and the next run clears up."""

import hashlib
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.cli.running import PROGRAM, QUIET
from tests.factories.bundles import PRINTED

pytestmark = pytest.mark.proof

RUNS = 40


def command(out: Path) -> list[str]:
    return [*PROGRAM, "report", str(PRINTED), "--out", str(out)]


def digests(folder: Path) -> dict[str, str]:
    """Return every file below a folder with a digest of its bytes."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("before", ["nothing", "an earlier report"])
def test_a_killed_report_is_whole_or_not_there(before: str, tmp_path: Path) -> None:
    """Kills spread evenly over the time that a whole run takes, and a little beyond it."""
    whole = tmp_path / "whole"
    started = time.monotonic()
    subprocess.run(command(whole), check=True, capture_output=True, env=QUIET, timeout=120)
    seconds = time.monotonic() - started
    expected = digests(whole)
    folder = tmp_path / "killed"
    folder.mkdir()
    out = folder / "report"
    if before == "an earlier report":
        subprocess.run(command(out), check=True, capture_output=True, env=QUIET, timeout=120)

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

    subprocess.run(command(out), check=True, capture_output=True, env=QUIET, timeout=120)
    assert digests(out) == expected
    assert [path.name for path in folder.iterdir()] == ["report"]
    assert False in seen or before == "an earlier report"
