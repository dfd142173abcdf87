"""Outages of a real database under a real server: a lock that is held, a disk that is full, a PostgreSQL that stops.

Somebody has a form open, and sends it while nothing can be saved. The page has all that they typed; sent again once the
outage is over, it is saved once.
"""

import http.client
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlencode, urlsplit

import psycopg
import pytest

from tests.postgres import NoPostgreSQLError, private_postgresql, programs, start, stop
from tests.proof.serving import free_port, served

pytestmark = [pytest.mark.proof, pytest.mark.long]

OURS = {"Host": "127.0.0.1"}
# Made before anything is served: a service to declare an interest in, and somebody signed in who may.
PEOPLE = """
import django
django.setup()
from django.contrib.auth import login
from django.core.management import call_command
from django.http import HttpRequest
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from tests.factories.world import world
from trigpoint.people.demonstration import mark_demonstration
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
mark_demonstration(timezone.localdate())
here = world()
request = HttpRequest()
request.session, request.META["REMOTE_ADDR"] = SessionStore(), "127.0.0.1"
login(request, here.people["editor"], "allauth.account.auth_backends.AuthenticationBackend")
request.session.save()
print("session", request.session.session_key)
"""
COUNT = """
import django
django.setup()
from trigpoint.people.models import Declaration
print("declared", Declaration.objects.filter(nature__startswith="My sister").count())
"""
TYPED = {"service": "westmere", "has_interest": "yes", "nature": "My sister <works>\r\nthere"}


class Browser:
    """Cookies, and the port that a browser asks."""

    def __init__(self, port: int, session: str) -> None:
        self.port = port
        self.cookies = {"sessionid": session}

    def ask(self, path: str, typed: dict[str, str] | None = None) -> tuple[int, str]:
        """The status and the text of a page; with `typed`, of what answers to that form."""
        headers = {"Host": f"127.0.0.1:{self.port}", "Origin": f"http://127.0.0.1:{self.port}"}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            body = None if typed is None else urlencode(typed)
            connection.request("POST" if body else "GET", path, body, headers)
            answer = connection.getresponse()
            for cookie in answer.headers.get_all("Set-Cookie", []):
                name, _, value = cookie.split(";", 1)[0].partition("=")
                self.cookies[name] = value
            return answer.status, answer.read().decode()


class Site(NamedTuple):
    """An installation that is served, with somebody signed in."""

    browser: Browser
    settings: dict[str, str]
    log: Path

    @property
    def declared(self) -> int:
        """How often what was typed was saved."""
        return int(_run(COUNT, self.settings).split("declared ")[1])


def _run(code: str, settings: dict[str, str]) -> str:
    own = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env=own | settings, check=True, capture_output=True, text=True).stdout


def begun(settings: dict[str, str]) -> str:
    """Make the invented world in the database of these settings, and return the session of somebody signed in."""
    return _run(PEOPLE, settings).split("session ")[1].strip()


@contextmanager
def serving(var: Path, settings: dict[str, str], session: str) -> Iterator[Site]:
    port = free_port()
    with served(port, var, settings, headers=OURS) as log:
        yield Site(Browser(port, session), settings, log)


def settings_of(var: Path, **more: str) -> dict[str, str]:
    return {"DJANGO_SETTINGS_MODULE": "trigpoint.web.settings.demonstration", "TRIGPOINT_VAR": str(var), **more}


class Begun(NamedTuple):
    """A folder with an embedded database to copy, and the session in it."""

    var: Path
    session: str


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Begun:
    var = tmp_path_factory.mktemp("var")
    return Begun(var, begun(settings_of(var)))


@contextmanager
def installation(copied: Begun, var: Path) -> Iterator[Site]:
    shutil.copytree(copied.var, var, dirs_exist_ok=True)
    with serving(var, settings_of(var), copied.session) as site:
        yield site


def form_of(page: str) -> dict[str, str]:
    """What a page that holds a form unseen would send."""
    form = page.split("<main", 1)[1]
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: unescape(value) for name, value in fields}


