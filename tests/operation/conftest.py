"""Installations to be backed up, restored and looked at: on SQLite, and on a PostgreSQL that the tests start."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path

import pytest

from tests.cli.test_site import TRIGPOINT, settings_of
from tests.postgres import NoPostgreSQLError, private_postgresql, programs

PASSWORD = "p4ss-of-the-database"  # noqa: S105 - opens nothing: the tests' server asks for none
_NUMBERS = count(1)


@dataclass(frozen=True)
class Place:
    """An installation: its folder, and what the environment says of it."""

    var: Path
    environment: dict[str, str]

    @property
    def engine(self) -> str:
        return "postgresql" if "DATABASE_URL" in self.environment else "sqlite"

    def run(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the installation."""
        return subprocess.run(
            [str(TRIGPOINT), *arguments], env=self.environment | more, capture_output=True, text=True, check=False
        )

    def sql(self, statement: str) -> None:
        """What somebody does to the database behind our back."""
        if self.engine == "sqlite":
            command = ["sqlite3", str(self.var / "trigpoint.sqlite3"), statement]
        else:
            command = ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", statement, self.environment["DATABASE_URL"]]
        subprocess.run(command, check=True, capture_output=True)


@dataclass(frozen=True)
class Places:
    """New, empty places on one kind of database."""

    folder: Path
    server: str = ""

    def new(self, template: str = "template0") -> Place:
        """A place with nothing in it; on PostgreSQL as a copy of a database."""
        number = next(_NUMBERS)
        var = self.folder / f"var-{number}"
        own = settings_of(var)
        if self.server:
            name = f"place_{os.getpid()}_{number}"
            create = f'CREATE DATABASE "{name}" TEMPLATE "{template}"'
            subprocess.run(["psql", "-X", "-q", "-c", create, self.server], check=True)
            # A password that the server does not ask for, so that it can be looked for where it must not be.
            address = self.server.replace("postgres@", f"postgres:{PASSWORD}@").removesuffix("/postgres")
            own |= {"DATABASE_URL": f"{address}/{name}"}
        return Place(var, own)

    def copy(self, first: Place) -> Place:
        """A place that holds what another holds."""
        template = first.environment.get("DATABASE_URL", "/template0").rpartition("/")[2]
        made = self.new(template)
        shutil.copytree(first.var, made.var)
        return made


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    try:
        programs()
    except NoPostgreSQLError as missing:
        pytest.skip(str(missing))
    with private_postgresql() as address:
        yield address


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=[pytest.mark.proof, pytest.mark.long])],
)
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Places:
    return Places(tmp_path, request.getfixturevalue("server") if request.param == "postgresql" else "")


@pytest.fixture(scope="session")
def first_place(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Place]:
    """An installation with the published inspection of Trafford and a key, made once for each kind of database."""

    @cache
    def make(server: str) -> Place:
        place = Places(tmp_path_factory.mktemp("first"), server).new()
        ended = place.run("load", "examples/trafford-2021")
        assert ended.returncode == 0, ended.stderr
        (place.var / "keys").mkdir()
        (place.var / "keys" / "checkpoints.key").write_bytes(bytes(range(32)))
        return place

    return make


@pytest.fixture
def place(places: Places, first_place: Callable[[str], Place]) -> Place:
    """A copy of the first place, of this test alone."""
    return places.copy(first_place(places.server))
