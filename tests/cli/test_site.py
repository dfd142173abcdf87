"""The commands of an installation, each in a process of its own with a database of its own."""

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from trigpoint.bundle.files import canonical_json, load_bundle

TRIGPOINT = Path(sys.executable).parent / "trigpoint"


@pytest.fixture
def var(tmp_path: Path) -> Path:
    return tmp_path / "var"


def run(var: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(TRIGPOINT), *arguments], env=settings_of(var), capture_output=True, text=True, check=False
    )


def settings_of(var: Path) -> dict[str, str]:
    """One's own machine, with its database in a folder of the test's, whatever the tests themselves run on."""
    own = {name: value for name, value in os.environ.items() if name not in {"DJANGO_SETTINGS_MODULE", "DATABASE_URL"}}
    return own | {"TRIGPOINT_VAR": str(var)}


@pytest.mark.parametrize(
    "example",
    [pytest.param(name, marks=pytest.mark.proof) for name in ("eastmere-2026", "trafford-2021", "trafford-2021-cases")],
)
def test_what_was_loaded_is_exported_as_the_same_bundle(installed: Path, example: str, tmp_path: Path) -> None:
    loaded = load_bundle(Path("examples") / example).bundle
    assert run(installed, "load", f"examples/{example}").returncode == 0
    ended = run(installed, "export", loaded.inspection.reference)
    assert ended.returncode == 0
    file = tmp_path / "inspection.json"
    file.write_text(ended.stdout, encoding="utf-8")
    exported = load_bundle(file).bundle
    assert exported.model_copy(update={"brought_by_file": ()}) == loaded
    # One that is under way says of its parts that they came by file; a publication came as one file.
    assert bool(exported.brought_by_file) == (loaded.inspection.published is None)
    assert ended.stdout == canonical_json(exported)


@pytest.mark.proof
def test_a_file_is_loaded_once_and_said_to_be_there_the_second_time(var: Path) -> None:
    """This one begins where there is no installation yet."""
    first = run(var, "load", "examples/trafford-2021")
    assert first.stdout.startswith("Loaded trafford-2021: ")
    assert "(Published)" in first.stdout
    second = run(var, "load", "examples/trafford-2021")
    assert (second.returncode, second.stdout) == (2, "")
    assert "There is an inspection with the reference 'trafford-2021' already." in second.stderr


@pytest.mark.proof
@pytest.mark.parametrize("command", [("export", "x"), ("record", "verify", "x")])
def test_a_command_that_looks_at_an_installation_begins_none(var: Path, command: tuple[str, ...]) -> None:
    ended = run(var, *command)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert f"There is no installation in {var}." in ended.stderr
    assert not var.exists()


@pytest.mark.proof
@pytest.mark.parametrize("command", [("export", "trafford-2021"), ("record", "verify", "trafford-2021")])
def test_nor_does_it_change_a_database_of_another_version(loaded: Path, command: tuple[str, ...]) -> None:
    with closing(sqlite3.connect(loaded / "trigpoint.sqlite3")) as database:
        database.execute("DELETE FROM django_migrations WHERE app = 'record' AND name > '0002'")
        database.commit()
    ended = run(loaded, *command)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "The database is that of another version of Trigpoint." in ended.stderr
    with closing(sqlite3.connect(loaded / "trigpoint.sqlite3")) as database:
        assert not database.execute("SELECT 1 FROM django_migrations WHERE name = '0003_nor_replaced'").fetchall()


@pytest.mark.proof
@pytest.mark.parametrize("command", [("export", "trafford-2021"), ("load", "examples/trafford-2021-cases"), ("demo",)])
def test_nor_does_any_command_touch_a_database_of_a_newer_version(loaded: Path, command: tuple[str, ...]) -> None:
    with closing(sqlite3.connect(loaded / "trigpoint.sqlite3")) as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('parts', '0999_to_come', '2027-01-01 00:00:00')"
        )
        database.commit()
        before = database.execute("SELECT count(*) FROM record_event").fetchone()
    ended = run(loaded, *command)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "The database is that of a newer version of Trigpoint. Install that version" in ended.stderr
    with closing(sqlite3.connect(loaded / "trigpoint.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM record_event").fetchone() == before


@pytest.mark.proof
def test_an_installation_that_was_killed_in_its_last_step_is_made_whole_by_the_next_command(installed: Path) -> None:
    with closing(sqlite3.connect(installed / "trigpoint.sqlite3")) as database:
        database.execute("DROP TABLE IF EXISTS counted")
        database.commit()
    assert run(installed, "load", "examples/trafford-2021").returncode == 0
    with closing(sqlite3.connect(installed / "trigpoint.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM counted").fetchone() == (0,)


@pytest.mark.proof
def test_a_wrong_file_or_name_is_said_and_changes_nothing(installed: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("bundle_version: 1\n", encoding="utf-8")
    for arguments in (("load", str(wrong)), ("export", "nowhere"), ("record", "verify", "nowhere")):
        ended = run(installed, *arguments)
        assert ended.returncode == 2
        assert "Traceback" not in ended.stderr
        assert ended.stderr


@pytest.mark.proof
def test_the_demonstration_is_made_once_with_an_account_for_every_role(demonstrated: Path) -> None:
    first = (demonstrated / "printed.txt").read_text(encoding="utf-8")
    assert first.startswith("The demonstration is ready.")
    assert len(re.findall(r"@demo\.example", first)) == 20
    second = run(demonstrated, "demo")
    assert second.returncode == 0
    assert second.stdout.startswith("The demonstration was filled before; nothing was changed.")
    ended = run(demonstrated, "record", "verify", "eastmere-2026", "--json")
    verified = json.loads(ended.stdout)
    assert (verified["inspection"], verified["whole"], verified["what"]) == ("eastmere-2026", True, [])
    assert verified["entries"] > 30


@pytest.mark.proof
def test_no_account_with_a_known_password_is_made_in_production(var: Path) -> None:
    production = {
        "DJANGO_SETTINGS_MODULE": "trigpoint.web.settings.production",
        "TRIGPOINT_SECRET_KEY": "an invented key " * 4,
        "TRIGPOINT_HOSTS": "inspections.example",
    }
    ended = subprocess.run(
        [str(TRIGPOINT), "demo"], env=settings_of(var) | production, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 2
    assert "no account with a known password is made" in ended.stderr


def test_production_does_not_start_without_its_secret(var: Path) -> None:
    environment = settings_of(var) | {"DJANGO_SETTINGS_MODULE": "trigpoint.web.settings.production"}
    environment.pop("TRIGPOINT_SECRET_KEY", None)
    ended = subprocess.run([str(TRIGPOINT), "serve"], env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "Set TRIGPOINT_SECRET_KEY" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.proof
def test_the_pages_are_served_until_ctrl_c(installed: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serving = subprocess.Popen(
        [str(TRIGPOINT), "serve", "--port", str(port), "--workers", "1"],
        env=settings_of(installed),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    address = f"http://127.0.0.1:{port}/"
    try:
        assert serving.stdout is not None
        # It is said when it is so: no second try.
        assert serving.stdout.readline() == f"Serving on {address} - stop with Ctrl-C.\n"
        with urllib.request.urlopen(address, timeout=30) as answer:
            page = answer.read().decode()
        # Where links in e-mails and in invitations lead from now on.
        assert (installed / "served-at").read_text() == f"http://127.0.0.1:{port}\n"
    finally:
        serving.send_signal(signal.SIGINT)
        _, errors = serving.communicate(timeout=30)
    assert "Nothing is published yet." in page
    assert "Traceback" not in errors
