"""What a restore sets going, and where it is refused: nothing goes out twice, nobody works in it, it is of its kind."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_right_database import PRODUCTION
from tests.operation.conftest import Place, Places
from tests.operation.test_backups import inside, taken

POST = """
from tests.factories.posted import posted
print(posted().pk)
"""
LIVE = """
from datetime import timedelta
from django.utils import timezone
from trigpoint.jobs.living import beat
beat("machine-4711-abcdefgh", timezone.now() - timedelta(seconds=int(sys.argv[1])))
"""


def done(place: Place, script: str, *arguments: str) -> str:
    """Do something in an installation as its own program does."""
    environment = {"DJANGO_SETTINGS_MODULE": "trigpoint.web.settings.demonstration"} | place.environment
    command = [sys.executable, "-c", f"import django, sys\ndjango.setup()\n{script}", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def mails(place: Place) -> int:
    return len(list((place.var / "mail").glob("*.log")))


@pytest.mark.proof
def test_an_email_that_the_backup_has_as_waiting_may_have_gone_and_does_not_go_by_itself(
    place: Place, tmp_path: Path
) -> None:
    done(place, POST)
    folder = taken(place, tmp_path / "backups")
    assert place.run("work", "--until-empty").returncode == 0
    assert mails(place) == 1
    ended = place.run("restore", str(folder), "--replace")
    assert (ended.returncode, "1 e-mail waited when it was taken and may have gone since" in ended.stdout) == (0, True)
    assert place.run("work", "--until-empty").returncode == 0
    assert mails(place) == 0
    listed = place.run("outbox", "list")
    assert (listed.returncode, "May have gone, 0 tries: A backup was restored" in listed.stdout) == (1, True)


@pytest.mark.proof
def test_where_nothing_waited_the_restore_says_nothing_of_emails(place: Place, places: Places, tmp_path: Path) -> None:
    ended = places.new().run("restore", str(taken(place, tmp_path / "backups")))
    assert (ended.returncode, "e-mail" in ended.stdout) == (0, False)


@pytest.mark.proof
def test_while_a_worker_lives_nothing_is_restored_under_it(place: Place, tmp_path: Path) -> None:
    folder = taken(place, tmp_path / "backups")
    done(place, LIVE, "0")
    before = inside(place.var)
    ended = place.run("restore", str(folder), "--replace")
    assert (ended.returncode, "are run by 1 worker: machine-4711" in ended.stderr) == (2, True)
    assert "Stop 'trigpoint work' first" in ended.stderr
    assert inside(place.var) == before


@pytest.mark.proof
def test_a_worker_of_the_backups_day_or_one_that_is_dead_is_in_nobodys_way(place: Place, tmp_path: Path) -> None:
    done(place, LIVE, "0")
    folder = taken(place, tmp_path / "backups")
    done(place, LIVE, "61")
    assert place.run("restore", str(folder), "--replace").returncode == 0
    # The backup has it as living: it has none at hand of what is here now.
    assert place.run("restore", str(folder), "--replace").returncode == 0
    assert "0 workers alive" in place.run("jobs", "list").stdout


@pytest.mark.proof
def test_a_demonstration_is_not_restored_into_an_installation_nor_the_other_way_about(
    place: Place, places: Places, tmp_path: Path
) -> None:
    real = places.new()
    production = Place(real.var, real.environment | PRODUCTION | {"TRIGPOINT_DATABASE_OWNER": "accepted"})
    assert production.run("load", "examples/eastmere-2026").returncode == 0
    of_demonstration, of_real = taken(place, tmp_path / "a"), taken(production, tmp_path / "b")
    refused = production.run("restore", str(of_demonstration), "--replace")
    assert (refused.returncode, "is a backup of a demonstration" in refused.stderr) == (2, True)
    refused = place.run("restore", str(of_real), "--replace")
    assert (refused.returncode, "is a backup of a real installation" in refused.stderr) == (2, True)
    assert production.run("export", "eastmere-2026").returncode == place.run("export", "trafford-2021").returncode == 0
    assert [*production.var.glob("*replaced*"), *place.var.glob("*replaced*"), *place.var.glob(".restoring")] == []
    assert production.run("restore", str(of_real), "--replace").returncode == 0
    assert production.run("export", "eastmere-2026").returncode == 0


@pytest.mark.proof
def test_a_proof_replaces_nothing_and_so_is_not_told_to(place: Place, tmp_path: Path) -> None:
    ended = place.run("restore", "--prove", "--replace", str(tmp_path))
    assert (ended.returncode, "--replace does not go with it" in ended.stderr) == (2, True)


@pytest.mark.proof
def test_a_proof_of_another_installations_backup_is_not_noted_for_this_ones_health(
    place: Place, places: Places, tmp_path: Path
) -> None:
    other = places.new()
    assert other.run("load", "examples/eastmere-2026").returncode == 0
    taken(other, tmp_path / "backups")
    proof = place.run("restore", "--prove", str(tmp_path / "backups"))
    assert (proof.returncode, proof.stdout.count("\n")) == (0, 1)
    assert proof.stdout.endswith("It is no backup of this installation, and was not noted for its health.\n")
    assert not (place.var / "proven.json").exists()
    # Nor of one of which nothing is there yet: and none is begun by asking.
    empty = places.new()
    assert "no backup of this installation" in empty.run("restore", "--prove", str(tmp_path / "backups")).stdout
    assert inside(empty.var) == {}


@pytest.mark.proof
def test_a_proof_of_an_older_backup_of_ones_own_is_noted(place: Place, tmp_path: Path) -> None:
    taken(place, tmp_path / "backups")
    assert place.run("load", "examples/eastmere-2026").returncode == 0
    assert place.run("restore", "--prove", str(tmp_path / "backups")).stdout.endswith(" whole.\n")
    assert (place.var / "proven.json").exists()
