"""GOV.UK Notify by its official client, against a server on loopback that answers as Notify does."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from tests.factories.posted import posted, run_all_jobs
from tests.outbox.conftest import IMPATIENCE, PATIENCE
from tests.outbox.mail_server import HOST, black_hole, nobody_listens

pytestmark = pytest.mark.django_db
SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"


@dataclass
class Notify:
    """What the stub answers, and what it was asked."""

    status: int = 201
    answer: dict[str, Any] = field(default_factory=lambda: {"id": "740e5834-3a29-46b4-9a6f-16142fde533a"})
    asked: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


@contextmanager
def answering(notify: Notify) -> Iterator[int]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            notify.paths.append(self.path)
            notify.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(notify.status)
            self.end_headers()
            self.wfile.write(json.dumps(notify.answer).encode())

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer((HOST, 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


@pytest.fixture
def notify_at(settings: Settings) -> Any:
    def at(port: int) -> None:
        settings.EMAIL_BACKEND = "trigpoint.outbox.notify.NotifyBackend"
        settings.NOTIFY_KEY = f"invented-{SERVICE}-{SECRET}"
        settings.NOTIFY_TEMPLATE = "9d751e0e-f929-4891-82a1-a3e1c3c18ee3"
        settings.NOTIFY_URL, settings.EMAIL_TIMEOUT = f"http://{HOST}:{port}", PATIENCE

    return at


def test_an_email_goes_by_the_template_with_its_reference(notify_at: Any) -> None:
    message, notify = posted(), Notify()
    with answering(notify) as port:
        notify_at(port)
        run_all_jobs()
    message.refresh_from_db()
    assert (message.state, message.sealed) == ("sent", "")
    assert notify.paths == ["/v2/notifications/email"]
    (asked,) = notify.asked
    assert asked["email_address"] == "newt@x.example"
    assert asked["template_id"] == "9d751e0e-f929-4891-82a1-a3e1c3c18ee3"
    assert asked["personalisation"] == {
        "subject": "An invented subject",
        "body": "Open http://testserver/an-invented-secret",
    }
    assert asked["reference"] == f"<{message.pk}@localhost>"


@pytest.mark.parametrize(
    ("status", "state", "fault"),
    [
        (400, "waiting", "GOV.UK Notify refused it: 400 Can't send to this recipient"),
        (429, "waiting", "GOV.UK Notify refused it: 429 Can't send to this recipient"),
        (500, "uncertain", "GOV.UK Notify answered with an error of its own: 500."),
        (503, "uncertain", "GOV.UK Notify answered with an error of its own: 503."),
    ],
)
def test_a_no_is_tried_again_and_an_error_of_its_own_may_have_been_a_yes(
    status: int, state: str, fault: str, notify_at: Any
) -> None:
    errors = [{"error": "BadRequestError", "message": "Can't send to this recipient"}]
    message, notify = posted(), Notify(status=status, answer={"status_code": status, "errors": errors})
    with answering(notify) as port:
        notify_at(port)
        run_all_jobs()
    message.refresh_from_db()
    assert (message.state, message.fault) == (state, fault)


def test_a_server_that_is_not_there_is_tried_again(notify_at: Any) -> None:
    message = posted()
    notify_at(nobody_listens())
    run_all_jobs()
    message.refresh_from_db()
    assert (message.state, message.fault) == ("waiting", "GOV.UK Notify could not be reached.")


def test_a_server_that_takes_the_question_and_never_answers_may_have_taken_it(
    notify_at: Any, settings: Settings
) -> None:
    message = posted()
    with black_hole() as port:
        notify_at(port)
        settings.EMAIL_TIMEOUT = IMPATIENCE
        run_all_jobs()
    message.refresh_from_db()
    assert message.state == "uncertain"
    assert message.fault == "The connection to GOV.UK Notify broke while it was handed over."
