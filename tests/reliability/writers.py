"""People who write over HTTP while the server is killed, each in a thread of their own, and what each of them was told.

A write is acknowledged when its answer has reached whoever sent it: a redirect to the page that shows what was written.
Everything written bears a token that nothing else has, by which it is looked for in the database afterwards.
"""

import http.client
import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count, cycle
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

ROOT = Path(__file__).parents[2]
SECONDS_TO_ANSWER = 30
PAUSE = 0.05
CSRF = "c" * 32


class NotSentError(Exception):
    """Nothing was written: nobody listened, or the page with the form did not come."""


class NotAnsweredError(Exception):
    """Something was sent, and no whole answer came."""


@dataclass(frozen=True)
class Attempt:
    """One write that was sent: what kind, by which token it is known, and what came back ('' for nothing)."""

    kind: str
    token: str
    answer: str

    @property
    def acknowledged(self) -> bool:
        return self.answer == "302"


@dataclass
class Somebody:
    """Somebody signed in, on a connection that is opened anew for each request: any may be the last."""

    port: int
    session: str

    def get(self, path: str) -> str:
        """The page at an address. Raises NotSentError where it did not come, or an error's page came."""
        try:
            status, _, page = self._send("GET", path, {}, b"")
        except NotAnsweredError as error:
            raise NotSentError(str(error)) from None
        if status != 200:
            raise NotSentError(f"{path}: {status}")
        return page

    def post(self, path: str, fields: Mapping[str, str], file: tuple[str, str, bytes] | None = None) -> str:
        """Send a form; return its status, where a redirect that is no acknowledgement reads 'signed out'."""
        typed = {**fields, "csrfmiddlewaretoken": CSRF}
        if file is None:
            headers, body = {"Content-Type": "application/x-www-form-urlencoded"}, urlencode(typed).encode()
        else:
            headers, body = _multipart(typed, *file)
        status, to, _ = self._send("POST", path, headers, body)
        return "signed out" if status == 302 and "/sign-in/" in to else str(status)

    def _send(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> tuple[int, str, str]:
        own = f"http://127.0.0.1:{self.port}"
        cookies = {"Cookie": f"sessionid={self.session}; csrftoken={CSRF}", "Origin": own}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS_TO_ANSWER)
        try:
            connection.connect()
        except OSError as error:
            raise NotSentError(str(error)) from None
        try:
            connection.request(method, path, body, {**cookies, **headers})
            answer = connection.getresponse()
            page = answer.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException) as error:
            raise NotAnsweredError(str(error)) from None
        finally:
            connection.close()
        return answer.status, answer.headers.get("Location", ""), page


def _multipart(fields: Mapping[str, str], name: str, file_name: str, content: bytes) -> tuple[dict[str, str], bytes]:
    edge = uuid4().hex
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{text}\r\n'.encode()
        for key, text in fields.items()
    ]
    parts.append(
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n'
        f"Content-Type: application/octet-stream\r\n\r\n".encode()
    )
    return {"Content-Type": f"multipart/form-data; boundary={edge}"}, b"".join(parts) + content + (
        f"\r\n--{edge}--\r\n".encode()
    )


def value_of(page: str, name: str) -> str:
    """What a hidden field of a page holds. Raises NotSentError where the page has none: it is another page."""
    tag = next((tag for tag in re.findall(r"<input[^>]*>", page) if f'name="{name}"' in tag), "")
    value = re.search(r'value="([^"]*)"', tag)
    if value is None:
        raise NotSentError(f"The page has no field '{name}'.")
    return value[1].replace("&quot;", '"').replace("&#34;", '"')


