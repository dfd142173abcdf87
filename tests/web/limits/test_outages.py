"""A database that is busy, full or away: a page that says so and holds what was typed, and never a fault of ours.

Here the errors are made, each as its driver makes it. Real locks, full disks and servers that are stopped are in
`tests/proof/test_outages_played.py`.
"""

import errno
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DataError, IntegrityError, InterfaceError, OperationalError, connection
from django.test import Client
from django.urls import reverse
from psycopg import errors

from tests.factories.world import World
from tests.web.pages.words import words
from tests.web.sign_in.test_unsent import held, opened, post
from trigpoint.inspectorate.requests.models import Request
from trigpoint.people.models import Declaration
from trigpoint.web.edge.logs import InOneLine
from trigpoint.web.edge.outages import Outage, outage_of


def of_sqlite(code: int) -> Any:
    """An error as Django hands it on, with SQLite's result code."""
    driver = sqlite3.OperationalError("as SQLite says it")
    driver.sqlite_errorcode = code
    return chained(OperationalError("as SQLite says it"), driver)


def of_postgresql(driver: psycopg.Error, wrapper: type[Exception] = OperationalError) -> Any:
    return chained(wrapper("as PostgreSQL says it"), driver)


def chained(error: Any, cause: BaseException) -> Any:
    error.__cause__ = cause
    return error


BUSY = [
    of_sqlite(sqlite3.SQLITE_BUSY),
    of_sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT),
    of_postgresql(errors.LockNotAvailable()),
    of_postgresql(errors.DeadlockDetected()),
    of_postgresql(errors.TooManyConnections()),
]
FULL = [
    of_sqlite(sqlite3.SQLITE_FULL),
    of_postgresql(errors.DiskFull()),
    OSError(errno.ENOSPC, "No space left on device"),
]
AWAY = [
    of_sqlite(sqlite3.SQLITE_IOERR_WRITE),
    of_sqlite(sqlite3.SQLITE_CANTOPEN),
    of_sqlite(sqlite3.SQLITE_READONLY),
    of_postgresql(psycopg.OperationalError("connection refused")),
    of_postgresql(psycopg.InterfaceError("the connection is closed"), InterfaceError),
    of_postgresql(errors.AdminShutdown()),
    of_postgresql(errors.CannotConnectNow()),
    of_postgresql(errors.QueryCanceled()),
]
OURS = [
    of_sqlite(sqlite3.SQLITE_ERROR),
    chained(IntegrityError("a value twice"), errors.UniqueViolation()),
    chained(DataError("too long"), errors.StringDataRightTruncation()),
    of_postgresql(errors.UndefinedTable()),
    ValueError("anything"),
    OSError(errno.ENOENT, "No such file"),
    None,
]


@pytest.mark.parametrize(
    ("error", "outage"),
    [
        *((error, Outage.BUSY) for error in BUSY),
        *((error, Outage.FULL) for error in FULL),
        *((error, Outage.AWAY) for error in AWAY),
        *((error, None) for error in OURS),
    ],
)
def test_an_outage_is_known_by_what_the_driver_says(error: BaseException | None, outage: Outage | None) -> None:
    assert outage_of(error) is outage


def test_it_is_known_behind_an_error_that_hides_it() -> None:
    with pytest.raises(ValueError, match="hides") as caught:
        try:
            raise of_sqlite(sqlite3.SQLITE_BUSY)
        except OperationalError:
            raise ValueError("hides it")  # noqa: B904 - as Django's sessions do
    assert outage_of(caught.value) is Outage.BUSY


