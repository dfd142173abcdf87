"""Straight at gunicorn: senders who send nothing, half a request or far too much, and hang up; pages are answered."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.proof.serving import free_port, served, status_of, wait_for

pytestmark = pytest.mark.proof

HALF = b"GET /privacy/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
OURS = {"Host": "127.0.0.1"}
MEGABYTE = 1_000_000


class Served(NamedTuple):
    """A server that is running: its port, what it said so far, and the folder where it would put files aside."""

    port: int
    log: Path
    aside: Path


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    var, aside, port = tmp_path_factory.mktemp("var"), tmp_path_factory.mktemp("aside"), free_port()
    with served(port, var, {"TMPDIR": str(aside)}, headers=OURS) as log:
        yield Served(port, log, aside)


def opened(port: int, number: int, first: bytes = b"") -> ExitStack:
    """So many connections, each of which has sent this much."""
    stack = ExitStack()
    for _ in range(number):
        connection = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30))
        connection.sendall(first)
    return stack


@pytest.mark.parametrize(("number", "first"), [(12, b""), (12, HALF), (300, b"")])
def test_pages_are_answered_while_others_send_nothing_or_half_a_request(
    site: Served, number: int, first: bytes
) -> None:
    with opened(site.port, number, first):
        assert [status_of(site.port, headers=OURS) for _ in range(6)] == [200] * 6


def test_half_a_request_is_given_up(site: Served) -> None:
    with socket.create_connection(("127.0.0.1", site.port), timeout=30) as half:
        half.sendall(HALF)
        assert half.recv(100) == b""


def test_so_are_as_many_as_take_every_thread(site: Served) -> None:
    with opened(site.port, 64, HALF):
        wait_for(lambda: status_of(site.port, headers=OURS, timeout=2) == 200, "a page", seconds=20)


def test_whoever_hangs_up_ends_nobodys_work(site: Served) -> None:
    """The process that served them was once ended by the signal that their answer could not be written."""
    before = site.log.read_text("utf-8")
    for _ in range(30):
        with socket.create_connection(("127.0.0.1", site.port), timeout=30) as gone:
            gone.sendall(HALF.replace(b"/privacy/", b"/frameworks/hmip-youth-2018/") + b"\r\n")
    assert [status_of(site.port, headers=OURS) for _ in range(6)] == [200] * 6
    assert "was sent SIGPIPE" not in site.log.read_text("utf-8").replace(before, "")


HEAD = b"POST /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=x\r\n%s\r\n\r\n"
FILE = b'--x\r\nContent-Disposition: form-data; name="login"; filename="a"\r\n\r\n'
MUCH = b"x" * MEGABYTE
SENT = {
    "as long as it says": (HEAD % b"Content-Length: 300000000" + FILE, MUCH, b" 413 "),
    "in chunks": (HEAD % b"Transfer-Encoding: chunked", b"%x\r\n%s\r\n" % (MEGABYTE, MUCH), b" 411 "),
    "longer than it says": (HEAD % b"Content-Length: 90" + FILE, MUCH, b" 403 "),
}


@pytest.mark.parametrize(("start", "piece", "status"), SENT.values(), ids=SENT)
def test_three_hundred_megabytes_are_refused_and_nothing_of_them_is_put_aside(
    site: Served, start: bytes, piece: bytes, status: bytes
) -> None:
    with socket.create_connection(("127.0.0.1", site.port), timeout=30) as sender:
        sender.sendall(start)
        # Refused at once; whoever goes on all the same is cut off, or is done before the server has noticed.
        with suppress(ConnectionError):
            for _ in range(300):
                sender.sendall(piece)
                assert not list(site.aside.rglob("*")), "a file"
            assert status in sender.recv(100)
    assert status_of(site.port, headers=OURS) == 200
    assert not list(site.aside.rglob("*"))


def test_the_log_holds_no_traceback_and_says_of_nobody_what_they_sent(site: Served) -> None:
    said = site.log.read_text("utf-8")
    assert "Traceback" not in said
    assert "filename" not in said
