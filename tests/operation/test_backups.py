"""A backup is whole or not there; what it holds is checked before it is restored; a restore is whole or not at all."""

import json
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.operation.conftest import PASSWORD, Place, Places
from trigpoint.operation.backups.contents import table_digest

NEWER_MIGRATION = "INSERT INTO django_migrations (app, name, applied) VALUES ('people', '9999_newer', '2026-01-01')"
TWICE = """
import django, pathlib, sys
django.setup()
from collections.abc import Callable
from datetime import UTC, datetime
from trigpoint.operation.backups.manifest import BackupError
from trigpoint.operation.backups.taking import take_backup
at, into = datetime(2026, 11, 30, 3, tzinfo=UTC), pathlib.Path(sys.argv[1])
print(take_backup(into, at).folder.name)
try:
    take_backup(into, at)
except BackupError as error:
    print(error)
"""


def taken(place: Place, into: Path) -> Path:
    ended = place.run("backup", str(into))
    assert ended.returncode == 0, ended.stderr
    return Path(ended.stdout.splitlines()[0])


def inside(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in {".sqlite3-wal", ".sqlite3-shm"}
    }


@pytest.mark.proof
def test_what_was_backed_up_is_restored_into_an_empty_place(place: Place, places: Places, tmp_path: Path) -> None:
    folder, other = taken(place, tmp_path / "backups"), places.new()
    ended = other.run("restore", str(tmp_path / "backups"))
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith(f"Restored {folder}, taken on ")
    assert other.run("export", "trafford-2021").stdout == place.run("export", "trafford-2021").stdout != ""
    assert json.loads(other.run("record", "verify", "trafford-2021", "--json").stdout)["whole"]
    assert (other.var / "keys" / "checkpoints.key").read_bytes() == bytes(range(32))
    # Written to as before: where a restore forgot a sequence, the next entry would have the number of an old one.
    assert other.run("load", "examples/eastmere-2026").returncode == 0


@pytest.mark.proof
def test_a_backup_is_for_its_owner_alone(place: Place, tmp_path: Path) -> None:
    folder = taken(place, tmp_path / "backups")
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (folder.parent, folder, *folder.rglob("*"))}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o600}


@pytest.mark.proof
def test_the_manifest_has_each_file_each_table_and_the_end_of_each_chain(place: Place, tmp_path: Path) -> None:
    folder = taken(place, tmp_path / "backups")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    on_disk = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} - {"manifest.json"}
    assert set(manifest["files"]) == on_disk >= {"files/keys/checkpoints.key"}
    assert manifest["engine"] == place.engine
    verified = json.loads(place.run("record", "verify", "trafford-2021", "--json").stdout)
    assert manifest["contents"]["chains"]["inspection:trafford-2021"][0] == verified["entries"]
    assert manifest["contents"]["tables"]["programme_inspection"]["rows"] == 1
    assert {"record", "people", "programme"} <= {app for app, _ in manifest["contents"]["migrations"]}


@pytest.mark.proof
def test_no_backup_is_written_over_another(place: Place, tmp_path: Path) -> None:
    environment = place.environment | {"DJANGO_SETTINGS_MODULE": "trigpoint.web.settings.demonstration"}
    command = [sys.executable, "-c", TWICE, str(tmp_path / "backups")]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[0] == "2026-11-30T03-00-00Z"
    assert ended.stdout.splitlines()[1].endswith("is there already, and no backup is written over another.")


@pytest.mark.proof
def test_what_a_killed_backup_left_is_no_backup_and_is_cleared_away_by_the_next(place: Place, tmp_path: Path) -> None:
    left = tmp_path / "backups" / ".2026-11-30T03-00-00Z.being-taken"
    left.mkdir(parents=True)
    (left / "database.sqlite3").write_bytes(b"half")
    for source in (tmp_path / "backups", left):
        ended = place.run("restore", str(source), "--replace")
        assert (ended.returncode, "is no whole backup" in ended.stderr) == (2, True)
    taken(place, tmp_path / "backups")
    assert not left.exists()


@pytest.mark.proof
def test_a_backup_is_not_kept_in_what_it_is_a_backup_of(place: Place) -> None:
    ended = place.run("backup", str(place.var / "backups"))
    assert (ended.returncode, "Keep backups outside it" in ended.stderr) == (2, True)


def _change_a_byte(folder: Path) -> None:
    file = next(folder.glob("database.*"))
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def _change_a_key(folder: Path) -> None:
    (folder / "files/keys/checkpoints.key").write_bytes(bytes(32))


def _take_a_file_away(folder: Path) -> None:
    (folder / "files/keys/checkpoints.key").unlink()


def _change_the_manifest(folder: Path) -> None:
    file = folder / "manifest.json"
    file.write_text(file.read_text("utf-8").replace('"rows": 1,', '"rows": 2,', 1), encoding="utf-8")