@dataclass
class Writers:
    """Everybody who writes, until they are told to stop; `attempts` is what they sent, in order for each of them."""

    port: int
    filled: Mapping[str, Any]
    attempts: list[Attempt] = field(default_factory=list)
    _over: threading.Event = field(default_factory=threading.Event)
    _sending: dict[str, threading.Lock] = field(default_factory=dict)
    _threads: list[threading.Thread] = field(default_factory=list)

    def begin(self) -> None:
        """Let everybody write."""
        writers = (self._requests, self._uploads, self._readers, self._declarations, self._files, self._moves)
        for writer in writers:
            sending = self._sending.setdefault(writer.__name__, threading.Lock())
            thread = threading.Thread(target=self._write, args=(writer(), sending), name=writer.__name__)
            thread.start()
            self._threads.append(thread)

    def end(self) -> None:
        """Let everybody finish what they are at, and wait for them."""
        self._over.set()
        for thread in self._threads:
            thread.join()

    @contextmanager
    def resting(self) -> Iterator[None]:
        """Within, nobody sends anything: what was sent before is answered or cut off."""
        with ExitStack() as all_of_them:
            for sending in self._sending.values():
                all_of_them.enter_context(sending)
            yield

    def acknowledged(self) -> int:
        """How many writes were acknowledged so far."""
        return sum(attempt.acknowledged for attempt in self.attempts)

    def _write(self, writes: Iterator[Callable[[], Attempt]], sending: threading.Lock) -> None:
        for send in writes:
            if self._over.is_set():
                return
            try:
                with sending:
                    self.attempts.append(send())
            except NotSentError:
                time.sleep(0.2)
            time.sleep(PAUSE)

    def _as(self, name: str) -> Somebody:
        return Somebody(self.port, self.filled["sessions"][name])

    def _requests(self) -> Iterator[Callable[[], Attempt]]:
        deputy, path = self._as("deputy"), f"/inspections/{self.filled['moving']}/requests/new/"
        for number in count(1):
            token = f"Request {number}"
            fields = {"submission": str(uuid4()), "purpose": "other", "title": token, "words": "Please send it."}
            yield _sends("requests", token, deputy, path, {**fields, **_date("due", self.filled["due"])})

    def _uploads(self) -> Iterator[Callable[[], Attempt]]:
        officer, path = self._as("officer"), f"/service/inspections/{self.filled['listed']}/case-lists/upload/"
        for number in count(1):
            token = f"court-{number}.csv"
            # The same file from two pages is one list, so that each has one more empty line.
            content = self.filled["list"].encode() + b"\n" * number
            fields = {"submission": str(uuid4()), "case_type": "court", "supplier": "Invented system"}
            day = _date("drawn_up", self.filled["drawn_up"])
            yield _sends("uploads", token, officer, path, {**fields, **day}, ("file", token, content))

    def _readers(self) -> Iterator[Callable[[], Attempt]]:
        lead, everybody = self._as("lead"), cycle(self.filled["readers"])
        for number, allocation in enumerate(cycle(self.filled["allocations"])):
            path = f"/inspections/{self.filled['reading']}/interviews/{allocation}/reader/"
            yield self._moves_case(lead, path, f"Reader {number}", next(everybody))

    def _moves_case(self, lead: Somebody, path: str, token: str, reader: str) -> Callable[[], Attempt]:
        def send() -> Attempt:
            fields = {"version": value_of(lead.get(path), "version"), "reader": reader, "reason": token}
            return _sends("readers", token, lead, path, fields)()

        return send

    def _declarations(self) -> Iterator[Callable[[], Attempt]]:
        analyst, about = self._as("analyst"), self.filled["declared_about"]
        for number in count(1):
            token = f"Declared {number}"
            fields = {"service": about, "has_interest": "yes", "nature": token}
            yield _sends("declarations", token, analyst, "/people/interests/", fields)

    def _files(self) -> Iterator[Callable[[], Attempt]]:
        lead, path = self._as("lead"), f"/inspections/{self.filled['reading']}/file/"
        for number in count(1):
            # Each file says something that no other says: loading it changes what the inspection holds.
            token = f"File {number}"
            yield self._loads(lead, path, token, self.filled["file"].replace("TOKEN", token))

    def _loads(self, lead: Somebody, path: str, token: str, file: str) -> Callable[[], Attempt]:
        def send() -> Attempt:
            fields = {"seen": value_of(lead.get(path), "seen"), "reason": token}
            return _sends("files", token, lead, path, fields, ("bundle", "inspection.json", file.encode()))()

        return send

    def _moves(self) -> Iterator[Callable[[], Attempt]]:
        lead = self._as("lead")
        while True:
            yield self._moves_once(lead)

    def _moves_once(self, lead: Somebody) -> Callable[[], Attempt]:
        """Back to 'sample-set' or on to 'case-week', as the inspection stands. Each move is known by the version that
        it changed: no other can have changed the same.
        """

        def send() -> Attempt:
            base = f"/inspections/{self.filled['moving']}"
            page = lead.get(f"{base}/move/")
            version, coming = value_of(page, "version"), value_of(page, "stage")
            if coming == "case-week":
                return _sends("moves", version, lead, f"{base}/move/", {"version": version, "stage": coming})()
            fields = {"version": version, "stage": "sample-set", "reason": "To be set again."}
            return _sends("moves", version, lead, f"{base}/back/", fields)()

        return send


def _sends(
    kind: str,
    token: str,
    somebody: Somebody,
    path: str,
    fields: Mapping[str, str],
    file: tuple[str, str, bytes] | None = None,
) -> Callable[[], Attempt]:
    def send() -> Attempt:
        try:
            return Attempt(kind, token, somebody.post(path, fields, file))
        except NotAnsweredError:
            return Attempt(kind, token, "")

    return send


def _date(name: str, day: str) -> dict[str, str]:
    """A day such as '2027-03-01' in the three boxes of a form."""
    return {f"{name}_{place}": part for place, part in enumerate(reversed(day.split("-")))}


def filled_by(environment: Mapping[str, str]) -> dict[str, Any]:
    """What `tests.reliability.fill` makes in an empty installation."""
    command = [sys.executable, "-m", "tests.reliability.fill"]
    ended = subprocess.run(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    filled: dict[str, Any] = json.loads(ended.stdout)
    return filled
