"""A small server that hands the browser what the site has answered already, with its status and headers.

The answers come from the whole site, asked without a browser: so those that are the same for many people are drawn
once, and answers to forms can be drawn like those to addresses.
"""

import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings

AXE = "/static/axe.js"
# A new server for each test has new addresses, so nothing of an older one is taken for the same.
KEPT = "max-age=31536000, immutable"


class Shelf(ThreadingHTTPServer):
    """The answer that is to be drawn, and the styles and scripts that it asks for."""

    daemon_threads = True
    path = ""
    answer: Any = None

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Hands)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def put(self, path: str, answer: Any) -> str:
        """Put an answer in the place of the one before; return the whole address at which it stands."""
        self.path, self.answer = path, answer
        return self.address + path


class _Hands(BaseHTTPRequestHandler):
    server: Shelf
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        asked = urlsplit(self.path).path
        if self.path == self.server.path:
            answer = self.server.answer
            self._hand(answer.status_code, answer.content, dict(answer.headers))
        elif asked == AXE:
            self._hand(200, AXE_SCRIPT.encode(), {"Content-Type": "text/javascript", "Cache-Control": KEPT})
        elif asked.startswith("/static/"):
            file = Path(settings.STATIC_ROOT) / asked.removeprefix("/static/")
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            self._hand(200, file.read_bytes(), {"Content-Type": kind, "Cache-Control": KEPT})
        else:
            self._hand(404, b"", {})

    def _hand(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in (headers | {"Content-Length": str(len(body))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Say nothing on the terminal."""


@contextmanager
def serving() -> Iterator[Shelf]:
    with Shelf() as shelf:
        thread = threading.Thread(target=shelf.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield shelf
        finally:
            shelf.shutdown()
            thread.join()
