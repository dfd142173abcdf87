"""Pages are well-formed: every tag is closed where it was opened, no id stands twice, every label has its box."""

from collections import Counter
from html.parser import HTMLParser

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from tests.access.walking import Walked, matrix, names_and_kwargs, published

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Markup(HTMLParser):
    """What is wrong with a page's tags."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self._ids: Counter[str] = Counter()
        self._labels: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.faults += [f"<{tag}> is never closed" for tag in self._open]
        self.faults += [f"the id '{one}' stands twice" for one, times in self._ids.items() if times > 1]
        self.faults += [f"nothing has the id '{one}' of a label" for one in self._labels if one not in self._ids]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if said.get("id"):
            self._ids[str(said["id"])] += 1
        if tag == "label" and said.get("for"):
            self._labels.append(str(said["for"]))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()
        else:
            self.faults.append(f"</{tag}> closes nothing")


def test_what_is_wrong_is_found() -> None:
    assert Markup("<p><b>x</p></b>").faults[0] == "</p> closes nothing"
    assert Markup('<i id="a"></i><i id="a"></i>').faults == ["the id 'a' stands twice"]
    assert Markup('<label for="b">x</label>').faults == ["nothing has the id 'b' of a label"]
    assert Markup("<p>x").faults == ["<p> is never closed"]


@pytest.mark.proof
@pytest.mark.django_db
@pytest.mark.parametrize("who", ["programme-manager", "lead-inspector", "service-manager", "nobody"])
def test_every_page_is_well_formed(who: str, walked: Walked, settings: LazySettings) -> None:
    settings.SECOND_STEP_REQUIRED = False
    world, parts_of = walked
    own, kwargs = parts_of["own"], names_and_kwargs()
    client = Client()
    if who in world.people:
        client.force_login(world.people[who], "allauth.account.auth_backends.AuthenticationBackend")
    found = {}
    for door, said in matrix().items():
        if door.method == "GET" and door.object != "other" and said[who] == "yes":
            parts = own | published(door.name)
            answer = client.get(reverse(door.name, kwargs={name: parts[name] for name in kwargs[door.name]}))
            if "text/html" in answer.headers["Content-Type"] and answer.status_code == 200:
                found[door.name] = Markup(answer.content.decode()).faults
    assert len(found) > 10
    assert {name: faults for name, faults in found.items() if faults} == {}
