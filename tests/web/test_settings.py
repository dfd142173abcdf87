"""A setting that is not understood is refused when anything starts, with its name, what was given, what is expected."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.cli.test_site import settings_of
from trigpoint.web.account.provider import providers
from trigpoint.web.settings.environment import served_at
from trigpoint.web.settings.values import (
    KNOWN,
    addresses,
    check_spelling,
    count,
    hosts,
    mail_host,
    one_of,
    sender,
)

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "trigpoint.web.settings.production",
    "TRIGPOINT_SECRET_KEY": "0123456789abcdefghij" * 3,
    "TRIGPOINT_HOSTS": "site.example",
}


def refusal(read: Callable[[], object]) -> str:
    with pytest.raises(ImproperlyConfigured) as refused:
        read()
    return str(refused.value)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("https://a.example/", "https://a.example/"),
        ("*", "*"),
        (".a.example", ".a.example"),
        ("a.example,*.example", "*.example"),
        ("a.example:8443", "a.example:8443"),
        ("a.example/", "a.example/"),
        ("a.example b.example", "a.example b.example"),
        ("a..example", "a..example"),
        (",", ","),
        (" ", " "),
    ],
)
def test_what_is_no_name_of_a_site_is_refused(typed: str, wrong: str) -> None:
    said = refusal(lambda: hosts({"TRIGPOINT_HOSTS": typed}))
    assert said.startswith(f"TRIGPOINT_HOSTS is '{typed}', and '{wrong}' is no name of a site.")
    assert "inspections.example,www.inspections.example" in said


def test_names_of_a_site_are_taken_with_spaces_between_them_and_numbers_too() -> None:
    assert hosts({}) == []
    assert hosts({"TRIGPOINT_HOSTS": "A.example, b-2.example"}) == ["a.example", "b-2.example"]
    assert hosts({"TRIGPOINT_HOSTS": "localhost,192.0.2.7,[2001:db8::7]"}) == [
        "localhost",
        "192.0.2.7",
        "[2001:db8::7]",
    ]


def test_a_zero_is_zero_and_what_is_not_set_has_its_own_number() -> None:
    assert [count({"N": typed}, "N", 50) for typed in ("0", "3", "")] == [0, 3, 50]
    assert count({}, "N", 50) == 50


@pytest.mark.parametrize("typed", ["off", "no", "Optional", "optional "])
def test_a_word_that_is_not_known_is_refused(typed: str) -> None:
    said = refusal(lambda: one_of({"W": typed}, "W", ("required", "optional"), "required"))
    assert said == f"W must be 'required' or 'optional'; it is '{typed}'."


def test_a_word_that_is_not_set_is_the_usual_one() -> None:
    assert [one_of({"W": typed}, "W", ("on", "off"), "off") for typed in ("", "on")] == ["off", "on"]


@pytest.mark.parametrize("typed", ["mail.example:587", "smtp://mail.example", "mail example", "a@mail.example"])
def test_a_mail_host_with_more_than_its_name_is_refused(typed: str) -> None:
    said = refusal(lambda: mail_host({"TRIGPOINT_MAIL_HOST": typed}))
    assert "without a port (it is asked at port 25)" in said
    assert said.endswith(f"it is '{typed}'.")


def test_a_mail_host_is_a_name_or_a_number() -> None:
    assert [mail_host({"TRIGPOINT_MAIL_HOST": one}) for one in ("", "mail.example", "192.0.2.7")] == [
        "localhost",
        "mail.example",
        "192.0.2.7",
    ]


@pytest.mark.parametrize(
    ("typed", "wrong"), [("foo", "foo"), ("a@b.example;c@d.example", None), (",", ","), ("a@", "a@")]
)
def test_what_is_no_address_of_a_witness_is_refused(typed: str, wrong: str | None) -> None:
    said = refusal(lambda: addresses({"TRIGPOINT_WITNESS_EMAIL": typed}, "TRIGPOINT_WITNESS_EMAIL"))
    assert said.startswith(f"TRIGPOINT_WITNESS_EMAIL is '{typed}', and '{wrong or typed}' is no e-mail address.")


def test_addresses_of_witnesses_are_taken_with_spaces_between_them() -> None:
    assert addresses({"A": "a@b.example, c@d.example"}, "A") == ["a@b.example", "c@d.example"]
    assert addresses({}, "A") == []


def test_a_sender_is_an_address_with_or_without_a_name() -> None:
    taken = ("", "a@b.example", "Inspections <a@b.example>")
    assert [sender({"TRIGPOINT_MAIL_FROM": one}) for one in taken] == ["trigpoint@localhost", *taken[1:]]
    for typed in ("Inspections", "a@b.example\nBcc: c@d.example", "<>"):
        assert refusal(lambda typed=typed: sender({"TRIGPOINT_MAIL_FROM": typed})).startswith("TRIGPOINT_MAIL_FROM")  # type: ignore[misc]


@pytest.mark.parametrize("name", ["CLIENT_ID", "CLIENT_SECRET", "NAME"])
def test_part_of_an_organisations_sign_in_without_its_issuer_is_refused(name: str) -> None:
    said = refusal(lambda: providers({f"TRIGPOINT_OIDC_{name}": "a-secret"}))
    assert said.startswith(f"TRIGPOINT_OIDC_{name} is set, but TRIGPOINT_OIDC_ISSUER is not.")
    assert "a-secret" not in said


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ("TRIGPOINT_HOST", "TRIGPOINT_HOSTS"),
        ("TRIGPOINT_MAILHOST", "TRIGPOINT_MAIL_HOST"),
        ("TRIGPOINT_SECOND_STEPS", "TRIGPOINT_SECOND_STEP"),
        ("TRIGPOINT_SECRET", "TRIGPOINT_SECRET_KEY"),
        ("TRIGPOINT_DATABASE_URL", "DATABASE_URL"),
    ],
)
def test_a_misspelt_name_is_refused_with_the_right_one(given: str, right: str) -> None:
    said = refusal(lambda: check_spelling({given: "x-given"}))
    assert said.startswith(f"{given} is set, but no setting is called so. The nearest is {right}:")
    assert "x-given" not in said


def test_what_others_call_by_our_prefix_is_left_alone() -> None:
    check_spelling(dict.fromkeys(KNOWN, "x"))
    check_spelling(dict.fromkeys(("TRIGPOINT_PORT_8000_TCP", "TRIGPOINT_SERVICE_HOST", "TRIGPOINT_TESTS_AS"), "x"))


def test_every_setting_that_is_read_is_known_and_told_and_no_other() -> None:
    told = set(re.findall(r"`(TRIGPOINT_[A-Z_]+)`", Path("docs/operating.md").read_text("utf-8")))
    read = {
        name for file in Path("src").rglob("*.py") for name in re.findall(r'"(TRIGPOINT_[A-Z_]+)"', file.read_text())
    }
    assert told == KNOWN
    assert read - {"TRIGPOINT_"} == KNOWN


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TRIGPOINT_HOSTS", "https://a.example/"),
        ("TRIGPOINT_HOSTS", ","),
        ("TRIGPOINT_DATABASE_OWNER", "yes"),
        ("TRIGPOINT_SECOND_STEP", "off"),
        ("TRIGPOINT_INVITATIONS_OPEN", "-1"),
        ("TRIGPOINT_OIDC_CLIENT_ID", "trigpoint"),
        ("TRIGPOINT_MAIL_HOST", "mail.example:25"),
        ("TRIGPOINT_MAIL_FROM", "foo"),
        ("TRIGPOINT_WITNESS_EMAIL", "foo"),
        ("TRIGPOINT_NOTIFY_TEMPLATE", "9d751e0e-f929-4891-82a1-a3e1c3c18ee3"),
        ("TRIGPOINT_LOG", "loud"),
        ("TRIGPOINT_HOST", "a.example"),
    ],
)
def test_production_does_not_start_on_it(name: str, value: str, tmp_path: Path) -> None:
    ended = _production(tmp_path, {name: value})
    assert ended.returncode != 0
    assert f"ImproperlyConfigured: {name} " in ended.stderr


def test_production_takes_a_zero_for_a_zero(tmp_path: Path) -> None:
    zeros = {"TRIGPOINT_INVITATIONS_OPEN": "0", "TRIGPOINT_INVITATIONS_A_DAY": "0"}
    assert _production(tmp_path, zeros).stdout == "0 0 ['site.example']\n"
    assert _production(tmp_path, {}).stdout == "50 20 ['site.example']\n"


def _production(var: Path, settings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    asked = "from django.conf import settings as s; print(s.INVITATIONS_OPEN, s.INVITATIONS_A_DAY, s.ALLOWED_HOSTS)"
    environment = settings_of(var) | PRODUCTION | settings
    return subprocess.run(
        [sys.executable, "-c", asked], env=environment, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("http://127.0.0.1:8123\n", "http://127.0.0.1:8123"),
        (None, "http://127.0.0.1:8000"),
        ("", "http://127.0.0.1:8000"),
        ("https://elsewhere.example", "http://127.0.0.1:8000"),
        ("\u00e9", "http://127.0.0.1:8000"),
    ],
)
def test_a_demonstration_is_where_it_was_served_last(tmp_path: Path, written: str | None, address: str) -> None:
    if written is not None:
        (tmp_path / "served-at").write_text(written)
    assert served_at(tmp_path / "served-at", unless_served="http://127.0.0.1:8000") == address
