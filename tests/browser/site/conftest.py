"""The site, served from the tests' own database, and people who sign in to it with a browser."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from tests.factories.world import PASSWORD, World
from tests.factories.world import world as make_world

# The pages need no script, so that `make test` walks them without; with scripts is left to the proofs.
JAVASCRIPT = [
    pytest.param(False, id="without JavaScript"),
    pytest.param(True, id="with JavaScript", marks=pytest.mark.proof),
]
# The longer ways are proofs altogether; `.ci/run` walks them without scripts on PostgreSQL.
JAVASCRIPT_AS_PROOF = [
    pytest.param(False, id="without JavaScript", marks=[pytest.mark.proof, pytest.mark.on_postgresql]),
    pytest.param(True, id="with JavaScript", marks=pytest.mark.proof),
]


@dataclass(frozen=True)
class Site:
    """An address, the world that it shows, and a way to a new browser window."""

    address: str
    world: World
    window: Callable[..., Page]

    def signed_in(self, role: str, **how: object) -> Page:
        """A window in which somebody has signed in with a password."""
        page = self.window(**how)
        page.goto(f"{self.address}/sign-in/")
        page.get_by_label("E-mail address").fill(self.world.people[role].email)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.locator("main").get_by_role("button", name="Sign in").click()
        return page


@pytest.fixture
def site(committed: None, live_server: LiveServer, browser: Browser) -> Iterator[Site]:
    contexts: list[BrowserContext] = []

    def window(width: int = 1280, *, javascript: bool = True) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=javascript)
        contexts.append(context)
        return context.new_page()

    yield Site(live_server.url, make_world(), window)
    for context in contexts:
        context.close()
