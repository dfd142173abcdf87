"""Every page that somebody may be shown: no violation of WCAG 2.2 AA, nothing wider than a phone, no blocked script."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser

from tests.access.walking import NOBODY, WHO, Walked, matrix
from tests.browser.site import seldom
from tests.browser.site.axe import Reader, Shown
from tests.browser.site.by_address import ELSEWHERE, NO_PAGES, led_elsewhere, openable, shown_at
from tests.browser.site.shelf import serving
from tests.factories.world import World
from tests.web.sign_in.provider import certificate, running
from trigpoint.web.account.provider import providers

pytestmark = [pytest.mark.browser, pytest.mark.proof, pytest.mark.django_db]

# Several tests, so that several processes can share them.
PARTS = 4
# The pages of the second step are the same for everybody of a side, but for their menus.
OF_EACH_SIDE = ("programme-manager", "lead-inspector", "service-manager", "partner-representative")


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[Reader]:
    with serving() as shelf:
        context = browser.new_context(viewport={"width": 320, "height": 900})
        yield Reader(context.new_page(), shelf)
        context.close()


@pytest.fixture
def world(world: World, settings: LazySettings) -> World:
    settings.SECOND_STEP_REQUIRED = False
    return world


@pytest.fixture
def own(walked: Walked) -> dict[str, object]:
    return walked[1]["own"]


def names_of(part: int) -> set[str]:
    return set(sorted(openable())[part::PARTS])


def test_what_is_wrong_with_a_page_is_found(reader: Reader) -> None:
    policy = {"Content-Type": "text/html", "Content-Security-Policy": "default-src 'self'"}
    wide = b"<title>x</title><style>p {color: red}</style><img width=999 src=/static/favicon.svg>"
    led_away = SimpleNamespace(status_code=302, headers={"Location": "/home/"}, content=b"")
    shown = SimpleNamespace(status_code=200, headers=policy, content=wide)
    found = reader.faults_of([Shown("editor", "one", "/one/", shown), Shown("editor", "two", "/two/", led_away)])
    assert found["two as editor"] == ["302 /home/, not 200"]
    said = " ".join(found["one as editor"])
    for fault in ("html-has-lang: ", "image-alt: ", "pixels too wide", "violates the following Content Security"):
        assert fault in said


def test_every_address_is_looked_at_as_everybody_who_may_open_it(world: World, own: dict[str, object]) -> None:
    addresses = {door.name for door in matrix() if door.method == "GET"}
    only_forms = {
        door.name for door, said in matrix().items() if door.method == "GET" and "no such method" in said.values()
    }
    by_address = {name for name, may in openable().items() if may - ELSEWHERE.get(name, set())}
    assert by_address | seldom.SECOND_STEP | seldom.ORGANISATION == addresses - only_forms - set(NO_PAGES)
    assert led_elsewhere(world, own) == ELSEWHERE


@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_at_any_address_is_in_anybodys_way(
    part: int, reader: Reader, world: World, own: dict[str, object]
) -> None:
    assert reader.faults_of(shown_at(world, own, names_of(part))) == {}


def test_no_page_of_the_second_step_is_in_anybodys_way(reader: Reader, world: World, settings: LazySettings) -> None:
    settings.SECOND_STEP_REQUIRED = True
    shown = [one for who in OF_EACH_SIDE for one in seldom.with_a_second_step(world, who)]
    assert {one.title for one in shown} >= seldom.SECOND_STEP
    assert reader.faults_of(shown) == {}


def test_no_page_of_signing_in_by_an_organisation_is_in_anybodys_way(
    reader: Reader, world: World, settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = certificate(tmp_path / "certificate.pem")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(file))
    with running(file) as provider:
        said = {"ISSUER": provider.issuer, "CLIENT_ID": "trigpoint", "CLIENT_SECRET": "an invented secret"}
        settings.SOCIALACCOUNT_PROVIDERS = providers({f"TRIGPOINT_OIDC_{name}": one for name, one in said.items()})
        shown = list(seldom.by_an_organisation(provider))
        assert {one.title for one in shown} >= seldom.ORGANISATION
        assert reader.faults_of(shown) == {}


def test_no_page_after_a_role_ended_or_an_interest_was_declared_is_in_anybodys_way(
    reader: Reader, world: World
) -> None:
    assert reader.faults_of(list(seldom.after_a_role_or_an_interest(world))) == {}


def test_no_page_after_something_went_wrong_is_in_anybodys_way(
    reader: Reader, world: World, own: dict[str, object]
) -> None:
    wrong = [one for who in WHO for one in seldom.gone_wrong(world, own, who)]
    assert reader.faults_of([*wrong, *seldom.tried_too_often(), *seldom.signing_in_and_inviting(world)]) == {}


def test_the_page_after_a_fault_of_ours_is_in_nobodys_way(
    reader: Reader, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, path = Client(raise_request_exception=False), reverse("privacy")
    monkeypatch.setattr("trigpoint.web.public.views.render", lambda *_: 1 / 0)
    assert reader.faults_of([Shown(NOBODY, "a fault of ours", path, client.get(path), 500)]) == {}


def test_no_form_that_was_refused_or_changed_by_two_is_in_anybodys_way(
    reader: Reader, world: World, own: dict[str, object]
) -> None:
    assert reader.faults_of(seldom.refused_forms(world, own)) == {}
    assert reader.faults_of(one for who in WHO for one in seldom.changed_by_two(world, own, who)) == {}