@pytest.mark.proof
@pytest.mark.parametrize("spoil", [_change_a_byte, _change_a_key, _take_a_file_away, _change_the_manifest])
def test_a_backup_that_was_changed_is_not_restored(place: Place, places: Places, tmp_path: Path, spoil: object) -> None:
    folder, other = taken(place, tmp_path / "backups"), places.new()
    assert callable(spoil)
    spoil(folder)
    ended = other.run("restore", str(folder))
    assert (ended.returncode, "Traceback" in ended.stderr, ended.stdout) == (2, False, "")
    assert "Take another backup." in ended.stderr
    proof = place.run("restore", "--prove", str(folder))
    assert (proof.returncode, proof.stdout.count("\n")) == (1, 1)
    assert proof.stdout.startswith(f"Restore NOT proven of {folder}")
    assert not (place.var / "proven.json").exists()


@pytest.mark.proof
def test_a_place_that_is_not_empty_is_kept_unless_told_and_then_kept_aside(place: Place, tmp_path: Path) -> None:
    folder, before = taken(place, tmp_path / "backups"), inside(place.var)
    refused = place.run("restore", str(folder))
    assert (refused.returncode, "There is an installation here already" in refused.stderr) == (2, True)
    assert inside(place.var) == before
    assert place.run("load", "examples/eastmere-2026").returncode == 0
    ended = place.run("restore", str(folder), "--replace")
    assert (ended.returncode, f"is kept in {place.var}/replaced-" in ended.stdout) == (0, True)
    assert place.run("export", "eastmere-2026").returncode == 2
    assert place.run("export", "trafford-2021").returncode == 0
    assert list(place.var.glob("replaced-*/keys/checkpoints.key")) != []
    if place.engine == "sqlite":
        (aside,) = place.var.glob("replaced-*/trigpoint.sqlite3")
        with closing(sqlite3.connect(aside)) as opened:
            rows = opened.execute("SELECT reference FROM programme_inspection ORDER BY reference").fetchall()
        assert rows == [("eastmere-2026",), ("trafford-2021",)]
        assert [path.name for path in aside.parent.glob("trigpoint.sqlite3*")] == ["trigpoint.sqlite3"]
    else:
        (name,) = (path.name for path in place.var.glob("replaced-*"))
        place.sql(f'TABLE "{name.replace("-", "_").lower()}".programme_inspection')
    # What is kept aside is no part of the next backup.
    assert not any("replaced" in name for name in inside(taken(place, tmp_path / "again")))


@pytest.mark.proof
def test_after_a_restore_that_was_cut_off_nothing_starts_until_it_is_made_again(place: Place, tmp_path: Path) -> None:
    folder = taken(place, tmp_path / "backups")
    (place.var / "restoring").touch()
    for arguments in (["export", "trafford-2021"], ["serve", "--port", "1"]):
        ended = place.run(*arguments)
        assert (ended.returncode, "A restore was cut off" in ended.stderr) == (2, True)
    assert place.run("restore", str(folder), "--replace").returncode == 0
    assert place.run("export", "trafford-2021").returncode == 0


@pytest.mark.proof
def test_where_the_pages_are_served_nothing_is_restored_under_them(place: Place, tmp_path: Path) -> None:
    folder = taken(place, tmp_path / "backups")
    (place.var / "serve.pid").write_text(str(os.getpid()), encoding="ascii")
    ended = place.run("restore", str(folder), "--replace")
    assert (ended.returncode, f"are served by process {os.getpid()}. Stop it first." in ended.stderr) == (2, True)


@pytest.mark.proof
def test_a_proof_is_one_line_notes_its_time_and_leaves_the_installation_as_it_was(place: Place, tmp_path: Path) -> None:
    taken(place, tmp_path / "backups")
    before, began = inside(place.var), datetime.now(UTC).replace(microsecond=0)  # noqa: TID251 - a process's own clock
    ended = place.run("restore", "--prove", str(tmp_path / "backups"))
    assert (ended.returncode, ended.stderr, ended.stdout.count("\n")) == (0, "", 1)
    assert ended.stdout.startswith("Restore proven of ")
    noted = json.loads((place.var / "proven.json").read_text("utf-8"))
    assert datetime.fromisoformat(noted["proven_at"]) >= began
    assert {name: content for name, content in inside(place.var).items() if name != "proven.json"} == before


@pytest.mark.proof
def test_a_backup_of_a_record_that_was_rewritten_is_not_proven(place: Place, tmp_path: Path) -> None:
    """Its digests are right: it holds what was there. What was there does not hold."""
    place.sql("UPDATE programme_inspection SET title = 'Another title'")
    taken(place, tmp_path / "backups")
    ended = place.run("restore", "--prove", str(tmp_path / "backups"))
    assert ended.returncode == 1
    assert "trafford-2021: The inspection's title is 'Another title' in the database" in ended.stdout


@pytest.mark.proof
def test_nor_is_one_of_a_database_without_a_trigger_of_the_record(place: Place, tmp_path: Path) -> None:
    table = " ON record_event" if place.engine == "postgresql" else ""
    place.sql(f"DROP TRIGGER record_event_refuses_delete{table}")
    taken(place, tmp_path / "backups")
    ended = place.run("restore", "--prove", str(tmp_path / "backups"))
    assert (ended.returncode, "The trigger record_event_refuses_delete is missing" in ended.stdout) == (1, True)


