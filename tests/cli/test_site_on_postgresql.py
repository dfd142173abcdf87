"""The commands of an installation on a PostgreSQL that the test starts, where its programs are on the machine."""

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.test_site import TRIGPOINT, settings_of
from tests.postgres import NoPostgreSQLError, private_postgresql, programs
from trigpoint.bundle.files import canonical_json, load_bundle

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def command(tmp_path: Path) -> Iterator[Command]:
    try:
        programs()
    except NoPostgreSQLError as missing:
        pytest.skip(str(missing))
    with private_postgresql() as address:
        environment = settings_of(tmp_path) | {"DATABASE_URL": address}

        def run(*arguments: str) -> subprocess.CompletedProcess[str]:
            return subprocess.run(
                [str(TRIGPOINT), *arguments], env=environment, capture_output=True, text=True, check=False
            )

        yield run


@pytest.mark.proof
def test_what_was_loaded_is_exported_as_the_same_bundle_and_its_record_is_whole(command: Command) -> None:
    loaded = load_bundle(Path("examples/trafford-2021-cases")).bundle
    assert command("load", "examples/trafford-2021-cases").returncode == 0
    ended = command("export", loaded.inspection.reference)
    assert (ended.returncode, ended.stdout) == (0, canonical_json(loaded))
    verified = json.loads(command("record", "verify", loaded.inspection.reference, "--json").stdout)
    assert (verified["whole"], verified["what"]) == (True, [])
    again = command("load", "examples/trafford-2021-cases")
    assert (again.returncode, "already" in again.stderr) == (2, True)


@pytest.mark.proof
def test_the_demonstration_is_made_there_too(command: Command, tmp_path: Path) -> None:
    first = command("demo")
    assert (first.returncode, first.stdout.startswith("The demonstration is ready.")) == (0, True), first.stderr
    assert json.loads(command("record", "verify", "eastmere-2026", "--json").stdout)["whole"]
    assert not (tmp_path / "trigpoint.sqlite3").exists()
