"""A backup that is taken while people write is of one moment, and is proven by digest."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.postgres import NoPostgreSQLError, programs
from tests.reliability.killing import wait_for_a_write
from tests.reliability.servers import TRIGPOINT, Database, Pages, database, free_port
from tests.reliability.writers import Writers, filled_by

pytestmark = [pytest.mark.proof, pytest.mark.long]


def command(empty: Database, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(TRIGPOINT), *arguments], env=empty.environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("name", ["sqlite", "postgresql"])
def test_restore_is_proven_by_digest_while_people_write(name: str, tmp_path: Path) -> None:
    if name == "postgresql":
        try:
            programs()
        except NoPostgreSQLError as missing:
            pytest.skip(str(missing))
    backups = tmp_path / "backups"
    with database(name, tmp_path / "var") as empty:
        writers = Writers(free_port(), filled_by(empty.environment))
        pages = Pages(empty.environment, writers.port)
        pages.start()
        writers.begin()
        try:
            for _ in range(3):
                wait_for_a_write(writers)
                before = writers.acknowledged()
                taken = command(empty, "backup", str(backups))
                during = writers.acknowledged() - before
                assert taken.returncode == 0, taken.stderr
                assert during > 0, "Nobody wrote while the backup was taken."
                ended = command(empty, "restore", "--prove", str(backups))
                assert ended.stdout.startswith("Restore proven of "), ended.stdout + ended.stderr
                manifest = json.loads((Path(taken.stdout.splitlines()[0]) / "manifest.json").read_text("utf-8"))
                # What had been acknowledged when the backup began is in it: each is at least one entry.
                assert sum(number for number, _ in manifest["contents"]["chains"].values()) >= before
        finally:
            writers.end()
            pages.kill()
