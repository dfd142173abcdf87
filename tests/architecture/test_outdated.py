"""`make outdated`: what is behind, what we have it for, and whether it can come forward."""

import tomllib

from tests.outdated import ROOT, Behind, behind, pins, purposes_of

LOCK = """\
alpha==1.0 \\
    --hash=sha256:00
    # via trigpoint (pyproject.toml)
beta==2.1 ; sys_platform == 'win32' \\
    --hash=sha256:11
gamma-core==3
"""


def test_the_pins_of_a_lock_are_read_with_and_without_hashes_and_markers() -> None:
    assert pins(LOCK) == {"alpha": "1.0", "beta": "2.1", "gamma-core": "3"}


def test_only_what_is_locked_and_behind_is_listed_and_ours_comes_first() -> None:
    newest = {"alpha": "1.2", "beta": "2.2", "gamma-core": "3", "pip": "99"}  # pip came with the environment
    reachable = {"alpha": "1.2", "beta": "2.1", "gamma-core": "3"}

    libraries = tuple(behind(pins(LOCK), newest, reachable, {"beta": "running"}))

    assert libraries == (
        Behind("beta", "2.1", "2.2", "running", "2.1"),
        Behind("alpha", "1.0", "1.2", "brought along", "1.2"),
    )
    assert [library.can_come for library in libraries] == [False, True]


def test_the_purpose_of_a_library_is_read_from_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    purposes = purposes_of(project)

    # One without anything behind its name, one with extras, one for development alone.
    assert (purposes["pyyaml"], purposes["psycopg"], purposes["ruff"]) == ("running", "running", "developing")
    assert "numpydoc" not in purposes


def test_every_library_of_the_project_is_in_its_lock() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    locked = pins((ROOT / "requirements/dev.txt").read_text())

    assert set(purposes_of(project)) <= set(locked)
