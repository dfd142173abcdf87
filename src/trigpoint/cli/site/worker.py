"""A process that serves pages: gunicorn's threads, which nobody can hold by sending nothing or half a request."""

import signal
import socket
import time
from contextlib import suppress
from typing import Final

from gunicorn.workers.gthread import TConn, ThreadWorker

# For each process. A thread waits for the database most of its time.
THREADS: Final = 16
# Seconds in which a request's headers must be in. A web server in front sends what it has at once.
HEADERS: Final = 5
# Seconds from the headers to the end of the answer. The web server in front (deploy/nginx.conf) gives up by then.
ANSWER: Final = 60


class PatientWorker(ThreadWorker):  # type: ignore[misc]
    """Gunicorn's worker with an end to its patience: it reads a request for as long as its sender likes.

    A thread that reads cannot look at the clock. The main loop does, and shuts the connection: to the thread it is
    then as if the sender had gone.
    """

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._ends: dict[TConn, float] = {}

    def init_process(self) -> None:
        """Begin to serve. Linux hands a connection on only once something was sent."""
        # A command ends quietly where its reader has gone (cli/main.py); whoever hangs up here ends nobody's work.
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)
        for listener in self.sockets:
            listener.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, HEADERS)
        super().init_process()

    def handle(self, conn: TConn) -> object:
        """Read a request and answer it, in a thread."""
        self._ends[conn] = time.monotonic() + HEADERS
        try:
            return super().handle(conn)
        finally:
            del self._ends[conn]

    def handle_request(self, req: object, conn: TConn) -> object:
        """Answer a request whose headers are in."""
        self._ends[conn] = time.monotonic() + ANSWER
        return super().handle_request(req, conn)

    def murder_pending(self) -> None:
        """End what has taken too long. The main loop calls it each second."""
        super().murder_pending()
        now = time.monotonic()
        for conn in [conn for conn, end in self._ends.copy().items() if end < now]:
            # The other side may have gone just now.
            with suppress(OSError):
                conn.sock.shutdown(socket.SHUT_RDWR)
