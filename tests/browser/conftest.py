"""One browser for all tests: Debian's chromium, offline; without it the tests are skipped."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.browser.documents import DOCUMENTS, WHOLE
from tests.shared_worlds import SharedWorlds
from trigpoint.report.html import html

# Playwright keeps an event loop in the thread of the tests, and Django then refuses its database. Nothing here is
# asynchronous: one thread asks the browser, and then the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def playwright(shared_worlds: SharedWorlds) -> Iterator[Playwright]:
    """While its event loop runs, Django gives this thread another connection: no world may be open on the one before."""
    shared_worlds.become(())
    with sync_playwright() as started:
        yield started
        shared_worlds.become(())


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    # The shell is the same browser without its windows, and opens a page three times as quickly.
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if chromium is None:
        pytest.skip("needs Debian's chromium: apt install chromium-headless-shell")
    started = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
    yield started
    started.close()


@pytest.fixture(
    params=[pytest.param(name, marks=pytest.mark.proof if name == WHOLE else []) for name in DOCUMENTS], scope="session"
)
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The file address of each document's page."""
    file = tmp_path_factory.mktemp("report") / "report.html"
    file.write_text(html(DOCUMENTS[request.param]()), encoding="utf-8")
    return file.as_uri()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[OpenPage]:
    """Open the page so many pixels wide, with or without JavaScript."""
    contexts = []

    def opened(width: int = 1280, *, javascript: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=javascript, offline=True
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
