"""What was acknowledged is still there, and the record whole, whatever was killed while people wrote.

A few kills of those that docs/RELIABILITY.md tells of.
"""

from pathlib import Path

import pytest

from tests.postgres import NoPostgreSQLError, programs
from tests.reliability.killing import kill_again_and_again
from tests.reliability.servers import database

pytestmark = [pytest.mark.proof, pytest.mark.long]
SEED = 8


@pytest.mark.parametrize(("name", "kills"), [("sqlite", 2), ("postgresql", 3)])
def test_no_acknowledged_write_is_lost(name: str, kills: int, tmp_path: Path) -> None:
    if name == "postgresql":
        try:
            programs()
        except NoPostgreSQLError as missing:
            pytest.skip(str(missing))
    with database(name, tmp_path / "var") as empty:
        outcome = kill_again_and_again(empty, kills, SEED)
    assert (outcome.lost, outcome.faults) == ([], [])
    assert outcome.kills.total() == kills
    assert outcome.acknowledged["moves"] > 0
    assert outcome.acknowledged.total() > 20
