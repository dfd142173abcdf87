"""The guides of docs/using are pages, reached from the pages that they explain; nothing in them leads nowhere."""

import re
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from tests.access.walking import names_and_kwargs
from tests.factories.world import World
from tests.web.conftest import As
from tests.web.pages.words import words
from trigpoint.people.roles import ROLES
from trigpoint.web.guides.drawing import drawn, slug
from trigpoint.web.guides.files import guides
from trigpoint.web.guides.pages import FOR_EVERYBODY, OF_PAGE, OF_ROLE

NAMES = frozenset(guides())


def html(name: str) -> str:
    return str(drawn(guides()[name].markdown, NAMES))


def test_every_guide_of_the_repository_is_a_page_and_the_wheel_carries_the_same_files() -> None:
    assert {file.stem for file in Path("docs/using").glob("*.md")} == NAMES
    assert '"docs/using" = "trigpoint/guides"' in Path("pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_link_of_a_guide_leads_to_a_page_and_a_part_that_there_is(name: str) -> None:
    for href in re.findall(r'href="([^"]+)"', html(name)):
        if href.startswith("https://"):
            continue
        path, _, anchor = href.partition("#")
        target = path.removeprefix("/help/").strip("/") or name
        assert target in NAMES, href
        assert not anchor or f'id="{anchor}"' in html(target), href


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_guide_has_one_title_and_no_markdown_left(name: str) -> None:
    text = html(name)
    assert text.count("<h1") == 1
    without_code = re.sub(r"<pre.*?</pre>|<code.*?</code>", "", text, flags=re.DOTALL)
    assert not re.search(r"\]\(|\*\*|^#|^\|", without_code, re.MULTILINE)


def test_html_in_a_guide_is_text() -> None:
    assert "<script>" not in drawn("# A\n\n<script>alert(1)</script> [x](javascript:alert(1))", NAMES)


def test_an_anchor_is_that_of_the_repositorys_pages() -> None:
    assert slug("Try it in five minutes") == "try-it-in-five-minutes"
    assert slug("Figures in texts are named, not typed") == "figures-in-texts-are-named-not-typed"


def test_every_role_has_its_guide_and_every_page_that_has_one_of_its_own_is_there() -> None:
    assert set(OF_ROLE) == {role.key for role in ROLES}
    assert set(OF_PAGE) <= set(names_and_kwargs())
    for explains in (*OF_ROLE.values(), *OF_PAGE.values(), FOR_EVERYBODY):
        name, _, anchor = explains.partition("#")
        assert not anchor or f'id="{anchor}"' in html(name), explains


def help_of(page: str) -> str:
    found = re.search(r'tp-header__help" href="([^"]+)"', page)
    assert found
    return found.group(1)


def test_a_page_leads_to_what_explains_it_by_page_and_by_role(sampled: World, as_: As) -> None:
    reference = sampled.inspection.reference

    def from_page(role: str, name: str) -> str:
        return help_of(as_(role).get(reverse(name, args=[reference])).content.decode())

    assert from_page("lead-inspector", "interviews") == "/help/lead-inspector/"
    assert from_page("inspector", "interviews") == "/help/inspector/"
    assert from_page("lead-inspector", "sample") == "/help/sample/"
    assert from_page("service-manager", "own_inspection") == "/help/service-manager/"
    assert from_page("service-manager", "case_lists") == "/help/sample/#case-lists"
    # Works for another service, and is on the team as a local assessor: there the guide of readers counts.
    assert from_page("local-assessor", "inspection") == "/help/inspector/"
    assert help_of(Client().get(reverse("public_home")).content.decode()) == "/help/public/"


def test_help_says_whom_to_tell_of_a_problem(world: World, settings: LazySettings) -> None:
    settings.CONTACT = "help@inspections.example"
    said = words(Client().get(reverse("guides")))
    assert "Write to help@inspections.example . Say" in said
    settings.CONTACT = ""
    assert "has not said whom to write to" in words(Client().get(reverse("guides")))