@contextmanager
def refusing(error: Exception, *words_of_queries: str) -> Iterator[None]:
    """A database that answers every query with an error, or those alone that hold one of these words."""

    def refuse(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not words_of_queries or any(word in sql for word in words_of_queries):
            raise error
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


@pytest.fixture
def lead(world: World) -> Client:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(world.people["lead-inspector"], "allauth.account.auth_backends.AuthenticationBackend")
    return client


TYPED = {"title": "Diary", "words": "One\r\n\r\nTwo & <three>", "purpose": "other", "due_0": "5", "due_1": "1"}


@pytest.mark.parametrize("error", [BUSY[0], FULL[1], AWAY[3]], ids=["busy", "full", "away"])
def test_what_was_typed_is_on_the_page_and_is_saved_when_it_is_sent_again(
    world: World, lead: Client, error: Exception
) -> None:
    """Not one query is answered, those for the session and for who is signed in no more than the others."""
    address = reverse("draft_request", args=[world.inspection.reference])
    typed = opened(lead, address) | TYPED | {"due_2": "2099"}
    with refusing(error):
        answer = post(lead, address, typed)
    outage = outage_of(error)
    assert outage
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == str(outage.seconds)
    assert "no-store" in answer.headers["Cache-Control"]
    said = words(answer)
    assert outage.sentence in said
    assert "Nothing that you typed is lost" in said
    assert "Diary" in said
    assert "One Two & <three>" in said
    assert "5 1 2099" in said
    again = held(answer)
    assert again.items() >= {"title": "Diary", "due_2": "2099"}.items()
    assert post(lead, address, again).status_code == 302
    assert Request.objects.get().words.split() == ["One", "Two", "&", "<three>"]


@pytest.mark.parametrize("error", [BUSY[0], FULL[0], AWAY[3]], ids=["busy", "full", "away"])
def test_a_page_that_cannot_be_read_says_when_to_try_again(lead: Client, error: Exception) -> None:
    with refusing(error):
        answer = lead.get(reverse("home"))
    assert (answer.status_code, "This page is not available now" in words(answer)) == (503, True)
    assert int(answer.headers["Retry-After"]) > 0
    assert lead.get(reverse("home")).status_code == 200, "and the session is what it was"


def test_a_page_for_everybody_that_needs_nothing_of_it_is_shown(client: Client, db: None) -> None:
    with refusing(AWAY[3]):
        assert client.get(reverse("privacy")).status_code == 200


@pytest.mark.parametrize("query", ["django_session", "counted", "axes_", "people_person"])
def test_whatever_part_of_signing_in_meets_it_no_password_is_shown_and_it_is_no_fault_of_ours(
    world: World, query: str
) -> None:
    nobody = Client(raise_request_exception=False)
    with refusing(BUSY[0], query):
        answer = post(nobody, reverse("account_login"), {"login": "ada@n.example", "password": "a secret"})
    assert answer.status_code in (200, 503)
    assert "a secret" not in answer.content.decode()
    assert "is not what a page of this site sends" not in words(answer)


def test_a_session_that_cannot_be_saved_spoils_nothing_that_was_done(world: World, lead: Client) -> None:
    """It was once 'not what a page of this site sends', after the change had been made."""
    address = reverse("draft_request", args=[world.inspection.reference])
    typed = opened(lead, address) | TYPED | {"due_2": "2099"}
    with refusing(BUSY[0], 'UPDATE "django_session"'):
        answer = post(lead, address, typed)
    assert answer.status_code == 302, "the way on, without its notice"
    assert Request.objects.count() == 1
    assert lead.get(answer.headers["Location"]).status_code == 200


def test_a_session_that_was_ended_meanwhile_is_refused_as_ever(world: World, lead: Client) -> None:
    with refusing(chained(OperationalError("no such table"), of_sqlite(1).__cause__), 'UPDATE "django_session"'):
        answer = post(lead, reverse("interests"), opened(lead, reverse("interests")))
    assert answer.status_code in (400, 422)


def test_a_file_is_to_be_chosen_again_and_a_password_to_be_entered_again(world: World, lead: Client) -> None:
    address = reverse("load_file", args=[world.inspection.reference])
    typed = opened(lead, address) | {"reason": "Better", "bundle": SimpleUploadedFile("a.json", b"{}")}
    with refusing(FULL[0]):
        answer = post(lead, address, typed)
    assert "Why it changes Better" in words(answer)
    assert "A file cannot be kept." in words(answer)
    with refusing(FULL[0]):
        answer = post(
            Client(raise_request_exception=False),
            reverse("accept_invitation", args=["x"]),
            {"name": "Ada", "password": "a secret"},
        )
    assert "Ada" in words(answer)
    assert "A password is not kept." in words(answer)
    assert "a secret" not in answer.content.decode()


@pytest.mark.parametrize("origin", ["null", "https://elsewhere.example"])
def test_nothing_that_another_site_sent_is_shown(world: World, lead: Client, origin: str) -> None:
    with refusing(AWAY[3]):
        answer = post(lead, reverse("interests"), {"service": "westmere", "nature": "My sister"}, origin)
    assert answer.status_code == 503
    assert "sister" not in answer.content.decode()
    assert not Declaration.objects.filter(nature="My sister").exists()


def test_a_fault_of_ours_stays_one(lead: Client) -> None:
    with refusing(ValueError("a fault")):
        assert lead.get(reverse("home")).status_code == 500


def test_the_log_has_a_line_and_nothing_of_what_was_typed(
    world: World, lead: Client, caplog: pytest.LogCaptureFixture
) -> None:
    address = reverse("draft_request", args=[world.inspection.reference])
    typed = opened(lead, address) | TYPED | {"due_2": "2099"}
    caplog.clear()
    caplog.handler.addFilter(InOneLine())
    with refusing(FULL[0]):
        post(lead, address, typed)
    assert f"Service Unavailable: {address} (full: the database)" in caplog.text
    assert "Traceback" not in caplog.text
    assert "Diary" not in caplog.text
    assert all(record.levelno >= logging.ERROR for record in caplog.records)


def test_a_host_that_is_not_ours_is_refused_in_one_line(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.addFilter(InOneLine())
    assert client.get("/privacy/", headers={"host": "elsewhere.example"}).status_code == 400
    assert "Invalid HTTP_HOST header: 'elsewhere.example'" in caplog.text
    assert "Traceback" not in caplog.text


def test_a_fault_of_ours_keeps_its_traceback(caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.addFilter(InOneLine())
    try:
        raise ValueError("a fault")  # noqa: TRY301 - as a view raises it
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", "/x/")
    assert "Traceback" in caplog.text