def sent_in_vain(site: Site, typed: dict[str, str], sentence: str) -> dict[str, str]:
    """Send a form that cannot be saved. What was typed is on the page, and what the page would send is returned."""
    status, page = site.browser.ask("/people/interests/", typed)
    assert status == 503
    assert sentence in page
    assert "My sister &lt;works&gt;" in page
    again = form_of(page)
    assert again["nature"] == TYPED["nature"]
    return again


def opened_form(site: Site) -> dict[str, str]:
    status, page = site.browser.ask("/people/interests/")
    assert status == 200
    return form_of(page) | TYPED


def saved_when_sent_again(site: Site, again: dict[str, str], before: int = 0) -> None:
    assert site.declared == before
    assert site.browser.ask("/people/interests/", again)[0] == 302
    assert site.declared == before + 1
    assert "Traceback" not in site.log.read_text("utf-8")


def test_a_lock_that_another_process_holds(embedded: Begun, tmp_path: Path) -> None:
    with installation(embedded, tmp_path) as site:
        typed = opened_form(site)
        with closing(sqlite3.connect(tmp_path / "trigpoint.sqlite3", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            again = sent_in_vain(site, typed, "A lot is being saved at the moment.")
            assert site.browser.ask("/people/interests/")[0] == 200, "reading waits for nobody"
            other.execute("ROLLBACK")
        saved_when_sent_again(site, again)


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """A file system of its own, of 24 MB."""
    if os.geteuid() != 0:
        pytest.skip("Only root can mount a file system.")
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "trigpoint-proof", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_disk_that_is_full(embedded: Begun, tmp_path: Path) -> None:
    with small_disk(tmp_path), installation(embedded, tmp_path) as site:
        typed = opened_form(site)
        filling = tmp_path / "filling"
        with filling.open("wb", buffering=0) as file, pytest.raises(OSError, match="No space left on device"):
            while file.write(bytes(4_096)):
                pass
        # What is left of the database's own room takes a few writes more.
        assert shutil.disk_usage(tmp_path).free == 0
        for _ in range(40):
            status, _ = site.browser.ask("/people/interests/", typed | {"nature": "x" * 400, "has_interest": "yes"})
            if status == 503:
                break
        again = sent_in_vain(site, typed, "There is no room left to save anything.")
        assert site.browser.ask("/people/interests/")[0] in (200, 503)
        filling.unlink()
        saved_when_sent_again(site, again)


class OnServer(NamedTuple):
    """An installation whose database is a server's: the address and the folder of that."""

    site: Site
    address: str
    folder: Path


@pytest.fixture(scope="module")
def on_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OnServer]:
    try:
        programs()
    except NoPostgreSQLError as missing:
        pytest.skip(str(missing))
    with private_postgresql() as address:
        var = tmp_path_factory.mktemp("var")
        settings = settings_of(var, DATABASE_URL=address)
        with serving(var, settings, begun(settings)) as site:
            yield OnServer(site, address, Path(unquote(urlsplit(address).netloc.partition("@")[2])))


def test_a_postgresql_that_is_stopped_and_started_again(on_server: OnServer) -> None:
    site, before = on_server.site, on_server.site.declared
    typed = opened_form(site)
    stop(on_server.folder)
    try:
        again = sent_in_vain(site, typed, "The place where everything is kept does not answer.")
        status, page = site.browser.ask("/people/interests/")
        assert (status, "This page is not available now" in page) == (503, True)
    finally:
        start(on_server.folder)
    saved_when_sent_again(site, again, before)


def test_a_lock_that_another_connection_to_postgresql_holds(on_server: OnServer) -> None:
    site, before = on_server.site, on_server.site.declared
    typed = opened_form(site)
    with psycopg.connect(on_server.address) as other:
        other.execute("LOCK TABLE people_declaration IN EXCLUSIVE MODE")
        again = sent_in_vain(site, typed, "A lot is being saved at the moment.")
        other.rollback()
    saved_when_sent_again(site, again, before)


def test_a_connection_that_is_ended_while_nobody_uses_it_is_made_again(on_server: OnServer) -> None:
    site, before = on_server.site, on_server.site.declared
    typed = opened_form(site)
    with psycopg.connect(on_server.address) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
    saved_when_sent_again(site, typed, before)
