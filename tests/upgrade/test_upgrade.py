"""An installation in which contents were whole Bundles is brought up to date, and nothing of it is lost.

`whole_contents.sql.gz` is the database of such an installation: the demonstration, with a second draw, two cases taken
out of the sample and one more file. `whole_contents.json` holds, as that version of Trigpoint printed them, the SHA-256
of every version of each inspection's Bundle. Everything in it is invented, but for the published report of Trafford.
"""

import gzip
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_site import TRIGPOINT
from tests.postgres import private_postgresql

pytestmark = pytest.mark.proof

HERE = Path(__file__).parent
DUMP = gzip.decompress((HERE / "whole_contents.sql.gz").read_bytes()).decode()
EXPECTED = json.loads((HERE / "whole_contents.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installation")
    with sqlite3.connect(folder / "trigpoint.sqlite3") as database:
        database.executescript(DUMP)
    return folder


@pytest.fixture(scope="module")
def upgraded(var: Path) -> dict[str, dict[str, object]]:
    ended = subprocess.run(
        [sys.executable, "-m", "tests.upgrade.upgraded"],
        env=_settings(var),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    said: dict[str, dict[str, object]] = json.loads(ended.stdout)
    return said


def test_on_postgresql_too_every_version_is_carried_over_and_the_record_is_whole(tmp_path: Path) -> None:
    (tmp_path / "dump.sql").write_text(DUMP, encoding="utf-8")
    with private_postgresql() as address:
        environment = _settings(tmp_path) | {"DATABASE_URL": address}

        def run(*command: str) -> str:
            ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
            assert ended.returncode == 0, ended.stderr
            return ended.stdout

        run(sys.executable, "-m", "tests.upgrade.onto_postgresql", str(tmp_path / "dump.sql"))
        holds = json.loads(run(sys.executable, "-m", "tests.upgrade.upgraded"))
        assert {reference: holds[reference]["versions"] for reference in EXPECTED} == EXPECTED
        for reference in EXPECTED:
            assert json.loads(run(str(TRIGPOINT), "record", "verify", reference, "--json"))["what"] == []
        assert json.loads(run(str(TRIGPOINT), "record", "verify", "--json"))["what"] == []


def _settings(var: Path) -> dict[str, str]:
    own = {"DJANGO_SETTINGS_MODULE": "trigpoint.web.settings.demonstration", "TRIGPOINT_VAR": str(var)}
    return {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | own


def test_every_version_can_be_read_as_it_was_and_the_newest_is_what_the_inspection_holds(
    upgraded: dict[str, dict[str, object]],
) -> None:
    for reference, versions in EXPECTED.items():
        assert upgraded[reference]["versions"] == versions
        assert upgraded[reference]["live"] == versions[max(versions, key=int)]


def test_what_was_published_is_sealed_as_it_was_and_nothing_else_is(upgraded: dict[str, dict[str, object]]) -> None:
    assert upgraded["trafford-2021"]["edition"] == EXPECTED["trafford-2021"]["1"]
    assert upgraded["eastmere-2026"]["edition"] is None


def test_the_certificate_of_each_draw_is_the_one_that_the_record_named(
    var: Path, upgraded: dict[str, dict[str, object]]
) -> None:
    # What the second draw wrote down of the certificate that it took the place of.
    with sqlite3.connect(":memory:") as database:
        database.executescript(DUMP)
        (replaced,) = database.execute("SELECT replaced_sha256 FROM sampling_draw WHERE number = 2").fetchone()
    certificates = upgraded["eastmere-2026"]["certificates"]
    assert isinstance(certificates, list)
    first, second = certificates
    assert first == replaced
    assert second != first


@pytest.mark.usefixtures("upgraded")
@pytest.mark.parametrize("reference", sorted(EXPECTED))
def test_its_record_is_whole_afterwards_and_the_database_says_what_it_says(var: Path, reference: str) -> None:
    command = [str(TRIGPOINT), "record", "verify", reference, "--json"]
    ended = subprocess.run(command, env=_settings(var), capture_output=True, text=True, check=False)
    said = json.loads(ended.stdout)
    assert (said["whole"], said["what"]) == (True, [])


@pytest.mark.usefixtures("upgraded")
def test_everything_is_whole_afterwards_and_each_row_is_bound(var: Path) -> None:
    command = [str(TRIGPOINT), "record", "verify", "--json"]
    ended = subprocess.run(command, env=_settings(var), capture_output=True, text=True, check=False)
    assert json.loads(ended.stdout)["what"] == []


def test_an_upgrade_blesses_nothing_that_was_altered_before_it(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "trigpoint.sqlite3") as database:
        database.executescript(DUMP)
        database.execute("UPDATE programme_inspection SET title = 'Another' WHERE reference = 'eastmere-2026'")
        # A place on a team that no entry tells of.
        columns = "inspection_id, person_id, starts, ends, version"
        database.execute(
            f"INSERT INTO programme_teammember (id, role, state, {columns}) "  # noqa: S608 - a test's own words
            f"SELECT replace(id, 'a', 'b'), 'observer', state, {columns} FROM programme_teammember "
            "WHERE id LIKE '%a%' LIMIT 1"
        )
    migrate = [sys.executable, "manage.py", "migrate", "-v", "0"]
    subprocess.run(migrate, env=_settings(tmp_path), check=True)
    command = [str(TRIGPOINT), "record", "verify", "--json"]
    ended = subprocess.run(command, env=_settings(tmp_path), capture_output=True, text=True, check=False)
    title, place = json.loads(ended.stdout)["what"]
    assert title["what"].startswith("The inspection's title is 'Another' in the database; the record's last word is '")
    assert place["what"].startswith("No entry tells of the team member ")


@pytest.mark.usefixtures("upgraded")
def test_the_entries_from_before_are_the_same_and_none_of_the_old_tables_is_left(var: Path) -> None:
    hashes = "SELECT chain_id, number, hash FROM record_event ORDER BY chain_id, number"
    with sqlite3.connect(":memory:") as old, sqlite3.connect(var / "trigpoint.sqlite3") as new:
        old.executescript(DUMP)
        before, after = set(old.execute(hashes)), set(new.execute(hashes))
        assert before < after
        assert new.execute("SELECT count(*) FROM sqlite_master WHERE name = 'contents_contents'").fetchone() == (0,)
        bodies = "SELECT version, body, digest FROM {} ORDER BY digest"
        assert old.execute(bodies.format("contents_contents")).fetchall() == (
            new.execute(bodies.format("parts_contents")).fetchall()
        )


@pytest.mark.usefixtures("upgraded")
def test_it_is_known_as_a_demonstration_by_its_accounts_and_marked_as_one_from_now_on(var: Path) -> None:
    ended = subprocess.run([str(TRIGPOINT), "demo"], env=_settings(var), capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("The demonstration was filled before; nothing was changed.")
    with sqlite3.connect(var / "trigpoint.sqlite3") as database:
        marks = "SELECT count(*) FROM record_event WHERE kind = 'people.demonstration_begun'"
        assert database.execute(marks).fetchone() == (1,)
