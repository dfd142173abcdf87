"""A database, its keys, or both, replaced as files: what `trigpoint record verify --witness` says, and the next head."""

import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.test_record_command import alter
from tests.cli.test_site import TRIGPOINT, settings_of

pytestmark = pytest.mark.proof
Ended = subprocess.CompletedProcess[str]
FORGET = (
    "DELETE FROM record_headdelivery",
    "DELETE FROM record_treehead",
    "DELETE FROM record_leaf",
    "DELETE FROM record_checkpoint",
    "DELETE FROM record_event WHERE chain_id = 'installation:keys'",
)


class Installation:
    """An installation whose heads go to a folder of somebody else's."""

    def __init__(self, var: Path) -> None:
        self.var, self.folder = var, var.parent / "witness"
        self.folder.mkdir()

    def run(self, *arguments: str, **environment: str) -> Ended:
        own = settings_of(self.var) | {"TRIGPOINT_WITNESS_FOLDER": str(self.folder)} | environment
        return subprocess.run([str(TRIGPOINT), *arguments], env=own, capture_output=True, text=True, check=False)

    def head(self) -> Path:
        """Take a head, deliver it, and return its file."""
        ended = self.run("record", "head")
        assert (ended.returncode, ended.stderr) == (0, "")
        return max(self.folder.glob("head-*.note"))

    def verify(self, *files: Path, key: str = "") -> Ended:
        witnesses = [argument for file in files for argument in ("--witness", str(file))]
        return self.run("record", "verify", *witnesses, *(("--key", key) if key else ()))


@pytest.fixture
def site(loaded: Path) -> Installation:
    return Installation(loaded)


def test_yesterdays_copy_restored_over_today_is_noticed_by_the_witness_and_by_the_next_delivery(
    site: Installation,
) -> None:
    yesterday = site.head()
    shutil.copytree(site.var, site.var.parent / "backup")
    assert site.run("load", "examples/eastmere-2026").returncode == 0
    today = site.head()
    shutil.rmtree(site.var)
    shutil.copytree(site.var.parent / "backup", site.var)
    assert site.verify(yesterday).returncode == 0
    ended = site.verify(yesterday, today)
    assert ended.returncode == 1
    assert "The record is older than the head of " in ended.stdout
    assert "It was cut, or rolled back to an earlier copy." in ended.stdout
    # It goes on as if nothing had been, and the next head tells on it.
    assert site.run("load", "examples/trafford-2021-cases").returncode == 0
    delivered = site.run("record", "head")
    assert delivered.returncode == 1
    assert "was rolled back to an older copy, or written anew. Nothing was delivered." in delivered.stderr


def swap_keys(site: Installation, *rewriting: str) -> None:
    """Write the record anew, remove all that was ever signed, in the database and in keys/, and sign with a new key."""
    alter(site.var, *rewriting, *FORGET)
    shutil.rmtree(site.var / "keys")
    assert site.run("record", "head", TRIGPOINT_WITNESS_FOLDER="").returncode == 0


def test_a_swapped_key_is_an_alarm_with_the_true_head_and_with_the_forged_one(site: Installation) -> None:
    true = site.head()
    swap_keys(site, "DELETE FROM record_event WHERE number = 16")
    forged = site.var.parent / "forged.note"
    with closing(sqlite3.connect(site.var / "trigpoint.sqlite3")) as database:
        forged.write_text(str(database.execute("SELECT note FROM record_treehead").fetchone()[0]), "utf-8")
    with_true = site.verify(true)
    assert with_true.returncode == 1
    assert "The installation signs with another key than yours, and no signatures lead there" in with_true.stdout
    assert "The record is older than the head of " in with_true.stdout
    with_forged = site.verify(forged, key=str(site.folder / "trigpoint.vkey"))
    assert with_forged.returncode == 1
    assert "was signed with a key called 'localhost/record', and no signatures lead there" in with_forged.stdout
    assert "or this one's key was swapped" in with_forged.stdout
    delivered = site.run("record", "head")
    assert delivered.returncode == 1
    assert "Nothing was delivered." in delivered.stderr


def test_an_older_database_without_its_keys_is_an_alarm(site: Installation) -> None:
    older = site.var.parent / "older.sqlite3"
    with closing(sqlite3.connect(site.var / "trigpoint.sqlite3")) as database:
        database.execute("VACUUM INTO ?", [str(older)])
    file = site.head()
    shutil.rmtree(site.var)
    site.var.mkdir()
    older.rename(site.var / "trigpoint.sqlite3")
    ended = site.verify(file)
    assert ended.returncode == 1
    assert "The record tells of no key that ever signed it. It is an older copy, or what was signed was removed." in (
        ended.stdout
    )
    assert "The record is older than the head of " in ended.stdout