@pytest.mark.proof
def test_a_newer_database_is_neither_served_nor_backed_up_nor_restored(
    place: Place, places: Places, tmp_path: Path
) -> None:
    place.sql(NEWER_MIGRATION)
    for arguments in (
        ["serve", "--port", "1"],
        ["export", "trafford-2021"],
        ["record", "verify", "trafford-2021"],
        ["backup", str(tmp_path / "backups")],
    ):
        ended = place.run(*arguments)
        assert (ended.returncode, "that of a newer version of Trigpoint" in ended.stderr) == (2, True), arguments
    command = [sys.executable, "-c", "import trigpoint.web.wsgi"]
    environment = place.environment | {"DJANGO_SETTINGS_MODULE": "trigpoint.web.settings.demonstration"}
    loaded = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert loaded.returncode != 0
    assert "that of a newer version of Trigpoint" in loaded.stderr


@pytest.mark.proof
def test_a_backup_of_a_newer_version_is_not_restored(place: Place, places: Places, tmp_path: Path) -> None:
    folder, other = taken(place, tmp_path / "backups"), places.new()
    script = """
import json, pathlib, sys
from trigpoint.operation.backups import manifest
file = pathlib.Path(sys.argv[1]) / "manifest.json"
values = json.loads(file.read_text())
values.pop("seal")
values["contents"]["migrations"].append(["people", "9999_newer"])
file.write_text(json.dumps({**values, "seal": manifest.seal_of(values)}))
"""
    subprocess.run([sys.executable, "-c", script, str(folder)], check=True)
    ended = other.run("restore", str(folder))
    assert (ended.returncode, "was taken by a newer version of Trigpoint" in ended.stderr) == (2, True)


@pytest.mark.proof
@pytest.mark.long
def test_the_password_of_the_database_is_on_no_command_line_and_in_no_output(server: str, tmp_path: Path) -> None:
    place = Places(tmp_path, server).new()
    assert place.run("load", "examples/trafford-2021").returncode == 0
    shims, seen = tmp_path / "shims", tmp_path / "seen"
    shims.mkdir()
    for program in ("pg_dump", "pg_restore", "psql"):
        real = next(Path(folder, program) for folder in os.environ["PATH"].split(":") if Path(folder, program).exists())
        shim = shims / program
        shim.write_text(
            f'#!/bin/sh\necho "{program} $* PASSWORD=$PGPASSWORD" >>"{seen}"\nexec "{real}" "$@"\n', "ascii"
        )
        shim.chmod(0o755)
    path = {"PATH": f"{shims}:{os.environ['PATH']}"}
    outputs = [
        place.run(*arguments, **path)
        for arguments in (["backup", str(tmp_path / "b")], ["restore", "--prove", str(tmp_path / "b")])
    ]
    assert [ended.returncode for ended in outputs] == [0, 0], outputs
    lines = seen.read_text("utf-8").splitlines()
    assert {line.split()[0] for line in lines} == {"pg_dump", "pg_restore", "psql"}
    for line in lines:
        arguments, _, handed_over = line.partition(" PASSWORD=")
        assert (PASSWORD in arguments, handed_over) == (False, PASSWORD)
    assert not any(PASSWORD in ended.stdout + ended.stderr for ended in outputs)


def test_a_digest_of_rows_does_not_ask_for_their_order_but_for_each_value_and_how_often() -> None:
    rows = [(1, "a", None), (2, "b", b"x"), (2, "b", b"x")]
    digest = table_digest(rows)
    assert digest == table_digest(reversed(rows))
    assert digest.rows == 3
    others = ([*rows[:2]], [*rows, rows[1]], [(1, "a", ""), *rows[1:]], [(1, "a", None), (2, "b", "x"), (2, "b", b"x")])
    assert all(table_digest(other) != digest for other in others)


@pytest.mark.proof
@pytest.mark.long
def test_killed_at_any_step_a_restore_has_left_nothing_in_place_or_all_of_it_or_says_that_it_was_cut_off(
    first_place: Callable[[str], Place], tmp_path: Path
) -> None:
    place = first_place("")
    folder = taken(place, tmp_path / "backups")
    command = [sys.executable, "-m", "tests.operation.killed_restores", str(folder), str(tmp_path / "places")]
    environment = place.environment | {"DJANGO_SETTINGS_MODULE": "trigpoint.web.settings.demonstration"}
    steps = json.loads(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)
    whole = {"keys/checkpoints.key", "trigpoint.sqlite3"}
    seen = set()
    for step in steps:
        in_place = {name for name in step["files"] if not name.startswith(".restoring/") and not name.startswith(".")}
        cut_off = "restoring" in in_place
        seen.add("cut off" if cut_off else "whole" if in_place == whole else "nothing")
        assert cut_off or in_place in (set(), whole), step
    assert seen == {"nothing", "cut off", "whole"}
    assert (steps[-1]["killed"], len(steps) > 10) == (False, True)
