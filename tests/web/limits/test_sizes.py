"""No request is read that is larger than its page takes."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.access.walking import names_and_kwargs
from tests.factories.world import World
from tests.web.pages.words import words
from trigpoint.tables.unreadable import MOST_BYTES
from trigpoint.web.edge.sizes import EVERY_PAGE, largest_file
from trigpoint.web.inspectorate.bundling.forms import BIGGEST

As = Callable[[str], Client]


class Unread:
    """What somebody sends: it fails the test that reads it."""

    def read(self, size: int = -1) -> bytes:
        raise AssertionError(f"{size} bytes of what was sent were read.")

    readline = read


def claiming(client: Client, address: str, length: str, **more: str) -> tuple[int, str]:
    """The status and the words of the answer to a request that says so of its length, and of which nothing is read."""
    kind = "multipart/form-data; boundary=x"
    sent: dict[str, Any] = {"CONTENT_LENGTH": length, "CONTENT_TYPE": kind, "wsgi.input": Unread()} | more
    answer = client.post(address, **sent)
    return answer.status_code, words(answer)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/sign-in/", "/", "/nowhere/"])
def test_more_than_a_megabyte_is_refused_before_any_of_it_is_read(client: Client, address: str) -> None:
    status, said = claiming(client, address, "300000000")
    assert status == 413
    assert "What was sent is larger than 1 MB, which is the most that this page takes. None of it was read" in said


@pytest.mark.django_db
def test_a_request_that_does_not_say_its_length_is_refused_unread(client: Client) -> None:
    status, said = claiming(client, "/sign-in/", "", HTTP_TRANSFER_ENCODING="chunked")
    assert status == 411
    assert "What was sent did not say how large it is." in said


def test_a_page_that_takes_a_file_takes_that_file_and_what_is_typed_beside_it(world: World, as_: As) -> None:
    lead, address = as_("lead-inspector"), reverse("load_file", args=[world.inspection.reference])
    status, said = claiming(lead, address, str(BIGGEST + EVERY_PAGE + 1))
    assert status == 413
    assert "This page takes a file of up to 2 MB, and what was sent is larger." in said
    bundle = SimpleUploadedFile("a.json", b"{" * (BIGGEST + 1))
    answer = lead.post(address, {"seen": "{}", "reason": "Better", "bundle": bundle})
    assert answer.status_code == 422, "a little too large: the form says so, and keeps what was typed"
    assert "The file must be 2 MB or smaller" in words(answer)
    assert "Better" in answer.content.decode()


def test_only_pages_with_a_file_take_more_and_none_more_than_memory_and_the_server_in_front(
    settings: LazySettings,
) -> None:
    places = {"reference": "x", "case_list": "0b7c8c3e-6a35-4d7c-9f6b-0d7f0f7a3f11"}
    named = [name for name, parts in names_and_kwargs().items() if set(parts) <= set(places)]
    taken = {
        name: largest_file(reverse(name, kwargs={part: places[part] for part in names_and_kwargs()[name]}))
        for name in named
    }
    with_files = {name: largest for name, largest in taken.items() if largest}
    assert with_files == {"load_file": BIGGEST, "upload_list": MOST_BYTES}
    most = max(with_files.values()) + EVERY_PAGE
    assert most <= settings.FILE_UPLOAD_MAX_MEMORY_SIZE, "else Django writes files to a disk"
    in_front = re.search(r"client_max_body_size (\d+)m;", Path("deploy/nginx.conf").read_text("utf-8"))
    assert in_front is not None
    assert most == int(in_front[1]) * 1_000_000
