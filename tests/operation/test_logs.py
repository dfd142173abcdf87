"""Logs as JSON hold no name, no address and no reference, wherever in the site somebody goes and whatever goes wrong."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse

from tests.access.walking import Walked, names_and_kwargs
from trigpoint.people.models import Organisation, Person
from trigpoint.web.settings.environment import logging_of, shows_metrics, watch_token
from trigpoint.web.watching.json_log import AsJson


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that is logged, as an installation would write it."""
    written = io.StringIO()
    handler, root, ours = logging.StreamHandler(written), logging.getLogger(), logging.getLogger("trigpoint.requests")
    handler.setFormatter(AsJson())
    level, own_level = root.level, ours.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    ours.setLevel(logging.INFO)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)
    ours.setLevel(own_level)


def addresses(parts: dict[str, object]) -> list[str]:
    """Every address of the site; signing out is none to walk through."""
    return [
        reverse(name, kwargs={part: parts[part] for part in needed})
        for name, needed in names_and_kwargs().items()
        if set(needed) <= parts.keys() and name != "account_logout"
    ]


@pytest.mark.proof
def test_walking_the_whole_site_leaves_no_name_no_address_and_no_reference(walked: Walked, log: io.StringIO) -> None:
    world, parts = walked
    client = Client(raise_request_exception=False, headers={"User-Agent": "An Invented Browser"})
    client.force_login(world.people["lead-inspector"], "allauth.account.auth_backends.AuthenticationBackend")
    paths = addresses(parts["own"])
    assert len(paths) > 60
    for path in paths:
        client.get(f"{path}?service=A-typed-word", REMOTE_ADDR="203.0.113.77")
    client.get("/inspections/some-reference-typed/")
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    requests = [line for line in lines if line["logger"] == "trigpoint.requests"]
    assert len(requests) == len(paths) + 1
    assert {"inspection", "case", "team"} <= {line["route"] for line in requests}
    assert all(set(line) >= {"at", "request", "route", "method", "status", "ms"} for line in requests)
    told = log.getvalue()
    hidden = [
        *(person.name for person in Person.objects.all()),
        *(person.email for person in Person.objects.all()),
        *(str(person.pk) for person in Person.objects.all()),
        *(organisation.name for organisation in Organisation.objects.all()),
        world.inspection.reference,
        "203.0.113.77",
        "A-typed-word",
        "some-reference-typed",
        "An Invented Browser",
    ]
    assert [text for text in hidden if text in told] == []


def test_what_a_fault_quotes_is_not_logged_but_where_it_was_is(log: io.StringIO) -> None:
    try:
        int("Key (email)=(ada@northland.example) already exists.")
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", "/inspections/eastmere-2027/")
    line = json.loads(log.getvalue())
    assert (line["error"], line["event"]) == ("ValueError", "Internal Server Error: %s")
    assert line["through"][-1].endswith("test_what_a_fault_quotes_is_not_logged_but_where_it_was_is")
    assert not {"ada", "eastmere"} & set(log.getvalue().replace("@", " ").replace("-", " ").replace("/", " ").split())


def test_words_that_others_put_together_themselves_are_left_out(log: io.StringIO) -> None:
    logging.getLogger("a.library").warning("Ada Vale typed this")
    assert json.loads(log.getvalue())["event"] == ""


def test_an_answer_bears_the_number_that_its_lines_have(db: None, log: io.StringIO) -> None:
    answer: Any = Client().get("/accessibility/")
    assert json.loads(log.getvalue())["request"] == answer["X-Request-Id"]


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({"TRIGPOINT_LOG_FORMAT": "xml"}, "TRIGPOINT_LOG_FORMAT must be 'words' or 'json'"),
        ({"TRIGPOINT_METRICS": "yes"}, "TRIGPOINT_METRICS must be 'on' or 'off'"),
        ({"TRIGPOINT_METRICS": "on"}, "TRIGPOINT_METRICS needs TRIGPOINT_WATCH_TOKEN"),
        ({"TRIGPOINT_WATCH_TOKEN": "short"}, "TRIGPOINT_WATCH_TOKEN must be at least 20"),
    ],
)
def test_a_slip_in_a_setting_becomes_a_sentence(environment: dict[str, str], says: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=says):
        logging_of(environment)
        watch_token(environment)
        shows_metrics(environment)
