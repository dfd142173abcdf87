"""A real `trigpoint serve` on a port of its own, for proofs that attack it."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

TRIGPOINT = Path(sys.executable).parent / "trigpoint"


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


@contextmanager
def served(port: int, var: Path, settings: Mapping[str, str], *, headers: Mapping[str, str]) -> Iterator[Path]:
    """Serve until the end of the block, which is given the file with all that the server said."""
    own = {name: value for name, value in os.environ.items() if name not in {"DJANGO_SETTINGS_MODULE", "DATABASE_URL"}}
    log = var / "serve.log"
    var.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as said:
        serving = subprocess.Popen(
            [TRIGPOINT, "serve", "--port", str(port)],
            env=own | {"TRIGPOINT_VAR": str(var), **settings},
            stdout=said,
            stderr=said,
        )
    try:
        wait_for(lambda: status_of(port, headers=headers) == 200, "the first page")
        yield log
    finally:
        serving.terminate()
        serving.wait(60)


def wait_for(holds: object, what: str, seconds: float = 240) -> None:
    """Ask again and again until something holds."""
    assert callable(holds)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if holds():
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"{what} did not come within {seconds:.0f} seconds.")


def status_of(port: int, path: str = "/privacy/", *, headers: Mapping[str, str], timeout: float = 20) -> int:
    """The status of a page. Raises OSError where there is no answer in time."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request("GET", path, headers=dict(headers))
        return connection.getresponse().status
    finally:
        connection.close()
