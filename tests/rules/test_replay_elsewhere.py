"""The golden certificate replays bit for bit: with any hash seed, and under whichever other Pythons there are."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "sample-2026"
FILES = [str(EXAMPLE / "certificate.json"), str(EXAMPLE / "case-list.csv")]


def pythons() -> list[str]:
    """This Python, and every newer one on this machine: by its name, or where pyenv keeps them."""
    named = (shutil.which(f"python3.{minor}") for minor in range(12, 20))
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found = [sys.executable, *(one for one in named if one), *(str(one) for one in kept.glob("3.1[2-9]*/bin/python3"))]
    return [one for one in dict.fromkeys(found) if runs(one)]


def runs(python: str) -> bool:
    return subprocess.run([python, "-c", ""], check=False, capture_output=True).returncode == 0


def replayed(python: str, hash_seed: str) -> str:
    return subprocess.run(
        [python, str(Path(__file__).with_name("replay_alone.py")), *FILES],
        env={"PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": hash_seed, "PYTHONDONTWRITEBYTECODE": "1"},
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()


@pytest.mark.proof
@pytest.mark.parametrize("hash_seed", ["0", "1", "4294967295", "random"])
def test_the_order_of_sets_does_not_bear_on_the_sample(hash_seed: str) -> None:
    assert replayed(sys.executable, hash_seed) == "identical"


@pytest.mark.proof
def test_every_python_draws_the_same_sample() -> None:
    found = pythons()
    assert {python: replayed(python, "random") for python in found} == dict.fromkeys(found, "identical")
