"""What is killed: `trigpoint serve`, and a PostgreSQL of the proof's own that writes to the disk as an installation's does."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from tests.postgres import USER, programs

TRIGPOINT = Path(sys.executable).parent / "trigpoint"
# A machine may be busy with other things: how long it takes says nothing of what is lost.
SECONDS_TO_START = 600


class Database(Protocol):
    """Where it is written, as the proof sees it: for SQLite a file, which no server keeps."""

    name: str
    environment: Mapping[str, str]
    kills: tuple[str, ...]

    def kill(self, how: str) -> None:
        """Kill the server of the database, and start it again."""


@dataclass
class Pages:
    """`trigpoint serve` with its workers, as one group of processes."""

    environment: Mapping[str, str]
    port: int
    _serving: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Serve, and wait until a page is there."""
        log = Path(self.environment["TRIGPOINT_VAR"]).parent / "serve.log"
        with log.open("ab") as into:
            self._serving = subprocess.Popen(
                [str(TRIGPOINT), "serve", "--port", str(self.port)],
                env=self.environment,
                stdout=into,
                stderr=into,
                start_new_session=True,
            )
        end = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < end:
            with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=10):
                return
            assert self._serving.poll() is None, f"The pages are not served; see {log}."
            time.sleep(0.1)
        raise AssertionError(f"The pages are not served; see {log}.")

    def kill(self) -> None:
        """SIGKILL to every process that serves, at once."""
        if self._serving is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._serving.pid, signal.SIGKILL)
            self._serving.wait()
            self._serving = None


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@dataclass
class EmbeddedDatabase:
    """SQLite: its processes are those that serve."""

    environment: Mapping[str, str]
    name: str = "SQLite"
    kills: tuple[str, ...] = ()

    def kill(self, how: str) -> None:
        raise AssertionError(f"There is no server to kill by {how}.")


@dataclass
class OwnPostgreSQL:
    """A PostgreSQL in a folder, on a socket alone, with the settings of a new installation: it waits for the disk."""

    folder: Path
    environment: Mapping[str, str]
    name: str = "PostgreSQL"
    kills: tuple[str, ...] = ("immediate", "SIGKILL")

    def start(self) -> None:
        options = f"-k {self.folder} -c listen_addresses='' -c max_connections=60"
        self._run("pg_ctl", "-D", str(self._data), "-l", str(self.folder / "log"), "-w", "-o", options, "start")

    def stop(self, how: str) -> None:
        self._run("pg_ctl", "-D", str(self._data), "-w", "-m", how, "stop")

    def kill(self, how: str) -> None:
        """By 'immediate' its processes end without writing anything more; by SIGKILL the operating system ends them."""
        if how == "immediate":
            self.stop(how)
        else:
            server = int((self._data / "postmaster.pid").read_text("ascii").split()[0])
            processes = (server, *_children(server))
            for process in processes:
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            while any(map(_lives, processes)):
                time.sleep(0.05)
        self._start_again()

    def _start_again(self) -> None:
        """A process that the server began at the last moment ends by itself, and holds its memory until then."""
        for _ in range(50):
            try:
                self.start()
            except subprocess.CalledProcessError:
                time.sleep(0.2)
            else:
                return
        self.start()

    def make(self) -> None:
        self._run("initdb", "-D", str(self._data), "-U", USER, "--auth=trust", "-E", "UTF8")

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _run(self, program: str, *arguments: str) -> None:
        as_user = ["runuser", "-u", USER, "--"] if os.geteuid() == 0 else []
        command = [*as_user, str(programs() / program), *arguments]
        subprocess.run(command, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)


def _children(process: int) -> list[int]:
    file = Path(f"/proc/{process}/task/{process}/children")
    return [int(child) for child in file.read_text("ascii").split()]


def _lives(process: int) -> bool:
    stat = Path(f"/proc/{process}/stat")
    try:
        return stat.read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@contextmanager
def database(name: str, var: Path) -> Iterator[Database]:
    """An empty database of a kind, with what the environment says of it; gone afterwards."""
    own = {key: text for key, text in os.environ.items() if key not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    own |= {"TRIGPOINT_VAR": str(var), "DJANGO_SETTINGS_MODULE": "trigpoint.web.settings.demonstration"}
    if name == "sqlite":
        yield EmbeddedDatabase(own)
        return
    folder = Path(tempfile.mkdtemp(prefix="trigpoint-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, USER)
    url = f"postgresql://{USER}@{quote(str(folder), safe='')}/postgres"
    server = OwnPostgreSQL(folder, own | {"DATABASE_URL": url})
    try:
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")
    finally:
        shutil.rmtree(folder)
