"""Settings and database belong together: a demonstration's never meet a real one's, in whichever order."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.cli.test_site import TRIGPOINT, settings_of
from trigpoint.web.settings.environment import check_for_own_machine, check_hardened

KEY = "pSz4f0JXv1o2bQyLrT8uWm6dGk3nHc5eAi7xVtB9wRqYzE0M"  # 48 invented characters
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "trigpoint.web.settings.production",
    "TRIGPOINT_SECRET_KEY": f"{KEY}ab",
    "TRIGPOINT_HOSTS": "inspections.example",
}
ADA = ("people", "invite", "ada@example.org", "--name", "Ada Vale", "--role", "programme-manager")
INVITE = (*ADA, "--organisation", "Northland Inspectorate", "--kind", "inspectorate")


def run(var: Path, settings: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(TRIGPOINT), *arguments] if arguments else [sys.executable, "-c", "import trigpoint.web.wsgi"]
    environment = settings_of(var) | settings
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=240, check=False)


def refused(ended: subprocess.CompletedProcess[str], sentence: str) -> None:
    assert ended.returncode != 0
    assert sentence in ended.stderr, ended.stderr
    assert ended.stdout == ""


def people_in(var: Path) -> int:
    with closing(sqlite3.connect(var / "trigpoint.sqlite3")) as database:
        return int(database.execute("SELECT count(*) FROM people_person").fetchone()[0])


@pytest.fixture
def real(installed: Path) -> Path:
    """An installation for others whose first programme manager has just been invited."""
    ended = run(installed, PRODUCTION, *INVITE)
    assert (ended.returncode, "https://inspections.example/" in ended.stdout) == (0, True), ended.stderr
    return installed


@pytest.mark.proof
def test_no_command_of_a_demonstration_opens_a_real_database(real: Path) -> None:
    for arguments in (("demo",), ("serve",), ("load", "examples/trafford-2021"), ("export", "trafford-2021")):
        refused(run(real, {}, *arguments), "this database is no demonstration's")
    refused(
        run(real, {"DJANGO_SETTINGS_MODULE": "trigpoint.web.settings.demonstration"}),
        "this database is no demonstration",
    )
    assert people_in(real) == 0
    assert run(real, PRODUCTION).returncode == 0, "The web server of the installation itself starts."


@pytest.mark.proof
def test_nothing_of_an_installation_for_others_opens_a_demonstration(demonstrated: Path) -> None:
    for arguments in (("serve",), INVITE, ("record", "head"), ()):
        refused(run(demonstrated, PRODUCTION, *arguments), "this database is a demonstration's")
    assert run(demonstrated, PRODUCTION, "record", "verify").returncode == 0, "What only verifies asks of no settings."
    assert people_in(demonstrated) == 20


def test_forgetting_which_settings_is_said_before_anything_is_opened(installed: Path) -> None:
    forgotten = {name: value for name, value in PRODUCTION.items() if name != "DJANGO_SETTINGS_MODULE"}
    refused(run(installed, forgotten, "demo"), "Set DJANGO_SETTINGS_MODULE to trigpoint.web.settings.production")
    assert people_in(installed) == 0


@pytest.mark.proof
def test_a_demonstration_is_not_filled_into_what_holds_anything_else(loaded: Path) -> None:
    refused(run(loaded, {}, "demo"), "a demonstration is filled into an empty one alone")
    assert people_in(loaded) == 0


@pytest.mark.proof
def test_a_short_key_and_debug_are_refused_at_every_start(installed: Path, tmp_path: Path) -> None:
    short = PRODUCTION | {"TRIGPOINT_SECRET_KEY": KEY}
    for arguments in (("serve",), ()):
        refused(run(installed, short, *arguments), "TRIGPOINT_SECRET_KEY has 48 characters")
    (tmp_path / "own_settings.py").write_text(
        "from trigpoint.web.settings.production import *\nDEBUG = True\n", "utf-8"
    )
    own = PRODUCTION | {"DJANGO_SETTINGS_MODULE": "own_settings", "PYTHONPATH": str(tmp_path)}
    for arguments in (("serve",), ()):
        refused(run(installed, own, *arguments), "DEBUG is on")


@pytest.mark.parametrize("key", ["", "short", "k" * 60, KEY, "abcd" * 20])
def test_a_key_is_long_and_of_many_characters(key: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"TRIGPOINT_SECRET_KEY has {len(key)} characters"):
        check_hardened(key, debug=False)
    check_hardened(f"{KEY}ab", debug=False)


@pytest.mark.parametrize("name", ["TRIGPOINT_HOSTS", "TRIGPOINT_SECRET_KEY"])
def test_settings_for_ones_own_machine_meet_nothing_of_an_installation(name: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"{name} are of an installation for others"):
        check_for_own_machine({name: "x", "DATABASE_URL": "sqlite:////x/y"})
    check_for_own_machine({"DATABASE_URL": "sqlite:////x/y", name: ""})
