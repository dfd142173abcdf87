"""Where there is no room, a backup and a restore say so with the place, and leave nothing of themselves there."""

import resource
import subprocess
from pathlib import Path

import pytest

from tests.cli.test_site import TRIGPOINT
from tests.operation.conftest import Place, Places
from tests.operation.test_backups import taken

# More than what SQLite keeps beside a database, and less than a database.
ROOM = 100_000


def run_without_room(place: Place, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command that cannot make a file larger than the room, as on a disk that is full."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM))

    return subprocess.run(
        [str(TRIGPOINT), *arguments],
        env=place.environment,
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.proof
def test_a_backup_says_where_there_is_no_room_and_leaves_nothing(place: Place, tmp_path: Path) -> None:
    into = tmp_path / "backups"
    ended = run_without_room(place, "backup", str(into))
    assert (ended.returncode, "Traceback" in ended.stderr, ended.stdout) == (2, False, "")
    if place.engine == "sqlite":
        assert f"No backup can be written into {into}: " in ended.stderr
    assert [path.name for path in into.iterdir()] == [".lock"]


@pytest.mark.proof
def test_a_restore_says_where_there_is_no_room_and_leaves_nothing(place: Place, places: Places, tmp_path: Path) -> None:
    if place.engine != "sqlite":
        return  # the server's disk is another one
    folder, other = taken(place, tmp_path / "backups"), places.new()
    ended = run_without_room(other, "restore", str(folder))
    assert (ended.returncode, "Traceback" in ended.stderr, ended.stdout) == (2, False, "")
    assert f"Nothing can be restored into {other.var}: " in ended.stderr
    assert "Nothing was changed: make room" in ended.stderr
    assert not other.var.exists()


@pytest.mark.proof
def test_a_proof_says_that_there_was_no_room(place: Place, tmp_path: Path) -> None:
    if place.engine != "sqlite":
        return
    folder = taken(place, tmp_path / "backups")
    ended = run_without_room(place, "restore", "--prove", str(folder))
    assert (ended.returncode, ended.stdout.startswith("Restore NOT proven of "), ended.stderr) == (1, True, "")
    assert list(place.var.glob(".proving-*")) == []


@pytest.mark.proof
def test_a_place_where_no_folder_can_be_made_is_named(place: Place, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ended = place.run("backup", str(tmp_path / "file" / "backups"))
    assert (ended.returncode, f"No backup can be written into {tmp_path}/file/backups: " in ended.stderr) == (2, True)
