"""Settings that do not hold become a sentence: what is wrong, and how to fix it; never a traceback."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.cli.test_site import TRIGPOINT, run, settings_of
from trigpoint.web.settings.environment import database, record_name
from trigpoint.web.settings.values import count


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("DATABASE_URL", "rubbish", "DATABASE_URL names no database that we know"),
        ("DATABASE_URL", "postgresql://u:p@127.0.0.1:1/x", "The database cannot be used"),
        ("DJANGO_SETTINGS_MODULE", "no.such.settings", "names 'no.such.settings', which does not exist"),
    ],
)
def test_a_setting_that_does_not_hold_is_named(tmp_path: Path, name: str, value: str, says: str) -> None:
    ended = subprocess.run(
        [str(TRIGPOINT), "export", "trafford-2021"],
        env=settings_of(tmp_path) | {name: value},
        capture_output=True,
        text=True,
        check=False,
    )
    assert says in ended.stderr
    assert "Traceback" not in ended.stderr
    assert (ended.returncode, ended.stdout) == (2, "")


@pytest.mark.parametrize("url", ["rubbish", "postgres://u:p@h:notaport/x", "postgres://:@/", "mysql://u:p@h/x"])
def test_an_address_of_no_database_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL names no database that we know"):
        database({"DATABASE_URL": url}, tmp_path)


@pytest.mark.parametrize("environment", [{}, {"DATABASE_URL": ""}])
def test_no_address_means_the_embedded_database(tmp_path: Path, environment: dict[str, str]) -> None:
    assert database(environment, tmp_path)["NAME"] == str(tmp_path / "trigpoint.sqlite3")


def test_a_count_is_a_whole_number_and_none_where_it_is_not_set() -> None:
    assert [count({"N": typed}, "N") for typed in ("", "0", "2")] == [0, 0, 2]
    for typed in ("abc", "-1", "1.5", "٣"):
        with pytest.raises(ImproperlyConfigured, match="N must be a whole number"):
            count({"N": typed}, "N")


def test_notify_without_its_template_is_refused_at_the_start_and_with_it_takes_the_place_of_the_mail_server(
    tmp_path: Path,
) -> None:
    asked = [sys.executable, "-c", "from django.conf import settings; print(settings.EMAIL_BACKEND)"]
    production = settings_of(tmp_path) | {
        "DJANGO_SETTINGS_MODULE": "trigpoint.web.settings.production",
        "TRIGPOINT_SECRET_KEY": "0123456789abcdefghij" * 3,
        "TRIGPOINT_HOSTS": "site.example",
        "TRIGPOINT_NOTIFY_KEY": "invented-key",
    }
    without = subprocess.run([str(TRIGPOINT), "work"], env=production, capture_output=True, text=True, check=False)
    assert (without.returncode, without.stdout) == (2, "")
    assert "TRIGPOINT_NOTIFY_KEY needs TRIGPOINT_NOTIFY_TEMPLATE" in without.stderr
    template = {"TRIGPOINT_NOTIFY_TEMPLATE": "9d751e0e-f929-4891-82a1-a3e1c3c18ee3"}
    backend = subprocess.run(asked, env=production | template, capture_output=True, text=True, check=True)
    assert backend.stdout == "trigpoint.outbox.notify.NotifyBackend\n"


def test_the_record_is_signed_under_the_sites_first_name_or_another_word() -> None:
    hosts = {"TRIGPOINT_HOSTS": "inspections.example,other.example"}
    assert record_name({}) == "localhost/record"
    assert record_name(hosts) == "inspections.example/record"
    assert record_name(hosts | {"TRIGPOINT_RECORD_NAME": "example.org/northland"}) == "example.org/northland"
    for typed in ("two words", "a+b", " ", "a\nb"):
        with pytest.raises(ImproperlyConfigured, match="TRIGPOINT_RECORD_NAME must be a word"):
            record_name({"TRIGPOINT_RECORD_NAME": typed})


@pytest.mark.proof
def test_a_reference_that_is_no_text_names_no_inspection(demonstrated: Path) -> None:
    ended = subprocess.run(
        [str(TRIGPOINT).encode(), b"export", b"\xff\xfe"],
        env=settings_of(demonstrated),
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 2
    assert b"There is no inspection" in ended.stderr
    assert b"Traceback" not in ended.stderr


@pytest.mark.proof
def test_what_could_not_be_written_is_said_and_that_it_was_recorded(loaded: Path) -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [str(TRIGPOINT), "export", "trafford-2021"],
            env=settings_of(loaded),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ended.returncode == 2
    assert "The record notes that it was downloaded." in ended.stderr


@pytest.mark.proof
def test_a_port_that_is_in_use_is_said_before_anything_is_served(installed: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = run(installed, "serve", "--port", str(port))
    assert (ended.returncode, ended.stdout) == (2, "")
    assert f"Port {port} of this machine is in use." in ended.stderr


@pytest.mark.proof
def test_pages_that_are_served_already_are_not_served_twice_and_a_dead_server_is_no_hindrance(installed: Path) -> None:
    file = installed / "serve.pid"
    file.write_text(str(os.getpid()), encoding="ascii")
    ended = run(installed, "serve", "--port", "1")
    assert ended.returncode == 2
    assert f"are served already, by process {os.getpid()}." in ended.stderr
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    file.write_text(str(gone.pid), encoding="ascii")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        again = run(installed, "serve", "--port", str(taken.getsockname()[1]))
    assert "is in use." in again.stderr


@pytest.mark.proof
def test_a_demonstration_is_filled_outside_the_repository_too(demonstrated: Path) -> None:
    """The fixture fills it in a folder of its own."""
    assert (demonstrated / "errors.txt").read_text(encoding="utf-8") == ""
    assert (demonstrated / "printed.txt").read_text(encoding="utf-8").startswith("The demonstration is ready.")
