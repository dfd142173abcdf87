"""A mail server on loopback that really speaks SMTP, and says what a test wants it to."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"
Step = Callable[[], None]


def nothing() -> None:
    """What happens at a step where a test wants nothing to happen."""


@dataclass
class Mailbox:
    """Takes e-mails, or answers as `answer` says. `at_data` and `at_quit` are done before the answer to that step."""

    answer: str = "250 OK"
    at_data: Step = nothing
    at_quit: Step = nothing
    breaks_off: bool = False
    envelopes: list[Envelope] = field(default_factory=list)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: ARG002, N802 - aiosmtpd's
        if self.answer.startswith("250"):
            self.envelopes.append(envelope)
        self.at_data()
        if self.breaks_off and server.transport is not None:
            server.transport.close()
        return self.answer

    async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: ARG002, N802
        self.at_quit()
        return "221 Bye"

    @property
    def recipients(self) -> list[str]:
        return [str(envelope.rcpt_tos[0]) for envelope in self.envelopes]

    @property
    def texts(self) -> list[str]:
        return [str(envelope.original_content, "utf-8") for envelope in self.envelopes if envelope.original_content]


@contextmanager
def serving(mailbox: Mailbox) -> Iterator[int]:
    """Serve a mailbox; give its port."""
    controller: Any = Controller(mailbox, hostname=HOST, port=nobody_listens(), ready_timeout=60)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


@contextmanager
def black_hole() -> Iterator[int]:
    """A port that takes connections and never says a word; give its number."""
    with socket.create_server((HOST, 0), backlog=50) as listener:
        yield listener.getsockname()[1]


@contextmanager
def silent_after_data() -> Iterator[int]:
    """A server that says all the right things, takes the whole e-mail, and never answers that it has; give its port."""
    ended = threading.Event()

    def talk(connection: socket.socket) -> None:
        with connection, connection.makefile("rwb") as lines:
            lines.write(b"220 silent\r\n")
            lines.flush()
            for line in lines:
                if line == b".\r\n":
                    ended.wait(10)
                    return
                if line.split(b" ")[0].strip().upper() in ANSWERS:
                    lines.write(ANSWERS[line.split(b" ")[0].strip().upper()])
                    lines.flush()

    with socket.create_server((HOST, 0)) as listener:
        threading.Thread(target=lambda: talk(listener.accept()[0]), daemon=True).start()
        yield listener.getsockname()[1]
        ended.set()


ANSWERS = {
    b"EHLO": b"250 silent\r\n",
    b"MAIL": b"250 OK\r\n",
    b"RCPT": b"250 OK\r\n",
    b"DATA": b"354 Go on\r\n",
}


def nobody_listens() -> int:
    """A port on which nobody listens."""
    with socket.create_server((HOST, 0)) as listener:
        return int(listener.getsockname()[1])
